#!/usr/bin/env python3
"""Times the scripts beside this file: on Argent alone, or on Argent and on CPython with PyTorch in turn.

Each script is a plain program that both sides run unchanged. It measures itself with `time.perf_counter()` and prints
the seconds that one step took at the beginning of its last line; what stands behind must be the same on both sides.
`start.py` is timed from outside. Each figure is the median of several runs; the sides take turns within a run, so that
a busy moment of the machine meets both. Memory is the peak of the process, in a run of its own under GNU time, because
the kernel counts what this process held before the other began as the other's.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
TABLES = HERE.parent.parent / ".build" / "bench"
OUTSIDE = "start"
# What stands beside the scripts and is none of them.
MEASURES = ("bench", "prompt")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--argent", help="the program to measure")
    parser.add_argument("--peer", help="a Python with PyTorch to measure beside it")
    parser.add_argument("--runs", type=int, default=7, help="how many runs a median is taken of")
    parser.add_argument("--filter", default="", help="only scripts with this in their name")
    parser.add_argument("--compare", nargs=2, metavar=("OLD", "NEW"), help="two kept tables to compare")
    options = parser.parse_args()
    if options.compare:
        return compare(*(json.loads(Path(p).read_text()) for p in options.compare))
    if not options.argent:
        parser.error("--argent or --compare is needed")

    sides = {"argent": [options.argent, "run"]}
    if options.peer:
        sides["pytorch"] = [options.peer]
    table = {"machine": f"{platform.machine()}, {os.cpu_count()} cores", "runs": options.runs, "rows": {}}
    print(header(sides), flush=True)
    for script in sorted(HERE.glob("*.py")):
        if script.stem not in MEASURES and options.filter in script.stem:
            table["rows"][script.stem] = measured = measure(script, sides, options.runs)
            print(row(script.stem, measured), flush=True)
    TABLES.mkdir(parents=True, exist_ok=True)
    kept = TABLES / time.strftime("%Y-%m-%dT%H-%M-%S.json")
    kept.write_text(json.dumps(table, indent=1) + "\n")
    print(f"kept in {os.path.relpath(kept)}")


def measure(script, sides, runs):
    """The median seconds and the peak memory of each side, or the first line of what went wrong there."""
    found = {side: [] for side in sides}
    failed = {}
    for _ in range(runs):
        for side, command in sides.items():
            if side not in failed:
                try:
                    found[side].append(once(script, command))
                except RuntimeError as failure:
                    failed[side] = str(failure)
    results = {}
    for side in sides:
        if side in failed:
            results[side] = {"failed": failed[side]}
            continue
        seconds, notes = zip(*found[side])
        results[side] = {
            "seconds": statistics.median(seconds),
            "fastest": min(seconds),
            "megabytes": peak(script, sides[side]),
            "note": notes[0],
        }
    notes = {r["note"] for r in results.values() if "note" in r}
    if len(notes) > 1:
        results["argent"] = {"failed": "another result: " + " / ".join(sorted(notes))}
    return results


def once(script, command):
    """One run: its seconds, and what it says of its result."""
    start = time.perf_counter()
    done = subprocess.run([*command, str(script)], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    elapsed = time.perf_counter() - start
    lines, complaint = done.stdout.splitlines(), done.stderr.strip()
    if done.returncode or not lines:
        raise RuntimeError(complaint.splitlines()[-1 if "Traceback" in complaint else 0] if complaint else "no output")
    if script.stem == OUTSIDE:
        return elapsed, lines[-1]
    seconds, note = lines[-1].split(" ", 1)
    return float(seconds), note


def peak(script, command):
    """The most memory a run held, in megabytes; none where GNU time is not installed."""
    measure = shutil.which("time")
    if not measure:
        return None
    with tempfile.NamedTemporaryFile("r") as report:
        subprocess.run(
            [measure, "-f", "%M", "-o", report.name, *command, str(script)],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        return int(report.read().split()[-1]) / 1024


# Tables, on the screen.

def header(sides):
    line = f"{'':22}{'argent':>12}{'peak':>9}"
    if "pytorch" in sides:
        line += f"{'pytorch':>12}{'peak':>9}{'ratio':>9}"
    return line


def row(name, measured):
    line = f"{name:22}" + cells(measured["argent"])
    if peer := measured.get("pytorch"):
        line += cells(peer)
        if "seconds" in peer and "seconds" in measured["argent"]:
            line += f"{peer['seconds'] / measured['argent']['seconds']:8.1f}×"
    failures = [f"  {side}: {r['failed']}" for side, r in measured.items() if "failed" in r]
    return "\n".join([line, *failures])


def cells(result):
    if "failed" in result:
        return f"{'-':>12}{'-':>9}"
    memory = f"{result['megabytes']:6.0f} MB" if result["megabytes"] else f"{'?':>9}"
    return f"{readable(result['seconds']):>12}{memory}"


def readable(seconds):
    for unit, size in (("s", 1), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-9:.3g} ns"


def compare(old, new):
    print(f"{'':22}{'old':>12}{'new':>12}{'new/old':>9}")
    for name in sorted(old["rows"].keys() & new["rows"].keys()):
        before, after = (table["rows"][name]["argent"] for table in (old, new))
        if "seconds" in before and "seconds" in after:
            ratio = after["seconds"] / before["seconds"]
            print(f"{name:22}{readable(before['seconds']):>12}{readable(after['seconds']):>12}{ratio:9.2f}")
    for name in sorted(old["rows"].keys() ^ new["rows"].keys()):
        print(f"{name:22}  only in the {'old' if name in old['rows'] else 'new'} table")


if __name__ == "__main__":
    main()
