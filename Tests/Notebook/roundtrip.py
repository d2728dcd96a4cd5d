#!/usr/bin/env python3
"""Odd notebooks and lessons, there and back: what comes back must be what went, and what is written must be valid.

    python3 Tests/Notebook/roundtrip.py --argent PROGRAM [--count 60] [--seed 0]

Notebooks go .ipynb → .ag → .ipynb, lessons .ag → .ipynb → .ag and, run by CPython with PyTorch, → .py. Every notebook that
Argent writes is validated by nbformat, and some are made into HTML by nbconvert. The notebooks are made here, from a seed.
"""

import argparse
import base64
import json
import os
import random
import subprocess
import sys
import tempfile
import traceback
import warnings
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter

TREE = Path(__file__).resolve().parent.parent.parent
PIXEL = base64.b64encode(
    bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c63f8cfc0f01f0005000 1ff".replace(" ", "")
        + "5a3f4d5f0000000049454e44ae426082"
    )
).decode()
SVG = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>\n<circle r='4' cx='4' cy='4'/>\n</svg>\n"

SOURCES = [
    "", " ", "\n", "\n\nx = 1\n\n", "x = 1", "x = 1\n", "# only a comment", "1/0", "%matplotlib inline\nx = 2",
    "%%time\nx = 3", "!ls -l", "x?", "print('a')\nprint('b')", "'''\n# %% no marker\n#> no record\n#| no: directive\n'''",
    "#> 3", "#| label: fig-1\nplot()", "#: a note", "# %% [markdown]", "def f(x):\n\n    return x\n\n\nf(1)",
    "x = '\\t'\n\tif", "α = 'λ 🙂 日本語 é'", "s = 'a\\r\\nb'", "a\r\nb", "a\rb", "print(\x0c1)", "'\u2028'", "x = 1;",
    "\ttab", "trailing  \n  ", "\\", "```", "$$x^2$$", "<b>html</b> & more", "\u200bzero width", "\ufeffmark",
]
TEXTS = ["", "# Title", "text\n\n- a\n- b\n", "\n\nblank first", "![](attachment:p.png)", "#no heading", "# ", " indented",
         "| a | b |\n|---|---|\n| 1 | 2 |", "a\r\nb", "# %%", "#> quoted", "$\\frac{1}{2}$", "日本語 🙂", "```python\n#| x\n```"]
METADATA = [{}, {}, {"tags": ["raises-exception", "日本"]}, {"collapsed": True, "scrolled": "auto"},
            {"jupyter": {"source_hidden": True}, "slideshow": {"slide_type": "slide"}}, {"x": [1, 2.5, None, 1e-30, 10**25]},
            {"deep": {"a": {"b": {"c": [[[]]]}}}}, {"argent": {"ag": "# %%\nnot this cell"}}]


def lines(text, rng):
    """Text as one string or as a list of lines: nbformat allows both."""
    return text if rng.random() < 0.3 else text.splitlines(keepends=True)


def outputs(rng, number):
    made = []
    for _ in range(rng.randrange(4)):
        text = rng.choice(["1", "tensor([1., 2.])", "a\nb", "", "#> x", "...", "0x7f0011223344", "\x1b[31mred\x1b[0m", "α🙂", " "])
        kind = rng.choice(["out", "err", "result", "display", "image", "svg", "error", "html", "widget"])
        if kind in ("out", "err"):
            name = "stdout" if kind == "out" else "stderr"
            made.append({"output_type": "stream", "name": name, "text": text + rng.choice(["", "\n"])})
        elif kind == "result":
            made.append({"output_type": "execute_result", "execution_count": number, "metadata": {}, "data": {"text/plain": text}})
        elif kind == "error":
            made.append({"output_type": "error", "ename": "ValueError", "evalue": text, "traceback": ["\x1b[0;31mValueError\x1b[0m", text]})
        else:
            data = {
                "display": {"text/plain": text, "application/json": {"a": [1, {"b": None}]}},
                "image": {"image/png": PIXEL, "text/plain": "<Figure size 640x480 with 1 Axes>"},
                "svg": {"image/svg+xml": SVG},
                "html": {"text/html": "<table>\n<tr></tr></table>", "text/plain": text},
                "widget": {"application/vnd.jupyter.widget-view+json": {"model_id": "00aa", "version_major": 2, "version_minor": 0}},
            }[kind]
            made.append({"output_type": "display_data", "metadata": rng.choice([{}, {"image/png": {"width": 5}}]), "data": data})
    return made


