# Functions of one tensor, as torch.f(x) and x.f().
import torch
x = torch.tensor([0.25, 1.0, 2.0])
for name in ["exp", "log", "sqrt", "sin", "cos", "tan", "tanh", "sigmoid", "abs", "square", "reciprocal", "relu"]:
    print(name, getattr(torch, name)(x), getattr(x, name)())
y = torch.tensor([-1.5, -0.5, 0.5, 1.5, 2.5])
for name in ["abs", "neg", "sign", "floor", "ceil", "round", "relu", "exp", "sigmoid", "tanh"]:
    print(name, getattr(torch, name)(y))
print(torch.log(torch.tensor([0.0, -1.0])), torch.sqrt(torch.tensor(-1.0)))
print(torch.sin(torch.tensor(3)), torch.exp(torch.tensor([0, 1])), torch.sigmoid(torch.tensor(6.7)))
