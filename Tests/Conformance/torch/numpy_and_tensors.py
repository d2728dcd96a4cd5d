# Between numpy and torch.
import numpy as np
import torch
a = np.array([1.0, 2.0, 3.0])
t = torch.from_numpy(a)
print(t, t.dtype)
t[0] = 10
print(a)
print(torch.tensor(a), torch.tensor(np.float32(0.5)))
x = torch.tensor([1.0, 2.0])
print(x.numpy(), repr(x.numpy()), (x * 2).numpy().sum())
print(repr(torch.tensor([1.0, 2.0], requires_grad=True).detach().numpy()))
