#!/usr/bin/env python3
"""Writes the examples of the operations' declarations as a lesson, each with what PyTorch shows for it.

    python3 Tests/Conformance/goldens/examples.py

reads what `argent operations` lists, and writes `Tests/Conformance/notebooks/operation_examples.ag`.
"""

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TREE = HERE.parent.parent.parent
LESSON = HERE.parent / "notebooks" / "operation_examples.ag"
HEAD = "# What help shows of every operation: the examples of their declarations, and what they print."


def main():
    program = next((p for p in (TREE / ".build/release/argent", TREE / ".build/debug/argent") if p.exists()), None)
    if program is None:
        sys.exit("build the program first: make build")
    listing = subprocess.run([program, "operations"], capture_output=True, text=True, check=True).stdout
    cells = ["import torch\nimport torch.nn.functional as F"]
    for line in listing.splitlines():
        for code in json.loads(line)["examples"]:
            if code not in cells:
                cells.append(code)
    recorded = known()
    text = HEAD + "\n"
    for code in cells:
        text += "# %%\n" + code + "\n"
        text += "".join("#> %s\n" % row if row else "#>\n" for row in recorded.get(code, []))
    LESSON.write_text(text)
    if any(code not in recorded for code in cells[1:]):
        subprocess.run([sys.executable, HERE.parent / "conform.py", "--update", "--filter", LESSON.name], check=True)


def known():
    """The outputs that are recorded already, by their code."""
    outputs = {}
    if not LESSON.exists():
        return outputs
    for cell in LESSON.read_text().split("# %%\n")[1:]:
        lines = cell.splitlines()
        code = "\n".join(line for line in lines if not line.startswith("#>"))
        outputs[code] = [line[3:] for line in lines if line.startswith("#>")]
    return outputs


if __name__ == "__main__":
    main()
