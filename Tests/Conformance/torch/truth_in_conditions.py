# A tensor of one element can decide.
import torch
x = torch.tensor(3.0)
if x > 2:
    print("large")
print("yes" if torch.tensor([0]) else "no", x > 2 and x < 4, not x)
while x > 1:
    x = x - 1
print(x)
print(max(torch.tensor(1.0), torch.tensor(2.0)), sum([torch.tensor(1), torch.tensor(2)]))
print(sorted([torch.tensor(3), torch.tensor(1)]))
