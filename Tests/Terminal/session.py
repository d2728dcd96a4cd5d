"""Magics, undo and sessions that come back, driven in a pseudo-terminal, their screens compared whole.

    python3 Tests/Terminal/session.py PROGRAM [NAME…]

needs the package pyte.
"""

import os
import re
import signal
import sys

import prompt
from prompt import Prompt, main, test
from terminal import Terminal

prompt.TESTS.clear()


def again(t, *options, **environment):
    """Another program in the home of `t`, started with options."""
    new = Prompt.__new__(Prompt)
    new.home = t.home
    variables = {"HOME": t.home, "XDG_STATE_HOME": os.path.join(t.home, "state"), **environment}
    Terminal.__init__(new, prompt.PROGRAM + list(options), 60, 40, variables)
    prompt.OPEN.append(new)
    return new


@test
def undo_gives_back_the_graph_and_the_numbers_of_cells():
    t = Prompt()
    t.cell("x = torch.tensor([1., 2.], requires_grad=True)")
    t.cell("y = (x ** 2).sum()")
    t.cell("y.backward()")
    t.cell("%config hints=off")
    t.type("%undo 2", "{enter}").wait("Undone: In [4]")
    t.type("y.backward(); x.grad", "{enter}")
    t.shows("""
In [1]: x = torch.tensor([1., 2.], requires_grad=True)

In [2]: y = (x ** 2).sum()

In [3]: y.backward()

In [4]: %config hints=off

In [5]: %undo 2
Undone: In [3]: y.backward()
Undone: In [4]: %config hints=off

In [3]: y.backward(); x.grad
tensor([2., 4.])

In [4]:
""")
    t.leaves()


@test
def names_are_listed_and_stale_ones_marked():
    t = Prompt()
    t.cell("x = 2")
    t.cell("y = x + 1")
    t.cell("x = 5")
    t.cell("%who")
    t.cell("%rerun y")
    t.cell("%whos int")
    t.shows("""
In [1]: x = 2

In [2]: y = x + 1

In [3]: x = 5

In [4]: %who
x        y
y is stale: x was reassigned in In [3]

In [5]: %rerun y
=== Executing: ===
y = x + 1
=== Output: ===

In [6]: %whos int
Variable   Type    Data/Info
----------------------------
x          int     5
y          int     6

In [7]:
""")
    t.leaves()


@test
def a_cell_magic_ends_at_a_blank_row():
    t = Prompt()
    t.type("%%capture kept", "{enter}", "for i in range(2):", "{enter}", "  print(i)", "{enter}")
    t.wait("   ...:")
    t.type("{enter}").wait("In [2]: ")
    t.cell("kept.stdout")
    assert "'0\\n1\\n'" in t.cells, t.cells
    t.leaves()


@test
def an_unknown_magic_is_said_in_ipythons_words():
    t = Prompt(columns=90)
    t.cell("%timme x")
    t.cell("!ls")
    t.shows("""
In [1]: %timme x
UsageError: Line magic function `%timme` not found.
  In [1], line 1
    %timme x
    ^^^^^^^^
  hint: did you mean %time?

In [2]: !ls
UsageError: shell commands are closed: a session starts no other program
  In [2], line 1
    !ls
    ^^^

In [3]:
""")
    t.leaves()


@test
def what_is_saved_can_be_loaded_and_run():
    t = Prompt(columns=100)
    path = os.path.join(t.home, "a.py")
    t.cell("x = 41")
    t.cell("%save " + path + " 1")
    t.type("%load " + path, "{enter}").wait("# coding: utf-8")
    t.type("{ctrl-c}")
    t.cell("del x")
    t.cell("%run " + path)
    t.cell("x + 1")
    assert t.cells.rstrip().endswith("42\n\nIn [%d]:" % (int(re.findall(r"In \[(\d+)\]", t.cells)[-1]))), t.cells
    t.leaves()


@test
def results_are_labelled_for_those_who_want_it():
    t = Prompt()
    t.cell("%config labels=on")
    t.cell("1 + 1")
    t.cell("'a'")
    t.shows("""
In [1]: %config labels=on

In [2]: 1 + 1
Out[2]: 2

In [3]: 'a'
Out[3]: 'a'

In [4]:
""")
    t.leaves()
    t = again(t, "--labels").wait("In [1]: ")
    t.cell("7")
    assert "Out[1]: 7" in t.cells, t.cells
    t.leaves()


@test
def a_line_is_asked_for():
    t = Prompt()
    t.type("name = input('name? ')", "{enter}").wait("name? ")
    t.type("Ada", "{enter}").wait("In [2]: ")
    t.cell("name")
    t.shows("""
In [1]: name = input('name? ')
name? Ada

In [2]: name
'Ada'

In [3]:
""")
    t.leaves()


