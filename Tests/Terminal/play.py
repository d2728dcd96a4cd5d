"""Performances (`argent play`), driven in a pseudo-terminal, their screens compared whole.

    python3 Tests/Terminal/play.py PROGRAM [NAME…]

needs the package pyte.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
import traceback

from terminal import Terminal

PROGRAM = []
OPEN = []
TESTS = []

LESSON = """
#| title: Three cells
#: good morning

# %% [markdown]
# A tensor first.

# %%
#: who has seen one?
x = tensor(3.0, grad)

# %%
# Then a function of it.
def f(t):
    return t**2

y = f(x)
y

# %%
y.backward()
x.grad

# %% [markdown]
# That was all.
"""

END = "The end: b goes back, p gives you the prompt, q leaves."


def test(function):
    TESTS.append(function)
    return function


class Play(Terminal):
    def __init__(self, lesson=LESSON, *options, columns=60, rows=40, wait="In [1]: "):
        self.folder = tempfile.mkdtemp(prefix="argent-play-")
        path = os.path.join(self.folder, "lesson.ag")
        with open(path, "w") as file:
            file.write(lesson.lstrip("\n"))
        command = [*PROGRAM, "play", path, "--speed", "2000", *options]
        super().__init__(command, columns, rows, {"HOME": self.folder, "XDG_STATE_HOME": self.folder})
        OPEN.append(self)
        if wait:
            self.wait(wait)

    def key(self, *keys, wait=None):
        self.type(*keys)
        if wait:
            self.wait(wait)
        return self.read(quiet=0.2)

    @property
    def stage(self):
        """The screen below the title and the keys."""
        screen = self.screen
        leaves = screen.find("Ctrl-D leaves.")
        return screen[leaves:].split("\n", 2)[2] if leaves >= 0 else screen

    def shows(self, expected):
        expected = "\n".join(row.rstrip() for row in expected.strip("\n").split("\n"))
        end = time.monotonic() + 8
        while self.stage.strip("\n") != expected and time.monotonic() < end:
            self.read(quiet=0.05, limit=0.5)
        assert self.stage.strip("\n") == expected, "expected\n%s\nbut saw\n%s" % (expected, self.stage)
        return self

    def leaves(self, key="q", status=0):
        self.type(key, settle=False)
        assert self.finish() == status, self.status


@test
def a_title_and_the_keys_stand_above():
    t = Play()
    assert t.screen.startswith("""Three cells
Enter types a cell and Enter runs it, Space does both; b
goes back, s skips, g and a number goes to a cell; p or
Ctrl-Z gives the prompt to you until %continue; q or Ctrl-D
leaves.

A tensor first.

In [1]:"""), t.screen
    t.leaves()


class Wide(Play):
    """Wide enough for the keys to end in a row that is easily found."""

    def __init__(self, lesson=LESSON, *options, **more):
        super().__init__(lesson, *options, columns=100, **more)


@test
def enter_types_and_enter_runs():
    t = Wide()
    t.key("{enter}", wait="grad)")
    t.shows("""
A tensor first.

In [1]: x = tensor(3.0, grad)
""")
    t.key("{enter}", wait="In [2]: ")
    t.key("{enter}", wait="...: y  ")
    t.shows("""
A tensor first.

In [1]: x = tensor(3.0, grad)

Then a function of it.

In [2]: def f(t):
   ...:     return t**2
   ...:
   ...: y = f(x)
   ...: y
""")
    t.key("{enter}", wait="In [3]: ")
    t.shows("""
A tensor first.

In [1]: x = tensor(3.0, grad)

Then a function of it.

In [2]: def f(t):
   ...:     return t**2
   ...:
   ...: y = f(x)
   ...: y
tensor(9., grad_fn=<PowBackward0>)

In [3]:
""")
    t.leaves()


@test
def space_does_a_whole_cell_and_the_end_is_said():
    t = Wide("x = 1\nx + 1\n# over\n")
    t.key(" ", wait="In [2]: ")
    t.key(" ", wait="In [3]: ")
    t.shows("""
In [1]: x = 1

In [2]: x + 1
   ...: # over
2

%s

