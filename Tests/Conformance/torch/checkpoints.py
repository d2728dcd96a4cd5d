# Parts of a graph computed again instead of kept.
import torch
from torch.utils.checkpoint import checkpoint, checkpoint_sequential
import torch.nn as nn

calls = []


def f(a, b):
    calls.append(1)
    return torch.sin(a) * torch.exp(b)


a = torch.tensor([0.5, 1.0], requires_grad=True)
b = torch.tensor([0.1, 0.2], requires_grad=True)
for reentrant in (False, True):
    calls.clear()
    a.grad = b.grad = None
    y = checkpoint(f, a, b, use_reentrant=reentrant)
    print(y, len(calls))
    y.sum().backward()
    print(a.grad, b.grad, len(calls))
print(torch.autograd.grad(f(a, b).sum(), (a, b)))

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(2, 4), nn.ReLU(), nn.Linear(4, 4), nn.Tanh(), nn.Linear(4, 1))
x = torch.tensor([[1.0, 2.0]], requires_grad=True)
y = checkpoint_sequential(model, 2, x, use_reentrant=False)
y.sum().backward()
first = [p.grad.clone() for p in model.parameters()]
model.zero_grad()
model(x).sum().backward()
print([torch.equal(p.grad, q) for p, q in zip(model.parameters(), first)], x.grad)

drop = nn.Dropout(0.5)
torch.manual_seed(1)
z = checkpoint(lambda v: drop(v) * 2, torch.ones(6, requires_grad=True), use_reentrant=False)
print(z)
v = torch.ones(6, requires_grad=True)
torch.manual_seed(1)
z = checkpoint(lambda v: drop(v) * 2, v, use_reentrant=False)
torch.manual_seed(2)
z.sum().backward()
print(v.grad, torch.equal(v.grad, z.detach()))
print(checkpoint(lambda p, q=2: p * q, a, q=3, use_reentrant=False))
w = torch.tensor([1.0, 2.0], requires_grad=True)
print(torch.autograd.grad(w**2, w, torch.eye(2), is_grads_batched=True))
