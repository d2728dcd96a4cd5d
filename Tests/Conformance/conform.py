#!/usr/bin/env python3
"""Runs the same files in Argent and in CPython with IPython and PyTorch, and shows every difference.

A program (`.py`) is compared by what it prints, how it ends, its warnings and the message it ends with. A notebook
(`.ipynb`, `.ag`, `.py` with `# %%`) is compared cell by cell with what IPython shows; a cell whose output changes from
one run of the oracle to the next is random, and is compared in shape, and again digit for digit after `manual_seed`.

What the oracle says is kept beside each file: `x.out` for `x.py`, the `#>` lines inside an `.ag`. `--update` writes it,
and a run without `--update` fails where it has drifted.
"""

import argparse
import copy
import difflib
import functools
import json
import os
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cells
import normal
import oracle
import program

HERE = Path(__file__).resolve().parent
TREE = HERE.parent.parent
PROGRAMS = [HERE / "language", HERE / "torch"]
LESSONS = [HERE / "notebooks", HERE / "courses", TREE / "Examples"]
SEEDING = "import torch\ntorch.manual_seed(2147483647);"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--argent", help="the program to compare; without it only what is recorded is checked")
    parser.add_argument("--update", action="store_true", help="write down what the oracle says")
    parser.add_argument("--notebooks", type=Path, action="append", default=[], help="a folder with further notebooks")
    parser.add_argument("--filter", default="", help="only files with this in their path")
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    options = parser.parse_args()
    # Argent hashes strings in this way, and so sets of them have one order.
    if os.environ.get("PYTHONHASHSEED") != "0":
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | {"PYTHONHASHSEED": "0"})

    wanted = lambda paths: [p for p in sorted(paths) if options.filter in str(p)]
    programs = wanted(p for folder in PROGRAMS for p in folder.rglob("*.py"))
    lessons = wanted(p for folder in LESSONS for p in folder.glob("*.ag"))
    visitors = wanted(p for folder in [HERE / "notebooks", *options.notebooks] for p in folder.glob("*.ipynb"))

    with tempfile.TemporaryDirectory() as folder:
        notebooks = {p: p for p in lessons + visitors}
        first = ask(programs, notebooks, options.workers)
        seeded = {} if options.update else seeded_copies(visitors, first, Path(folder))
        truth = first | ask([], seeded, options.workers)
        differences = []
        if options.update:
            differences += update(programs, lessons, truth)
        else:
            differences += drift(programs, lessons, truth)
        if options.argent and not options.update:
            files = {p: p for p in programs} | notebooks | seeded
            compare = lambda key: compared(options.argent, key, files[key], *truth[key])
            with ThreadPoolExecutor(options.workers) as pool:
                for found in pool.map(compare, files):
                    differences += found

    for difference in differences:
        print(difference)
    count = sum(len(truth[p][0]) for p in notebooks)
    print(f"conformance: {len(programs)} programs, {len(notebooks)} notebooks with {count} cells, "
          f"{len(differences)} differences")
    sys.exit(1 if differences else 0)


def ask(programs, notebooks, workers):
    """What the oracle says of each file, in two runs that started their random generators differently."""
    jobs = {}
    for run in (0, 1):
        for path in programs:
            jobs[path, run] = functools.partial(oracle.script, path, run)
        for key, path in notebooks.items():
            sources = [(c.source, c.directives.get("seed")) for c in cells.read(path) if c.is_code and c.source.strip()]
            jobs[key, run] = functools.partial(oracle.session, sources, run, path.suffix == ".ag")
    answers = oracle.ask(jobs, workers) if jobs else {}
    return {key: (answers[key, 0], answers[key, 1]) for key, run in jobs if run == 0}


def seeded_copies(notebooks, truth, folder):
    """A copy of each notebook that has random cells, with a first cell that seeds the generator."""
    copies = {}
    for path in notebooks:
        if truth[path][0] == truth[path][1]:
            continue
        notebook = json.loads(path.read_text())
        first = copy.deepcopy(next(c for c in notebook["cells"] if c["cell_type"] == "code"))
        first.update(source=SEEDING, outputs=[], execution_count=None)
        if "id" in first:
            first["id"] = "seeding"
        notebook["cells"].insert(0, first)
        copies[f"{path} (seeded)"] = folder / path.name
        (folder / path.name).write_text(json.dumps(notebook))
    return copies


# What is recorded.

