#!/usr/bin/env python3
"""Runs random programs in Argent and in the CPython that runs this, and shows every difference, made small.

A program follows from its seed, a whole number, so that a difference found once can be asked for again. Strings are
hashed as with PYTHONHASHSEED=0 on both sides, so that sets of them have one order.
"""

import argparse
import difflib
import os
import subprocess
import sys
import time
from pathlib import Path

import argent
import cpython
import generator
from shrink import shrink

BATCH = 40
# Seeds whose programs are known to differ, for reasons that are still to be mended; nothing else may.
OPEN = {int(line.split()[0]) for line in Path(__file__).with_name("open.txt").read_text().splitlines() if line.strip()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--argent", required=True)
    parser.add_argument("--count", type=int, default=400, help="how many programs")
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    parser.add_argument("--most", type=int, default=10, help="stop after so many differences")
    parser.add_argument("--show", action="store_true", help="print the program of --seed, and leave")
    parser.add_argument("--whole", action="store_true", help="do not make differing programs smaller")
    options = parser.parse_args()
    if os.environ.get("PYTHONHASHSEED") != "0":
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | {"PYTHONHASHSEED": "0"})
    if options.show:
        print(generator.program(options.seed), end="")
        return

    started, differences, known, compared, lines = time.monotonic(), [], 0, 0, 0
    for first in range(options.seed, options.seed + options.count, BATCH):
        seeds = range(first, min(first + BATCH, options.seed + options.count))
        programs = [generator.program(seed) for seed in seeds]
        lines += sum(program.count("\n") for program in programs)
        truth, got = cpython.run(programs), argent.run(options.argent, programs)
        compared += sum(outcome is not None for outcome in truth)
        for i, seed in enumerate(seeds):
            if not differ(truth[i], got[i]):
                if seed in OPEN:
                    print(f"seed {seed} agrees now: take it out of open.txt")
                continue
            small = programs[i]
            if unsteady(small):
                compared -= 1
                continue
            if differing(options.argent, [small])[0]:
                if not options.whole:
                    small = shrink(small, lambda texts: differing(options.argent, texts))
            else:
                small = "".join(programs[:i + 1])
            if seed in OPEN:
                known += 1
                continue
            differences.append(seed)
            print(report(options.argent, seed, small), flush=True)
        if len(differences) >= options.most:
            break
    print(f"programs: {compared} compared, {lines} lines, {len(differences)} differences, {known} known, "
          f"{time.monotonic() - started:.0f} s; seeds {options.seed} to {seeds[-1]}")
    sys.exit(1 if differences else 0)


def differ(truth, got):
    """Whether Argent did something else than CPython; what CPython could not do in its time says nothing."""
    return truth is not None and (isinstance(got, str) or truth.text() != got.text())


def differing(path, programs):
    """Of which programs the two outcomes differ."""
    truth = cpython.run(programs, seconds=0.2)
    fit = [program if t is not None else "pass\n" for program, t in zip(programs, truth)]
    return [differ(t, g) for t, g in zip(truth, argent.run(path, fit))]


def unsteady(program):
    """Whether CPython itself gives something else in a further run, because an address shows, in a hash or an order."""
    outcomes = [outcome and outcome.text() for outcome in (cpython.run([program], ballast=n)[0] for n in range(5))]
    return outcomes.count(outcomes[0]) < 5


def report(path, seed, program):
    truth, got = cpython.run([program])[0], argent.run(path, [program])[0]
    got = got if isinstance(got, str) else got.text()
    lines = difflib.unified_diff(truth.text().split("\n") if truth else [], got.split("\n"), "cpython", "argent",
                                 lineterm="", n=1)
    return "\n".join([f"--- seed {seed}", program.rstrip(), *lines])


if __name__ == "__main__":
    main()
