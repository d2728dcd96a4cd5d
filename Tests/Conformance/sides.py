"""One program run by Argent and by the oracle at once, and what they print compared line by line."""

import subprocess
import sys
import tempfile
from pathlib import Path


def compare(argent, text, oracle, unit, show):
    """Whether the two sides differ, having said where.

    `oracle` is what the other side is called, `unit` what a line is about, and `show` takes the pairs of lines that differ.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "program.py"
        path.write_text(text)
        other = subprocess.Popen(
            [sys.executable, "-W", "ignore", str(path)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        ours = subprocess.run([argent, "run", str(path)], stdin=subprocess.DEVNULL, capture_output=True, text=True)
        theirs = other.communicate()[0].splitlines()
    mine = ours.stdout.splitlines()
    different = [(a, b) for a, b in zip(mine, theirs) if a != b]
    show(different)
    if ours.returncode or other.returncode or len(mine) != len(theirs):
        print(ours.stderr[-2000:])
        print(f"{len(mine)} lines from Argent (status {ours.returncode}), "
              f"{len(theirs)} from {oracle} (status {other.returncode})")
        return True
    print(f"{len(theirs)} {unit}: {len(different)} differ")
    return bool(different)


def pairs(oracle, most):
    """Shows the first lines that differ, one below the other."""
    def show(different):
        for a, b in different[:most]:
            print(f"argent: {a}\n{oracle}: {b}")
    return show
