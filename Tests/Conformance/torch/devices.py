"""The CPU by its names, and what is said of devices that are not there."""

import torch
from torch import nn


def t(name, f):
    try:
        print(name, f())
    except Exception as e:
        print(name, type(e).__name__, e)


x = torch.ones(2)
for d in ["cuda", "cuda:0", "xpu", "foo", "cpu", "cpu:0", "cpu:1", "cuda:x", torch.device("cuda"), torch.device("cpu"), 0, None]:
    print("==", d)
    for n in ["ones", "zeros", "empty", "rand", "randn", "eye", "arange", "randperm"]:
        t(n, lambda: getattr(torch, n)(2, device=d).shape)
    t("full", lambda: torch.full((2,), 1., device=d))
    t("randint", lambda: torch.randint(0, 1, (2,), device=d))
    t("linspace", lambda: torch.linspace(0, 1, 2, device=d))
    t("tensor", lambda: torch.tensor([1.], device=d))
    t("as_tensor", lambda: torch.as_tensor([1.], device=d))
    for n in ["ones_like", "zeros_like", "rand_like", "empty_like"]:
        t(n, lambda: getattr(torch, n)(x, device=d).shape)
    t("new_zeros", lambda: x.new_zeros(2, device=d))
    t("new_tensor", lambda: x.new_tensor([2.], device=d))
    t("to", lambda: x.to(d))
    t("to", lambda: x.to(device=d))
    t("to", lambda: x.to(d, torch.float64))
    t("cuda", lambda: x.cuda(d))
    t("module", lambda: nn.Linear(1, 1).to(d))
    t("layer", lambda: nn.Linear(1, 1, device=d))
    t("device", lambda: torch.device(d))
t("module.cuda", lambda: nn.Linear(1, 1).cuda())
t("index", lambda: torch.device("cuda", 1))
t("index twice", lambda: torch.device("cuda:1", 1))
t("no number", lambda: torch.device("cuda:01"))
t("nothing", lambda: torch.device())
t("repr", lambda: repr(torch.device("cuda:1")))
t("parts", lambda: (torch.device("cuda").type, torch.device("cuda:1").index, torch.device("cuda") == torch.device("cuda:0")))
t("generator", lambda: torch.Generator(device="cpu").device)
with torch.device("cpu"):
    print(torch.ones(1).device)
for f in ["current_device", "get_device_name", "memory_allocated", "is_available", "device_count", "empty_cache"]:
    t(f, lambda: getattr(torch.cuda, f)())
t("default", lambda: torch.get_default_device())
t("accelerator", lambda: (torch.accelerator.is_available(), torch.accelerator.current_accelerator()))
t("either", lambda: torch.device("cuda" if torch.cuda.is_available() else "cpu"))