def recorded(answer):
    """The text of an `.out` file: what the program printed, then lines that begin `#!` for what else there was."""
    text = answer["stdout"]
    notes = []
    if text and not text.endswith("\n"):
        text += "\n"
        notes.append("no newline at the end")
    notes += [f"warning {w}" for w in answer["warnings"]]
    if answer["error"]:
        notes.append(f"error {answer['error']}")
    elif answer["status"]:
        notes.append(f"status {answer['status']}")
    return text + "".join(f"#! {line}\n" for note in notes for line in note.split("\n"))


def lesson_lines(answer):
    """The recorded output of one cell of an `.ag` file: what it printed, its value, an error's first line."""
    lines = answer["stdout"].removesuffix("\n").split("\n") if answer["stdout"] else []
    if answer["result"] is not None:
        lines += answer["result"].split("\n")
    if answer["error"]:
        name, text = answer["error"]
        lines.append(f"{name}: {text}".split("\n")[0])
    return lines


def records(programs, lessons, truth):
    """The files that hold what the oracle says, with the text each should have."""
    for path in programs:
        yield path.with_suffix(".out"), recorded(truth[path][0])
    for path in lessons:
        yield path, cells.rewrite(path.read_text(), [lesson_lines(answer) for answer in truth[path][0]])


def update(programs, lessons, truth):
    unfit = [f"{p}: prints something else each time it runs; seed it"
             for p in programs + lessons if truth[p][0] != truth[p][1]]
    for path, text in records(programs, lessons, truth):
        if any(folder in text for folder in (sys.prefix, sys.base_prefix, str(TREE))):
            unfit.append(f"{path}: shows a folder of this machine")
        path.write_text(text)
    return unfit


def drift(programs, lessons, truth):
    for path, text in records(programs, lessons, truth):
        before = path.read_text() if path.exists() else ""
        if before != text:
            yield shown(path, "what is recorded", before, "what the oracle says now", text)


# What differs.

def compared(argent, name, path, first, second):
    """The differences between what the oracle says of a file (in two runs) and what Argent does with it."""
    try:
        if isinstance(first, dict):
            return list(script_differences(name, first, program.script(argent, path)))
        return list(session_differences(name, first, second, program.session(argent, path)))
    except Exception as failure:
        return [f"{name}: {type(failure).__name__}: {failure}"]


def script_differences(path, expected, got):
    if expected["stdout"] != got["stdout"]:
        yield shown(path, "oracle", expected["stdout"], "argent", got["stdout"] + got["stderr"])
    elif (expected["status"] != 0) != (got["status"] != 0) or got["status"] < 0:
        yield f"{path}: ends with status {got['status']}, not {expected['status']}\n{got['stderr']}"
    elif expected["error"] and expected["error"].split("\n")[0] not in got["stderr"].split("\n"):
        yield shown(path, "oracle", expected["error"], "argent", got["stderr"])
    elif not same_warnings(expected["warnings"], got["warnings"]):
        yield shown(path, "oracle", "\n".join(expected["warnings"]), "argent", got["stderr"])


def session_differences(path, first, second, got):
    if len(first) != len(got):
        yield f"{path}: {len(first)} cells, not {len(got)}"
    for expected, again, answer in zip(first, second, got):
        if expected == again:
            same = same_answer(expected, answer)
        else:
            same = shape(expected) == shape(answer)
        if not same:
            yield shown(f"{path}, cell {expected['count']}", "oracle", written(expected), "argent", written(answer))


def same_answer(expected, got):
    keys = ("count", "stdout", "result", "error")
    return all(expected[k] == got[k] for k in keys) and same_warnings(expected["warnings"], got["warnings"])


def same_warnings(expected, got):
    """Whether the same warnings were given; PyTorch places some in files of its own, where only the text counts."""
    bare = lambda warning: warning.split(": ", 1)[1] if warning.startswith("line ") else warning
    return len(expected) == len(got) and all(
        e == g if e.startswith("line ") else e == bare(g) for e, g in zip(expected, got)
    )


def shape(answer):
    return {
        key: normal.masked(value) if isinstance(value, str) else value
        for key, value in answer.items() if key != "warnings"
    }


def written(answer):
    """An answer as text, one part below the other."""
    parts = [f"In [{answer['count']}]", answer["stdout"].removesuffix("\n"), answer["result"], *answer["warnings"]]
    if answer["error"]:
        parts.append(": ".join(answer["error"]))
    return "\n".join(part for part in parts if part)


def shown(place, left, expected, right, got):
    lines = difflib.unified_diff(expected.split("\n"), got.split("\n"), left, right, lineterm="", n=2)
    return f"\n{place}\n" + "\n".join(lines)


if __name__ == "__main__":
    main()
