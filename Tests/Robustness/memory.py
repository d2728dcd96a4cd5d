#!/usr/bin/env python3
"""A graph of a million nodes runs backward and is freed without recursion, and a million training steps leave nothing.

    memory.py --argent PROGRAM

The programs print a word where memory is to be looked at, and wait a moment; what they hold is read from /proc.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

GRAPHS = """
import time
import torch

def look(word):
    print(word, flush=True)
    time.sleep(0.3)

x = torch.tensor(1.0, requires_grad=True)
look("start")
for name in ("chain", "again"):
    y = x
    for i in range(1000000):
        y = y * 1.0
    look(name)
    y.backward()
    look("after backward")
    x.grad = None
    del y
    look("freed")
# A graph that was never walked is freed, too, and one whose nodes meet again.
y = x
for i in range(500000):
    y = y * 0.5 + y * 0.5
look("meeting")
y.backward(retain_graph=True)
del y
x.grad = None
look("freed")
"""

STEPS = """
import time
import torch

def look(word):
    print(word, flush=True)
    time.sleep(0.3)

torch.manual_seed(0)
w = torch.randn(3, requires_grad=True)
b = torch.zeros(1, requires_grad=True)
x = torch.randn(16, 3)
t = x @ torch.tensor([1.0, -2.0, 0.5]) + 0.3
step = 0
for count, word in ((20000, "warm"), (480000, "half"), (500000, "million")):
    for i in range(count):
        loss = ((x @ w + b - t) ** 2).mean()
        loss.backward()
        with torch.no_grad():
            w -= 0.01 * w.grad
            b -= 0.01 * b.grad
        w.grad = None
        b.grad = None
    look(word)
"""
# What may stay of a million nodes, and what a loop may grow by, in megabytes.
LEFT = 8


def looked(argent, text):
    """(word, megabytes) wherever a program prints a word, and its exit status."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "program.py"
        path.write_text(text)
        run = subprocess.Popen([argent, "run", str(path)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        found = []
        for line in run.stdout:
            time.sleep(0.05)
            pages = int(Path(f"/proc/{run.pid}/statm").read_text().split()[1])
            found.append((line.strip(), pages * os.sysconf("SC_PAGE_SIZE") / 1e6))
        return found, run.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--argent", required=True)
    options = parser.parse_args()
    fine = True
    for name, text, base in (("graphs", GRAPHS, "start"), ("steps", STEPS, "warm")):
        start = time.monotonic()
        found, status = looked(options.argent, text)
        print(f"{name}: " + ", ".join(f"{word} {size:.1f} MB" for word, size in found)
              + f"; status {status}, {time.monotonic() - start:.1f} s")
        sizes = dict(found)
        last = found[-1][1] if found else 0
        if status or base not in sizes or last > sizes[base] + LEFT:
            fine = False
            print(f"  FAILED: {last:.1f} MB at the end")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
