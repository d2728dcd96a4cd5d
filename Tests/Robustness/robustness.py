#!/usr/bin/env python3
"""Feeds the program what must not crash it, hang it or end without a word: one clear error, and status 1.

Each case is a file (its bytes, and the ending of its name) or a path that is no file; beside it stands the beginning of
the line the error must show, or nothing where any error will do.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SECONDS = 60
MEGABYTES = 4000

DEEP = 10_000
LONG = 1_000_000

FILES = {
    "a file with NUL bytes": (".py", b"print(1)\0\nprint(2)\n", ""),
    "a cell with NUL bytes": (".ag", b"# %%\nx = 1\0\n", ""),
    "bytes that are not UTF-8": (".py", b"print('\xff\xfe\x80')\n", ""),
    "bytes that are not UTF-8, in a notebook": (".ipynb", b'{"cells": ["\xff"]}', ""),
    "random bytes": (".ag", bytes(range(256)) * 40, ""),
    "brackets nested deep": (".py", b"x = " + b"(" * DEEP + b"1" + b")" * DEEP, ""),
    "lists nested deep": (".py", b"x = " + b"[" * DEEP + b"]" * DEEP, ""),
    "brackets never closed": (".py", b"x = " + b"([{" * DEEP, ""),
    "calls nested deep": (".py", b"x = " + b"abs(" * DEEP + b"1" + b")" * DEEP, ""),
    "signs before a number": (".py", b"x = " + b"-" * 200_000 + b"q", ""),
    "nots before a name": (".py", b"x = " + b"not " * 100_000 + b"q", ""),
    "a very long sum": (".py", b"x = " + b"1 + " * 100_000 + b"q", ""),
    "attributes of attributes": (".py", b"x = q" + b".a" * 100_000, ""),
    "lambdas in lambdas": (".py", b"x = " + b"lambda: " * DEEP + b"q +", ""),
    "blocks nested deep": (".py", b"".join(b" " * i + b"if 1:\n" for i in range(2000)), ""),
    "f-strings in f-strings": (".py", b'x = f"' + b"{" * 5000, ""),
    "endless recursion": (".py", b"def f(): return f()\nf()\n", "RecursionError: maximum recursion depth exceeded"),
    "recursion through a special method":
        (".py", b"class A:\n  def __add__(s, o): return s + o\nA() + A()\n", "RecursionError: maximum recursion depth"),
    "a list that holds itself, compared":
        (".py", b"a = []\na.append(a)\nb = []\nb.append(b)\na == b\n", "RecursionError: maximum recursion depth"),
    "a tensor too large": (".py", b"import torch\ntorch.ones(10**12)\n", ""),
    "a shape whose size overflows": (".py", b"import torch\ntorch.zeros(2**40, 2**40)\n", ""),
    "a size that is no machine integer": (".py", b"import torch\ntorch.zeros(10**30)\n", ""),
    "a huge range of numbers": (".py", b"import torch\ntorch.arange(0, 1e18)\n", ""),
    "a negative shape": (".py", b"import torch\ntorch.ones(-1)\n", "RuntimeError: "),
    "the smallest integer divided": (".py", b"import torch\nprint(torch.tensor(-2**63) // -1)\nq\n", ""),
    "an index far out": (".py", b"import torch\ntorch.ones(2)[2**62]\n", "IndexError: "),
    "an index that is no machine integer": (".py", b"[1][10**30]\n", "IndexError: cannot fit 'int' into an index-sized integer"),
    "a shift without end": (".py", b"1 << 10**30\n", ""),
    "a string times too much": (".py", b"'x' * 10**18\n", "MemoryError"),
    "a list times too much": (".py", b"[0] * 10**18\n", "MemoryError"),
    "a format too wide": (".py", b"f'{1:99999999999999999999}'\n", "ValueError: Too many decimal digits in format string"),
    "a notebook that is no JSON": (".ipynb", b"print(1)\n", ""),
    "a notebook that is a list": (".ipynb", b"[1, 2]", ""),
    "a notebook with cells of no kind": (".ipynb", b'{"cells": [{"x": 1}, 3], "nbformat": 4}', ""),
    "a notebook nested deep": (".ipynb", b"[" * 100_000, ""),
    "a file of a kind unknown": (".xyz", b"\x7fELF\0\0", ""),
}

RUNS_WELL = {
    "an empty program": (".py", b"", ""),
    "an empty lesson": (".ag", b"", ""),
    "a file of blanks": (".ag", b"\n \n\t\n", ""),
    "a byte order mark": (".py", b"\xef\xbb\xbfprint(1)\n", "1\n"),
    "lines ended by CR LF": (".py", b"if 1:\r\n  print(1)\r\n", "1\n"),
    "a chain of a million operations": (
        ".py",
        b"import torch\nx = torch.tensor(1.0, requires_grad=True)\ny = x\n"
        b"for _ in range(%d):\n  y = y * 1.0\ny.backward()\nprint(x.grad)\ndel y\nprint('freed')\n" % LONG,
        "tensor(1.)\nfreed\n",
    ),
    "a list nested a million deep": (
        ".py", b"a = []\nfor _ in range(%d):\n  a = [a]\ndel a\nprint('freed')\n" % LONG, "freed\n",
    ),
    "an empty notebook": (".ipynb", b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}', ""),
}


# What takes all memory there is: each ends in a MemoryError of its own.
TOO_LARGE = {
    "a list grown while it is gone through": "items = [1]\nfor x in items: items += items\n",
    "a list appended to": "a = [0] * 2**26\nwhile True: a.append(1)\n",
    "a tuple doubled": "a = (1,)\nwhile True: a += a\n",
    "a string doubled": "a = 'x'\nwhile True: a += a\n",
    "bytes doubled": "a = b'x'\nwhile True: a += a\n",
    "a bytearray doubled": "a = bytearray(b'x')\nwhile True: a.extend(a)\n",
    "a deque doubled": "import collections\nd = collections.deque([1])\nwhile True: d += d\n",
    "a range as a list": "list(range(10**10))\n",
    "a range as a set": "set(range(10**10))\n",
    "a range as a dictionary": "dict.fromkeys(range(10**10))\n",
    "a comprehension": "[x for x in range(10**10)]\n",
    "an endless iterator as a list": "import itertools\nlist(itertools.repeat(1))\n",
    "starred without end": "import itertools\nprint(*itertools.repeat(1))\n",
    "long strings joined": "','.join(['x' * 10**6] * 10**7)\n",
    "long strings put in place of short ones": "('a' * 10**6).replace('a', 'b' * 10**6)\n",
    "a width too large": "'%*d' % (2**31 - 1, 1)\n",
    "elements of a large count": "import collections\n[*collections.Counter(a=10**12).elements()]\n",
    "many random choices": "import random\nrandom.choices([1], k=10**11)\n",
    "a product of ranges": "import itertools\nlist(itertools.product(range(1000), repeat=4))\n",
}

# Two large numbers that have nothing in common: what is so alike that a step or two of Euclid's algorithm ends it takes
# no time.
UNLIKE = "import random\nrandom.seed(0)\na, b = random.getrandbits(10**7), random.getrandbits(10**7) | 1\n"
# What does not end by itself, or not for long, all of it in one call: `--max-seconds` ends it.
ENDLESS = {
    "a sum": "import itertools\nsum(itertools.count())\n",
    "a largest element": "import itertools\nmax(itertools.repeat(1))\n",
    "a search in an iterator": "import itertools\n-1 in itertools.count()\n",
    "a filter that lets nothing through": "import itertools\nnext(itertools.filterfalse(None, itertools.repeat(1)))\n",
    "a beginning that is dropped": "import itertools\nnext(itertools.dropwhile(bool, itertools.repeat(1)))\n",
    "a selection of nothing": "import itertools\nnext(itertools.compress(itertools.count(), itertools.repeat(0)))\n",
    "a chain of nothing": "import itertools\nnext(itertools.chain.from_iterable(itertools.repeat([])))\n",
    "a group": "import itertools\ng = itertools.groupby(itertools.repeat(1))\nnext(g)\nnext(g)\n",
    "a search in a range": "'a' in range(10**18)\n",
    "a deque that keeps nothing": "import collections, itertools\ncollections.deque(itertools.count(), maxlen=0)\n",
    "a hash": "x = ()\nfor i in range(100): x = (x, x)\nhash(x)\n",
    "a comparison": "x = y = ()\nfor i in range(100): x, y = (x, x), (y, y)\nx == y\n",
    "a representation": "x = []\nfor i in range(100): x = [x, x]\nrepr(x)\n",
    "a pattern": "import re\nre.match('(a|aa)+$', 'a' * 60 + 'b')\n",
    "finally blocks": "def f():\n  try: f()\n  finally: f()\nf()\n",
    "a division": "((1 << 10**9) - 1) // ((1 << 5 * 10**8) - 3)\n",
    "a divisor": f"import math\n{UNLIKE}math.gcd(a, b)\n",
    "an inverse": f"{UNLIKE}pow(a, -1, b)\n",
    "a power and what a division leaves": "pow(3, 1 << 10**6, (1 << 10**6) - 1)\n",
    "a factorial": "import math\nmath.factorial(999_999)\n",
    "except blocks": "while True:\n  try:\n    while True: pass\n  except BaseException: pass\n",
}

# One way each to put something around what there is, a hundred thousand times: it is freed without recursion.
AROUND = [
    "[x]", "(x,)", "{1: x}", "frozenset([x])", "collections.deque([x])", "collections.defaultdict(None, {1: x})",
    "functools.partial(print, x)", "slice(x)", "map(abs, x)", "enumerate(x)", "zip(x)", "filter(None, x)", "given(x)",
    "iter((x,))", "reversed((x,))", "(i for i in x)", "lambda x=x: 0", "property(x)", "staticmethod(x)", "classmethod(x)",
    "list[x]", "itertools.chain(x)", "itertools.islice(x, 5)", "itertools.tee(x)[0]", "itertools.cycle(x)",
    "itertools.repeat(x)", "itertools.product([x])", "itertools.groupby(x)", "Pair(x)", "ValueError(x)", "caused(x)",
    "types.SimpleNamespace(a=x)", "contextlib.nullcontext(x)", "type('A', (), {'a': x})", "super(Pair, Pair(x))",
]
FREED = """
import collections, contextlib, functools, itertools, types
class Pair:
    def __init__(self, a): self.a = a
