#!/usr/bin/env python3
"""Runs the sessions in pages of the documentation, and compares what is printed.

    python3 Tests/Notebook/pages.py --argent PROGRAM docs/teaching.md

A fence with `file=NAME` is written to that file of an empty folder. In a fence `console` each line that begins `$ ` is run
there by a shell that finds the program as `argent`; what follows is what it prints, with `[..]` for any text in a line, and
`[status N]` where it does not end with 0. The fences of a page run in their order.
"""

import argparse
import difflib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

FENCE = re.compile(r"^```(\w+)(?: file=(\S+))?\n(.*?)^```$", re.M | re.S)


def matches(expected, got):
    pattern = ".*".join(re.escape(part) for part in expected.split("[..]"))
    return re.fullmatch(pattern, got) is not None


def run(command, folder, environment):
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, text=True, capture_output=True, timeout=120)
    lines = (done.stdout + done.stderr).splitlines()
    return lines + ([f"[status {done.returncode}]"] if done.returncode else [])


def check(page, environment):
    """The differences of a page, and how many commands it has."""
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        for language, name, body in FENCE.findall(page.read_text()):
            if name:
                (Path(folder) / name).write_text(body)
            if language != "console":
                continue
            for session in re.split(r"^\$ ", body, flags=re.M)[1:]:
                command, *expected = session.removesuffix("\n").split("\n")
                while expected and not expected[-1].strip():
                    expected.pop()
                got = run(command, folder, environment)
                while got and not got[-1].strip():
                    got.pop()
                count += 1
                if len(got) != len(expected) or not all(map(matches, expected, got)):
                    lines = difflib.unified_diff(expected, got, f"{page}: {command}", "now", lineterm="")
                    yield "\n".join(lines)
    print(f"{page}: {count} commands")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--argent", required=True)
    parser.add_argument("pages", nargs="+", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as bin:
        os.symlink(os.path.abspath(options.argent), Path(bin) / "argent")
        environment = os.environ | {"PATH": f"{bin}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
        differences = [d for page in options.pages for d in check(page, environment)]
    for difference in differences:
        print(difference)
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
