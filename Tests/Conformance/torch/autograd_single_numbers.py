# Gradients of single numbers on their way: what somebody keeps of them stays as it was.
import torch

x = torch.tensor(1.5, requires_grad=True)
w = torch.tensor(-0.7, requires_grad=True)
seen = []

a = x * w
a.register_hook(seen.append)
b = a.sin()
b.register_hook(lambda g: seen.append(g))
c = b * b + a
c.retain_grad()
d = c**3 - x * 2 + a / w
d.backward()
print(seen, c.grad, x.grad, w.grad)

d = (x * w * x).exp() * (x + x + x)
d.backward()
print(x.grad, w.grad)

# The same numbers with a graph kept, walked twice.
y = x * x * w
y.backward(retain_graph=True)
print(x.grad, w.grad)
y.backward()
print(x.grad, w.grad)

# A gradient that was given is not changed.
seed = torch.tensor(2.0)
y = (x * 3).tanh()
y.backward(seed)
print(seed, seed._version, x.grad)

# Nor one that is its own leaf's.
x.grad = None
y = x * 1
y.backward(seed)
print(seed, x.grad, x.grad is seed)
x.grad.add_(1)
print(seed)

# Through every reuse the numbers are those of one-element arrays.
for value in [0.3, -2.0, 7.25]:
    results = []
    for shape in [(), (1,)]:
        p = torch.full(shape, value, requires_grad=True)
        q = torch.full(shape, 0.5, requires_grad=True)
        r = p * q
        for _ in range(3):
            r = (r * p - q / p).sigmoid() + r * q - (-p) * 2
        r.sum().backward()
        results += [r.item(), p.grad.item(), q.grad.item()]
    print(results[:3] == results[3:], results[:3])

# Hooks that give another gradient, and derivatives of derivatives.
x.grad = None
y = x * w
y.register_hook(lambda g: g * 10)
(y + y * 2).backward()
print(x.grad, w.grad)
(first,) = torch.autograd.grad(x**3 * w, x, create_graph=True)
(second,) = torch.autograd.grad(first * x, x)
print(first, second)

class Keep(torch.autograd.Function):
    kept = []

    @staticmethod
    def forward(ctx, x):
        return x * 2

    @staticmethod
    def backward(ctx, g):
        Keep.kept.append(g)
        return g


x.grad = None
z = Keep.apply(x * 2) * 3 + Keep.apply(x)
(z * z).backward()
print(Keep.kept, x.grad)
