# Derivatives of the elementary functions at a few points.
import torch
for name in ["exp", "log", "sqrt", "sin", "cos", "tan", "tanh", "sigmoid", "relu", "abs", "square", "reciprocal"]:
    x = torch.tensor([0.3, 1.0, 2.5], requires_grad=True)
    getattr(torch, name)(x).sum().backward()
    print(name, x.grad)
