# What surrounds a training: schedulers, clipping, groups, states of optimisers, loaders, splits, masks.
import copy

import torch
import torch.nn as nn
from torch import optim
from torch.optim import lr_scheduler
from torch.utils.data import DataLoader, Dataset, TensorDataset, random_split


def line(values):
    print(" ".join(f"{v:.6g}" for v in values))


def rates(make, steps=12, groups=False):
    a, b = nn.Parameter(torch.ones(2)), nn.Parameter(torch.ones(1))
    if groups:
        optimiser = optim.SGD([{"params": [a], "lr": 0.5}, {"params": [b]}], lr=0.1, momentum=0.9)
    else:
        optimiser = optim.SGD([a, b], lr=0.1, momentum=0.9)
    schedule = make(optimiser)
    seen = []
    for step in range(steps):
        optimiser.step()
        seen.append([g["lr"] for g in optimiser.param_groups])
        schedule.step()
    for column in zip(*seen):
        line(column)
    print(schedule.get_last_lr(), schedule.last_epoch)
    return schedule


for name, make in [
    ("StepLR", lambda o: lr_scheduler.StepLR(o, step_size=3)),
    ("StepLR gamma", lambda o: lr_scheduler.StepLR(o, 4, gamma=0.5)),
    ("MultiStepLR", lambda o: lr_scheduler.MultiStepLR(o, milestones=[2, 5, 5, 9], gamma=0.3)),
    ("ExponentialLR", lambda o: lr_scheduler.ExponentialLR(o, gamma=0.9)),
    ("LambdaLR", lambda o: lr_scheduler.LambdaLR(o, lr_lambda=lambda epoch: 1 / (1 + epoch))),
    ("MultiplicativeLR", lambda o: lr_scheduler.MultiplicativeLR(o, lambda epoch: 0.95)),
    ("CosineAnnealingLR", lambda o: lr_scheduler.CosineAnnealingLR(o, T_max=5, eta_min=0.01)),
    ("LinearLR", lambda o: lr_scheduler.LinearLR(o, start_factor=0.5, total_iters=4)),
    ("ConstantLR", lambda o: lr_scheduler.ConstantLR(o, factor=0.25, total_iters=3)),
    ("PolynomialLR", lambda o: lr_scheduler.PolynomialLR(o, total_iters=6, power=2.0)),
]:
    print(name)
    schedule = rates(make)
    print(sorted(k for k in schedule.state_dict()))
    rates(make, 6, groups=True)

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2))
x = torch.randn(6, 3)
(10 * model(x)).pow(2).sum().backward()
print(nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0))
print(nn.utils.clip_grad_norm_(model.parameters(), 5.0, norm_type=1.0))
print(nn.utils.clip_grad_norm_(model.parameters(), 5.0, norm_type=float("inf")))
nn.utils.clip_grad_value_(model.parameters(), 0.05)
print([p.grad for p in model.parameters()])
print(nn.utils.clip_grad_norm_([nn.Parameter(torch.ones(1))], 1.0))

for make in [
    lambda p: optim.SGD(p, lr=0.1, momentum=0.9, weight_decay=0.01),
    lambda p: optim.Adam(p, lr=0.01, amsgrad=True),
    lambda p: optim.AdamW(p, lr=0.01),
    lambda p: optim.RMSprop(p, lr=0.01, momentum=0.9, centered=True),
    lambda p: optim.Adagrad(p, lr=0.1),
]:
    torch.manual_seed(1)
    layer = nn.Linear(2, 1)
    optimiser = make([{"params": [layer.weight], "lr": 0.2}, {"params": [layer.bias]}])
    inputs, targets = torch.randn(8, 2), torch.randn(8, 1)

    def learn(layer, optimiser, steps):
        for step in range(steps):
            optimiser.zero_grad()
            loss = nn.functional.mse_loss(layer(inputs), targets)
            loss.backward()
            optimiser.step()
        return loss.item()

    line([learn(layer, optimiser, 3)])
    saved, model_state = copy.deepcopy(optimiser.state_dict()), copy.deepcopy(layer.state_dict())
    print(optimiser)
    print(saved["param_groups"])
    for index, kept in saved["state"].items():
        print(index, {k: v if not torch.is_tensor(v) else v.tolist() for k, v in kept.items()} and sorted(kept))
    first = learn(layer, optimiser, 5)
    other = nn.Linear(2, 1)
    other.load_state_dict(model_state)
    again = make([{"params": [other.weight]}, {"params": [other.bias]}])
    again.load_state_dict(saved)
    print(first == learn(other, again, 5), [g["lr"] for g in again.param_groups])
    optimiser.add_param_group({"params": [nn.Parameter(torch.zeros(2))], "lr": 0.5})
    print(len(optimiser.param_groups), optimiser.param_groups[2]["lr"])
    try:
        again.load_state_dict(optimiser.state_dict())
    except ValueError as error:
        print(error)

torch.manual_seed(5)
data = TensorDataset(torch.arange(10), torch.arange(10.0) ** 2)
loader = DataLoader(data, batch_size=4, shuffle=True)
print(len(loader), len(data))
for epoch in range(3):
    for a, b in loader:
        print(epoch, a.tolist(), b.tolist())
for a, b in DataLoader(data, 4, shuffle=True, drop_last=True, generator=torch.Generator().manual_seed(2)):
    print(a, b)
train, test = random_split(data, [7, 3])
print(len(train), len(test), train.indices, test.indices, train[0])
train, test, rest = random_split(data, [0.5, 0.3, 0.2], generator=torch.Generator().manual_seed(42))
print(list(train.indices), list(test.indices), list(rest.indices))


class Squares(Dataset):
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, index):
        return {"x": torch.tensor(float(index)), "y": index * index, "name": f"item {index}"}


for batch in DataLoader(Squares(5), batch_size=2, shuffle=True):
    print(batch)
for batch in DataLoader(Squares(3), batch_size=3, collate_fn=lambda items: [i["y"] for i in items]):
    print(batch)
print(next(iter(DataLoader([1, 2, 3], batch_size=None))), list(DataLoader([1.5, 2.5, 3.5], batch_size=2)))

torch.manual_seed(9)
drop = nn.Dropout(0.3)
print(drop(torch.ones(3, 5)), drop(torch.ones(4)))
print(nn.Dropout2d(0.5)(torch.ones(2, 3, 1, 2)))
print(nn.Dropout1d(0.5)(torch.ones(2, 3, 2)), nn.AlphaDropout(0.2)(torch.ones(5)))
print(drop.eval()(torch.ones(2)), nn.functional.dropout(torch.ones(6), p=0.5, training=True))