def notebook(seed):
    rng = random.Random(seed)
    minor = rng.choice([5, 5, 5, 4, 2])
    cells = []
    counter = 0
    for index in range(rng.choice([0, 1, 2, 5, 9])):
        kind = rng.choice(["code", "code", "code", "markdown", "raw"])
        cell = {"cell_type": kind, "metadata": dict(rng.choice(METADATA))}
        cell["source"] = lines(rng.choice(SOURCES if kind == "code" else TEXTS), rng)
        if minor == 5:
            cell["id"] = rng.choice([f"cell-{index}", "%08x" % rng.getrandbits(32), f"a-{index}_B"])
        if kind == "code":
            if rng.random() < 0.7:
                counter += rng.choice([1, 1, 1, 4])
                cell.update(execution_count=counter, outputs=outputs(rng, counter))
            else:
                cell.update(execution_count=None, outputs=[])
        elif rng.random() < 0.3:
            cell["attachments"] = {"p.png": {"image/png": PIXEL}}
        cells.append(cell)
    metadata = rng.choice([
        {}, {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}},
        {"language_info": {"name": "python", "version": "3.11.2", "codemirror_mode": {"name": "ipython", "version": 3}},
         "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {}}}, "title": "日本語"},
    ])
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": minor}


def lesson(seed):
    """A lesson with what only a lesson has."""
    rng = random.Random(seed)
    statements = rng.random() < 0.4
    head = rng.choice(["", "#!/usr/bin/env argent\n", "#| title: A lesson\n#| seed: 3\n\n", "#: for me alone\n\n", "\n\n"])
    cells = []
    for number in range(rng.randrange(1, 6)):
        code = rng.choice(["x = 1", "x", "# why\nprint(1)\nprint(2)", "1/0", "torch.rand(2)", "def f():\n    return 1\n\nf()"])
        record = rng.choice(["", "#> 1\n", "#> a\n#> ...\n#> [..] b\n", "#> \n#>\n", "#> ZeroDivisionError: division by zero\n"])
        if statements:
            cells.append(rng.choice(["", "\n", "# a comment\n", "#| seed: 1\n", "#: a note\n"]) + code + "\n" + record)
        else:
            marker = rng.choice(["# %%", "# %%", "# %% a title", "# %% [markdown]", "# %% [raw]"])
            directives = rng.choice(["", "", "#| skip-check\n", "#| tol: 1e-4\n#: say it slowly\n", "#| ask: how much?\n"])
            body = "# text\n#\n# - more\n" if "[" in marker else code + "\n" + record
            cells.append(marker + "\n" + directives + body + rng.choice(["", "\n", "\n\n\n"]))
    return head + "".join(cells)


def plain(value):
    """A notebook with texts joined and numbers as they are, so that what means the same is the same."""
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list):
        if value and all(isinstance(v, str) for v in value):
            return "".join(value)
        return [plain(v) for v in value]
    return value


def compared(notebook):
    notebook = plain(notebook)
    for cell in notebook["cells"]:
        cell["source"] = cell["source"] or ""
        # What a notebook says of Argent is Argent's.
        cell["metadata"].pop("argent", None)
        for output in cell.get("outputs", []):
            if "text" in output:
                output["text"] = output["text"] or ""
            for key, value in output.get("data", {}).items():
                output["data"][key] = value or ""
    return notebook


class Failure(Exception):
    pass


