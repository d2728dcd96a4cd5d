# Sizes, orders, limits, weights and flags as people also write them, and what is said where they do not fit.
import warnings

import torch
import torch.nn.functional as F


def attempt(name, call):
    try:
        print(name, call())
    except Exception as error:
        print(name, type(error).__name__, error)


x = torch.arange(24.0).reshape(1, 2, 3, 4)
attempt("mean", lambda: F.adaptive_avg_pool1d(x[0], torch.tensor(2)).shape)
attempt("mean", lambda: F.adaptive_avg_pool1d(x[0], torch.tensor(2.0)).shape)
attempt("mean", lambda: F.adaptive_avg_pool2d(x, torch.tensor(2)).shape)
attempt("max", lambda: F.adaptive_max_pool3d(x[None], torch.tensor(2)).shape)
for name in ("normal_", "uniform_", "exponential_", "random_", "geometric_"):
    attempt(name, lambda: getattr(torch.zeros(1, dtype=torch.int64).expand(3), name)(*([0.5] if name[0] == "g" else [])))
v = torch.tensor([3.0, 4.0])
for eps in (torch.tensor(1e-3), torch.tensor([1e-3]), None, "a"):
    attempt(f"cosine {eps}", lambda: F.cosine_similarity(v, v, dim=0, eps=eps))
    attempt(f"layer {eps}", lambda: F.layer_norm(v, (2,), eps=eps))
    attempt(f"group {eps}", lambda: F.group_norm(v[None], 1, eps=eps))
    attempt(f"instance {eps}", lambda: F.instance_norm(v[None, None], eps=eps))
    attempt(f"root {eps}", lambda: F.rms_norm(v, (2,), eps=eps))
    attempt(f"distance {eps}", lambda: F.pairwise_distance(v, v + 1, eps=eps))
attempt("order", lambda: F.normalize(v[None], p=None))
attempt("order", lambda: F.normalize(v, p="fro", dim=0))
attempt("all", lambda: F.normalize(v[None] + torch.ones(2, 1), dim=None))
attempt("missing", lambda: F.normalize(v, p=None))
mean, variance = torch.tensor([1.0, 2.0]), torch.tensor([4.0, 5.0])
attempt("running", lambda: F.instance_norm(x, mean, variance, use_input_stats=False))
attempt("followed", lambda: F.instance_norm(x, mean, variance, momentum=0.5))
print(mean, variance)
attempt("unknown", lambda: F.instance_norm(x, use_input_stats=False))
attempt("one", lambda: F.instance_norm(x, mean))
a = torch.tensor([0.3, 0.6], requires_grad=True)
b = torch.tensor([0.2, 0.9], requires_grad=True)
for weight in (torch.ones(3), torch.ones(2, dtype=torch.float64), torch.ones(1, 2), torch.ones(2, 1)):
    attempt("weight", lambda: F.binary_cross_entropy(a, b, weight=weight))
for weight in (None, torch.tensor([2.0, 3.0])):
    for reduction in ("mean", "sum"):
        loss = F.binary_cross_entropy(a, b, weight=weight, reduction=reduction)
        print(torch.autograd.grad(loss, (a, b), create_graph=True))
for size, dim, index, source in (
    ((3,), 0, [1], torch.tensor(2.0)), ((3,), 0, [1, 2], torch.tensor(2.0)), ((3, 2), 0, [1], torch.tensor(2.0)),
    ((), 0, [0], torch.tensor([2.0])), ((3, 2), 0, [1, 2], torch.ones(2)), ((3, 2), 0, [1, 2], torch.ones(2, 3)),
    ((3, 2, 4), 0, [1, 2], torch.ones(2, 2, 5)), ((3, 2), 1, [1, 0], torch.ones(3, 1)),
):
    attempt("copy", lambda: torch.zeros(size).index_copy(dim, torch.tensor(index), source))
attempt("legs", lambda: torch.tensor([True]).hypot_(torch.tensor([1])))
attempt("legs", lambda: torch.tensor([1]).hypot_(torch.tensor([1.0])))
attempt("legs", lambda: torch.tensor([1]).hypot_(torch.tensor([1])))
attempt("legs", lambda: torch.tensor([1]).hypot_(torch.ones(3)))
attempt("norm", lambda: v.norm(p="fro", keepdim="a"))
attempt("norm", lambda: v.norm(p="fro", dim="a"))
attempt("norm", lambda: torch.norm(v, "fro", 0, "a"))
nan = float("nan")
for numbers in ([nan, 1, 1], [nan, nan, 1.0], [1, nan, nan, 2], [3, nan, 1, nan, 1], [nan, 2, nan, 2, nan]):
    attempt("mode", lambda: tuple(torch.tensor(numbers).mode()))
attempt("range", lambda: torch.histogram(v, 2, range=True))
attempt("range", lambda: torch.histogram(v, 2, range=(0,)))
attempt("range", lambda: torch.histogram(v, 2, range=(0, 5)))
whole = torch.ones(2, dtype=torch.int64)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    attempt("shape", lambda: torch.ones(2, dtype=torch.int64).sub_(0.5, torch.ones(3, dtype=torch.int64)))
attempt("shape", lambda: whole.clone().add_(torch.ones(3, dtype=torch.int64), alpha=0.5))
attempt("shape", lambda: whole.sub(torch.ones(3, dtype=torch.int64), alpha=0.5))
attempt("factor", lambda: whole.sub(torch.ones(2, dtype=torch.int64), alpha=0.5))
attempt("truths", lambda: torch.ones(2, dtype=torch.bool).sub_(torch.ones(3, dtype=torch.bool)))
