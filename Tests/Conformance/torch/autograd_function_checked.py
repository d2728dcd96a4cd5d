import torch
from torch.autograd import Function
from torch.autograd import grad


def t(f):
    """What a call gives, or how it is refused."""
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)


print("# wrong returns")
def make(ret):
    class B(Function):
        @staticmethod
        def forward(ctx, x, y):
            return x + y
        @staticmethod
        def backward(ctx, g):
            return ret(g)
    return B
def trial(ret):
    x = torch.ones(2, requires_grad=True)
    y = torch.ones(2, requires_grad=True)
    t(lambda: make(ret).apply(x, y).sum().backward())
    print(x.grad, y.grad)
trial(lambda g: g)
trial(lambda g: (g,))
trial(lambda g: (g, g, g))
trial(lambda g: (g, g, None))
trial(lambda g: (g, None))
trial(lambda g: (g, 3))
trial(lambda g: (g, g.sum()))
trial(lambda g: (g, torch.ones(3)))
trial(lambda g: (g, g.double()))
trial(lambda g: [g, g])
trial(lambda g: None)
trial(lambda g: (None, None))
trial(lambda g: (g, g.expand(2, 2)))
trial(lambda g: (g, g.view(1, 2)))
trial(lambda g: (g, g.long()))

print("# missing parts")
class A(Function): pass
class B(Function):
    @staticmethod
    def forward(ctx, x): return x * 2
class C(Function):
    def forward(ctx, x): return x * 2
    def backward(ctx, g): return g
class D(Function):
    @staticmethod
    def forward(ctx, x): return 3
    @staticmethod
    def backward(ctx, g): return g
class E(Function):
    @staticmethod
    def forward(ctx, x): return None
    @staticmethod
    def backward(ctx, g): return g
class G(Function):
    @staticmethod
    def forward(ctx, x): return x * 2, 'a', 3
    @staticmethod
    def backward(ctx, g, a, b): print(g, a, b); return g
class H(Function):
    @staticmethod
    def forward(ctx, x): return [x * 2, x * 3]
    @staticmethod
    def backward(ctx, g, h): return g
x = torch.ones(2, requires_grad=True)
for K in (A, B, C, D, E, G, H):
    t(lambda: K.apply(x))
t(lambda: B.apply(x).sum().backward())
t(lambda: G.apply(x)[0].sum().backward())
print(x.grad)
t(lambda: B.apply(torch.ones(2)))
t(lambda: B.apply(3))

print("# returns input")
class I(Function):
    @staticmethod
    def forward(ctx, x): return x
    @staticmethod
    def backward(ctx, g): return g * 10
x = torch.ones(2, requires_grad=True)
y = I.apply(x)
print(y is x, y, y._is_view(), y.grad_fn)
t(lambda: y.add_(1))
(y * 2).sum().backward()
print(x.grad)
z = I.apply(x * 1)
t(lambda: z.add_(1))

print("# returns view")
class V(Function):
    @staticmethod
    def forward(ctx, x): return x.view(2, 1)
    @staticmethod
    def backward(ctx, g): return g.view(2) * 10
x = torch.ones(2, requires_grad=True)
y = V.apply(x)
print(y._is_view(), y)
t(lambda: y.add_(1))
y.sum().backward()
print(x.grad)

print("# mark dirty")
class Add1(Function):
    @staticmethod
    def forward(ctx, x):
        x.add_(1)
        ctx.mark_dirty(x)
        return x
    @staticmethod
    def backward(ctx, g): return g * 10
