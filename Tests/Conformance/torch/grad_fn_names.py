# What each operation calls its backward.
import torch
x = torch.tensor([1.0, 2.0], requires_grad=True)
for y in [x + 1, x - 1, 1 - x, -x, x * 2, x / 2, 2 / x, x ** 2, 2 ** x, x.exp(), x.log(), x.sqrt(), x.sin(), x.cos(),
          x.tanh(), x.sigmoid(), x.relu(), x.abs(), x.sum(), x.sum(0), x.mean(), x.mean(0), x @ x, x[0], x[0:1],
          x.view(2, 1), x.reshape(1, 2), x.unsqueeze(0), x.clone(), x.max(), x.prod(), x.clamp(0, 1), x.std(),
          torch.stack([x, x]), torch.cat([x, x]), x.double(), x.t(), x.expand(2, 2)]:
    print(y.grad_fn.name())
