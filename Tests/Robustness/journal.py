"""A session killed at random moments is brought back whole.

    python3 Tests/Robustness/journal.py PROGRAM [--times N] [--seed S]

Types a scripted session at the prompt, kills the program with SIGKILL at a random moment, starts it again with
`--resume`, and asks it for its cells: every one after which the next prompt had been seen must be there, with its number
and its text, and what random numbers come next must be what an unbroken session gives. Moments fall into a cell that
takes long and into one whose record is large, too. Then the same with two sessions side by side in one home, killed at
once and brought back side by side. Needs no package.
"""

import argparse
import os
import pty
import random
import re
import select
import shutil
import signal
import sys
import tempfile
import time

SCRIPT = [
    "x = torch.tensor([1., 2.], requires_grad=True)",
    "import random",
    "torch.manual_seed(3)",
    "y = (x ** 2).sum()",
    "y.backward()",
    "1 / 0",
    "a = torch.rand(2); b = random.random()",
    "def f(n): return [n] * n",
    "f(2)",
    "%undo",
    "seen = {}",
    "seen['a'] = a.tolist()",
    "x.grad += 1",
    "c = random.random()",
    "text = 'één ünïcode'",
    "_ = sum(range(200000))",
    "%run ~/large.py",
    "import time; time.sleep(0.3)",
    "d = large + 1",
]
# A program whose text makes a record that is not written in a moment.
LARGE = "large = 1\n" + "# a line of a comment that is there to be long\n" * 20_000
# What In has where a cell is no Python.
AS_RUN = {"%run ~/large.py": "get_ipython().run_line_magic('run', '~/large.py')"}
ESCAPE = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\r")


class Program:
    def __init__(self, command, home):
        environment = {"HOME": home, "PATH": os.environ["PATH"], "TERM": "dumb", "LANG": "C.UTF-8"}
        self.said = b""
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.execvpe(command[0], command, environment)

    def read(self, seconds):
        ready, _, _ = select.select([self.terminal], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self.terminal, 65536)
        except OSError:
            return False
        self.said += ESCAPE.sub(b"", data)
        return bool(data)

    def wait(self, text, limit=20.0):
        end = time.monotonic() + limit
        while text.encode() not in self.said and time.monotonic() < end:
            self.read(0.05)
        return text.encode() in self.said

    def type(self, line):
        os.write(self.terminal, line.encode() + b"\r")

    def kill(self):
        os.kill(self.process, signal.SIGKILL)
        # What had reached the terminal before counts.
        while self.read(0.02):
            pass
        os.waitpid(self.process, 0)
        os.close(self.terminal)

    def answer(self, number, line, limit=20.0):
        """Types a cell of which one line of output is wanted."""
        self.said = b""
        self.type(line)
        self.wait(f"In [{number + 1}]:", limit)
        found = re.search(rb"<<(.*?)>>", self.said.replace(line.encode(), b""), re.S)
        return found.group(1).decode() if found else None


def numbers():
    """The number that each line of the script has as a cell: an undo takes its own and another's back."""
    shown, number = [], 1
    for line in SCRIPT:
        shown.append(number)
        number += 1
        if line == "%undo":
            number -= 2
    return shown, number


def expected(count):
    """The cells that are there after the first lines of the script."""
    cells = []
    for line in SCRIPT[:count]:
        if line == "%undo":
            cells.pop()
        else:
            cells.append(line)
    return cells


def new_home():
    home = tempfile.mkdtemp(prefix="argent-journal-")
    with open(home + "/large.py", "w") as file:
        file.write(LARGE)
    return home


