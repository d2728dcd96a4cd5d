# Comparisons give booleans.
import torch
a = torch.tensor([1.0, 2.0, 3.0])
print(a > 2, a >= 2, a < 2, a <= 2, a == 2, a != 2)
print(a > torch.tensor([0.0, 5.0, 3.0]))
print((a > 1) & (a < 3), (a > 2) | (a < 2), ~(a > 2), (a > 1) ^ (a > 2))
print(torch.equal(a, a.clone()), torch.allclose(a, a + 1e-9), (a == a).all(), (a > 2).any())
print(bool((a > 2).any()), (a > 1).sum(), (a > 1).sum().item())
