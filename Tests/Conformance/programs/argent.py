"""Runs programs in Argent, a batch as the cells of one notebook, in which each finds only the names of the prelude."""

import json
import re
import subprocess
import tempfile
from pathlib import Path

from outcome import PRELUDE, Outcome

SECONDS = 60
START = PRELUDE + "\nstart = set(globals()) | {'start', 'name'}"
AGAIN = "for name in set(globals()) - start:\n    del globals()[name]\npass"
# What stands around a message: the hint after it, the place of a syntax error.
HINT = re.compile(r"\. Did you mean: '[^']*'\?$")
PLACE = re.compile(r" \([^()]*line \d+\)$")
CHAIN = re.compile(r"^(?:During handling of|The above exception was) .*:$", re.MULTILINE)
FRAME = re.compile(r"^  (?:called from )?In \[\d+\], line (\d+)(?:, in (\S+))?$", re.MULTILINE)


def run(argent, programs):
    """The outcome of each program; a text for one that crashed or did not end."""
    answers = in_one_process(argent, programs)
    if not isinstance(answers, str):
        return answers
    if len(programs) == 1:
        return [answers]
    return [run(argent, [program])[0] for program in programs]


def in_one_process(argent, programs):
    # The last line shows nothing by itself.
    sources = [text for program in programs for text in (AGAIN, program + "\npass")]
    cells = [{"cell_type": "code", "id": str(i), "metadata": {}, "source": source, "outputs": [], "execution_count": None}
             for i, source in enumerate([START, *sources])]
    with tempfile.TemporaryDirectory() as folder:
        given, made = Path(folder) / "in.ipynb", Path(folder) / "out.ipynb"
        given.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
        try:
            done = subprocess.run(
                [argent, "run", given, "--keep-going", "--quiet", "--output", made],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return f"did not end in {SECONDS} seconds"
        if done.returncode < 0 or not made.exists():
            said = done.stderr.decode(errors="replace").strip()
            lines = [line for line in said.splitlines() if "atal error" in line] or said.splitlines()[-1:]
            return f"ended with status {done.returncode}: {' '.join(lines)[:300]}"
        cells = json.loads(made.read_text())["cells"]
    return [outcome(cell) for cell in cells[2::2]]


def outcome(cell):
    printed, error, frames = "", None, ()
    for output in cell["outputs"]:
        if output["output_type"] == "error":
            shown = "\n".join(output["traceback"])
            at = [(int(line), name or "") for line, name in FRAME.findall(CHAIN.split(shown)[-1])]
            text = output["evalue"]
            if output["ename"] in ("SyntaxError", "IndentationError", "TabError"):
                text = PLACE.sub("", text)
            error, frames = (output["ename"].rpartition(".")[2], HINT.sub("", text)), tuple(at)
        elif output.get("name") == "stderr":
            continue
        elif output["output_type"] == "stream":
            printed += joined(output["text"])
        else:
            printed += "shown: " + joined(output["data"]["text/plain"])
    return Outcome(printed, error, frames)


def joined(text):
    return text if isinstance(text, str) else "".join(text)
