# Operations with a derivative of one's own.
import torch
class Square(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        ctx.power = 2
        print(ctx.needs_input_grad)
        return x * x
    @staticmethod
    def backward(ctx, g):
        x, = ctx.saved_tensors
        return ctx.power * x * g
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = Square.apply(x)
print(y, y.grad_fn.name(), y.grad_fn.power, len(y.grad_fn.next_functions), y.grad_fn.saved_tensors)
y.sum().backward()
print(x.grad)
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: y.sum().backward())
attempt(lambda: y.grad_fn.saved_tensors)
attempt(lambda: y.grad_fn.missing)
class Both(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a, b):
        return a * b, a + b
    @staticmethod
    def backward(ctx, g, h):
        print("got", g, h, ctx.needs_input_grad)
        return g, h
a = torch.tensor(2.0, requires_grad=True)
p, q = Both.apply(a, torch.tensor(3.0))
print(p, q)
p.backward()
print(a.grad)
def made(result):
    class Wrong(torch.autograd.Function):
        @staticmethod
        def forward(ctx, a):
            return a.clone()
        @staticmethod
        def backward(ctx, g):
            return result(g)
    return Wrong
attempt(lambda: made(lambda g: (g, g)).apply(a).backward())
attempt(lambda: made(lambda g: (g, None)).apply(a).backward())
attempt(lambda: made(lambda g: 3.0).apply(a).backward())
attempt(lambda: made(lambda g: torch.ones(3)).apply(x).sum().backward())
class NoBackward(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a):
        return a.clone()
attempt(lambda: NoBackward.apply(a).backward())
class Nothing(torch.autograd.Function):
    pass
attempt(lambda: Nothing.apply(a))
attempt(lambda: Square.apply())
class Power(torch.autograd.Function):
    @staticmethod
    def forward(x, n):
        return x ** n
    @staticmethod
    def setup_context(ctx, inputs, output):
        x, n = inputs
        ctx.save_for_backward(x)
        ctx.n = n
    @staticmethod
    def backward(ctx, g):
        x, = ctx.saved_tensors
        return g * ctx.n * x ** (ctx.n - 1), None
a.grad = None
z = Power.apply(a, 3)
z.backward()
print(z, a.grad)
class Doubled(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.mark_dirty(x)
        x.mul_(2)
        return x
    @staticmethod
    def backward(ctx, g):
        return g * 2
w = torch.tensor([1.0, 2.0], requires_grad=True)
v = w * 1
same = Doubled.apply(v)
print(same, same is v)
same.sum().backward()
print(w.grad)
attempt(lambda: Doubled.apply(w))
class Marked(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        mask = x > 1
        ctx.mark_non_differentiable(mask)
        return x * 2, mask
    @staticmethod
    def backward(ctx, g, unused):
        print(g, unused)
        return g * 2
s, mask = Marked.apply(w)
print(s, mask)
s.sum().backward()
class Unfilled(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.set_materialize_grads(False)
        return x * 1, x * 2
    @staticmethod
    def backward(ctx, g, h):
        print(g, h)
        return g
Unfilled.apply(a)[0].backward()
g, = torch.autograd.grad(Square.apply(a), a, create_graph=True)
print(g, torch.autograd.grad(g, a))
with torch.no_grad():
    print(Square.apply(a))
print(Square.apply(torch.tensor(3.0)))
class Kept(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a):
        ctx.save_for_backward(3)
        return a.clone()
attempt(lambda: Kept.apply(a))
