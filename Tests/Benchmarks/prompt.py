"""How fast the prompt is, measured from outside: in a pseudo-terminal, and through a pipe.

    python3 Tests/Benchmarks/prompt.py --argent PROGRAM [--rounds 30]

Medians, and the worst of all rounds in brackets:
- standing: from the start of the process to the prompt on the screen;
- key: from a key to its character on the screen, with 10,000 cells of history;
- hint: the same where the hint has to work out the shape of a network's result at each key;
- answer: from Enter to the next prompt, for a cell that only shows a number;
- overhead: what a cell costs from its text to its printed result, through a pipe, without its work.
"""

import argparse
import os
import pty
import select
import statistics
import subprocess
import tempfile
import time

HISTORY = 10_000
CELLS = 20_000


class Screen:
    def __init__(self, program, home):
        variables = {**os.environ, "HOME": home, "XDG_STATE_HOME": home + "/state", "TERM": "xterm-256color"}
        self.begin = time.perf_counter()
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.execve(program, [program], variables)
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
    time_ = screen.until(b"\x1b[?2004h") - screen.begin
    screen.until(b"In [")
    screen.settle()
    screen.leave()
    return time_


def piped(program, cells):
    text = "\n".join(["1"] * cells) + "\n"
    begin = time.perf_counter()
    subprocess.run([program], input=text, capture_output=True, text=True, check=True)
    return time.perf_counter() - begin


def report(name, seconds, scale, unit):
    values = [s * scale for s in seconds]
    print("%-10s %8.2f %s   (worst %.2f)" % (name, statistics.median(values), unit, max(values)), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--argent", required=True)
    parser.add_argument("--rounds", type=int, default=30)
    options = parser.parse_args()
    program = os.path.abspath(options.argent)
    home = tempfile.mkdtemp(prefix="argent-bench-")
    with_history(home)

    report("standing", [standing(program, home) for _ in range(options.rounds)], 1e3, "ms")

    screen = Screen(program, home)
    screen.until(b"In [")
    screen.settle()
    screen.key(b"a")
    keys = [screen.key(b"bcdefghijklm"[n % 12:n % 12 + 1]) for n in range(2 * options.rounds)]
    report("key", keys, 1e3, "ms")
    screen.send(b"\x15")
    screen.cell(b"net = nn.Sequential(nn.Linear(3, 5), nn.ReLU(), nn.Linear(5, 1)); x = torch.ones(2, 3)")
    screen.settle()
    screen.send(b"y = net(x).sum(dim=0, keepdim=True).expand(4, 1) @ torch.ones(1, 7) + ")
    hints = [screen.key(b"23456789"[n % 8:n % 8 + 1]) for n in range(options.rounds)]
    report("hint", hints, 1e3, "ms")
    screen.send(b"\x15")
    answers = []
    for _ in range(options.rounds):
        screen.settle()
        screen.send(b"1")
        screen.settle()
        begin = screen.send(b"\r")
        answers.append(screen.until(b"\x1b[?2004h") - begin)
    report("answer", answers, 1e3, "ms")
    screen.leave()

    none = min(piped(program, 1) for _ in range(5))
    report("overhead", [(piped(program, CELLS) - none) / CELLS for _ in range(5)], 1e6, "µs")


if __name__ == "__main__":
    main()
