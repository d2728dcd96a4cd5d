# dtype, shape, ndim and their spellings.
import torch
x = torch.zeros(2, 3)
print(x.dtype, x.shape, x.ndim, x.dim(), x.size(), x.size(0), x.size(-1), x.numel(), len(x))
print(x.shape[0], tuple(x.shape), list(x.shape), x.shape == (2, 3))
print(torch.Size([2, 3]), torch.tensor(1.0).shape)
n, m = x.shape
print(n, m)
print(type(x), isinstance(x, torch.Tensor), torch.is_tensor(3))
