# What random calls of every operation once found to differ from PyTorch, first piece: what is refused, and the words.
import warnings

import torch
import torch.nn.functional as F

warnings.simplefilter("ignore")
a = torch.tensor([1., 1., 2.])
square = torch.eye(2)
picture = torch.ones(1, 1, 4, 4)
volume = torch.ones(1, 1, 2, 2, 2)


def put(x, index, value):
    x[index] = value
    return x


CALLS = [
    lambda: a - True, lambda: torch.sub(a, True),
    lambda: torch.unique(a, sorted=True, dims=1), lambda: torch.unique(a, False, None), lambda: a.unique(None),
    lambda: torch.unique(7, dim=0), lambda: torch.unique(a, True, True, True, 0, 5),
    lambda: torch.unique_consecutive(), lambda: torch.unique_consecutive(a, True, other=1),
    lambda: torch.unique_consecutive(a, 1, dim=0), lambda: torch.unique_consecutive(a, return_inverse=True, other=1),
    lambda: torch.lu(7), lambda: torch.lu(square, "a"), lambda: square.lu(None), lambda: torch.lu(A=square, other=1),
    lambda: torch.lu(torch.eye(2, dtype=torch.int64), False), lambda: torch.linalg.cholesky(square.bfloat16()),
    lambda: torch.nonzero(a, "a"), lambda: torch.nonzero(7), lambda: a.nonzero("a"), lambda: torch.nonzero(a, other=1),
    lambda: torch.cdist(a, a, 1, None), lambda: torch.cdist(square, square, 2.0, "fast"),
    lambda: torch.tensordot(a, a, 1, "a"), lambda: torch.tensordot(7, a, ([0], [0])),
    lambda: torch.atleast_2d(1.5), lambda: torch.atleast_3d(None), lambda: torch.atleast_1d(a, 7),
    lambda: torch.gradient(a, "a"), lambda: a.round("a"),
    lambda: F.grid_sample(7, picture, align_corners=True), lambda: F.grid_sample(picture, 7, align_corners=True),
    lambda: F.lp_pool3d(volume, "a", 2), lambda: F.lp_pool2d(picture, 2, object),
    lambda: F.lp_pool2d(picture, 2, 1, torch.float32), lambda: F.lp_pool2d(7, 2, 2),
    lambda: F.fold(torch.ones(1, 4, 6), (4, 3), 2, "a"), lambda: F.unfold(picture, "a"),
    lambda: F.adaptive_max_pool3d(volume, "a"), lambda: F.adaptive_max_pool2d(picture, (3, 3), True, "a"),
    lambda: F.max_pool1d(picture[0], return_indices=True), lambda: F.max_pool1d(picture[0], []),
    lambda: torch.max_pool1d(picture[0], (1, 2)), lambda: F.max_pool1d(picture[0], 2, (1, 2)),
    lambda: F.max_pool1d(picture[0], 2, 1, (0, 0)), lambda: F.max_pool1d(picture[0], 2, 1, 0, (1, 1)),
    lambda: F.max_pool2d(picture, 2, return_indices=True, axes=1),
    lambda: F.ctc_loss(torch.ones(4, 2, 2), torch.ones(2, 3).long(), (4, 4), (3, 3), "a"),
    lambda: put(torch.zeros(3), [1, 2], torch.tensor(1)),
    lambda: put(torch.zeros(3), torch.tensor([True, False, True]), torch.tensor(1)),
    lambda: put(torch.zeros(3), torch.tensor([True, False, True]), torch.tensor([1, 2])),
    lambda: put(torch.zeros(3), [1, 2], torch.tensor([1, 2, 3])),
    lambda: put(torch.zeros(2, 1), (slice(None), [0, 5]), torch.ones(3)),
    lambda: put(torch.zeros(3), slice(1, None), torch.tensor([1, 2])),
    lambda: torch.ones(2, 2, dtype=torch.int8).hypot_(torch.ones(3, 2, 2, dtype=torch.int8)),
    lambda: torch.ones((), dtype=torch.int8).nextafter_(torch.ones(2, dtype=torch.int8)),
    lambda: a.expand(-1, 2, 3),
]
for number, call in enumerate(CALLS):
    try:
        print(number, call())
    except Exception as error:
        print(number, type(error).__name__, error)