def given(x): yield from x
def caused(x):
    e = ValueError()
    e.__cause__ = e.__context__ = x if isinstance(x, ValueError) else None
    return e
x = iter([1])
for i in range(100_000): x = %s
x = None
print("freed")
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--argent", required=True)
    parser.add_argument("--filter", default="")
    options = parser.parse_args()

    faults = []
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        cases = [(name, write(folder, name, *case[:2]), case[2], True) for name, case in FILES.items()]
        cases += [(name, write(folder, name, *case[:2]), case[2], False) for name, case in RUNS_WELL.items()]
        cases += [(f"memory: {name}", write(folder, name, ".py", text.encode()), "MemoryError", True)
                  for name, text in TOO_LARGE.items()]
        cases += [(f"freed: {text}", write(folder, f"freed {at}", ".py", (FREED % text).encode()), "freed\n", False)
                  for at, text in enumerate(AROUND)]
        cases += [(f"endless: {name}", write(folder, f"endless {name}", ".py", text.encode()), "TimeoutError: ", True)
                  for name, text in ENDLESS.items()]
        cases += [
            ("a file that is missing", folder / "missing.ag", "", True),
            ("a folder", folder, "", True),
            ("a device", Path("/dev/full"), "", True),
        ]
        chosen = [case for case in cases if options.filter in case[0]]
        for name, path, expected, is_error in chosen:
            limits = ["--max-seconds", "1"] if name.startswith("endless: ") else []
            if fault := judge(options.argent, path, expected, is_error, limits):
                faults.append(f"{name}: {fault}")
                print(faults[-1], flush=True)
    print(f"robustness: {len(chosen)} cases, {len(faults)} faults")
    sys.exit(1 if faults else 0)


