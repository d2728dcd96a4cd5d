# Trials with one probability or one for each element, and whole numbers up to the highest of a dtype.
import torch


def show(made):
    try:
        print(made())
    except Exception as error:
        print(type(error).__name__, error)


torch.manual_seed(0)
x = torch.tensor([0.1, 0.5, 0.9, 0.3])
show(lambda: x.bernoulli())
show(lambda: x.bernoulli(0.5))
show(lambda: torch.bernoulli(x, p=0.3))
show(lambda: x.bernoulli(2.0))
show(lambda: torch.ones(3).long().bernoulli())
show(lambda: torch.ones(3).bool().bernoulli(0.5))
show(lambda: x.half().bernoulli(0.5))
show(lambda: torch.zeros(20).bernoulli(0.5))
show(lambda: x.bernoulli(generator=torch.Generator().manual_seed(1)))
show(lambda: x.bernoulli(x))
show(lambda: torch.zeros(2, 3).t().bernoulli(0.7).stride())
y = torch.ones(3, requires_grad=True).bernoulli(0.5)
print(y.requires_grad, y.grad_fn.name())
show(lambda: y.sum().backward())

z, p = torch.zeros(2, 3), torch.tensor([0.1, 0.5, 0.9])
for target, chances in [(z, p), (z, p.double()), (z.double(), p), (z.long(), p), (z, torch.rand(2, 3)), (z.half(), p.half()),
                        (z, torch.rand(2)), (z, torch.ones(3).long()), (z.t(), torch.rand(3, 2))]:
    show(lambda: target.bernoulli_(chances))
show(lambda: torch.zeros(20).bernoulli_(torch.full((20,), 0.5)))
show(lambda: (torch.ones(3, requires_grad=True) * 1).bernoulli_(p))

for dtype in (torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64, torch.float32, torch.float64, torch.float16,
              torch.bfloat16, torch.bool):
    for low in (0, 5, -3, 300, -2**63, 2**62):
        show(lambda: torch.zeros(3, dtype=dtype).random_(low, None))
show(lambda: z.bernoulli_(p * 3))