In [3]:
""" % END)
    t.key("{enter}", " ")
    assert t.stage.rstrip().endswith("In [3]:")
    t.leaves("{ctrl-d}")


@test
def enter_while_typing_types_the_rest():
    t = Wide("text = 'a text of some length, to be typed slowly'\n", "--speed", "3")
    t.type("{enter}")
    time.sleep(0.5)
    t.read(quiet=0.05, limit=0.3)
    assert "slowly" not in t.stage
    t.key("{enter}", wait="slowly'")
    t.leaves()


@test
def the_way_back_has_the_true_state():
    t = Wide("x = tensor(1.0, grad); n = [1]\n(x * 3).backward(); n.append(rand(1)); print(x.grad, n)\n" + "x.grad\n")
    t.key(" ", wait="In [2]: ")
    t.key(" ", wait="In [3]: ")
    first = re.search(r"tensor\(3\.\) \[1, .*\]", t.stage).group()
    t.key("b")
    t.shows("""
In [1]: x = tensor(1.0, grad); n = [1]

In [2]: (x * 3).backward(); n.append(rand(1)); print(x.grad, n)
%s

In [2]:
""" % first)
    t.key(" ", wait="In [3]: ")
    t.shows("""
In [1]: x = tensor(1.0, grad); n = [1]

In [2]: (x * 3).backward(); n.append(rand(1)); print(x.grad, n)
%s

In [2]: (x * 3).backward(); n.append(rand(1)); print(x.grad, n)
%s

In [3]:
""" % (first, first))
    t.key("b", "b", "b")
    t.shows("""
In [1]: x = tensor(1.0, grad); n = [1]

In [2]: (x * 3).backward(); n.append(rand(1)); print(x.grad, n)
%s

In [2]: (x * 3).backward(); n.append(rand(1)); print(x.grad, n)
%s

this is the first cell

In [1]:
""" % (first, first))
    t.leaves()


@test
def s_skips_without_running():
    t = Wide("x = 1\nx = 2\nx\n")
    t.key(" ", wait="In [2]: ")
    t.key("s", " ", wait="In [3]: ")
    t.shows("""
In [1]: x = 1

In [2]: x
1

%s

In [3]:
""" % END)
    t.leaves()


@test
def g_goes_to_a_cell_and_runs_those_between():
    t = Wide("x = 1\nx += 1\nx += 1\nx\n")
    t.key("g", "4")
    assert t.stage.split("\n")[0].endswith("go to In [4"), t.stage
    t.key("{enter}", wait="In [4]: ")
    t.key(" ", wait="In [5]: ")
    t.shows("""
In [4]: x
3

%s

In [5]:
""" % END)
    t.key("g", "2", "{enter}", wait="In [2]: ")
    t.key("g", "9", "{enter}", wait="no cell 9")
    t.shows("""
In [4]: x
3

%s

there is no cell 9; the last is 4

In [2]:
""" % END)
    t.leaves()


@test
def the_prompt_is_handed_over_and_taken_back():
    t = Wide("x = 1\nx + 1\n")
    t.key(" ", wait="In [2]: ")
    t.key("p", wait="takes up again")
    t.key("x = 40", "{enter}", wait="In [3]: ")
    t.key("%continue", "{enter}")
    t.key(" ", wait="In [4]: ")
    t.shows("""
In [1]: x = 1

The prompt is yours, with the lesson's variables; %%continue takes up again.

In [2]: x = 40

In [3]: %%continue

In [3]: x + 1
41

%s

In [4]:
""" % END)
    t.key("b", wait="In [3]: ")
    t.key("{ctrl-z}", wait="In [3]: ")
    t.key("x", "{enter}", wait="\n40")
    t.leaves("{ctrl-d}")


@test
def ctrl_c_interrupts_a_running_cell():
    t = Wide("while True: pass\n1\n")
    t.key(" ")
    time.sleep(0.7)
    t.key("{ctrl-c}", wait="In [2]: ")
    assert "KeyboardInterrupt" in t.stage
    t.key("{ctrl-c}")
    t.key(" ", wait="In [3]: ")
    t.leaves()


@test
def the_audience_predicts_and_is_told():
    t = Wide("#| ask: What is 2/3?\n2 / 3\n#| ask\ntensor([1., 2.], requires_grad=True)\n#| ask: And now?\n'no'\n")
    t.key(" ", wait="your number: ")
    t.key("two thirds", "{enter}", wait="That is no number")
    t.key("2/3", "{enter}", wait="In [2]: ")
    t.key(" ", wait="your number: ")
    t.key("1, 3", "{enter}", wait="In [3]: ")
    t.key(" ", wait="your number: ")
    t.key("{enter}", wait="In [4]: ")
    t.shows("""