def write(folder, name, ending, content):
    path = folder / (name.replace(" ", "_") + ending)
    path.write_bytes(content)
    return path


def judge(argent, path, expected, is_error, limits=()):
    """What is wrong with how the program took a file, or nothing."""
    started = time.monotonic()
    limited = f'ulimit -v {MEGABYTES * 1024}; exec "$@"'
    try:
        done = subprocess.run(
            ["bash", "-c", limited, "bash", argent, "run", str(path), *limits],
            stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        return f"still running after {SECONDS} seconds"
    said = done.stderr.decode(errors="backslashreplace")
    if done.returncode < 0 or done.returncode > 2 or "Fatal error" in said:
        return f"crashed with status {done.returncode} after {time.monotonic() - started:.1f} s: {said[-300:]!r}"
    if not is_error:
        out = done.stdout.decode(errors="backslashreplace")
        if done.returncode or out != expected and path.suffix == ".py":
            return f"status {done.returncode}, {out[:200]!r}, {said[:300]!r}"
        return None
    if done.returncode == 0:
        return f"ended well, with {done.stdout[:200]!r}"
    if not said.strip():
        return "ended without a word on the error stream"
    if not any(line.startswith(expected) for line in said.splitlines()):
        return f"said {said.splitlines()[0][:200]!r}, not {expected!r}"
    return None


if __name__ == "__main__":
    main()
