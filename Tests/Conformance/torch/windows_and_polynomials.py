# Windows of signals, orthogonal polynomials, small functions of networks, and gradients scaled to a norm.
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.set_num_threads(1)


def attempt(name, call):
    try:
        print(name, call())
    except Exception as error:
        print(name, type(error).__name__, error)


for name in ("hann_window", "hamming_window", "blackman_window", "bartlett_window", "kaiser_window"):
    window = getattr(torch, name)
    for length in (0, 1, 2, 5, 8):
        print(name, window(length), window(length, periodic=False), window(length, dtype=torch.float64))
    attempt(name, lambda: window(-1))
    attempt(name, lambda: window(3, dtype=torch.int64))
    attempt(name, lambda: window(3, False, requires_grad=True))
    attempt(name, lambda: window(2.5))
    attempt(name, lambda: window())
print(torch.hamming_window(6, True, 0.5, 0.4), torch.kaiser_window(6, True, 5.0))
attempt("bell", lambda: torch.kaiser_window(6, beta=5.0))
x = torch.linspace(-1, 1, 5, dtype=torch.float64)
kinds = [f"{shifted}chebyshev_polynomial_{kind}" for shifted in ("", "shifted_") for kind in "tuvw"]
for name in (*kinds, "hermite_polynomial_h", "hermite_polynomial_he", "laguerre_polynomial_l", "legendre_polynomial_p"):
    polynomial = getattr(torch.special, name)
    print(name, *(polynomial(x, degree) for degree in (-1, 0, 1, 2, 3, 5, 9)))
    print(polynomial(x.float(), 3), polynomial(x, torch.arange(5)), polynomial(torch.arange(3), 2))
    print(polynomial(2.0, torch.arange(3)), polynomial(x.clone().requires_grad_(), 3).requires_grad)
    attempt(name, lambda: polynomial(x.half(), 3))

x = torch.arange(48.0).reshape(2, 4, 2, 3) / 10
for pictures in (x, x.reshape(2, 4, 6), x[0, 0]):
    attempt("neighbours", lambda: F.local_response_norm(pictures, 3, 0.1))
    attempt("neighbours", lambda: nn.LocalResponseNorm(2, 0.1, 0.5, 2.0)(pictures))
anchor, near, far = torch.tensor([[1.0, 2.0]]), torch.tensor([[2.0, 2.5]]), torch.tensor([[1.5, 2.0]])
for given in ({}, {"swap": True}, {"margin": 0.5, "reduction": "none"}, {"reduction": "foo"}, {"margin": 0},
              {"distance_function": lambda a, b: (a - b).abs().sum(-1)}):
    attempt("distance", lambda: F.triplet_margin_with_distance_loss(anchor, near, far, **given))
    attempt("distance", lambda: nn.TripletMarginWithDistanceLoss(**given)(anchor, near, far))
torch.manual_seed(0)
attempt("slopes", lambda: F.rrelu(torch.tensor([-1.0, 2.0, -3.0]), training=True))
attempt("slopes", lambda: nn.RReLU()(torch.tensor([-1.0, 2.0, -3.0, -4, 5])))
attempt("slopes", lambda: F.rrelu(torch.tensor([-1.0, 2.0, -3.0])))

for dtype in (torch.float32, torch.float64):
    layer = nn.Linear(3, 2, dtype=dtype)
    for order in (2.0, 1, float("inf"), "inf", 3):
        layer.weight.grad = torch.arange(6, dtype=dtype).reshape(2, 3)
        layer.bias.grad = torch.ones(2, dtype=dtype)
        attempt("norm", lambda: nn.utils.clip_grad_norm_(layer.parameters(), 1.0, order))
        print(layer.weight.grad, layer.bias.grad, nn.utils.clip_grad_norm_(layer.parameters(), 100.0, norm_type=order))
    attempt("one", lambda: nn.utils.clip_grad_norm_(layer.weight, 0.1))
    attempt("none", lambda: nn.utils.clip_grad_norm_([], 0.1))
    layer.weight.grad[0, 0] = float("nan")
    attempt("nan", lambda: nn.utils.clip_grad_norm_(layer.parameters(), 1.0, error_if_nonfinite=True))
    attempt("total", lambda: nn.utils.get_total_norm([torch.ones(3, dtype=dtype), torch.ones(2, 2, dtype=dtype)]))
    layer.weight.grad = torch.ones(2, 3, dtype=dtype)
    attempt("given", lambda: nn.utils.clip_grads_with_norm_(layer.parameters(), 1.0, torch.tensor(10.0)))
    print(layer.weight.grad)
