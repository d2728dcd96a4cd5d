# Integers: floor division and remainder follow Python's signs.
import torch
a = torch.tensor([7, -7, 6])
print(a // 2, a % 3, -a, a * a, a - 10, a ** 2)
print(a / 2, a // 2.0, a % 2.5)
print(abs(a), 100 // a, 100 % a)
print(torch.tensor(7) // torch.tensor(-2), torch.tensor(7) % torch.tensor(-2))
