# Second derivatives of losses, the nodes of their gradients, and what a loss checks first.
import torch
import torch.nn.functional as F


def attempt(name, call):
    try:
        print(name, call())
    except Exception as error:
        print(name, type(error).__name__, error)


def twice(name, loss, x, y):
    first = torch.autograd.grad(loss(x, y), [x, y], create_graph=True)
    print(name, first[0].grad_fn.name())
    more = torch.autograd.grad((first[0] * torch.arange(1.0, x.numel() + 1).reshape(x.shape)).sum(), [x, y])
    for g in more:
        print(g, g.stride())


x = torch.tensor([[0.5, 1.0, 2.5], [0.25, -1.5, 0.75]], requires_grad=True)
y = torch.tensor([[0.5, 0.0], [1.5, -0.5], [-1.0, 0.75]]).t().requires_grad_()
for reduction in ("none", "mean", "sum"):
    for loss in (F.mse_loss, F.smooth_l1_loss, F.huber_loss):
        twice(loss.__name__, lambda a, b: (loss(a, b, reduction=reduction) ** 2).sum(), x, y)
p = torch.tensor([0.25, 0.5, 0.75], dtype=torch.float64, requires_grad=True)
q = torch.tensor([0.5, 0.25, 1.0], dtype=torch.float64, requires_grad=True)
twice("binary_cross_entropy", lambda a, b: F.binary_cross_entropy(a, b), p, q)
wide = torch.tensor(1.5, dtype=torch.float64, requires_grad=True)
narrow = torch.tensor([1.0, 0.5], requires_grad=True)
print([g.dtype for g in torch.autograd.grad(F.mse_loss(narrow, wide.expand(2)), [narrow, wide])])

scores = torch.arange(20.0).reshape(5, 2, 2).requires_grad_()
labels = torch.tensor([[0, 1], [1, 1], [0, 0], [1, 0], [0, 1]])
for reduction in ("none", "mean"):
    print(F.cross_entropy(scores, labels, reduction=reduction).grad_fn.name())

print(F.kl_div(torch.tensor([-1.0, -2.0]), torch.tensor([0.25, 0.5]), True, reduction="batchmean"))
a = torch.ones(2)
attempt("weighted", lambda: F.huber_loss(a, a, "median", weight=a))
attempt("unweighted", lambda: F.huber_loss(a, a, "median", -1.0))
attempt("broadcast", lambda: F.soft_margin_loss(a, torch.ones(3, 2)))
attempt("truth", lambda: F.soft_margin_loss(a.bool(), a))
attempt("ranking", lambda: F.margin_ranking_loss(a, a, [1.5], reduction="median"))
attempt("margin", lambda: F.triplet_margin_loss(a, a, a, "x", reduction="median"))
attempt("weight", lambda: F.binary_cross_entropy(a, a.long(), torch.ones(2, requires_grad=True)))
attempt("number", lambda: F.gaussian_nll_loss(a, 7, a))
attempt("variance", lambda: F.gaussian_nll_loss(a, a, 2.0))
attempt("negative", lambda: F.gaussian_nll_loss(a, a, -a, reduction="median"))
attempt("eps", lambda: F.gaussian_nll_loss(a, a, a, eps="x"))
attempt("normalize", lambda: F.normalize(torch.ones(2, 2), eps=(1, 2)))

# The bound of a norm stops no gradient.
small = torch.tensor([[3e-4, 4e-4]], dtype=torch.float64, requires_grad=True)
other = torch.tensor([[1.0, 2.0]], dtype=torch.float64)
print(torch.autograd.grad(F.cosine_similarity(small, other, eps=0.1).sum(), small))
