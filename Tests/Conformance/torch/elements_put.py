# Elements put at positions, rows reduced at indices and rows filled with a tensor's value, with their derivatives.
import warnings

import torch


def attempt(name, call):
    try:
        print(name, call())
    except Exception as error:
        print(name, type(error).__name__, error)


x = torch.arange(6.0).reshape(2, 3)
places = torch.tensor([0, 4, 4])
values = torch.tensor([10.0, 20.0, 30.0])
print(torch.put(x, places, values), x.put(places, values, accumulate=True), x.clone().put_(places, values))
print(x.clone().put_(torch.tensor([-1, 1]), values[:2]), x.clone().t().put_(torch.tensor([[1], [2]]), values[:2], True))
attempt("beyond", lambda: x.clone().put_(torch.tensor([6]), values[:1]))
attempt("before", lambda: x.clone().put_(torch.tensor([-7]), values[:1]))
attempt("index", lambda: x.clone().put_(torch.tensor([1.0]), values[:1]))
attempt("source", lambda: x.clone().put_(torch.tensor([1]), torch.tensor([1])))
attempt("count", lambda: x.clone().put_(torch.tensor([1, 2]), values[:1]))
attempt("empty", lambda: torch.empty(0).put_(torch.tensor([1]), values[:1]))
attempt("stretched", lambda: torch.zeros(1, 1).expand(2, 3).put_(torch.tensor([1, 2]), values[:2]))
attempt("missing", lambda: torch.put(x, places))
attempt("flag", lambda: x.put_(places, values, accumulate="a"))
a = torch.arange(6.0, requires_grad=True)
b = torch.tensor([10.0, 20.0, 30.0], requires_grad=True)
attempt("leaf", lambda: a.put_(torch.tensor([0]), b[:1]))
for accumulate in (False, True):
    y = (a * 1).put_(torch.tensor([0, 4, 2]), b, accumulate=accumulate)
    first = torch.autograd.grad((y**3).sum(), (a, b), create_graph=True)
    print(y, first, torch.autograd.grad(first[0].sum() + first[1].sum(), (a, b)))

x = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
index = torch.tensor([0, 1, 0, 2])
source = torch.tensor([[1.0, 2.0, 7.0, 0.5], [3.0, 0.0, 2.0, 4.0]])
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    x.index_reduce(1, index, source, "prod")
    print([str(warning.message) for warning in seen])
for word in ("prod", "mean", "amax", "amin"):
    for included in (True, False):
        print(word, included, x.clone().index_reduce_(1, index, source, word, include_self=included))
        print(torch.index_reduce(x.int(), 1, index, source.int(), word, include_self=included))
        own, other = x.clone().requires_grad_(), source.clone().requires_grad_()
        y = own.index_reduce(1, index, other, word, include_self=included)
        first = torch.autograd.grad((y**2).sum(), (own, other), create_graph=True)
        print(y, first, torch.autograd.grad(first[0].sum() + first[1].sum(), (own, other)))
zeros = torch.zeros(2, 4, requires_grad=True)
(first,) = torch.autograd.grad(x.index_reduce(1, index, zeros, "prod").sum(), zeros, create_graph=True)
attempt("twice", lambda: torch.autograd.grad(first.sum(), zeros))
attempt("sum", lambda: x.index_reduce(1, index, source, "sum"))
attempt("dim", lambda: x.index_reduce(3, index, source, "prod"))
attempt("count", lambda: x.index_reduce(0, index, source, "prod"))
attempt("floats", lambda: x.index_reduce(1, index.float(), source, "prod"))
attempt("dtype", lambda: x.index_reduce(1, index, source.double(), "prod"))
attempt("beyond", lambda: x.index_reduce(1, torch.tensor([5, 0, 0, 0]), source, "prod"))
attempt("matrix", lambda: x.index_reduce(1, index[None], source, "prod"))
attempt("shape", lambda: x.index_reduce(1, index, source[:1], "prod"))
attempt("scalar", lambda: torch.tensor(3.0).index_reduce(0, torch.tensor(0), torch.tensor(2.0), "mean"))
attempt("truths", lambda: (x > 2).index_reduce(1, index, source > 2, "mean"))
attempt("truths", lambda: (x > 2).index_reduce(1, index, source > 2, "amax"))
attempt("missing", lambda: x.index_reduce(1, index))

x = torch.arange(6.0).reshape(2, 3).requires_grad_()
value = torch.tensor(3.0, requires_grad=True)
y = (x * 1).index_fill_(1, torch.tensor([0, 0]), value)
print(y, torch.autograd.grad((y**2).sum(), (x, value)))
attempt("one", lambda: x.index_fill(1, torch.tensor([0, 2]), torch.tensor([1.0])))
attempt("named", lambda: x.index_fill(1, torch.tensor([0, 2]), value=torch.tensor(1)))
