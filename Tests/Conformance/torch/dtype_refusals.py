# What operations say to dtypes that they have no kernel for.
import torch
import torch.nn.functional as F

flags = torch.tensor([[True, False], [True, True]])
whole = torch.tensor([[1, 2], [3, 4]])
half = torch.tensor([[1.0, 2.0], [3.0, 4.0]], dtype=torch.bfloat16)


def show(name, f):
    try:
        print(name, f())
    except Exception as error:
        print(name, type(error).__name__, str(error).split("\n")[0])


for name in "abs ceil floor round trunc neg frac kthvalue median topk trace".split():
    for x in (flags, whole):
        args = [1] if name in ("kthvalue", "topk") else []
        show(f"{name} {x.dtype}", lambda: getattr(torch, name)(x, *args))
for name in "sub pow floor_divide remainder fmod hypot logaddexp gcd bitwise_left_shift mm bmm addmm".split():
    args = [flags] if name == "addmm" else []
    a = flags[None] if name == "bmm" else flags
    show(f"{name} bool", lambda: getattr(torch, name)(a, *args, a))
for name in "glu logsigmoid softshrink hardtanh relu6 threshold log_softmax tanhshrink softmin".split():
    args = [0.5, 1] if name == "threshold" else [0] if name in ("log_softmax", "softmin") else []
    for x in (flags, whole):
        show(f"{name} {x.dtype}", lambda: getattr(F, name)(x, *args))
for name in "erfcx log_ndtr ndtri".split():
    show(f"{name} bfloat16", lambda: getattr(torch.special, name)(half))
show("flags - 1", lambda: flags - 1)
show("1 - flags", lambda: 1 - flags)
show("half - flags", lambda: half - flags)
show("-flags", lambda: -flags)
show("max_pool1d", lambda: F.max_pool1d(whole[None], 1))
show("nll_loss", lambda: F.nll_loss(whole, torch.tensor([0, 1])))
show("full", lambda: torch.full((2,), 1e10, dtype=torch.uint8))
show("cdist", lambda: torch.cdist(whole, whole))
show("exponential_", lambda: whole.clone().exponential_())
show("tril_indices", lambda: torch.tril_indices(2, 2, dtype=torch.float32))
show("slogdet", lambda: torch.linalg.slogdet(half))
show("atanh_", lambda: half.clone().mul(0.1).requires_grad_().clone().atanh_().sum().backward())
show("eq_", lambda: torch.ones(2, requires_grad=True).clone().eq_(1.0))
show("whole ** -whole", lambda: whole**-whole)
