# The usual pipeline: model, loss, optimiser, loop.
import torch
import torch.nn as nn
torch.manual_seed(1)
X = torch.tensor([[1.0], [2.0], [3.0], [4.0]])
Y = torch.tensor([[2.0], [4.0], [6.0], [8.0]])
class Regression(nn.Module):
    def __init__(self, n_in, n_out):
        super(Regression, self).__init__()
        self.lin = nn.Linear(n_in, n_out)

    def forward(self, x):
        return self.lin(x)

model = Regression(1, 1)
loss = nn.MSELoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.02)
print(f"{model(torch.tensor([5.0])).item():.3f}")
for epoch in range(300):
    l = loss(model(X), Y)
    l.backward()
    optimizer.step()
    optimizer.zero_grad()
    if epoch % 30 == 0:
        [w, b] = model.parameters()
        print(f"epoch {epoch}: w = {w[0][0].item():.4f}, b = {b[0].item():.4f}, loss = {l:.7f}")
print(model(torch.tensor([5.0])))