def export(argent, source, target, *options):
    done = subprocess.run([argent, "export", str(source), "-o", str(target), *options], capture_output=True, text=True)
    if done.returncode:
        raise Failure(f"status {done.returncode}: {done.stderr[-500:]}")


def validated(path):
    text = path.read_text()
    made = nbformat.reads(text, as_version=nbformat.NO_CONVERT)
    nbformat.validate(made)
    return made


def notebook_there_and_back(argent, folder, seed, as_html):
    there, lesson, back = folder / "a.ipynb", folder / "a.ag", folder / "b.ipynb"
    made = notebook(seed)
    there.write_text(json.dumps(made, ensure_ascii=seed % 2 == 0), encoding="utf-8")
    validated(there)
    export(argent, there, lesson)
    export(argent, lesson, back)
    if as_html:
        HTMLExporter().from_notebook_node(nbformat.convert(validated(back), 4))
    validated(back)
    before, after = compared(made), compared(json.loads(back.read_text()))
    if before != after:
        for a, b in zip(before["cells"], after["cells"]):
            if a != b:
                raise Failure(f"a cell changed:\n{a}\n{b}\n{lesson.read_text()[:2000]}")
        raise Failure(f"{before}\n{after}")
    again = folder / "b.ag"
    export(argent, back, again)
    if again.read_text() != lesson.read_text():
        raise Failure(f"the lesson changed:\n{lesson.read_text()}\n---\n{again.read_text()}")
    for ending in ("md", "html", "py"):
        export(argent, there, folder / f"a.{ending}")


def lesson_there_and_back(argent, folder, seed):
    there, made, back = folder / "l.ag", folder / "l.ipynb", folder / "m.ag"
    text = lesson(seed)
    there.write_text(text, encoding="utf-8")
    export(argent, there, made)
    validated(made)
    export(argent, made, back)
    if back.read_text() != text:
        raise Failure(f"the lesson changed:\n{text}\n---\n{back.read_text()}")


def example_as_program(argent, folder, path):
    """What a lesson says is what its program prints under CPython with PyTorch."""
    program = folder / (path.stem + ".py")
    export(argent, path, program)
    status, printed, errors = run_python(program, folder)
    expected = [line[3:] for line in path.read_text().splitlines() if line == "#>" or line.startswith("#> ")]
    if status or printed.splitlines() != expected:
        raise Failure(f"status {status}\n{errors[-500:]}\n--- recorded\n" + "\n".join(expected) + "\n--- printed\n" + printed)


def run_python(program, folder):
    """Runs a program in a child forked from this process, so that all of them cost one import of torch."""
    import torch  # noqa: F401

    out, err = folder / "out", folder / "err"
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            for path, descriptor in ((out, 1), (err, 2)):
                os.dup2(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), descriptor)
            sys.stdout, sys.stderr = (open(d, "w", encoding="utf-8", closefd=False) for d in (1, 2))
            main = type(sys)("__main__")
            main.__file__ = str(program)
            sys.modules["__main__"] = main
            exec(compile(program.read_bytes(), str(program), "exec"), main.__dict__)
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status), out.read_text(), err.read_text()


def main():
    warnings.simplefilter("ignore")  # nbconvert's, of outputs that have no form in HTML
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--argent", required=True)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    argent = os.path.abspath(options.argent)
    examples = sorted((TREE / "Examples").glob("*.ag"))
    jobs = [(f"notebook {n}", notebook_there_and_back, n, n % 6 == 0) for n in range(options.seed, options.seed + options.count)]
    jobs += [(f"lesson {n}", lesson_there_and_back, n) for n in range(options.seed, options.seed + options.count)]
    jobs += [(f"{p.name} as a program", example_as_program, p) for p in examples]
    failed = 0
    for name, job, *arguments in jobs:
        with tempfile.TemporaryDirectory() as folder:
            try:
                job(argent, Path(folder), *arguments)
            except Exception as failure:
                failed += 1
                print(f"{name}: {type(failure).__name__}: {failure}\n", flush=True)
    print(f"round trips: {options.count} notebooks, {options.count} lessons, {len(examples)} programs, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
