"""Training agrees: with a fixed seed, every optimiser's losses are PyTorch's to 5 significant digits at each of 100 steps.

    training.py --argent PROGRAM

Both sides run one program: linear regression, logistic regression, a 2-16-16-1 network on two moons and a small
convolutional network, each with every optimiser in several settings. A loss differs when it is away from PyTorch's by
more than half a unit of its fifth significant digit.
"""

import argparse
import math
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM = '''
import math
import torch
import torch.nn as nn
import torch.nn.functional as F

OPTIMISERS = {
    "SGD": lambda p: torch.optim.SGD(p, lr=0.05),
    "SGD momentum": lambda p: torch.optim.SGD(p, lr=0.02, momentum=0.9),
    "SGD nesterov": lambda p: torch.optim.SGD(p, lr=0.02, momentum=0.9, nesterov=True),
    "SGD decay": lambda p: torch.optim.SGD(p, lr=0.05, weight_decay=0.01),
    "SGD dampening": lambda p: torch.optim.SGD(p, lr=0.02, momentum=0.9, dampening=0.5),
    "SGD maximize": lambda p: torch.optim.SGD(p, lr=0.001, maximize=True),
    "SGD all": lambda p: torch.optim.SGD(p, lr=0.02, momentum=0.8, weight_decay=0.05, nesterov=True),
    "Adam": lambda p: torch.optim.Adam(p, lr=0.01),
    "Adam amsgrad": lambda p: torch.optim.Adam(p, lr=0.02, amsgrad=True),
    "Adam decay": lambda p: torch.optim.Adam(p, lr=0.01, betas=(0.8, 0.99), eps=1e-6, weight_decay=0.02),
    "Adam maximize": lambda p: torch.optim.Adam(p, lr=0.001, maximize=True),
    "AdamW": lambda p: torch.optim.AdamW(p, lr=0.01, weight_decay=0.1),
    "AdamW amsgrad": lambda p: torch.optim.AdamW(p, lr=0.01, amsgrad=True),
    "RMSprop": lambda p: torch.optim.RMSprop(p, lr=0.003),
    "RMSprop centered": lambda p: torch.optim.RMSprop(p, lr=0.003, centered=True),
    "RMSprop momentum": lambda p: torch.optim.RMSprop(p, lr=0.001, momentum=0.9, weight_decay=0.01),
    "RMSprop all": lambda p: torch.optim.RMSprop(p, lr=0.001, alpha=0.9, momentum=0.5, centered=True, maximize=False),
    "Adagrad": lambda p: torch.optim.Adagrad(p, lr=0.05),
    "Adagrad decay": lambda p: torch.optim.Adagrad(p, lr=0.05, lr_decay=0.01, weight_decay=0.01, initial_accumulator_value=0.1),
}


def linear_regression():
    x = torch.randn(64, 3)
    y = x @ torch.tensor([[1.5], [-2.0], [0.5]]) + 0.3 + 0.1 * torch.randn(64, 1)
    model = nn.Linear(3, 1)
    return model, lambda: F.mse_loss(model(x), y)


def logistic_regression():
    x = torch.randn(80, 2)
    y = (x[:, 0] - 2 * x[:, 1] + 0.3 * torch.randn(80) > 0).float().unsqueeze(1)
    model = nn.Linear(2, 1)
    criterion = nn.BCEWithLogitsLoss()
    return model, lambda: criterion(model(x), y)


def two_moons():
    n = 60
    t = math.pi * torch.rand(n)
    outer = torch.stack((torch.cos(t), torch.sin(t)), dim=1)
    inner = torch.stack((1 - torch.cos(t), 0.5 - torch.sin(t)), dim=1)
    x = torch.cat((outer, inner)) + 0.1 * torch.randn(2 * n, 2)
    y = torch.cat((torch.zeros(n, 1), torch.ones(n, 1)))
    model = nn.Sequential(nn.Linear(2, 16), nn.Tanh(), nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 1))
    return model, lambda: F.binary_cross_entropy_with_logits(model(x), y)


def convolutional():
    x = torch.randn(32, 1, 8, 8)
    y = torch.randint(0, 3, (32,))
    x += 0.5 * y.view(-1, 1, 1, 1)
    # Labels that cannot be learnt keep the losses away from zero, where float32 has no five digits of them.
    y[::3] = torch.randint(0, 3, y[::3].shape)
    model = nn.Sequential(
        nn.Conv2d(1, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(4, 8, 3), nn.ReLU(), nn.Flatten(), nn.Dropout(0.3), nn.Linear(32, 3))
    return model, lambda: F.cross_entropy(model(x), y)


for task in (linear_regression, logistic_regression, two_moons, convolutional):
    for name, make in OPTIMISERS.items():
        torch.manual_seed(7)
        model, objective = task()
        optimiser = make(model.parameters())
        losses = []
        for step in range(100):
            optimiser.zero_grad()
            loss = objective()
            loss.backward()
            optimiser.step()
            losses.append(loss.item())
        print(task.__name__ + "/" + name.replace(" ", "_"), *losses)
'''


def parsed(text):
    return {line.split(" ")[0]: [float(word) for word in line.split(" ")[1:]] for line in text.splitlines()}


def half_a_unit(loss):
    """Half a unit of the fifth significant digit."""
    return 0.5 * 10.0 ** (math.floor(math.log10(abs(loss))) - 4) if loss and math.isfinite(loss) else 0.0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--argent", required=True)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "training.py"
        path.write_text(PROGRAM)
        ours = subprocess.run([options.argent, "run", str(path)], stdin=subprocess.DEVNULL, capture_output=True, text=True)
        theirs = subprocess.run(
            [sys.executable, "-W", "ignore", str(path)], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if ours.returncode or theirs.returncode:
        print(ours.stderr[-2000:], theirs.stderr[-2000:])
        return 1
    mine, truth = parsed(ours.stdout), parsed(theirs.stdout)
    failed = list(mine.keys() ^ truth.keys())
    worst = 0.0
    for run, losses in truth.items():
        for step, (a, b) in enumerate(zip(mine.get(run, []), losses, strict=True)):
            if a == b or (a != a and b != b):
                continue
            worst = max(worst, abs(a - b) / max(abs(b), 1e-300))
            if not abs(a - b) <= half_a_unit(b):
                failed.append(f"{run}, step {step}: {a!r}, PyTorch {b!r}")
                break
    print("\n".join(failed))
    print(f"{len(truth)} trainings, {sum(map(len, truth.values()))} losses: {len(failed)} differ; "
          f"the largest relative difference is {worst:.1e}")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
