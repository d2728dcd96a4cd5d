"""How fast the prompt is, measured from outside: in a pseudo-terminal, and through a pipe.

    python3 Tests/Benchmarks/prompt.py --argent PROGRAM [--rounds 40]

Medians, beside what they have to stay below, and the fastest and the slowest of all rounds:
- standing: from the start of the process (its exec) to the whole of `In [1]:` on the screen, and the same where there is a
  history of 10,000 cells;
- key: from a key to its character on the screen, with 10,000 cells of history, in an empty row and in a long block;
- up: from Up to the newest cell, and, where no cell of the history begins as what was typed, to the next key;
- search: from a key in a search (Ctrl-R) that no cell fits;
- hint: the same where the hint has to work out the shape of a network's result at each key;
- answer: from Enter to the next prompt, for a cell that only shows a number;
- overhead: what a cell costs from its text to its printed result, through a pipe, without its work; and the same in
  time of the processor, which a busy machine changes less.
"""

import argparse
import os
import pty
import select
import statistics
import resource
import struct
import subprocess
import tempfile
import time

HISTORY = 10_000
CELLS = 20_000


class Screen:
    def __init__(self, program, home):
        variables = {**os.environ, "HOME": home, "XDG_STATE_HOME": home + "/state", "TERM": "xterm-256color"}
        # The new process says when it becomes the program: forking this one is no part of that.
        started, begin = os.pipe()
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.write(begin, struct.pack("d", time.perf_counter()))
            os.execve(program, [program], variables)
        os.close(begin)
        self.begin = struct.unpack("d", os.read(started, 8))[0]
        os.close(started)
        self.seen = b""

    def until(self, text):
        """Reads until `text` has come; when that was."""
        while text not in self.seen:
            select.select([self.terminal], [], [], 10)
            self.seen += os.read(self.terminal, 65536)
        now = time.perf_counter()
        self.seen = self.seen[self.seen.index(text) + len(text):]
        return now

    def settle(self):
        while select.select([self.terminal], [], [], 0.03)[0]:
            self.seen += os.read(self.terminal, 65536)
        self.seen = b""

    def send(self, text):
        begin = time.perf_counter()
        os.write(self.terminal, text)
        return begin

    def key(self, character):
        """Seconds from a key to its character."""
        self.settle()
        begin = self.send(character)
        return self.until(character) - begin

    def cell(self, text):
        self.settle()
        self.send(text + b"\r")
        self.until(b"\x1b[?2004h")

    def leave(self):
        self.send(b"\x03\x04")
        try:
            while os.read(self.terminal, 65536):
                pass
        except OSError:
            pass
        os.waitpid(self.process, 0)
        os.close(self.terminal)


def with_history(home):
    os.makedirs(home + "/state/argent")
    with open(home + "/state/argent/history", "w") as file:
        file.write("_HiStOrY_V2_\n")
        for n in range(HISTORY):
            file.write("x%d\\040=\\040%d\n" % (n, n))


def standing(program, home):
    screen = Screen(program, home)
    screen.until(b"In [")
    seconds = screen.until(b"]:") - screen.begin
    screen.settle()
    screen.leave()
    return seconds


def abandon(screen, key=b"\x03"):
    screen.send(key)
    screen.settle()


def piped(program, home, cells):
    """Seconds on the clock, and of the processor, for a session of so many cells."""
    text = "\n".join(["1"] * cells) + "\n"
    variables = {**os.environ, "HOME": home, "XDG_STATE_HOME": home + "/state"}
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([program], input=text, capture_output=True, text=True, check=True, env=variables)
    end, after = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    return end - begin, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def report(name, seconds, limit, scale=1e3, unit="ms"):
    """A row: the median, what it has to stay below, the fastest and the slowest."""
    values = [s * scale for s in seconds]
    median = statistics.median(values)
    verdict = "" if limit is None else f"{'<' if median < limit else 'NOT <'} {limit} {unit}"
    print(f"{name:26}{median:9.2f} {unit}  {verdict:13}{min(values):9.2f} to {max(values):.2f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--argent", required=True)
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args()
    program, rounds = os.path.abspath(options.argent), options.rounds
    new, home = (tempfile.mkdtemp(prefix="argent-bench-") for _ in range(2))
    with_history(home)

    report("standing", [standing(program, new) for _ in range(rounds)], 5)
    report("standing, 10,000 cells", [standing(program, home) for _ in range(rounds)], 5)

    screen = Screen(program, home)
    screen.until(b"In [")
    screen.settle()
    screen.key(b"a")
    report("key", [screen.key(b"bcdefghijklm"[n % 12:n % 12 + 1]) for n in range(2 * rounds)], 5)
    abandon(screen)
    block = b"\r".join(b"    y%d = x%d + %d" % (n, n, n) for n in range(12))
    screen.send(b"\x1b[200~def f():\r" + block + b"\x1b[201~")
    screen.settle()
    report("key in a block", [screen.key(b"bcdefghijklm"[n % 12:n % 12 + 1]) for n in range(rounds)], 5)
    abandon(screen)
    ups, misses, searches = [], [], []
    for _ in range(rounds):
        screen.settle()
        begin = screen.send(b"\x1b[A")
        ups.append(screen.until(b"%d" % (HISTORY - 1)) - begin)
        abandon(screen)
        screen.send(b"none")
        screen.settle()
        begin = screen.send(b"\x1b[A!")
        misses.append(screen.until(b"!") - begin)
        abandon(screen)
        screen.send(b"\x12q")
        searches.append(screen.key(b"q"))
        abandon(screen, b"\x07")
    report("up", ups, 5)
    report("up, nothing found", misses, 5)
    report("search, nothing found", searches, 5)
    screen.cell(b"net = nn.Sequential(nn.Linear(3, 5), nn.ReLU(), nn.Linear(5, 1)); x = torch.ones(2, 3)")
    screen.settle()
    screen.send(b"y = net(x).sum(dim=0, keepdim=True).expand(4, 1) @ torch.ones(1, 7) + ")
    report("hint", [screen.key(b"23456789"[n % 8:n % 8 + 1]) for n in range(rounds)], 1)
    screen.send(b"\x15")
    answers = []
    for _ in range(rounds):
        screen.settle()
        screen.send(b"1")
        screen.settle()
        begin = screen.send(b"\r")
        answers.append(screen.until(b"\x1b[?2004h") - begin)
    report("answer", answers, None)
    screen.leave()

    none = [min(seconds) for seconds in zip(*(piped(program, new, 1) for _ in range(5)))]
    runs = [[(a - b) / CELLS for a, b in zip(piped(program, new, CELLS), none)] for _ in range(7)]
    report("overhead", [clock for clock, _ in runs], 100, 1e6, "µs")
    report("overhead, processor", [processor for _, processor in runs], 100, 1e6, "µs")


if __name__ == "__main__":
    main()
