#!/usr/bin/env python3
"""Runs programs that were changed at random, and fails when one crashes Argent, hangs it or ends it without a word.

What is changed are the recorded programs, random ones (Tests/Conformance/programs) and everything that once broke
something (`corpus`). Many inputs share a process, as the cells of one notebook; where one goes wrong its cells are tried
one by one, the guilty one is made small, and it is kept in `corpus`, which every later run begins with.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
CORPUS = HERE / "corpus"
LANGUAGE = HERE.parent / "Conformance" / "language"
sys.path.insert(0, str(HERE.parent / "Conformance" / "programs"))

import generator  # noqa: E402
import mutation  # noqa: E402

BATCH = 20
SECONDS = 15
ALONE_SECONDS = 8
MEGABYTES = 3000


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--argent", required=True)
    parser.add_argument("--seconds", type=float, default=0, help="how long to make new inputs")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="where the random numbers start")
    options = parser.parse_args()

    started = time.monotonic()
    faults = 0
    known = sorted(CORPUS.glob("*.py"))
    for path in known:
        if fault := alone(options.argent, path.read_bytes()):
            faults += 1
            print(f"{path.name}: {fault}", flush=True)
    numbers = random.Random(options.seed)
    texts = [path.read_bytes() for path in sorted(LANGUAGE.glob("*.py")) + known]
    tried = 0
    while time.monotonic() - started < options.seconds:
        batch = [mutation.mutated(texts, fresh(numbers), numbers) for _ in range(BATCH)]
        tried += len(batch)
        if together(options.argent, batch):
            for text in batch:
                if fault := alone(options.argent, text):
                    faults += 1
                    keep(options.argent, text, fault)
    print(f"fuzz: {len(known)} kept inputs and {tried} new ones from seed {options.seed}, {faults} faults, "
          f"{time.monotonic() - started:.0f} s")
    sys.exit(1 if faults else 0)


def fresh(numbers):
    """A program that nobody has seen; mostly none is needed."""
    return generator.program(numbers.randrange(1 << 32)).encode() if numbers.random() < 0.3 else None


def limited(argent, arguments, seconds):
    """How a run ended: its status and what it said, or None when it did not end."""
    command = ["bash", "-c", f'ulimit -v {MEGABYTES * 1024} -c 0; exec "$@"', "bash", argent, "run", *arguments]
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                              timeout=seconds)
    except subprocess.TimeoutExpired:
        return None


def fault_of(done, seconds):
    if done is None:
        return f"still running after {seconds} seconds"
    said = done.stderr.decode(errors="replace")
    if done.returncode < 0 or done.returncode > 2 or "Fatal error" in said:
        lines = [line for line in said.splitlines() if "atal error" in line] or said.splitlines()[-1:]
        return f"status {done.returncode}: {' '.join(lines)[:200]}"
    return None


def together(argent, batch):
    """Whether something goes wrong with any of these."""
    sources = [text.decode(errors="replace") for text in batch]
    cells = [{"cell_type": "code", "id": str(i), "metadata": {}, "source": source, "outputs": [], "execution_count": None}
             for i, source in enumerate(sources)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "in.ipynb"
        path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
        return fault_of(limited(argent, [path, "--keep-going", "--quiet"], SECONDS), SECONDS) is not None


def alone(argent, text):
    """What is wrong with how one input is taken, or nothing. A loop of the input's own that stops at an interrupt, as
    Ctrl-C sends it, is no hang."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "in.py"
        path.write_bytes(text)
        command = ["bash", "-c", f'ulimit -v {MEGABYTES * 1024} -c 0; exec "$@"', "bash", argent, "run", path]
        running = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            said = running.communicate(timeout=ALONE_SECONDS)[1]
        except subprocess.TimeoutExpired:
            running.send_signal(2)
            try:
                said = running.communicate(timeout=ALONE_SECONDS)[1]
                return None
            except subprocess.TimeoutExpired:
                running.kill()
                running.communicate()
                return f"does not stop at an interrupt after {ALONE_SECONDS} seconds"
        return fault_of(subprocess.CompletedProcess(command, running.returncode, None, said), ALONE_SECONDS)


def keep(argent, text, fault):
    """Puts an input that broke something into the corpus, as few of its lines as do it."""
    lines = text.split(b"\n")
    deadline = time.monotonic() + 120
    size = len(lines) // 2
    while size and "running" not in fault and "interrupt" not in fault:
        at = 0
        while at < len(lines) and time.monotonic() < deadline:
            fewer = lines[:at] + lines[at + size:]
            if fewer and alone(argent, b"\n".join(fewer)):
                lines = fewer
            else:
                at += size
        size //= 2
    small = b"\n".join(lines)
    CORPUS.mkdir(exist_ok=True)
    number = 1 + max((int(path.stem) for path in CORPUS.glob("*.py") if path.stem.isdigit()), default=0)
    path = CORPUS / f"{number:03}.py"
    path.write_bytes(small)
    print(f"{path.name}: {fault}\n{small.decode(errors='replace')}", flush=True)


if __name__ == "__main__":
    main()