@test
def reset_asks_first():
    t = Prompt(columns=90)
    t.cell("x = 1")
    t.type("%reset", "{enter}").wait("(y/[n])?")
    t.type("n", "{enter}").wait("In [3]: ")
    t.cell("%who")
    t.type("%reset", "{enter}").wait("(y/[n])?", )
    t.type("y", "{enter}").wait("In [5]: ")
    t.cell("%who")
    t.shows("""
In [1]: x = 1

In [2]: %reset
Once deleted, variables cannot be recovered. Proceed (y/[n])? n
Nothing done.

In [3]: %who
x

In [4]: %reset
Once deleted, variables cannot be recovered. Proceed (y/[n])? y

In [5]: %who
Interactive namespace is empty.

In [6]:
""")
    t.leaves()


@test
def an_editor_is_opened_and_what_was_written_runs():
    t = Prompt(EDITOR="echo 'print(6 * 7)' >")
    t.cell("%edit")
    t.shows("""
In [1]: %edit
Editing... done. Executing edited code...
42

In [2]:
""")
    t.leaves()


@test
def results_and_cells_have_names():
    t = Prompt()
    for cell in ["6", "_ * 7", "_, __", "_2, In[1], Out[1]", "_ii, _i3", "9;", "_6 if '_6' in globals() else _", "sorted(Out)"]:
        t.cell(cell)
    t.shows("""
In [1]: 6
6

In [2]: _ * 7
42

In [3]: _, __
(42, 6)

In [4]: _2, In[1], Out[1]
(42, '6', 6)

In [5]: _ii, _i3
('_, __', '_, __')

In [6]: 9;

In [7]: _6 if '_6' in globals() else _
('_, __', '_, __')

In [8]: sorted(Out)
[1, 2, 3, 4, 5, 7]

In [9]:
""")
    t.leaves()


@test
def one_line_of_welcome():
    t = Prompt(columns=90)
    assert re.fullmatch(r"argent \S+: PyTorch's words, no import needed\. Ctrl-D leaves\.\n\nIn \[1\]:", t.screen), t.screen
    t.leaves()


@test
def words_that_leave():
    for word in ["quit", "exit", "quit()", "exit()"]:
        t = Prompt()
        t.type(word, "{enter}", settle=False)
        assert t.finish() == 0, (word, t.status)
        assert t.screen.rstrip().endswith("In [1]: " + word), t.screen


@test
def ctrl_c_in_what_waits():
    t = Prompt()
    t.cell("import time")
    t.type("time.sleep(60)", "{enter}").read()
    t.type("{ctrl-c}").wait("In [3]: ")
    t.type("input('? ')", "{enter}").wait("? ")
    t.type("ab", "{ctrl-c}").wait("In [4]: ")
    t.type("torch.ones(4000, 4000) @ torch.ones(4000, 4000); x = 1", "{enter}").read()
    t.type("{ctrl-c}").wait("In [5]: ")
    assert t.cells.count("KeyboardInterrupt") >= 2, t.cells
    t.cell("1 + 1")
    assert t.cells.endswith("In [5]: 1 + 1\n2\n\nIn [6]:"), t.cells
    t.leaves()


@test
def help_in_its_three_forms():
    pages = []
    for request in ["relu?", "?relu", "help(relu)"]:
        t = Prompt(columns=80)
        t.cell(request)
        pages.append(t.cells.split("\n", 1)[1])
        t.leaves()
    assert pages[0] == pages[1] == pages[2], pages
    assert "relu(input)" in pages[0] and ">>> torch.relu(" in pages[0], pages[0]
    t = Prompt(columns=80)
    t.cell("x = torch.ones(2)")
    t.cell("x.mean?")
    assert "\nIn [2]: x.mean?\n" in t.cells and "mean(" in t.cells.split("x.mean?")[1], t.cells
    t.leaves()


@test
def a_killed_session_comes_back():
    t = Prompt()
    t.cell("x = [1]")
    t.cell("x.append(2)")
    t.cell("1 / 0")
    t.type("while True: pass", "{enter}").read()
    os.kill(t.process, signal.SIGKILL)
    new = again(t, "--resume").wait("In [4]: ")
    assert new.screen.startswith("argent: In [1] to In [3] are back.\n\nIn [4]:"), new.screen
    new.cell("x")
    new.type("while True: pass", "{enter}").read()
    new.type("{ctrl-c}").wait("In [6]: ")
    new.leaves()
    last = again(t, "--resume").wait("In [6]: ")
    assert "without In [5], which had been interrupted" in last.screen.replace("\n", ""), last.screen
    last.cell("In[5], x")
    assert "('while True: pass', [1, 2])" in last.cells, last.cells
    last.leaves()


@test
def nothing_to_bring_back_is_said():
    t = Prompt()
    t.leaves()
    new = again(t, "--resume").wait("In [1]: ")
    assert new.screen.startswith("argent: there is no session to bring back.\n\nIn [1]:"), new.screen
    new.leaves()


@test
def a_home_that_cannot_be_written_loses_nothing_and_is_said_once():
    t = Prompt(XDG_STATE_HOME="/proc/nowhere")
    t.cell("x = 1")
    t.cell("x")
    assert t.cells.count("this session is not kept") == 1, t.cells
    t.leaves()


if __name__ == "__main__":
    sys.exit(main() if len(sys.argv) > 1 else __doc__)
