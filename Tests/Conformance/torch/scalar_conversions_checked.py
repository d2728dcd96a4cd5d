import torch
from torch.autograd import grad


def t(f):
    """What a call gives, or how it is refused."""
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)


print("# float leaf")
x = torch.tensor(2., requires_grad=True)
print(float(x))
print(float(x * 2))

print("# float nonleaf only")
x = torch.tensor(2., requires_grad=True)
y = x * 2
print(float(y))

print("# int leaf")
x = torch.tensor(2., requires_grad=True)
print(int(x))

print("# bool leaf")
x = torch.tensor(2., requires_grad=True)
print(bool(x))

print("# item")
x = torch.tensor(2., requires_grad=True)
print(x.item(), x.tolist(), f"{x:.2f}", x)

print("# no grad float")
x = torch.tensor(2., requires_grad=True)
with torch.no_grad():
    print(float(x))

print("# math")
import math
x = torch.tensor(2., requires_grad=True)
print(math.sqrt(x))

print("# tensor of")
x = torch.tensor(2., requires_grad=True)
print(torch.tensor([x, x]))

print("# tensor of detached")
x = torch.tensor(2., requires_grad=True)
print(torch.tensor([x.detach(), 3.]))

print("# several")
x = torch.tensor([2., 3.], requires_grad=True)
t(lambda: float(x))
t(lambda: int(x))
t(lambda: bool(x))
t(lambda: complex(x))
t(lambda: float(x[:0]))
t(lambda: int(torch.ones(0)))
t(lambda: x.item())
t(lambda: x[:0].item())
t(lambda: range(x))
t(lambda: range(torch.tensor(3)))
t(lambda: range(torch.tensor(3.)))
t(lambda: [1, 2, 3][torch.tensor(1)])
t(lambda: [1, 2, 3][torch.tensor([1])])
t(lambda: [1, 2, 3][torch.tensor(1.)])
t(lambda: [1, 2, 3][torch.tensor(True)])
t(lambda: round(torch.tensor(1.5)))
t(lambda: abs(torch.tensor(-1.5)))
t(lambda: math.floor(torch.tensor(1.5)))

print("# one element 1d")
x = torch.tensor([2.], requires_grad=True)
print(float(x), int(x))

print("# warning in a loop")
x = torch.tensor(2., requires_grad=True)
for i in range(3):
    float(x * i)

print("# compare")
x = torch.tensor(2., requires_grad=True)
if x > 1: print('yes')
print(max(x, x * 2), min([x, x * 3]), sum([x, x]), sorted([x * 2, x]))

print("# format")
x = torch.tensor(2.5, requires_grad=True)
print('%.2f' % x, '%d' % x, f'{x}', '{:.3f}'.format(x), str(x), repr(x))
t(lambda: f'{torch.ones(2):.2f}')
t(lambda: '%.2f' % torch.ones(2))
t(lambda: '%s' % torch.ones(2))
