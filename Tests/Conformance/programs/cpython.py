"""Runs programs in this CPython, each batch in a child process of its own."""

import io
import json
import math
import os
import resource
import signal
import sys
import traceback
import warnings

from outcome import PRELUDE, Outcome

# A program that takes longer or prints more than this is not compared.
SECONDS = 2
LENGTH = 200_000
MEGABYTES = 2000
FILE = "program"
# Argent runs these in the frame they stand in, as later versions of CPython do.
INLINE = ("<listcomp>", "<setcomp>", "<dictcomp>")


class TooLong(BaseException):
    pass


def run(programs, seconds=SECONDS):
    """The outcome of each program, None for one that is not fit to be compared. They share their global names."""
    report = in_child(programs, seconds)
    if report is not None:
        return report
    if len(programs) == 1:
        return [None]
    return [run([program], seconds)[0] for program in programs]


def in_child(programs, seconds):
    reading, writing = os.pipe()
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        signal.alarm(0)
        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
        limit = math.ceil(seconds * 5)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        try:
            answer = json.dumps(answers(programs, seconds))
            with os.fdopen(writing, "w") as pipe:
                pipe.write(answer)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        text = pipe.read()
    os.waitpid(pid, 0)
    if not text:
        return None
    return [Outcome(a[0], a[1] and tuple(a[1]), tuple(map(tuple, a[2]))) if a else None for a in json.loads(text)]


def answers(programs, seconds):
    warnings.simplefilter("ignore")
    sys.unraisablehook = lambda unraisable: None
    main = type(sys)("__main__")
    sys.modules["__main__"] = main
    exec(PRELUDE, main.__dict__)
    signal.signal(signal.SIGALRM, too_long)
    return [answer(program, main.__dict__, seconds) for program in programs]


def too_long(number, frame):
    raise TooLong


def answer(program, names, seconds):
    written = io.BytesIO()
    sys.stdout = io.TextIOWrapper(written, encoding="utf-8", newline="\n")
    error, frames, unfit = None, (), False
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        exec(compile(program, FILE, "exec"), names)
    except (TooLong, MemoryError):
        unfit = True
    except SyntaxError as failure:
        error = [type(failure).__name__, failure.msg]
        frames = [] if failure.lineno is None else [[failure.lineno, ""]]
    except BaseException as failure:
        error = [type(failure).__name__, message(failure)]
        steps = [s for s in traceback.extract_tb(failure.__traceback__) if s.filename == FILE and s.name not in INLINE]
        frames = [[s.lineno, "" if s.name == "<module>" else s.name] for s in reversed(steps)]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    sys.stdout.flush()
    text = written.getvalue()
    if unfit or len(text) > LENGTH:
        return None
    return [text.decode(), error, frames]


def message(failure):
    try:
        return str(failure)
    except Exception:
        return "<exception str() failed>"
