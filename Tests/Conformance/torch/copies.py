# clone keeps the graph, detach does not.
import torch
x = torch.tensor([1.0, 2.0], requires_grad=True)
c = x.clone()
print(c)
(c * c).sum().backward()
print(x.grad)
d = x.detach().clone()
d[0] = 9
print(x, d)
print(torch.tensor(x.tolist()))