def pair(program, generator, longest):
    """Two sessions in one home, killed at once; both come back, each to a program of its own."""
    home = new_home()
    scripts = {side: [f"{side}{n} = [{n}, random.random()]" if n else "import random" for n in range(12)] for side in "ab"}
    for script in scripts.values():
        script.insert(6, "%run ~/large.py")
    try:
        sessions = {side: Program([program], home) for side in "ab"}
        done = dict.fromkeys(sessions, -1)
        end = time.monotonic() + generator.uniform(0.1, longest)
        while time.monotonic() < end:
            for side, session in sessions.items():
                session.read(0.003)
                if f"In [{done[side] + 2}]: ".encode() in session.said and done[side] + 1 < len(scripts[side]):
                    done[side] += 1
                    session.said = b""
                    session.type(scripts[side][done[side]])
        for session in sessions.values():
            session.kill()
        for side, session in sessions.items():
            if f"In [{done[side] + 2}]: ".encode() in session.said:
                done[side] += 1
        found = []
        again = [Program([program, "--resume"], home) for side in "ab" if done[side] > 0]
        for session in again:
            number = None
            end = time.monotonic() + 20
            while number is None and time.monotonic() < end:
                session.read(0.05)
                match = re.search(rb"In \[(\d+)\]: ", session.said.split(b"\n", 1)[-1])
                number = int(match.group(1)) if match else None
            found.append(session.answer(number or 0, "print('<<' + repr(In[1:-1]) + '>>')"))
        for session in again:
            session.kill()
        for side in sessions:
            choices = [repr([AS_RUN.get(c, c) for c in scripts[side][:count]]) for count in (done[side], done[side] + 1)]
            if done[side] > 0 and not any(choice in found for choice in choices):
                return f"{side} after {done[side]} cells is not among {found}"
        return None
    finally:
        shutil.rmtree(home, ignore_errors=True)


def one(program, generator, longest):
    home = new_home()
    try:
        session = Program([program], home)
        moment = time.monotonic() + generator.uniform(0.02, longest)
        done, position = 0, 0
        next_numbers = [len(expected(count)) + 1 for count in range(len(SCRIPT) + 1)]
        typed = 0
        while time.monotonic() < moment and done < len(SCRIPT):
            session.read(min(0.005, max(0.0, moment - time.monotonic())))
            prompt = f"In [{next_numbers[done]}]: ".encode()
            found = session.said.find(prompt, position)
            if typed == done and found >= 0:
                position = found + len(prompt)
                session.type(SCRIPT[done])
                typed += 1
            if typed > done and session.said.find(f"In [{next_numbers[done + 1]}]: ".encode(), position) >= 0:
                done += 1
        session.kill()
        while done < typed and session.said.find(f"In [{next_numbers[done + 1]}]: ".encode(), position) >= 0:
            done += 1
        if done == 0:
            return None
        again = Program([program, "--resume"], home)
        # The cell that was killed may or may not have been finished.
        choices = [count for count in (done, typed) if count <= len(SCRIPT)]
        prompts = {next_numbers[count]: count for count in choices}
        end = time.monotonic() + 20
        number = None
        while number is None and time.monotonic() < end:
            again.read(0.05)
            found = re.search(rb"In \[(\d+)\]: ", again.said.split(b"\n", 1)[-1])
            number = int(found.group(1)) if found else None
        if number not in prompts:
            again.kill()
            return f"after {done} cells the prompt is In [{number}], not one of {sorted(prompts)}: {again.said!r}"
        count = prompts[number]
        cells = again.answer(number, "print('<<' + repr(In[1:-1]) + '>>')")
        wanted = [AS_RUN.get(c, c) for c in expected(count)]
        if cells != repr(wanted):
            again.kill()
            return f"after {done} cells: {cells!r}, not {wanted!r}"
        if count >= 7:
            same = again.answer(number + 1, "print('<<', a.tolist(), x.grad is not None, '>>')")
            torch_state = "[0.004263" in (same or "")
            if not torch_state:
                again.kill()
                return f"after {done} cells the random numbers are {same!r}"
        again.kill()
        return None
    finally:
        shutil.rmtree(home, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--longest", type=float, default=1.5, help="seconds after the start at which to kill at the latest")
    options = parser.parse_args()
    generator = random.Random(options.seed)
    faults = 0
    for time_ in range(options.times):
        fault = one(options.program, generator, options.longest)
        if fault:
            faults += 1
            print(f"kill {time_ + 1}: {fault}")
    pairs = options.times // 4
    for time_ in range(pairs):
        fault = pair(options.program, generator, 2 * options.longest)
        if fault:
            faults += 1
            print(f"kill {time_ + 1} of two: {fault}")
    print(f"{options.times} kills, {pairs} of two sessions at once, {faults} sessions not whole")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
