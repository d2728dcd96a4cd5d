"""Argent, asked what a file prints."""

import json
import re
import subprocess
import tempfile
from pathlib import Path

import nbformat
import normal

SECONDS = 120
# What a notebook's `evalue` may have beyond the message that the oracle gives.
BEYOND = re.compile(r" \([^()]*line \d+\)$|\. Did you mean: '[^']*'\?$")


def call(argent, *arguments):
    return subprocess.run(
        [argent, "run", *map(str, arguments)],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="backslashreplace", timeout=SECONDS,
    )


def script(argent, path):
    """What a plain program prints, and how it ends; the error is what stderr holds, for the caller to search."""
    done = call(argent, path)
    return {
        "stdout": normal.addresses(done.stdout),
        "warnings": normal.warnings(done.stderr, lambda place: True),
        "stderr": normal.addresses(done.stderr),
        "status": done.returncode,
    }


def session(argent, path):
    """The outputs of each code cell, read from the notebook that Argent writes."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "out.ipynb"
        done = call(argent, path, "--keep-going", "--output", made)
        if not made.exists():
            raise RuntimeError(f"no notebook was written (status {done.returncode}): {done.stderr.strip()[-2000:]}")
        notebook = json.loads(made.read_text())
        nbformat.validate(notebook)
    return [
        answer(cell)
        for cell in notebook["cells"]
        if cell["cell_type"] == "code" and joined(cell["source"]).strip()
    ]


def answer(cell):
    streams = {"stdout": "", "stderr": ""}
    result = error = None
    for output in cell["outputs"]:
        match output["output_type"]:
            case "stream":
                streams[output["name"]] += joined(output["text"])
            case "display_data" if any(kind.startswith("image/") for kind in output["data"]):
                pass  # Pictures have no text that IPython would show.
            case "execute_result" | "display_data":
                result = normal.addresses(joined(output["data"]["text/plain"]))
            case "error":
                evalue = BEYOND.sub("", output["evalue"])
                error = [output["ename"], normal.addresses(evalue)]
    return {
        "count": cell["execution_count"],
        "stdout": normal.addresses(streams["stdout"]),
        "result": result,
        "warnings": normal.warnings(streams["stderr"], lambda place: True),
        "error": error,
    }


def joined(text):
    """Notebook text is one string or a list of lines."""
    return text if isinstance(text, str) else "".join(text)
