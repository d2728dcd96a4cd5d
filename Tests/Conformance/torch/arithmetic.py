# The operators, element by element.
import torch
a = torch.tensor([1.0, 2.0, 3.0])
b = torch.tensor([4.0, 0.5, -2.0])
print(a + b, a - b, a * b, a / b)
print(a + 1, 1 + a, a - 1, 1 - a, a * 2, 2 * a, a / 2, 2 / a)
print(a ** 2, 2 ** a, a ** b, -a, +a, abs(b))
print(b // 1.5, b % 1.5, 7 // a, 7 % a)
print(torch.add(a, b), torch.sub(a, b), torch.mul(a, b), torch.div(a, b), torch.pow(a, 2))
print(a.add(1), a.sub(b), a.mul(2), a.div(4), a.pow(3))
print(torch.add(a, b, alpha=2), a.sub(b, alpha=10))
