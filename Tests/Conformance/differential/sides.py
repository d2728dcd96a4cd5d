"""A program of cases, run by Argent and by PyTorch; each side's answers by the number of the case."""

import os
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

from exactness import growth

PRELUDE = (Path(__file__).parent / "prelude.py").read_text()
SECONDS = 300


class Run:
    """One program under way on both sides."""

    def __init__(self, argent, cases, folder, whole, answers):
        self.cases, self.folder = cases, Path(tempfile.mkdtemp(dir=folder))
        self.answers_kept, self.kept = answers, answers.kept(cases, whole)
        self.argent, self.whole = argent, whole
        self.path = self.folder / "cases.py"
        prelude = PRELUDE.replace("WHOLE = 256", f"WHOLE = {whole}")
        # PyTorch runs on one thread here: long sums are added in another order on several.
        self.path.write_text("import torch\ntorch.set_num_threads(1)\n" + prelude + text(cases))
        asked = {number: case for number, case in cases.items() if number not in self.kept}
        (self.folder / "asked.py").write_text(prelude + text(asked))
        self.out = open(self.folder / "argent", "wb")
        self.process = subprocess.Popen(
            [argent, "run", str(self.path)], stdin=subprocess.DEVNULL, stdout=self.out,
            stderr=open(self.folder / "argent-errors", "wb"))
        sys.stdout.flush()
        sys.stderr.flush()
        self.oracle = os.fork()
        if self.oracle == 0:
            answer(self.folder / "asked.py", self.folder / "oracle")
        self.limit = time.monotonic() + SECONDS
        # Whether PyTorch's own process was ended by a signal.
        self.died = False

    def finished(self):
        if self.oracle:
            ended, status = os.waitpid(self.oracle, os.WNOHANG)
            if ended:
                self.oracle, self.died = 0, os.WIFSIGNALED(status)
        if time.monotonic() > self.limit and self.process.poll() is None:
            self.process.kill()
        return not self.oracle and self.process.poll() is not None

    def answers(self):
        """(Argent's, PyTorch's): dictionaries from a case's number to its lines."""
        self.out.close()
        status = self.process.returncode
        ours, theirs = read(self.folder / "argent"), read(self.folder / "oracle")
        if self.died and theirs:
            # What it was writing when it ended is not whole.
            theirs.popitem()
        self.answers_kept.keep(self.cases, self.whole, theirs)
        theirs |= self.kept
        if status:
            errors = (self.folder / "argent-errors").read_text(errors="replace").strip().splitlines()
            last = max(ours, default=min(self.cases))
            ours[last] = [f"died\t{status}\t{' | '.join(errors[-4:])[:400]}"]
        if not theirs:
            sys.stderr.write((self.folder / "oracle-errors").read_text()[-2000:])
        for file in self.folder.iterdir():
            file.unlink()
        self.folder.rmdir()
        return ours, theirs


def text(cases):
    parts = []
    for number, case in cases.items():
        parts.append(case.replace("{number}", str(number)))
        parts.append(f"attempt({number}, c{number})\n")
    return "".join(parts)


def answer(path, out):
    """In the child: runs a program with PyTorch, and leaves."""
    import warnings

    descriptor = os.open(out, os.O_WRONLY | os.O_CREAT, 0o600)
    os.dup2(descriptor, 1)
    os.dup2(os.open(out.with_name("oracle-errors"), os.O_WRONLY | os.O_CREAT, 0o600), 2)
    warnings.simplefilter("ignore")
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)
    try:
        exec(compile(path.read_text(), "cases.py", "exec"), {"__name__": "__main__"})
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


def largest(key, case):
    """The size of the terms that a case's inputs can make: the product of their largest elements, and as many times that
    as long sums count."""
    import torch

    names, found = {"x": None}, []
    exec(PRELUDE.split("def check")[0], names)
    setup = [line for line in case.split("\n") if not line.lstrip().startswith("x ")]
    exec("\n".join(setup).replace("{number}", "0").replace("c0()", "case()"), names)
    names["check"] = lambda number, seed, inputs, *rest: found.extend(inputs)
    try:
        names["case"]()
    except Exception:
        return 1.0
    size = 8.0
    for x in found:
        if isinstance(x, torch.Tensor) and x.is_floating_point():
            finite = x.detach().double().abs()
            finite = finite[finite.isfinite()]
            size *= max(float(finite.max()) if finite.numel() else 1.0, 1.0)
    return size * growth(key, [tuple(x.shape) for x in found if isinstance(x, torch.Tensor)])


def read(path):
    found, lines = {}, None
    for line in path.read_text(encoding="utf-8", errors="backslashreplace").split("\n"):
        if line.startswith("# ") and line[2:].isdigit():
            lines = found.setdefault(int(line[2:]), [])
        elif line and lines is not None:
            lines.append(line)
    return found