x = torch.ones(2, requires_grad=True)
h = x * 2
y = Add1.apply(h)
print(y is h, h, h._version)
h.sum().backward()
print(x.grad)
t(lambda: Add1.apply(x))
class Bad(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.mark_dirty(x)
        return x * 2
    @staticmethod
    def backward(ctx, g): return g
t(lambda: Bad.apply(x * 1))

print("# mark non differentiable")
class S(Function):
    @staticmethod
    def forward(ctx, x):
        v, i = x.sort()
        ctx.mark_non_differentiable(i)
        ctx.save_for_backward(i)
        return v, i
    @staticmethod
    def backward(ctx, g, gi):
        print(g, gi)
        i, = ctx.saved_tensors
        return torch.zeros_like(g).scatter_(0, i, g)
x = torch.tensor([3., 1., 2.], requires_grad=True)
v, i = S.apply(x)
print(v, i, i.requires_grad)
(v * torch.arange(3.)).sum().backward()
print(x.grad)
class N(Function):
    @staticmethod
    def forward(ctx, x):
        y, z = x * 2, x * 3
        ctx.mark_non_differentiable(z)
        return y, z
    @staticmethod
    def backward(ctx, g, h):
        print(g, h)
        return g
y, z = N.apply(x)
print(y, z)
t(lambda: z.sum().backward())
y.sum().backward()

print("# materialize")
class M(Function):
    @staticmethod
    def forward(ctx, x, flag):
        ctx.set_materialize_grads(flag)
        return x * 1, x * 2
    @staticmethod
    def backward(ctx, a, b):
        print(a, b)
        return a if b is None else a + b, None
for flag in (True, False):
    x = torch.ones(2, requires_grad=True)
    y, z = M.apply(x, flag)
    y.sum().backward()
    print(x.grad)

print("# once differentiable")
from torch.autograd.function import once_differentiable
class O(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x ** 2
    @staticmethod
    @once_differentiable
    def backward(ctx, g):
        x, = ctx.saved_tensors
        return g * 2 * x
x = torch.tensor(2., requires_grad=True)
g, = grad(O.apply(x), x, create_graph=True)
print(g)
t(lambda: g.backward())

print("# double backward of custom")
class Cube(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x ** 3
    @staticmethod
    def backward(ctx, g):
        x, = ctx.saved_tensors
        return g * 3 * x ** 2
x = torch.tensor(2., requires_grad=True)
y = Cube.apply(x)
for i in range(3):
    y, = grad(y, x, create_graph=True)
    print(y)

print("# saving intermediate")
class Ex(Function):
    @staticmethod
    def forward(ctx, x):
        r = x.exp()
        ctx.save_for_backward(r)
        return r
    @staticmethod
    def backward(ctx, g):
        r, = ctx.saved_tensors
        return g * r
x = torch.tensor(1., requires_grad=True)
y = Ex.apply(x)
g, = grad(y, x, create_graph=True)
print(g, grad(g, x))
y = Ex.apply(x)
y.mul_(2)
t(lambda: y.backward())

print("# save wrong")
class W(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(3)
        return x
    @staticmethod
    def backward(ctx, g): return g
x = torch.ones(2, requires_grad=True)
t(lambda: W.apply(x))
class W2(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x, None)
        return x * 2
    @staticmethod
    def backward(ctx, g):
        print(ctx.saved_tensors)
        return g
W2.apply(x).sum().backward()
class W3(Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2
    @staticmethod
    def backward(ctx, g):
        print(ctx.saved_tensors, ctx.saved_variables if False else '')
        return ctx.nothing
t(lambda: W3.apply(x).sum().backward())

print("# func transforms on old style")
class Old(Function):
    @staticmethod
    def forward(ctx, x): return x * 2
    @staticmethod
    def backward(ctx, g): return g * 2
t(lambda: torch.func.grad(lambda x: Old.apply(x).sum())(torch.ones(2)))

print("# custom under no_grad")
class K(Function):
    @staticmethod
    def forward(ctx, x):
        print(torch.is_grad_enabled(), x.requires_grad, (x * 2).requires_grad, ctx.needs_input_grad)
        return x * 2
    @staticmethod
    def backward(ctx, g):
        print(torch.is_grad_enabled(), g.requires_grad)
        return g * 2
x = torch.ones(2, requires_grad=True)
with torch.no_grad():
    print(K.apply(x))
y = K.apply(x)
y.sum().backward()
grad(K.apply(x).sum(), x, create_graph=True)

print("# names and ctx repr")
class MyFn(Function):
    @staticmethod
    def forward(ctx, x):
        print(type(ctx).__name__, hasattr(ctx, 'saved_tensors'), isinstance(ctx, Function))
        return x.clone()
    @staticmethod
    def backward(ctx, g):
        print(type(ctx).__name__, ctx.name(), ctx.next_functions)
        return g
x = torch.ones(2, requires_grad=True)
y = MyFn.apply(x)
print(y.grad_fn.__class__.__name__, y.grad_fn.next_functions, MyFn, y.grad_fn.name(), type(y.grad_fn).__mro__[1].__name__)
y.sum().backward()

print("# gradcheck of custom")
class Wrong(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x ** 2
    @staticmethod
    def backward(ctx, g):
        x, = ctx.saved_tensors
        return g * 3 * x
x = torch.tensor([1., 2.], dtype=torch.float64, requires_grad=True)
t(lambda: torch.autograd.gradcheck(Wrong.apply, (x,)))
t(lambda: torch.autograd.gradcheck(Wrong.apply, (x,), raise_exception=False))
t(lambda: torch.autograd.gradcheck(torch.sin, (x,)))
t(lambda: torch.autograd.gradgradcheck(torch.sin, (x,)))
t(lambda: torch.autograd.gradcheck(torch.sin, (torch.ones(2, dtype=torch.float64),)))
t(lambda: torch.autograd.gradcheck(lambda x: x.detach(), (x,)))
t(lambda: torch.autograd.gradcheck(torch.abs, (torch.zeros(2, dtype=torch.float64, requires_grad=True),)))

print("# hooks in custom with several uses")
class Id(Function):
    @staticmethod
    def forward(ctx, *xs): return xs
    @staticmethod
    def backward(ctx, *gs):
        print(gs)
        return gs
a = torch.ones(2, requires_grad=True)
b = torch.ones(2)
p, q = Id.apply(a, b)
print(p, q, p is a, q is b)
(p * 2).sum().backward()
print(a.grad)

print("# tensor in list not tracked")
class L(Function):
    @staticmethod
    def forward(ctx, xs): return xs[0] * 2
    @staticmethod
    def backward(ctx, g): return g
x = torch.ones(2, requires_grad=True)
print(L.apply([x]))

print("# keyword only forward")
class Kw(Function):
    @staticmethod
    def forward(ctx, x, a=2, *, b=3): return x * a * b
    @staticmethod
    def backward(ctx, g, *rest): return g, None
print(Kw.apply(torch.ones(1, requires_grad=True), 5))
print(Kw.apply(torch.ones(1, requires_grad=True)))
