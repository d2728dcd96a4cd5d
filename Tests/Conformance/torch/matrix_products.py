# @, matmul, mm, mv and dot.
import torch
a = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
b = torch.tensor([[0.5, -1.0, 2.0], [1.0, 0.0, -0.5]])
v = torch.tensor([1.0, -1.0])
print(a @ b, torch.matmul(a, b), a.mm(b), torch.mm(a, a))
print(a @ v, v @ a, v @ v, torch.dot(v, v), a.mv(v), torch.matmul(v, b))
print(torch.ones(2, 2, 3) @ torch.ones(3, 2), (torch.ones(2, 2, 3) @ torch.ones(2, 3, 4)).shape)
print(torch.tensor([[1, 2], [3, 4]]) @ torch.tensor([1, 1]), torch.outer(v, v))
