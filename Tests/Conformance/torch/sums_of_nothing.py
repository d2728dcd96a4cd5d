"""Products without terms, distances, embeddings with a largest norm, and other edges of sizes and arguments."""

import torch
import torch.nn.functional as F


def told(function):
    try:
        print(function())
    except Exception as e:
        print(type(e).__name__, str(e).split("\n")[0])


print(F.linear(torch.ones(2, 0), torch.ones(3, 0)), F.linear(torch.ones(2, 2, 0), torch.ones(3, 0), torch.ones(3)))
x = torch.ones(2, 3, requires_grad=True)
print(torch.autograd.grad(F.linear(x, torch.ones(0, 3), torch.ones(0)).sum(), x))
print(torch.addmv(torch.tensor(2.0), torch.zeros(0, 1), torch.ones(1)).shape)
print(F.cross_entropy(torch.zeros(0, 3), torch.zeros(0, 3)), torch.trapezoid(torch.ones(3, 0)))
print(torch.repeat_interleave(torch.tensor([2, 0, 1])))
told(lambda: torch.repeat_interleave(torch.tensor(2)))
told(lambda: torch.tensor([1, 2]).repeat_interleave(torch.tensor([1, 2]), output_size=4))

# Distances: many rows are multiplied, few are compared one by one.
p = torch.arange(12.0).reshape(4, 3).requires_grad_()
q = torch.tensor([[0.0, 1.0, 2.0], [1.0, 1.0, 1.0]])
for order in (0.5, 1.0, 1.5, 2.0, 3.0, float("inf")):
    print(torch.autograd.grad(torch.cdist(p, q, p=order).sum(), p), torch.autograd.grad(F.pdist(p, order).sum(), p))
print(torch.cdist(p.repeat(8, 1), q).grad_fn.name(), torch.cdist(p, q).grad_fn.name())
print(torch.cdist(p, q, compute_mode="use_mm_for_euclid_dist"))

weight = torch.arange(12.0).reshape(4, 3)
print(F.embedding(torch.tensor([1, 3, 1]), weight, max_norm=2.0), weight)
layer = torch.nn.Embedding(3, 2, max_norm=1.0, norm_type=1.0, _weight=torch.ones(3, 2))
print(layer(torch.tensor([2])), layer.weight)
told(lambda: F.embedding(torch.tensor([1]), weight, 4))
told(lambda: F.embedding(torch.tensor([1]), weight, "a"))

# Running products past zeros, extremes beside what is no number.
y = torch.tensor([2.0, 0.0, 3.0, 0.0, 5.0], requires_grad=True)
print(torch.autograd.grad(y.cumprod(0).sum(), y))
n = torch.tensor([1.0, float("nan"), 3.0], requires_grad=True)
print(torch.autograd.grad(n.aminmax().min, n))
print(torch.tensor(3).cumsum(0, dtype=torch.bool), torch.zeros(0).cumprod(0, dtype=torch.bool))
told(lambda: torch.logsumexp(torch.ones(2, 3), []))
told(lambda: torch.logcumsumexp(torch.ones(3, dtype=torch.bool), 4))
told(lambda: torch.zeros(0, 4).amax(-2))

# Arguments.
told(lambda: torch.zeros(2, 3, dtype=[1]))
told(lambda: torch.ones(2, requires_grad=None))
told(lambda: torch.zeros(size=3))
told(lambda: torch.ones(2, 3).movedim([1, 0], 1))
told(lambda: torch.ones(2, 3).count_nonzero(1, 0))
told(lambda: torch.norm(torch.ones(2), 2, 0, False, torch.float64))
told(lambda: torch.linalg.vector_norm(x=torch.ones(2), other=1))
told(lambda: torch.rand(0, dtype=torch.int32))
told(lambda: torch.tensor(3.0).size(0))
told(lambda: torch.tensor(3.0).roll(1, 0))
told(lambda: torch.ones(3, 3)["a", 0, 0])
told(lambda: torch.bitwise_xor(self=5, other=torch.tensor([1, 2])))
told(lambda: torch.bitwise_xor(input=5, other=torch.tensor([1, 2])))
told(lambda: torch.tensor([1, 2]).bitwise_and_(1.5))
told(lambda: torch.tensor([1, 2]).floor_divide_(torch.zeros(2, 2, dtype=torch.int64)))
told(lambda: F.poisson_nll_loss(torch.ones(3), torch.ones(3), reduction=1))
told(lambda: F.hardtanh(torch.ones(2), "a"))
told(lambda: F.binary_cross_entropy_with_logits(torch.zeros(2), torch.zeros(2), pos_weight=torch.ones(1, 2)))
told(lambda: F.linear(torch.ones(2), torch.ones(2).bool(), torch.ones(2).bool()))
told(lambda: torch.histogram(torch.ones(2), range=[]))
s = torch.arange(6).reshape(1, 2, 3).expand(2, 2, 3)
print(s.tril_())