In [1]: 2 / 3
What is 2/3?
  your number: two thirds
That is no number; type one, or several with commas, or nothing.
  your number: 2/3
0.6666666666666666
2/3 is right.

In [2]: tensor([1., 2.], requires_grad=True)
What will it show?
  your number: 1, 3
tensor([1., 2.], requires_grad=True)
1, 3 was predicted; it is 1, 2.

In [3]: 'no'
And now?
  your number:
'no'

1 of 2 predicted.

%s

In [4]:
""" % END)
    t.leaves()


@test
def directives_of_the_stage():
    t = Wide("# %%\n#| hide\nx = 5\n# %%\n#| step: off\nx\n# %%\n#| clear\n#| seed: 0\nrand(1)\n", wait="In [3]: ")
    assert "\nx = 5" not in t.screen and t.sent.count(b"\x1b[2J") == 1
    t.key(" ", wait="In [4]: ")
    t.shows("""
In [3]: rand(1)
tensor([0.4963])

%s

In [4]:
""" % END)
    t.leaves()


@test
def text_is_dim_and_words_are_kept_whole():
    t = Play("# %% [markdown]\n# " + "word " * 20 + "\n# %%\n1\n")
    rows = [row.rstrip() for row in t.screen_.display]
    first = next(i for i, row in enumerate(rows) if row.startswith("word"))
    assert rows[first] == " ".join(["word"] * 12) and rows[first + 1] == " ".join(["word"] * 8), rows
    assert b"\x1b[2m" in t.sent
    t.leaves()


@test
def notes_go_to_their_own_terminal():
    folder = tempfile.mkdtemp(prefix="argent-notes-")
    path = os.path.join(folder, "notes")
    open(path, "w").close()
    t = Wide(LESSON, "--notes", path)
    assert "good morning" not in t.screen and "who has seen" not in t.screen
    t.key(" ", wait="In [2]: ")
    written = open(path).read().replace("\r\n", "\n")
    assert written.startswith(
        "In [1] of 3\n\ngood morning\nwho has seen one?\n\n    x = tensor(3.0, grad)\n\nthen: def f(t):\n\n"
        "In [2] of 3\n\n    def f(t):\n        return t**2\n    \n    y = f(x)\n    y\n\nthen: y.backward()\n"
    ), written
    t.leaves()


@test
def the_window_changes_its_size():
    t = Wide("x = 'a rather long text that goes on and on and on and on until the row is over'\n")
    t.key("{enter}", wait="is over'")
    t.resize(50, 40)
    t.read(quiet=0.3)
    shown = t.screen.replace("\n", "")
    assert "on until the row is over'" in shown, t.screen
    t.key("{enter}", wait="In [2]: ")
    t.leaves()


@test
def without_a_terminal_it_says_so():
    with tempfile.NamedTemporaryFile("w", suffix=".ag") as file:
        file.write("1\n")
        file.flush()
        done = subprocess.run([*PROGRAM, "play", file.name], capture_output=True, text=True, stdin=subprocess.DEVNULL)
        assert done.returncode == 2
        assert done.stderr == (
            "argent: a performance needs a terminal; 'argent run %s' shows the lesson without one\n" % file.name)


@test
def a_terminal_that_cannot_move_its_cursor_is_refused():
    with tempfile.NamedTemporaryFile("w", suffix=".ag") as file:
        file.write("1\n")
        file.flush()
        t = Terminal([*PROGRAM, "play", file.name], 80, 24, {"TERM": "dumb"})
        OPEN.append(t)
        assert t.finish() == 2
        assert "needs a terminal that can move its cursor" in t.screen


def main():
    PROGRAM.append(os.path.abspath(sys.argv[1]))
    wanted = sys.argv[2:]
    failures = 0
    tests = [t for t in TESTS if not wanted or any(name in t.__name__ for name in wanted)]
    for function in tests:
        name = function.__name__.replace("_", " ")
        try:
            function()
            print("ok    ", name, flush=True)
        except Exception:
            failures += 1
            print("FAILED", name, flush=True)
            traceback.print_exc()
        for terminal in OPEN:
            terminal.kill()
        OPEN.clear()
    print("%d of %d passed" % (len(tests) - failures, len(tests)))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main() if len(sys.argv) > 1 else __doc__)
