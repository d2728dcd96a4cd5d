"""Random histories agree: programs of views, changes in place, hooks, modes and gradients, run by Argent and by PyTorch.

    histories.py --argent PROGRAM [--count 300] [--seed 0] [--show SEED]

A program is made of its seed alone. After each step it prints the tensor's numbers to three places, its steps in memory,
its node, whether it requires gradients, is a leaf and retains its gradient, and its version; errors are printed with their
text, and all gradients at the end. A program that ends PyTorch's own process is left out.
"""

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

PRELUDE = '''import warnings

import torch

warnings.simplefilter("ignore")
w = None


def rounded(x):
    return None if x is None else [round(v, 3) + 0.0 for v in x.detach().reshape(-1).tolist()]


def several(grads):
    return [rounded(g) for g in grads]


def show(name, x):
    try:
        node = x.grad_fn
        kept = [x.requires_grad, x.is_leaf, x.retains_grad]
        print(name, rounded(x), tuple(x.stride()), None if node is None else node.name(), kept, x._version)
    except Exception as e:
        print(name, type(e).__name__, e)


'''
LEAVES = [
    "torch.randn(2, 2, requires_grad=True)", "torch.randn(2, 2, requires_grad=True)", "torch.randn(2, 2)",
    "torch.randn(4).reshape(2, 2).requires_grad_()", "torch.randn(2, 2, dtype=torch.float64, requires_grad=True)",
    "torch.nn.Parameter(torch.randn(2, 2))",
]
PAIRS = [
    "{x} * {y}", "{x} + {y}", "{x} - {y}", "{x} @ {y}", "torch.minimum({x}, {y})", "torch.where({x} > 0, {y}, 0.5)",
    "torch.cat([{x}, {y}])[:2]", "torch.stack([{x}, {y}])[1]", "{x} / ({y}.abs() + 1)",
]
ELEMENTWISE = [
    ".exp()", ".sin()", ".clone()", " * 2", " ** 2", ".detach()", ".sigmoid()", ".abs()", ".relu()", ".cumsum(0)",
    ".softmax(1)", ".data", ".contiguous()", ".double()", ".float()", ".to(torch.float32)", ".sort()[0]",
    ".mean(1, keepdim=True).expand(2, 2)", ".sum().expand(2, 2)", ".detach().requires_grad_()",
]
VIEWS = [
    ".view(4).view(2, 2)", ".t()", "[:, :2]", ".transpose(0, 1)", "[0:2]", ".view_as({y})", ".unsqueeze(0)[0]",
    ".reshape(2, 2)", ".T", ".flip(0)", ".diagonal().diag_embed()", ".split(1)[0].expand(2, 2)",
    ".unbind(0)[1].expand(2, 2)", ".chunk(2, 1)[1].expand(2, 2)", ".permute(1, 0)", ".narrow(0, 0, 2)", ".squeeze()",
    "[0].expand(2, 2)", ".expand(2, 2)", ".unfold(0, 2, 1)[0]",
]
CHANGES = [
    "{x}.mul_(2)", "{x}.add_({y})", "{x}.mul_({y})", "{x}[0] = 3.", "{x}[0].mul_(2)", "{x}[:, 1] = {y}[:, 0]",
    "{x}.zero_()", "{x}.copy_({y})", "{x}.sigmoid_()", "{x}.t().mul_(3)", "{x}.view(4)[1:3].fill_(0.25)",
    "{x}.data.mul_(2)", "{x}.detach().add_(1)", "{x}.clamp_(-1, 1)", "{x}.relu_()", "{x}[0, 0] += 1",
    "{x}.diagonal().mul_(2)", "{x}.masked_fill_({y} > 0, 1.)", "{x}.exp_()", "{x}.requires_grad_()",
    "{x}.requires_grad_(False)", "{x}.t_()", "{x}.pow_(2)", "{x}.div_(3)",
    "{x}.index_add_(0, torch.tensor([0]), {y}[:1])", "{x}.split(1)[0].mul_(2)", "{x}.unbind()[0].add_(1)",
    "{x}.transpose_(0, 1)", "{x}.squeeze_()", "{x}.unsqueeze_(0).squeeze_(0)", "{x}.normal_(0, 1)",
    "{x}.swapaxes_(0, 1)",
]
HOOKS = [
    "{x}.retain_grad()", "{x}.register_hook(lambda g: print('hook', rounded(g)))", "{x}.register_hook(lambda g: g * 2)",
    "{x}.register_post_accumulate_grad_hook(lambda p: print('post', rounded(p.grad)))",
]
UNDER = ["{x}.mul_(2)", "{x}.add_(1)", "w = {x} * 2", "w = {x}.view(4)", "w = {x}[0]", "{x}.zero_()"]


