# Forward mode: tensors that carry tangents.
import torch
import torch.autograd.forward_ad as fwAD
from torch.autograd.forward_ad import dual_level, make_dual, unpack_dual

x = torch.tensor([1.0, 2.0])
t = torch.tensor([1.0, 0.5])
with fwAD.dual_level():
    d = fwAD.make_dual(x, t)
    print(fwAD.unpack_dual(d).primal, fwAD.unpack_dual(d).tangent)
    for f in (torch.sin, lambda v: v * v, lambda v: (v**3).sum(), lambda v: v.exp() / v, lambda v: v @ v, torch.relu):
        primal, tangent = fwAD.unpack_dual(f(d))
        print(primal, tangent)
    plain = x * 2
    print(fwAD.unpack_dual(plain).tangent)
print(fwAD.unpack_dual(d).tangent)
try:
    fwAD.make_dual(x, t)
except RuntimeError as error:
    print("RuntimeError", error)
with dual_level():
    try:
        make_dual(x, torch.ones(3))
    except RuntimeError as error:
        print("RuntimeError", error)
    w = torch.randn(2, 2)
    y = unpack_dual(torch.nn.functional.linear(make_dual(x, t), w))
    print(torch.allclose(y.tangent, w @ t))
print(torch.func.jvp(lambda v: v.sin() * v.cos(), (x,), (t,)))
print(torch.autograd.functional.jvp(lambda v: (v**2).sum(), x, t))
print(torch.func.jacfwd(lambda v: v**2)(x), torch.func.jacrev(lambda v: v**2)(x))
