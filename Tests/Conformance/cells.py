"""Cells of a notebook: read from .ipynb, .ag and marked .py files, and the recorded outputs of .ag files rewritten."""

import ast
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

MARKER = re.compile(r"^# %%(.*)$")
DIRECTIVE = re.compile(r"^#\|\s*([\w-]+)\s*(?::\s*(.*?)\s*)?$")
RECORDED = re.compile(r"^#>( |$)")
NOTE = re.compile(r"^#:( |$)")


@dataclass
class Cell:
    source: str
    is_code: bool = True
    directives: dict = field(default_factory=dict)
    end: int = 0  # the line of the file after which recorded output stands


def is_cells(path):
    """Whether a file is a series of cells; a .py file without markers is a plain program."""
    if path.suffix != ".py":
        return True
    return any(MARKER.match(line) for line in path.read_text().splitlines())


def read(path):
    """The cells of a file, text cells included."""
    if path.suffix == ".ipynb":
        return [
            Cell("".join(cell["source"]), cell["cell_type"] == "code")
            for cell in json.loads(path.read_text())["cells"]
        ]
    return from_script(path.read_text())


def from_script(text):
    lines = text.splitlines()
    directives = {}
    for i in range(head(lines)):
        if match := DIRECTIVE.match(lines[i]):
            directives[match[1]] = match[2]
        lines[i] = ""
    cells = marked(lines) if any(MARKER.match(line) for line in lines) else by_statement(lines)
    for cell in cells:
        if cell.is_code and cell.source.strip():
            if "seed" in directives:
                cell.directives.setdefault("seed", directives["seed"])
            break
    return cells


def head(lines):
    """How many lines at the top say something of the whole file: they end at a blank line, or at the first marker."""
    last, is_open = 0, False
    for i, line in enumerate(lines):
        if i == 0 and line.startswith("#!") or not line.strip():
            last, is_open = i + 1, False
        elif DIRECTIVE.match(line) or NOTE.match(line):
            is_open = True
        else:
            return i if is_open and MARKER.match(line) else last
    return len(lines)


def marked(lines):
    starts = [i for i, line in enumerate(lines) if is_marker(lines, i)]
    if any(line.strip() and not RECORDED.match(line) for line in lines[: starts[0]]):
        starts.insert(0, -1)
    cells = []
    for start, stop in zip(starts, starts[1:] + [len(lines)]):
        is_code = start < 0 or "[markdown]" not in lines[start]
        cells.append(cell(lines, start + 1, stop, is_code))
    return cells


def is_marker(lines, i):
    """Whether a cell begins at a line; those that `#| lines: N` gives to a cell begin none."""
    if not MARKER.match(lines[i]):
        return False
    for j in range(i - 1, -1, -1):
        match = DIRECTIVE.match(lines[j])
        if match and match[1] == "lines" and i - j <= int(match[2]):
            return False
    return True


def by_statement(lines):
    """One cell for each top-level statement, as if typed; statements that share a line share a cell."""
    code = "\n".join("" if RECORDED.match(line) else line for line in lines)
    cells = []
    start = 0
    for statement in ast.parse(code).body:
        first = min([statement.lineno] + [d.lineno for d in getattr(statement, "decorator_list", [])]) - 1
        if cells and first < cells[-1].end:
            cells[-1] = cell(lines, cells_start, max(cells[-1].end, statement.end_lineno), True)
        else:
            cells_start = start
            cells.append(cell(lines, start, statement.end_lineno, True))
        start = cells[-1].end
    return cells


def cell(lines, start, stop, is_code):
    kept, directives = [], {}
    end = start
    verbatim = 0
    for i in range(start, stop):
        line = lines[i]
        if i < verbatim:
            kept.append(line)
            end = i + 1
            continue
        if RECORDED.match(line):
            continue
        if match := DIRECTIVE.match(line):
            directives[match[1]] = match[2]
            if match[1] == "lines":
                verbatim = i + 1 + int(match[2])
        elif not NOTE.match(line):
            kept.append(line)
        if line.strip():
            end = i + 1
    return Cell("\n".join(kept).strip("\n"), is_code, directives, end)


def rewrite(text, outputs):
    """The text of an .ag file with the recorded output of each code cell replaced by `outputs`, lists of lines."""
    lines = text.splitlines()
    after = {}
    for cell, output in zip((c for c in from_script(text) if c.is_code), outputs, strict=True):
        after[cell.end] = [f"#> {line}" if line else "#>" for line in output]
    kept = []
    for number, line in enumerate(lines, 1):
        if not RECORDED.match(line):
            kept.append(line)
        kept += after.get(number, [])
    return "\n".join(kept) + "\n"
