# The same elements in another shape.
import torch
x = torch.arange(6)
print(x.reshape(2, 3), x.view(3, 2), x.reshape(-1, 2).shape, x.view(-1, 1).shape)
m = x.reshape(2, 3)
print(m.t(), m.T, m.transpose(0, 1).shape, m.permute(1, 0), m.flatten())
print(x.unsqueeze(0).shape, x.unsqueeze(1).shape, x.unsqueeze(-1).shape, torch.zeros(1, 3, 1).squeeze().shape)
print(torch.zeros(1, 3, 1).squeeze(0).shape, torch.zeros(2, 3, 4).permute(2, 0, 1).shape)
print(torch.tensor([1.0, 2.0]).expand(2, 2), torch.ones(2, 1).expand(-1, 3).shape, torch.tensor([1, 2]).repeat(2))