class History:
    """The program of one seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.names = []
        self.lines = [f"torch.manual_seed({seed})"]
        for _ in range(self.random.randint(1, 3)):
            self.make(self.random.choice(LEAVES))
        for _ in range(self.random.randint(4, 16)):
            self.step()
        self.attempt(f"({self.names[-1]} * 1.5).sum().backward({self.choice('', 'retain_graph=True')})")
        self.attempt(f"({self.pick()} * 1.5).sum().backward()")
        for name in self.names:
            self.lines.append(f"show('{name}', {name})")
            self.attempt(f"print(rounded({name}.grad) if not {name}.grad_fn or {name}.retains_grad else '-')")

    def text(self):
        return PRELUDE + "\n".join(self.lines) + "\n"

    def choice(self, *options):
        return self.random.choice(options)

    def pick(self):
        return self.random.choice(self.names[-6:] if self.random.random() < 0.7 else self.names)

    def attempt(self, statement):
        self.lines.append(f"try:\n    {statement}\nexcept Exception as e:\n    print(type(e).__name__, e)")

    def make(self, expression):
        name = f"v{len(self.names)}"
        self.names.append(name)
        self.lines.append(
            f"try:\n    {name} = {expression}\nexcept Exception as e:\n    print(type(e).__name__, e)\n"
            f"    {name} = torch.ones(2, 2)\nshow('{name}', {name})")

    def step(self):
        kind, x, y = self.random.random(), self.pick(), self.pick()
        if kind < 0.28:
            self.make(self.random.choice(PAIRS).format(x=x, y=y))
        elif kind < 0.45:
            self.make(x + self.random.choice(ELEMENTWISE))
        elif kind < 0.6:
            self.make(x + self.random.choice(VIEWS).format(y=y))
        elif kind < 0.8:
            # Writing to stretched memory has a program of its own among the recorded ones.
            change = self.random.choice(CHANGES).format(x=x, y=y)
            self.attempt(f"if 0 not in {x}.stride():\n        {change}")
            self.lines.append(f"show('{x}', {x})")
        elif kind < 0.86:
            self.attempt(self.random.choice(HOOKS).format(x=x))
        elif kind < 0.92:
            mode = self.choice("no_grad", "enable_grad", "inference_mode", "no_grad")
            statement = self.random.choice(UNDER).format(x=x)
            self.attempt(f"with torch.{mode}():\n        if 0 not in {x}.stride(): {statement}")
            self.lines.append("if w is not None:\n    show('w', w)")
            self.attempt("(w * 2).sum().backward(); w.mul_(2); show('w', w)")
            self.lines.append("w = None")
        elif kind < 0.96:
            flags = f"create_graph={self.random.random() < 0.5}, allow_unused={self.random.random() < 0.5}"
            goal = self.random.choice(self.names[:2])
            self.attempt(f"print(several(torch.autograd.grad(({x} * {y}).sum(), {goal}, retain_graph=True, {flags})))")
        else:
            options = self.choice("", "retain_graph=True", "create_graph=False", "torch.tensor(2.)")
            self.attempt(f"({x} * {y}).sum().backward({options})")


def pytorch(text, path):
    """What PyTorch prints, run in a child that was forked with PyTorch loaded; None where that ends the process."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        sys.stdout = open(path, "w")
        sys.stderr = open(os.devnull, "w")
        try:
            exec(compile(text, "history.py", "exec"), {"__name__": "__main__"})
        finally:
            sys.stdout.flush()
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return None if os.WIFSIGNALED(status) else path.read_text()


def told(text):
    """What is compared. For a result that was changed in place PyTorch names the view's node as long as that lives, else the
    operation's; Argent names the operation."""
    return re.sub(r", which is output \d+ of [\w:]+,", "", text)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--argent", required=True, type=os.path.abspath)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0, help="the first one")
    parser.add_argument("--show", type=int, help="print the program of one seed")
    options = parser.parse_args()
    if options.show is not None:
        print(History(options.show).text(), end="")
        return
    import torch

    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    compared, differing = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        program, out = Path(folder) / "history.py", Path(folder) / "out"
        for seed in range(options.seed, options.seed + options.count):
            program.write_text(History(seed).text())
            theirs = pytorch(program.read_text(), out)
            if theirs is None:
                continue
            run = subprocess.run([options.argent, "run", str(program)], capture_output=True, text=True)
            ours = run.stdout if run.returncode == 0 else run.stdout + run.stderr
            compared += 1
            ours, theirs = told(ours), told(theirs)
            if ours == theirs:
                continue
            differing += 1
            for mine, real in zip(ours.split("\n") + [""], theirs.split("\n") + [""]):
                if mine != real:
                    print(f"seed {seed}\n   argent:  {mine[:300]}\n   pytorch: {real[:300]}")
                    break
    print(f"histories: {compared} compared, {differing} differ")
    sys.exit(1 if differing or not compared else 0)


if __name__ == "__main__":
    main()
