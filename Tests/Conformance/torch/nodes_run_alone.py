"""Nodes of the graph that are called, and gradients that begin and end at edges."""

import torch
from torch.autograd.graph import get_gradient_edge


def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


a = torch.tensor([1., 2.], requires_grad=True)
b = torch.tensor([3., 4.], requires_grad=True)
c = a * 3
edge = get_gradient_edge(c)
t(lambda: edge.node.name())
t(lambda: edge.output_nr)
d = (c * c).sum()
t(lambda: torch.autograd.grad(d, edge, retain_graph=True))
t(lambda: torch.autograd.grad(d, [edge, a], retain_graph=True))
t(lambda: torch.autograd.grad(edge, a, torch.ones(2), retain_graph=True))
t(lambda: torch.autograd.backward([edge], [torch.tensor([5., 7.])], retain_graph=True))
print(a.grad)
t(lambda: torch.autograd.grad(3, a))

product = a * b
t(lambda: product.grad_fn(torch.ones(2)))
with torch.no_grad():
    t(lambda: product.grad_fn(torch.ones(2)))
t(lambda: (a * a).grad_fn(torch.ones(2)))
t(lambda: a.exp().grad_fn(torch.ones(2)))
t(lambda: (a * 2).grad_fn(torch.ones(2)))
t(lambda: product.sum().grad_fn(torch.tensor(2.)))
t(lambda: a.exp().grad_fn(torch.ones(2), torch.ones(2)))
product.sum().backward()
t(lambda: product.grad_fn(torch.ones(2)))
print(a.grad, b.grad)
leaf = c.grad_fn.next_functions[0][0]
t(lambda: leaf(torch.ones(2)))
print(a.grad)
t(lambda: product.grad_fn._sequence_nr() > c.grad_fn._sequence_nr())


class Twice(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2

    @staticmethod
    def backward(ctx, g):
        return g * 2


t(lambda: Twice.apply(a).grad_fn.apply(torch.ones(2)))
t(lambda: torch.autograd.grad(product, a, torch.eye(2), is_grads_batched=True))
e = (a * b).exp()
t(lambda: torch.autograd.grad(e, a, torch.eye(2), is_grads_batched=True))
t(lambda: torch.autograd.grad(e, a, torch.eye(2), is_grads_batched=True))
