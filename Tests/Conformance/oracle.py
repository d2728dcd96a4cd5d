"""CPython, IPython and PyTorch, asked what a file prints.

Each file runs in a child of this process, forked after PyTorch was imported, so that a hundred files cost one import.
"""

import io
import json
import os
import random
import signal
import sys
import tempfile
import time
import traceback
import warnings
from pathlib import Path

import cells
import normal

SECONDS = 120


def ask(jobs, workers):
    """Runs `jobs`, a dictionary from a key to a function without arguments, each in a child; gives their results."""
    import numpy  # noqa: F401  imported here once for all children
    import torch  # noqa: F401
    from IPython.core import interactiveshell  # noqa: F401

    with tempfile.TemporaryDirectory() as folder:
        waiting = list(enumerate(jobs.items()))[::-1]
        running, results = {}, {}
        while waiting or running:
            while waiting and len(running) < workers:
                number, (key, job) = waiting.pop()
                sys.stdout.flush()
                sys.stderr.flush()
                pid = os.fork()
                if pid == 0:
                    child(job, Path(folder) / str(number))
                running[pid] = (key, number, time.monotonic() + SECONDS)
            pid, _ = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                for late, (_, _, limit) in running.items():
                    if time.monotonic() > limit:
                        os.kill(late, signal.SIGKILL)
                time.sleep(0.005)
                continue
            key, number, _ = running.pop(pid)
            report = Path(folder) / str(number) / "report"
            if not report.exists():
                raise SystemExit(f"the oracle did not answer for {key}")
            results[key] = json.loads(report.read_text())
    return results


def child(job, folder):
    """Runs a job with its standard streams in files, writes its report, and leaves."""
    folder.mkdir()
    for descriptor, name in ((0, os.devnull), (1, folder / "1"), (2, folder / "2")):
        flags = os.O_RDONLY if descriptor == 0 else os.O_RDWR | os.O_CREAT
        os.dup2(os.open(name, flags, 0o600), descriptor)
    sys.stdin, sys.stdout, sys.stderr = (
        open(d, mode, encoding="utf-8", closefd=False) for d, mode in ((0, "r"), (1, "w"), (2, "w"))
    )
    os.environ["IPYTHONDIR"] = str(folder / "ipython")
    try:
        report = job()
        (folder / "part").write_text(json.dumps(report))
        (folder / "part").rename(folder / "report")
    except BaseException:
        os.write(2, traceback.format_exc().encode())
    finally:
        os._exit(0)


def written(descriptor):
    """What the child wrote to one of its standard streams."""
    (sys.stdout if descriptor == 1 else sys.stderr).flush()
    return os.pread(descriptor, os.fstat(descriptor).st_size, 0).decode()


def seed(number):
    """Starts every generator differently in each run: what then differs between two runs is random."""
    import numpy
    import torch

    torch.manual_seed(7919 * (number + 1))
    numpy.random.seed(number)
    random.seed(number)


def script(path, run):
    """What a plain program prints, and how it ends."""
    seed(run)
    sys.argv = [str(path)]
    main = type(sys)("__main__")
    main.__file__ = str(path)
    sys.modules["__main__"] = main
    status, error = 0, None
    try:
        exec(compile(path.read_bytes(), str(path), "exec"), main.__dict__)
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else 0 if leaving.code is None else 1
    except BaseException as failure:
        status = 1
        before = len(written(2))
        # The interpreter's own display, because only it says "Did you mean".
        sys.__excepthook__(type(failure), failure, failure.__traceback__)
        error = last_error(written(2)[before:], type(failure))
    warned = normal.warnings(written(2), lambda place: place == str(path))
    return {"stdout": normal.addresses(written(1)), "warnings": warned, "error": error, "status": status}


def last_error(shown, kind):
    """The message at the end of a traceback, from the exception's name on."""
    name = kind.__qualname__
    if kind.__module__ not in ("builtins", "__main__"):
        name = f"{kind.__module__}.{name}"
    lines = shown.rstrip("\n").split("\n")
    start = max(i for i, line in enumerate(lines) if line == name or line.startswith(name + ":"))
    return normal.addresses("\n".join(lines[start:]))


def session(sources, run, short_forms):
    """What each code cell gives under IPython, from `(source, seed)` pairs: its outputs as a notebook keeps them."""
    import numpy
    import torch
    from IPython.core.displayhook import DisplayHook
    from IPython.core.displaypub import DisplayPublisher
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    shown = []

    class Hook(DisplayHook):
        def write_output_prompt(self):
            pass

        def write_format_data(self, format_dict, md_dict=None):
            shown.append(format_dict["text/plain"])

        def finish_displayhook(self):
            pass

    class Shell(InteractiveShell):
        displayhook_class = Hook

        def _showtraceback(self, *arguments):
            pass

        def enable_gui(self, gui=None):
            """`%matplotlib inline` asks for no window."""

    class Publisher(DisplayPublisher):
        """Pictures have no text that a notebook would show."""

        def publish(self, data, *arguments, **keywords):
            if not any(kind.startswith("image/") for kind in data):
                super().publish(data, *arguments, **keywords)

        def clear_output(self, wait=False):
            """A notebook has no terminal to clear."""

    Shell.display_pub_class = Publisher

    seed(run)
    config = Config()
    config.HistoryManager.enabled = False
    shell = Shell.instance(config=config)
    if short_forms:
        import shortforms

        shell.user_ns.update(shortforms.names())
        # Names at hand are no variables of the person's: `%who` leaves them out.
        shell.user_ns_hidden.update(shell.user_ns)

    answers = []
    for source, cell_seed in sources:
        if cell_seed is not None:
            torch.manual_seed(int(cell_seed))
            random.seed(int(cell_seed))
            numpy.random.seed(int(cell_seed) % 2**32)
        out, err = len(written(1)), len(written(2))
        shown.clear()
        count = shell.execution_count
        result = shell.run_cell(source, store_history=True)
        failure = result.error_before_exec or result.error_in_exec
        answers.append(
            {
                "count": count,
                "stdout": normal.addresses(written(1)[out:]),
                "result": normal.addresses(shown[-1]) if shown else None,
                "warnings": normal.warnings(written(2)[err:], lambda place: place.startswith("<ipython-input")),
                "error": failure and [type(failure).__name__, normal.addresses(message(failure))],
            }
        )
    return answers


def message(failure):
    """A notebook's `evalue`; the place that Python puts at the end of a syntax error's is left out."""
    return str(failure.msg if isinstance(failure, SyntaxError) else failure)
