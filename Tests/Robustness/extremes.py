#!/usr/bin/env python3
"""Calls everything there is with the most awkward arguments: none may crash the program or keep it for good.

    python3 Tests/Robustness/extremes.py --argent PROGRAM [--filter TEXT] [--seconds N]

A subject is a module or a value; each function of it is called with none, one, two and some three of a list of
arguments, in one process. Where that ends before its time, the call that ended it is found and told, and the sweep goes
on behind it. It takes minutes, so it is not among the tests; what it found is kept in `corpus`.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

MODULES = """
    abc bisect builtins calendar cmath collections contextlib copy dataclasses datetime enum fractions functools heapq io
    inspect itertools json keyword math numbers operator pprint random re statistics string textwrap time traceback types
    typing unicodedata warnings
""".split()
VALUES = [
    "5", "-7", "10**30", "2.5", "1j", "True", "'abc'", "b'abc'", "bytearray(b'ab')", "[3, 1]", "(1, 2)", "{1: 2}", "{1, 2}",
    "frozenset([1])", "range(5)", "slice(1, 2)", "iter([1])", "(i for i in [1])", "None", "int", "len", "object()",
]
TENSORS = [
    "torch.tensor([[1., 2.], [3., 4.]])", "torch.tensor(2.)", "torch.zeros(0)", "torch.tensor([0, 1])",
    "torch.tensor([True, False])", "torch.ones(2, 2, dtype=torch.float64, requires_grad=True)", "torch.zeros(2, 0, 3)",
]
ARRAYS = ["np.array([[1., 2.], [3., 4.]])", "np.zeros(0)", "np.array(2)", "np.arange(3)"]
LIBRARIES = {
    "torch": TENSORS, "F": TENSORS, "torch.linalg": TENSORS, "torch.special": TENSORS, "nn.init": TENSORS,
    "torch.autograd": TENSORS, "torch.func": TENSORS, "nn": [], "torch.optim": [], "torch.distributions": [],
    "torch.utils.data": [], "torch.autograd.functional": [], "torch.optim.lr_scheduler": [], "np": ARRAYS,
    "np.linalg": ARRAYS, "np.random": [], "np.random.default_rng(0)": [], "plt": [], "plt.figure()": [],
    "plt.subplots()[1]": [], "nn.Linear(2, 2)": [], "torch.distributions.Normal(0., 1.)": [], "torch.Generator()": [],
    **{text: [] for text in TENSORS + ARRAYS},
}
PLAIN = """[0, 1, -1, 2**31, -2**31, 2**63 - 1, -2**63, 2**63, 10**30, -10**30, inf, -inf, nan, 1e308, 0.5, -0.0, '', 'a',
           b'', None, (), [], [1, 2], {}, True, 1j, len, int]"""
SIZES = """[0, -1, 1, 2**31, 2**63 - 1, -2**63, 2**63, inf, nan, '', None, (), [], [1, 2], (2**62, 2**62), True,
           torch.float32, -10**30]"""

PROGRAM = '''
%(imports)s
inf, nan = float('inf'), float('nan')
given = %(arguments)s
few = given[::3]
own = %(own)s
# What waits for a person, ends or never ends by its meaning, or changes what comes after it.
left_out = """exit quit input sleep breakpoint help cycle count repeat print load save pause exec show manual_seed seed
  set_printoptions set_num_threads set_default_dtype set_default_device inference_mode no_grad enable_grad seterr
  set_grad_enabled savez savetxt loadtxt genfromtxt memmap fromfile tofile __class__ __init_subclass__
  __subclasshook__ __reduce__""".split()
resume, only = %(resume)r, %(only)r

def choices():
    yield ()
    for a in given: yield (a,)
    for a in given:
        for b in given: yield (a, b)
    for a in few:
        for b in few:
            for c in few: yield (a, b, c)
    for a in own: yield (a,)
    for a in own:
        for b in given: yield (a, b)
        for b in own: yield (a, b)
    for a in own[:4]:
        for b in own[:4] + given[:6]:
            for c in own[:4] + given[:6]: yield (a, b, c)

def make():
    return %(subject)s

for name in sorted(dir(make())):
    if name in left_out or name[0] == '_' and not %(hidden)r:
        continue
    if only:
        if name != only: continue
    elif resume:
        if name == resume: resume = ''
        continue
    print(name, flush=True)
    for arguments in choices():
        try:
            function = getattr(make(), name)
        except Exception:
            break
        if not callable(function):
            break
        if only: print(str(arguments)[:200].replace(chr(10), ' '), flush=True)
        try:
            function(*arguments)
        except BaseException as error:
            if type(error).__name__ in ('KeyboardInterrupt', 'TimeoutError'): raise
print('to the end')
'''
IMPORTS = ("import numpy as np\nimport matplotlib.pyplot as plt\nimport torch\nimport torch.nn as nn\n"
           "import torch.nn.functional as F")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--argent", required=True)
    parser.add_argument("--filter", default="", help="only subjects with this in their name")
    parser.add_argument("--seconds", type=int, default=60, help="what a subject may take until the call is looked for")
    options = parser.parse_args()

    subjects = [(name, dict(imports=f"import {name}", arguments=PLAIN, own="[]", subject=name, hidden=False))
                for name in MODULES]
    subjects += [(text, dict(imports="", arguments=PLAIN, own="[]", subject=text, hidden=True)) for text in VALUES]
    subjects += [(text, dict(imports=IMPORTS, arguments=SIZES, own=f"[{', '.join(own)}]", subject=text, hidden=False))
                 for text, own in LIBRARIES.items()]
    chosen = [(name, subject) for name, subject in subjects if options.filter in name]
    faults = sum(sweep(options, name, subject) for name, subject in chosen)
    print(f"extremes: {len(chosen)} subjects, {faults} faults")
    sys.exit(1 if faults else 0)


def sweep(options, name, subject):
    """Runs one subject to its end; how many of its functions crashed the program or kept it."""
    faults, resume = 0, ""
    while True:
        status, lines, _ = run(options.argent, PROGRAM % {**subject, "resume": resume, "only": ""}, options.seconds)
        if status == 0 and lines[-1:] == ["to the end"]:
            return faults
        if not lines or lines[-1] == resume:
            print(f"{name}: nothing ran, status {status}", flush=True)
            return faults + 1
        resume = lines[-1]
        status, lines, error = run(options.argent, PROGRAM % {**subject, "resume": "", "only": resume}, options.seconds)
        # A function that is only slow and can be interrupted, or asks for all memory, is none.
        if status == 0 or "needed more than" in error or "TimeoutError: " in error:
            continue
        faults += 1
        print(f"{name}: {resume}{lines[-1] if lines else ''}: status {status}", flush=True)


def run(argent, program, seconds):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sweep.py"
        path.write_text(program)
        command = [argent, "run", "--max-seconds", str(seconds), "--max-memory", "3G", str(path)]
        with (Path(folder) / "out").open("w+", errors="replace") as out, (Path(folder) / "error").open("w+") as error:
            try:
                status = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=out, stderr=error,
                                        timeout=seconds + 10).returncode
            except subprocess.TimeoutExpired:
                status = "still running"
            out.seek(0)
            error.seek(0)
            return status, out.read().splitlines(), error.read(1 << 20)


if __name__ == "__main__":
    main()
