"""Every name in `census.txt`, which public notebooks use, stands in a program or lesson that is compared with the oracle.

    census.py

A name is looked for as a call, an attribute or an import in the recorded files; of a keyword argument, `F(k=)`, both the
name of the callable and the keyword in one statement. What these files print is compared by `conform.py`, so a name that
this finds is a name whose behaviour is compared.
"""

import ast
import re
import sys
from pathlib import Path

import cells

HERE = Path(__file__).resolve().parent
FOLDERS = [HERE / "torch", HERE / "language", HERE / "notebooks", HERE / "courses"]
# What a callable is called where it is not called by the last part of its own name.
ALIASES = {"Node": "Function", "RcParams": "rcParams"}
# Help is Argent's own, and what it says is tested with the session.
OWN = {"name?"}


def sources():
    for folder in FOLDERS:
        for path in sorted(folder.glob("*")):
            if path.suffix == ".py":
                yield path.read_text()
            elif path.suffix in (".ag", ".ipynb"):
                yield from (cell.source for cell in cells.read(path) if cell.is_code)


class Uses(ast.NodeVisitor):
    """Names, attributes, keywords by the last name of their callable, and imports of one source."""

    def __init__(self):
        self.names, self.keywords, self.imports = set(), set(), set()

    def visit_Name(self, node):
        self.names.add(node.id)

    def visit_Attribute(self, node):
        self.names.add(node.attr)
        self.generic_visit(node)

    def visit_Call(self, node):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        self.keywords |= {(called, k.arg) for k in node.keywords}
        self.generic_visit(node)

    def visit_Import(self, node):
        self.imports |= {"import " + a.name + (f" as {a.asname}" if a.asname else "") for a in node.names}

    def visit_ImportFrom(self, node):
        for a in node.names:
            self.imports.add(f"from {node.module} import {a.name}")
            self.names.add(a.name)


def main():
    uses, lines = Uses(), []
    for source in sources():
        lines += source.splitlines()
        try:
            uses.visit(ast.parse(source))
        except SyntaxError:
            # Magics and short forms: what is left is looked at line by line.
            for line in source.splitlines():
                try:
                    uses.visit(ast.parse(line.strip()))
                except (SyntaxError, ValueError):
                    continue
    missing, count = [], 0
    for name in (HERE / "census.txt").read_text().splitlines():
        if not name or name.startswith("# "):
            continue
        count += 1
        if name.startswith(("import ", "from ")):
            found = name in uses.imports
        elif match := re.fullmatch(r"(.*)\((\w+)=\)", name):
            called = match[1].split(".")[-1]
            # An instance's method is called by its name; a class by its own.
            found = (ALIASES.get(called, called), match[2]) in uses.keywords
        elif name.startswith("%"):
            found = any(line.strip().startswith(name) for line in lines)
        elif name in OWN:
            found = True
        else:
            found = name.removesuffix("()").removesuffix("(…)").split(".")[-1].removesuffix("()") in uses.names
        if not found:
            missing.append(name)
    print("\n".join(f"nothing that is compared uses {name}" for name in missing))
    print(f"{count} names of the census, {len(missing)} of them not used")
    return bool(missing)


if __name__ == "__main__":
    sys.exit(main())
