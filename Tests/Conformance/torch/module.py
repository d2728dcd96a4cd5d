# A module of one's own.
import torch
import torch.nn as nn
torch.manual_seed(5)
class Line(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.layer = nn.Linear(inputs, outputs)
        self.scale = 2.0

    def forward(self, x):
        return self.layer(x) * self.scale

m = Line(1, 1)
print(m)
print(m(torch.tensor([[1.0], [2.0]])))
print(sum(p.numel() for p in m.parameters()), len(list(m.parameters())))
[w, b] = m.parameters()
print(w[0][0].item(), b.item())
print(m.layer.weight.grad)
m(torch.ones(1, 1)).sum().backward()
print(m.layer.weight.grad, m.layer.bias.grad)
m.zero_grad()
print(m.layer.weight.grad)
