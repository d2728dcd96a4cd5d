# Data sets in shuffled batches, and what passes between numpy and torch.
import torch
from torch.utils.data import TensorDataset, DataLoader, Dataset, random_split
torch.manual_seed(0)
ds = TensorDataset(torch.arange(10.), torch.arange(10))
print(len(ds), ds[3])
for xb, yb in DataLoader(ds, batch_size=4, shuffle=True): print(xb, yb)
for b in DataLoader(ds, batch_size=4, drop_last=True): print(b)
print(torch.rand(2))
class D(Dataset):
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
    def __getitem__(self, i): return i * 1.5, i
dl = DataLoader(D(5), batch_size=2, shuffle=True)
print(len(dl))
for x, y in dl: print(x, y)
a, b = random_split(D(10), [7, 3]); print(len(a), a.indices, b.indices, b[0])
x, y = next(iter(DataLoader(D(3)))); print(x, y)
import numpy as np
t = torch.from_numpy(np.array([1., 2.])); print(t, t.numpy(), t.numpy().dtype)
try: torch.ones(2, requires_grad=True).numpy()
except RuntimeError as e: print(e)
w = torch.tensor([3.0, 4.0], requires_grad=True); (w * w).sum().backward()
print(torch.nn.utils.clip_grad_norm_([w], 1.0), w.grad)
print(torch.tensor(np.ones(2)), torch.tensor(np.float32(2)), torch.ones(2) * np.float64(2), np.float64(2) * torch.ones(2))
