# f-strings with tensors inside.
import torch
loss = torch.tensor(0.123456789)
w = torch.tensor(2.0, requires_grad=True)
v = torch.tensor([1.0, 2.0])
print(f"{loss}")
print(f"{loss:.3f} {loss:10.4f}| {loss:e} {loss:g}")
print(f"{w} {w:.2f} {w * 3}")
print(f"{v}")
print(f"{v[0]} {v[1]:.1f} {v[0].item()}")
print(f"{torch.tensor(3)} {torch.tensor(3):d} {torch.tensor(True)}")
print("loss = %.4f" % loss, "and %s" % v)
print("{} {:.1f}".format(v, loss))
print(str(v), repr(v))
