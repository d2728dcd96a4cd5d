"""The table of operations with how often each was compared: docs/reference/operations.md."""

from pathlib import Path

PAGE = Path(__file__).resolve().parents[3] / "docs/reference/operations.md"
HEAD = """# Operations

Every operation that is declared, where it is found, the nodes its results have in the graph, and in how many random
calls it was compared with PyTorch's: values, strides, gradients, node names, printed text, and the errors of refused
calls. Written by `make differential-record` from the program's own list of operations; the calls that still differ are
listed by number in `Tests/Conformance/differential/open.json`.

"""
FORMS = {"function": "torch", "method": "method", "inPlace": "in place", "functional": "F", "linalg": "linalg",
         "special": "special"}


def write(operations, counts, opened):
    rows = []
    for op in sorted(operations, key=lambda op: (op["key"].lower(), op["key"])):
        key = op["key"]
        places = ", ".join(FORMS[form] for form in op["forms"] if form in FORMS) or "language"
        nodes = ", ".join(dict.fromkeys(o["gradFn"] for o in op["overloads"] if o["gradFn"])) or "-"
        rows.append((f"`{key}`", places, nodes, str(counts.get(key, 0)), str(opened.get(key, 0) or "")))
    total, differ = sum(counts.values()), sum(opened.values())
    text = HEAD + f"{total:,} calls of {len(rows)} operations: {total - differ:,} agree.\n\n"
    text += "| operation | found as | nodes | calls | differ |\n| --- | --- | --- | --: | --: |\n"
    text += "".join("| " + " | ".join(row) + " |\n" for row in rows)
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(text)
