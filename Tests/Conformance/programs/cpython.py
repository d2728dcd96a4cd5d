"""Runs programs in this CPython: each in a child of a process that has read nothing else.

CPython keeps one copy of a name wherever it is written, and the order of a set written out depends on it. So the process
that the children are made from is a new one, which knows no more names than CPython does when it starts.
"""

import io
import json
import os
import resource
import signal
import subprocess
import sys
import traceback
import warnings

from outcome import FEW_FRAMES, PRELUDE, Outcome

# A program that takes longer or prints more than this is not compared.
SECONDS = 2
LENGTH = 200_000
MEGABYTES = 2000
FILE = "program"
# Argent runs these in the frame they stand in, as later versions of CPython do.
INLINE = ("<listcomp>", "<setcomp>", "<dictcomp>")


def run(programs, seconds=SECONDS, ballast=0):
    """The outcome of each program, None for one that is not fit to be compared; `ballast` moves what it makes, and where
    it is odd another allocator places it."""
    environment = {**os.environ, "PYTHONMALLOC": "malloc"} if ballast % 2 else None
    done = subprocess.run([sys.executable, __file__], input=json.dumps([programs, seconds, ballast]), stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, text=True, check=True, env=environment)
    return [Outcome(a[0], a[1] and tuple(a[1]), tuple(map(tuple, a[2]))) if a else None for a in json.loads(done.stdout)]


class TooLong(BaseException):
    pass


def in_child(program, seconds):
    """What `answer` says of the program; None where it says nothing."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
        limit = int(seconds * 2) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        try:
            text = json.dumps(answer(program, seconds))
            with os.fdopen(writing, "w") as pipe:
                pipe.write(text)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        text = pipe.read()
    os.waitpid(pid, 0)
    return json.loads(text) if text else None


# Whether the time was over, also where the program's own `except:` caught that.
late = False


def too_long(number, frame):
    global late
    late = True
    raise TooLong


def answer(program, seconds):
    warnings.simplefilter("ignore")
    sys.unraisablehook = lambda unraisable: None
    signal.signal(signal.SIGALRM, too_long)
    main = type(sys)("__main__")
    sys.modules["__main__"] = main
    names = main.__dict__
    exec(PRELUDE, names)
    written = io.BytesIO()
    sys.stdout = io.TextIOWrapper(written, encoding="utf-8", newline="\n")
    error, frames = None, ()
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        exec(compile(program, FILE, "exec"), names)
    except (TooLong, MemoryError):
        return None
    except SyntaxError as failure:
        error = [type(failure).__name__, failure.msg]
        frames = [] if failure.lineno is None else [[failure.lineno, ""]]
    except BaseException as failure:
        error = [type(failure).__name__, message(failure)]
        steps = [s for s in traceback.extract_tb(failure.__traceback__) if s.filename == FILE and s.name not in INLINE]
        frames = [[s.lineno, "" if s.name == "<module>" else s.name] for s in reversed(steps)]
        if len(frames) > FEW_FRAMES:
            frames[FEW_FRAMES - 2:-2] = []
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    sys.stdout.flush()
    text = written.getvalue()
    return None if late or len(text) > LENGTH else [text.decode(), error, frames]


def message(failure):
    try:
        return str(failure)
    except Exception:
        return "<exception str() failed>"


if __name__ == "__main__":
    programs, seconds, ballast = json.load(sys.stdin)
    exec(PRELUDE, {})
    kept = [bytes(size) for size in range(0, 480, 16) for _ in range(ballast)]
    print(json.dumps([in_child(program, seconds) for program in programs]))
