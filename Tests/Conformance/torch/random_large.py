# Sixteen and more normals are drawn in another way.
import torch
torch.manual_seed(1)
print(torch.randn(16).tolist())
print(torch.randn(17).tolist())
print(torch.randn(4, 5))
print(torch.randn(3, dtype=torch.float64).tolist(), torch.rand(2, dtype=torch.float64).tolist())
print(torch.rand(1000).sum() > 0, torch.rand(2000)[-1].item(), torch.randn(2000)[-1].item())
