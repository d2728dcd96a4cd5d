# A step against the gradient.
import torch
w = torch.tensor([1.0, -2.0], requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.1)
for step in range(3):
    loss = (w ** 2).sum()
    optimizer.zero_grad()
    print(w.grad)
    loss.backward()
    optimizer.step()
    print(step, loss.item(), w)
print(optimizer)
