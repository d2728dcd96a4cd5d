# The signs of eigenvectors are those of the library that PyTorch calls, from the plane rotations of its older LAPACK.
import torch

torch.manual_seed(5)
for size in (2, 3, 4, 5, 7, 10):
    for dtype in (torch.float64, torch.float32):
        agreed = []
        for _ in range(3):
            a = torch.rand(size, size, dtype=dtype) * 2 - 1
            m = a @ a.mT + torch.eye(size, dtype=dtype) * 2
            values, vectors = torch.linalg.eigh(m)
            agreed.append((vectors.sum(0) > 0).tolist())
        print(size, dtype, values, agreed)
s = torch.rand(2, 4, 4, dtype=torch.float64)
print(torch.linalg.eigh(s + s.mT, UPLO="U"))
print(torch.linalg.eigh(torch.diag(torch.tensor([3.0, 1.0, 2.0]))))
print(torch.linalg.eigh(torch.zeros(3, 3)), torch.linalg.eigh(torch.tensor([[1e-30, 0.0], [0.0, 1e30]])))
x = torch.rand(4, 4, dtype=torch.float64, requires_grad=True)
values, vectors = torch.linalg.eigh(x @ x.mT + torch.eye(4))
(values.sum() + vectors.square().mul(torch.arange(4.0)).sum()).backward()
print(x.grad)
