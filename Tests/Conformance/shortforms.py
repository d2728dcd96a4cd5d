"""Argent's short forms, said in PyTorch's own words, so that a lesson that uses them can be asked of PyTorch.

Everything of torch is at hand without import, unless Python has the name already; and `grad`, among the arguments of a
function that creates a tensor, means `requires_grad=True`, whole numbers becoming floats.
"""

import builtins
import functools
import math

import numpy
import torch

CREATORS = """tensor zeros ones full empty rand randn arange linspace logspace eye zeros_like ones_like full_like
rand_like randn_like""".split()


class Grad:
    """`grad` as a flag, and as the function `torch.autograd.grad`, or `torch.func.grad` of a function."""

    def __call__(self, of, *arguments, **options):
        if callable(of) and not isinstance(of, torch.Tensor):
            return torch.func.grad(of, *arguments, **options)
        return torch.autograd.grad(of, *arguments, **options)


FLAG = Grad()


def accepting_flag(create):
    @functools.wraps(create)
    def call(*arguments, **options):
        wanted = any(a is FLAG for a in arguments)
        made = create(*(a for a in arguments if a is not FLAG), **options)
        if wanted and not made.is_floating_point():
            made = made.to(torch.get_default_dtype())
        return made.requires_grad_() if wanted else made

    return call


def names():
    """What stands in a session's namespace before its first cell."""
    at_hand = {
        name: getattr(torch, name)
        for name in dir(torch)
        if not name.startswith("_") and not hasattr(builtins, name)
    }
    at_hand.update(torch=torch, nn=torch.nn, optim=torch.optim, F=torch.nn.functional, np=numpy, math=math, grad=FLAG)
    at_hand.update({name: accepting_flag(getattr(torch, name)) for name in CREATORS})
    return at_hand
