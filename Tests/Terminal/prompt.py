"""The prompt, driven in a pseudo-terminal, its screens compared whole.

    python3 Tests/Terminal/prompt.py PROGRAM [NAME…]

needs the package pyte. The cells are mostly plain Python, so that what is compared is the prompt and not the language.
"""

import os
import re
import signal
import sys
import tempfile
import time
import traceback

from terminal import Terminal

PROGRAM = []
OPEN = []
TESTS = []


def test(function):
    TESTS.append(function)
    return function


class Prompt(Terminal):
    """A session with a home of its own, or with `home`'s history and settings."""

    def __init__(self, columns=60, rows=40, home=None, **environment):
        self.home = home or tempfile.mkdtemp(prefix="argent-terminal-")
        variables = {"HOME": self.home, "XDG_STATE_HOME": os.path.join(self.home, "state"), **environment}
        super().__init__(PROGRAM, columns, rows, variables)
        OPEN.append(self)
        self.wait("In [1]: ")

    def cell(self, *keys):
        """Types a cell and Enter, and waits for the next prompt."""
        number = max(int(n) for n in re.findall(r"In \[(\d+)\]: ", "\n".join(self.screen_.display) + " "))
        self.type(*keys, "{enter}")
        return self.wait("In [%d]: " % (number + 1))

    @property
    def cells(self):
        """The screen from the first prompt on."""
        screen = self.screen
        return screen[screen.find("In ["):]

    def shows(self, expected):
        expected = "\n".join(row.rstrip() for row in expected.strip("\n").split("\n"))
        end = time.monotonic() + 5
        while self.cells != expected and time.monotonic() < end:
            self.read(quiet=0.05, limit=0.5)
        assert self.cells == expected, "expected\n%s\nbut saw\n%s" % (expected, self.cells)
        return self

    def leaves(self):
        self.type("{ctrl-c}")
        self.type("{ctrl-d}", settle=False)
        assert self.finish() == 0, self.status

    def cursor_at(self, text, offset=0):
        """The cursor stands `offset` columns behind the last place where `text` stands."""
        row, column = self.cursor
        line = self.screen_.display[row]
        assert text in line and column == line.rfind(text) + len(text) + offset, (self.cursor, self.screen)
        return self


# The prompt and what it prints


@test
def a_session_as_it_looks():
    t = Prompt()
    t.cell("x = 3")
    t.cell("x")
    t.cell("print(x, x + 1)")
    t.shows("""
In [1]: x = 3

In [2]: x
3

In [3]: print(x, x + 1)
3 4

In [4]:
""")
    t.cursor_at("In [4]: ")
    t.leaves()


@test
def the_prompt_is_green_and_its_number_bold():
    t = Prompt()
    row = t.cursor[0]
    cells = [t.screen_.buffer[row][column] for column in range(7)]
    assert [cell.fg for cell in cells] == ["green"] * 4 + ["brightgreen"] + ["green"] * 2, cells
    assert cells[4].bold and not cells[3].bold
    t.type("for i in range(2):", "{enter}")
    assert t.colour(row + 1, 3) == "green"
    t.leaves()


@test
def a_block_is_ended_by_a_blank_row():
    t = Prompt()
    t.type("for i in range(2):", "{enter}", "print(i)", "{enter}")
    t.shows("""
In [1]: for i in range(2):
   ...:     print(i)
   ...:
""")
    t.type("{enter}")
    t.shows("""
In [1]: for i in range(2):
   ...:     print(i)
   ...:
0
1

In [2]:
""")
    t.leaves()


@test
def an_open_bracket_goes_on():
    t = Prompt()
    t.type("(1 +", "{enter}", "2)", "{enter}")
    t.shows("""
In [1]: (1 +
   ...: 2)
3

In [2]:
""")
    t.leaves()


@test
def an_error_says_its_line_and_the_session_goes_on():
    t = Prompt()
    t.cell("x = 1")
    t.cell("nosuch")
    t.cell("x")
    assert "\nNameError: name 'nosuch' is not defined\n" in t.cells, t.cells
    assert t.cells.endswith("In [3]: x\n1\n\nIn [4]:"), t.cells
    t.leaves()


@test
def output_without_a_newline_ends_before_the_prompt():
    t = Prompt()
    t.cell("print('a', end='')")
    t.shows("""
In [1]: print('a', end='')
a

In [2]:
""")
    t.leaves()


@test
def an_empty_cell_keeps_its_number():
    t = Prompt()
    t.type("{enter}")
    t.shows("""
In [1]:

In [1]:
""")
    t.leaves()


@test
def the_continuation_is_as_wide_as_the_prompt():
    t = Prompt()
    for _ in range(9):
        t.cell("1;")
    t.type("{ctrl-l}", "(1,", "{enter}", "2)")
    t.shows("""
In [10]: (1,
    ...: 2)
""")
    t.leaves()


# Editing


@test
def a_block_is_edited_as_a_block():
    t = Prompt()
    t.type("for i in range(2):", "{enter}", "print(i)", "{up}", "{home}", "X", "{end}", "Y", "{down}", "Z")
    t.shows("""
In [1]: Xfor i in range(2):Y
   ...:     print(i)Z
""")
    t.type("{home}", "{backspace}")
    t.shows("""
In [1]: Xfor i in range(2):Y    print(i)Z
""")
    t.type("\x1f")
    t.shows("""
In [1]: Xfor i in range(2):Y
   ...:     print(i)Z
""")
    t.type("{left}", "!", "{delete}")
    t.shows("""
In [1]: Xfor i in range(2):Y!    print(i)Z
""")
    t.leaves()


@test
def readline_habits():
    t = Prompt()
    t.type("one two three", "{ctrl-w}", "{ctrl-w}", "{ctrl-y}", "!")
    t.shows("In [1]: one two three!")
    t.type("{ctrl-a}", "{ctrl-right}", "{ctrl-k}")
    t.shows("In [1]: one")
    t.type("{ctrl-u}", "{ctrl-y}", "\x1f", "a.b_c", "{ctrl-left}", "X")
    t.shows("In [1]: a.Xb_c")
    t.type("{alt-enter}", "y")
    t.shows("""
In [1]: a.X
   ...: yb_c
""")
    t.leaves()


@test
def tab_indents_and_backspace_takes_it_back():
    t = Prompt()
    t.type("{tab}").cursor_at("In [1]:     ")
    t.type("{backspace}").cursor_at("In [1]: ")
    t.type("if 1:", "{enter}", "{tab}", "x", "{shift-tab}")
    t.shows("""
In [1]: if 1:
   ...:     x
""")
    t.leaves()


@test
def a_name_is_completed():
    t = Prompt()
    t.type("prin", "{tab}")
    t.cursor_at("print")
    t.leaves()


@test
def candidates_stand_below_until_the_next_key():
    t = Prompt()
    t.type("zeros", "{tab}")
    t.wait("zeros_like")
    assert t.cells.startswith("In [1]: zeros\n") and "zeros_like" in t.cells.split("\n", 1)[1], t.cells
    t.cursor_at("In [1]: zeros")
    t.type("_")
    t.shows("In [1]: zeros_")
    t.leaves()


@test
def unicode_is_as_wide_as_it_looks():
    t = Prompt()
    t.type("'漢字 é ", "{left}", "{left}", "{left}", "{left}", "α")
    assert t.cursor[1] == len("In [1]: '") + 2 + 1, t.cursor
    t.type("{end}", "'", "{enter}")
    t.shows("""
In [1]: '漢α字 é '
'漢α字 é '

In [2]:
""")
    t.leaves()


@test
def combining_marks_survive_a_redraw():
    t = Prompt()
    t.type("ae\u0301b", "{ctrl-l}")
    t.shows("In [1]: a\u00e9b")
    t.type("{left}", "{backspace}").shows("In [1]: ab")
    t.leaves()


@test
def a_long_row_wraps_and_is_edited():
    t = Prompt(columns=30)
    t.type("'" + "0123456789" * 3 + "'", "{home}", "z")
    t.shows("""
In [1]: z'01234567890123456789
0123456789'
""")
    t.type("{delete}", "{alt-enter}", "{end}")
    t.shows("""
In [1]: z
   ...: 0123456789012345678901
23456789'
""")
    t.leaves()


@test
def a_cell_taller_than_the_screen():
    t = Prompt(rows=8)
    t.paste("\n".join("x%d = %d" % (i, i) for i in range(20)))
    t.type(*["{up}"] * 15, "#")
    assert t.screen_.display[t.cursor[0]].rstrip() == "   ...: x4 = 4#", t.screen
    t.type("\x1b>", "{enter}")
    t.wait("In [2]: ")
    t.cell("x19")
    assert t.cells.endswith("In [2]: x19\n19\n\nIn [3]:"), t.cells
    t.leaves()


@test
def invalid_utf8_is_shown_and_harmless():
    t = Prompt()
    t.type("'", b"\xff\xfe\xc3(\x80\xf0\x9f", "'", "{enter}")
    t.read()
    t.type("{ctrl-c}", "1 + 1", "{enter}")
    t.read()
    assert re.search(r"In \[\d\]: 1 \+ 1\n2\n", t.cells), t.cells
    t.leaves()


# History


@test
def cells_are_recalled_whole_in_the_next_session():
    t = Prompt()
    t.cell("x = 3")
    t.type("for i in range(2):", "{enter}", "print(i)", "{enter}", "{enter}")
    t.wait("In [3]: ")
    t.leaves()
    t = Prompt(home=t.home)
    t.type("{up}")
    t.shows("""
In [1]: for i in range(2):
   ...:     print(i)
""")
    t.type("{up}", "{up}")
    t.shows("In [1]: x = 3")
    t.type("{down}", "{down}")
    t.shows("In [1]:")
    t.leaves()


@test
def up_goes_through_cells_that_begin_alike():
    t = Prompt()
    t.cell("a = 1")
    t.cell("b = 2")
    t.cell("a = 3")
    t.type("a", "{up}").cursor_at("In [4]: a = 3")
    t.type("{up}").cursor_at("In [4]: a = 1")
    t.type("{down}", "{down}").cursor_at("In [4]: a")
    t.leaves()


@test
def a_search_finds_within_cells():
    t = Prompt()
    t.cell("first = 1")
    t.cell("second = 2")
    t.type("{ctrl-r}", "st =")
    assert t.screen.endswith("(reverse-i-search)`st =': first = 1"), t.screen
    t.type("{enter}")
    t.wait("In [4]: ")
    assert t.cells.endswith("In [3]: first = 1\n\nIn [4]:"), t.cells
    t.type("{ctrl-r}", "second", "\x07").cursor_at("In [4]: ")
    t.leaves()


@test
def sessions_side_by_side_keep_their_cells():
    a = Prompt()
    b = Prompt(home=a.home)
    a.cell("a = 1")
    b.cell("b = 2")
    a.cell("c = 3")
    a.leaves()
    b.leaves()
    t = Prompt(home=a.home)
    seen = []
    for _ in range(3):
        t.type("{up}")
        seen.append(t.cells)
    assert seen == ["In [1]: c = 3", "In [1]: b = 2", "In [1]: a = 1"], seen
    t.leaves()


@test
def a_history_that_cannot_be_kept_is_no_error():
    t = Prompt(columns=120, XDG_STATE_HOME="/dev/null/state")
    t.cell("x = 1")
    t.type("{up}").wait("In [2]: x = 1")
    notice = r"argent: this session is not kept: /dev/null/state/argent/sessions/\d+-\d+: Not a directory"
    assert re.fullmatch(r"In \[1\]: x = 1\n" + notice + r"\n\nIn \[2\]: x = 1", t.cells), t.cells
    t.leaves()
    home = tempfile.mkdtemp(prefix="argent-terminal-")
    os.makedirs(os.path.join(home, "state", "argent", "history"))
    t = Prompt(home=home)
    t.cell("x = 1")
    t.leaves()
    home = tempfile.mkdtemp(prefix="argent-terminal-")
    os.makedirs(os.path.join(home, "state", "argent"))
    with open(os.path.join(home, "state", "argent", "history"), "wb") as file:
        file.write(bytes(range(256)) * 100)
    t = Prompt(home=home)
    t.cell("x = 1")
    t.leaves()


# Leaving and interrupting


@test
def ctrl_c_abandons_what_is_typed():
    t = Prompt()
    t.type("for i in x:", "{enter}")
    t.wait("   ...:")
    t.type("abc", "{up}", "{ctrl-c}")
    t.shows("""
In [1]: for i in x:
   ...:     abc^C

In [1]:
""")
    t.leaves()


@test
def ctrl_c_stops_a_running_cell_and_keeps_variables():
    t = Prompt()
    t.cell("n = 1")
    t.type("while True: n = n + 1", "{enter}")
    if "   ...:" in t.screen:
        t.type("{enter}")
    time.sleep(0.3)
    begin = time.monotonic()
    t.type("{ctrl-c}", settle=False)
    t.wait("In [3]: ")
    assert time.monotonic() - begin < 1
    assert "\nKeyboardInterrupt" in t.cells, t.cells
    t.cell("n > 1")
    assert t.cells.endswith("In [3]: n > 1\nTrue\n\nIn [4]:"), t.cells
    t.leaves()


@test
def ctrl_d_leaves_an_empty_prompt_only():
    t = Prompt()
    t.type("ab", "{ctrl-d}", "{left}", "{ctrl-d}").shows("In [1]: a")
    t.type("{backspace}")
    t.type("{ctrl-d}", settle=False)
    assert t.finish() == 0


@test
def a_request_to_end_restores_the_terminal():
    t = Prompt()
    t.type("abc")
    os.kill(t.process, signal.SIGTERM)
    t.finish()
    assert b"\x1b[?2004l" in t.sent[-80:], t.sent[-80:]


# Paste


@test
def a_pasted_block_waits_for_enter():
    t = Prompt()
    t.paste("def f(x):\n\treturn x + 1\n\nf(2)\n")
    t.shows("""
In [1]: def f(x):
   ...:     return x + 1
   ...:
   ...: f(2)
""")
    t.type("{enter}")
    t.wait("In [2]: ")
    assert t.cells.endswith("   ...: f(2)\n3\n\nIn [2]:"), t.cells
    t.leaves()


PASTES = [
    # What is pasted, and the rows of the cell it becomes.
    ("a\nb\n", ["a", "b"]),
    ("x = [1,\n>>> not a prompt]", ["x = [1,", ">>> not a prompt]"]),
    ("In [3]: y = 2\n\nIn [4]: y\n2\n\nIn [5]: y + 1\nOut[5]: 3\n", ["y = 2", "y", "y + 1"]),
    ("In [4]: for i in y:\n   ...:     print(i)\n   ...:\n0\n1\n", ["for i in y:", "    print(i)"]),
    (">>> def f(x):\n...     return x\n...\n>>> f(2)\n2\n", ["def f(x):", "    return x", "", "f(2)"]),
    ("    >>> x\n    5\n    >>> y\n    6\n", ["x", "y"]),
    # Copied from behind the first prompt's screen column on, or without the further prompts.
    (">>> for i in y:\n    print(i)\n", ["for i in y:", "    print(i)"]),
    # As transcripts have it.
    ("In [1]:\nx = 1\n\nIn [2]:\nfor i in y:\n    a\n\n    b\n\n0\n1\n", ["x = 1", "for i in y:", "    a", "", "    b"]),
    ("\r\n", [""]),
]


@test
def prompts_are_taken_off_a_pasted_session():
    t = Prompt()
    for pasted, rows in PASTES:
        t.type("{ctrl-l}").paste(pasted)
        t.shows("\n".join(("   ...: " if n else "In [1]: ") + row for n, row in enumerate(rows)))
        t.type("{ctrl-c}")
    t.leaves()


# The terminal


@test
def the_cell_follows_a_change_of_size():
    t = Prompt(60, 10)
    t.type("for i in x:", "{enter}", "abc")
    for columns, rows in [(40, 10), (90, 20), (30, 6)]:
        t.resize(columns, rows)
        t.read()
        t.type("d")
    t.shows("""
In [1]: for i in x:
   ...:     abcddd
""")
    t.leaves()


@test
def ctrl_z_stops_and_the_cell_comes_back():
    t = Prompt()
    t.type("abc")
    t.type("\x1a")
    # Nobody is there to go on from, so the program goes on by itself, its cell drawn again.
    t.shows("""
In [1]: abc
In [1]: abc
""")
    t.type("d").cursor_at("In [1]: abcd")
    t.leaves()


@test
def no_color_means_none():
    t = Prompt(NO_COLOR="1")
    t.type("(1,", "{enter}", "2)")
    t.type("{enter}")
    t.cell("nosuch")
    assert not re.search(rb"\x1b\[[0-9;]*m", t.sent), t.sent
    t.leaves()


@test
def a_dumb_terminal_gets_no_sequences():
    t = Prompt(TERM="dumb")
    # Between the lines of a cell the terminal is not ours, and would echo what is typed.
    for line in ["for i in range(2):", "print(i)"]:
        t.type(line, "{enter}")
        t.read(quiet=0.5)
    t.type("{enter}")
    t.shows("""
In [1]: for i in range(2):
   ...:     print(i)
   ...:
0
1

In [2]:
""")
    assert b"\x1b" not in t.sent, t.sent
    t.leaves()


@test
def editrc_is_read_last():
    home = tempfile.mkdtemp(prefix="argent-terminal-")
    with open(os.path.join(home, ".editrc"), "w") as file:
        file.write("# mine\nargent:bind ^T ag-row-start\nother:bind ^A ed-unassigned\n")
    t = Prompt(home=home)
    t.type("abc", "{ctrl-t}", "X").shows("In [1]: Xabc")
    t.leaves()


@test
def vi_keys():
    home = tempfile.mkdtemp(prefix="argent-terminal-")
    with open(os.path.join(home, ".editrc"), "w") as file:
        file.write("bind -v\n")
    t = Prompt(home=home)
    t.type("for i in x:", "{enter}", "abc", "{escape}")
    time.sleep(0.1)
    t.type("k", "0", "i", "X", "{down}", "Y")
    t.shows("""
In [1]: Xfor i in x:
   ...:  Y   abc
""")
    t.paste("p\nq")
    t.shows("""
In [1]: Xfor i in x:
   ...:  Yp
   ...: q   abc
""")
    t.leaves()


@test
def a_key_is_on_the_screen_soon_with_a_long_history():
    home = tempfile.mkdtemp(prefix="argent-terminal-")
    os.makedirs(os.path.join(home, "state", "argent"))
    with open(os.path.join(home, "state", "argent", "history"), "w") as file:
        file.write("_HiStOrY_V2_\n")
        for i in range(10_000):
            file.write("x%d\\040=\\040%d\n" % (i, i))
    t = Prompt(home=home)
    t.read(quiet=0.5)
    worst = 0.0
    for key in "abcdefgh":
        begin = time.monotonic()
        seen = len(t.sent)
        t.type(key, settle=False)
        while len(t.sent) == seen:
            t.read(quiet=0.0005, limit=0.001)
        worst = max(worst, time.monotonic() - begin)
    assert worst < 0.05, worst
    t.type("{ctrl-u}", "x77", "{up}")
    t.shows("In [1]: x7799 = 7799")
    t.leaves()


# Completion, help and hints


@test
def what_completes_where():
    t = Prompt(columns=70)
    t.cell("d = {'alpha': 1, 'beta': 2}; x = torch.ones(2, 3)")
    for typed, row in [
        ("x.mea", "x.mean"), ("torch.zeros(2, req", "torch.zeros(2, requires_grad="), ("d['al", "d['alpha"),
        ("import stati", "import statistics"), ("from math import facto", "from math import factorial"),
        ("from torch.utils.data import DataL", "from torch.utils.data import DataLoader"),
        ("nn.Linear(2, 3, bia", "nn.Linear(2, 3, bias="), ("(x + 1).T.argmi", "(x + 1).T.argmin"),
        ("'a'.upp", "'a'.upper"), ("len(d).bit_l", "len(d).bit_length"),
    ]:
        t.type(typed, "{tab}")
        t.wait("In [2]: " + row)
        t.cursor_at(row)
        t.type("{ctrl-u}")
    t.leaves()


@test
def a_file_is_completed_inside_the_quotes_of_open():
    home = tempfile.mkdtemp(prefix="argent-terminal-")
    os.makedirs(os.path.join(home, "lessons"))
    open(os.path.join(home, "lessons", "first.txt"), "w").close()
    t = Prompt(columns=70, home=home)
    t.type("open('~/les", "{tab}").shows("In [1]: open('~/lessons/")
    t.type("fi", "{tab}").shows("In [1]: open('~/lessons/first.txt")
    t.type("{ctrl-u}", "print('~/les", "{tab}").shows("In [1]: print('~/les")
    t.leaves()


@test
def completion_runs_nothing_of_a_persons():
    t = Prompt(columns=70)
    t.paste("""class A:
    def __getattr__(self, name): print("RAN")
    def __dir__(self): print("RAN"); return ["never"]
    @property
    def made(self): print("RAN")
    def method(self, alpha): print("RAN")
a = A()""")
    t.type("{enter}").wait("In [2]: ")
    t.type("{ctrl-l}", "a.", "{tab}").shows("In [2]: a.m")
    t.type("{tab}").shows("""
In [2]: a.m
made    method
""")
    t.type("{ctrl-u}", "a.made.", "{tab}").shows("In [2]: a.made.")
    t.type("{ctrl-u}", "a.method(0).", "{tab}").shows("In [2]: a.method(0).")
    t.type("{ctrl-u}", "A().m", "{tab}")
    t.type("{ctrl-u}", "a.method(al", "{tab}")
    assert t.cells.split("\n")[1].startswith("alpha="), t.cells
    assert "RAN" not in t.screen
    t.leaves()


@test
def candidates_go_with_ctrl_c_and_a_change_of_size():
    t = Prompt()
    t.type("torch.softma", "{tab}", "{ctrl-u}", "torch.lo", "{tab}")
    assert len(t.cells.split("\n")) > 2, t.cells
    t.resize(50, 30)
    t.read(quiet=0.3)
    t.shows("In [1]: torch.lo")
    t.type("{tab}", "{ctrl-c}")
    t.shows("""
In [1]: torch.lo^C

In [1]:
""")
    t.leaves()


@test
def what_comes_after_a_magic_is_completed():
    home = tempfile.mkdtemp(prefix="argent-terminal-")
    os.makedirs(os.path.join(home, "lessons"))
    open(os.path.join(home, "lessons", "first.ag"), "w").close()
    t = Prompt(columns=70, home=home)
    for typed, row in [
        ("%timei", "%timeit"), ("%%captu", "%%capture"), ("%run ~/less", "%run ~/lessons/"),
        ("%load ~/lessons/fi", "%load ~/lessons/first.ag"),
        ("%time tor", "%time torch"), ("%who_", "%who_ls"),
    ]:
        t.type(typed, "{tab}").shows("In [1]: " + row)
        t.type("{ctrl-u}")
    t.leaves()


@test
def many_candidates_stop_at_the_edge_of_the_screen():
    t = Prompt(rows=10)
    t.type("torch.", "{tab}")
    t.wait(" more")
    rows = t.screen.split("\n")
    assert len(rows) == 10 and re.fullmatch(r"… and \d+ more", rows[-1]), t.screen
    t.cursor_at("torch.")
    t.type("sin").shows("In [1]: torch.sin")
    t.leaves()


@test
def a_question_mark_shows_a_page():
    t = Prompt(columns=70)
    t.cell("def f(a, b=2):\n    pass".split("\n")[0], "{enter}", "'Adds.'", "{enter}")
    t.cell("f?")
    assert t.cells.endswith("""
In [2]: f?
f(a, b=2)                                                     function
  Adds.

  defined   In [1], line 1

In [3]:"""), t.cells
    t.cell("sin?")
    assert "\n  >>> torch.sin(torch.tensor([-1., 0., 1.]))\n  tensor([-0.8415,  0.0000,  0.8415])\n" in t.cells, t.cells
    t.cell("nosuch?")
    assert "Object `nosuch` not found.\n" in t.cells, t.cells
    row = next(n for n, text in enumerate(t.screen_.display) if text.startswith("f(a, b=2)"))
    assert t.screen_.buffer[row][0].bold and not t.screen_.buffer[row + 1][2].bold
    t.leaves()


@test
def the_hint_stands_at_the_right_edge_and_goes():
    t = Prompt()
    t.cell("x = torch.ones(2, 3); w = torch.ones(4, 3)")
    t.type("x @ w.T")
    row = t.screen_.display[t.cursor[0]]
    assert row.rstrip().endswith(" [2, 4]") and len(row.rstrip()) == 59, row
    t.cursor_at("x @ w.T")
    t.type("{backspace}", "{backspace}")
    row = t.screen_.display[t.cursor[0]]
    assert row.rstrip().endswith("✗ [2, 3] @ [4, 3]: inner 3 and 4 differ"), row
    # No room beside the text: no hint, and the text stays where it is.
    t.type("  # a comment that leaves no room beside it")
    row = t.screen_.display[t.cursor[0]]
    assert row.rstrip().endswith("leaves no room beside it"), row
    t.type("{ctrl-u}", "x.sum(dim=1, ")
    assert "sum(dim, keepdim=False, *, …)" in t.screen_.display[t.cursor[0]], t.screen
    t.type("{ctrl-u}", "x @ w.T", "{enter}")
    t.wait("In [3]: ")
    assert "\nIn [2]: x @ w.T\ntensor(" in t.cells, t.cells
    t.leaves()


@test
def the_hint_without_colours_and_without_a_cursor():
    t = Prompt(NO_COLOR="1")
    t.type("torch.ones(2, 3)")
    assert t.screen.endswith(" [2, 3]"), t.screen
    assert not re.search(rb"\x1b\[[0-9;]*m", t.sent), t.sent
    t.leaves()
    t = Prompt(TERM="dumb")
    t.type("torch.ones(2, 3)").shows("In [1]: torch.ones(2, 3)")
    t.leaves()


# More of editing


@test
def undo_goes_back_word_by_word():
    t = Prompt()
    t.type("one two three")
    for left in ["one two ", "one two", "one ", "one", ""]:
        t.type("\x1f").cursor_at("In [1]: " + left)
    t.type("for i in x:", "{enter}", "abc", "\x1f", "\x1f").shows("In [1]: for i in x:")
    t.leaves()


@test
def a_search_goes_further_and_back():
    t = Prompt()
    for cell in ["aa = 1", "b = 2", "aa = 3"]:
        t.cell(cell)
    t.type("{ctrl-r}", "aa")
    assert t.screen.endswith("`aa': aa = 3"), t.screen
    t.type("{ctrl-r}")
    assert t.screen.endswith("`aa': aa = 1"), t.screen
    t.type("\x13")
    assert t.screen.endswith("`aa': aa = 3"), t.screen
    t.type("x")
    assert t.screen.endswith("(failed reverse-i-search)`aax': aa = 3"), t.screen
    t.type("{backspace}", "{ctrl-a}", "z").shows(t.cells)
    t.cursor_at("In [4]: z")
    t.leaves()


@test
def a_block_is_recalled_and_changed():
    t = Prompt()
    t.type("for i in range(2):", "{enter}", "print(i)", "{enter}", "{enter}")
    t.wait("In [2]: ")
    t.type("{up}", "{up}", "{end}", "{left}", "{left}", "{backspace}", "3", "{down}", "{end}", "{enter}", "{enter}")
    t.wait("In [3]: ")
    assert t.cells.endswith("""
In [2]: for i in range(3):
   ...:     print(i)
   ...:
0
1
2

In [3]:"""), t.cells
    t.leaves()


@test
def words_of_several_rows():
    t = Prompt()
    t.paste("ab cd\nef gh")
    t.type("{ctrl-left}", "{ctrl-left}", "{ctrl-left}", "X")
    t.shows("""
In [1]: ab Xcd
   ...: ef gh
""")
    t.type("\x1bd", "\x1b>", "\x1b\x7f", "!")
    t.shows("""
In [1]: ab X
   ...: ef !
""")
    t.leaves()


@test
def wide_characters_at_the_edge():
    t = Prompt(columns=20)
    t.type("'" + "漢" * 8 + "'")
    t.type("{home}", "{right}", "{delete}", "é")
    t.read()
    t.type("{end}", "{enter}")
    t.wait("In [2]: ")
    assert "é" + "漢" * 7 in t.cells.replace("\n", ""), t.cells
    t.leaves()


@test
def a_long_cell_follows_a_change_of_size():
    t = Prompt(40, 12)
    t.type("'" + "0123456789" * 6)
    for columns in (25, 70, 33):
        t.resize(columns, 12)
        t.read()
        t.type("x")
    t.type("'", "{enter}")
    t.wait("In [2]: ")
    assert "'" + "0123456789" * 6 + "xxx'" in t.cells.replace("\n", ""), t.cells
    t.leaves()


@test
def ctrl_c_leaves_a_search():
    t = Prompt()
    t.cell("first = 1")
    t.type("ab", "{ctrl-r}", "first", "{ctrl-c}")
    t.cursor_at("In [2]: ab")
    t.leaves()


@test
def a_shell_stops_the_program_and_takes_it_up_again():
    home = tempfile.mkdtemp(prefix="argent-terminal-")
    t = Terminal(["bash", "--norc", "--noprofile", "-i"], 60, 30, {"HOME": home, "PS1": "$ ", "XDG_STATE_HOME": home})
    OPEN.append(t)
    t.wait("$ ")
    t.type(PROGRAM[0] + "\r")
    t.wait("In [1]: ")
    t.type("x = 12", "\x1a")
    t.wait("Stopped")
    t.type("echo $((6 * 7))\r")
    t.wait("\n42")
    t.type("fg\r")
    t.type("3", "{enter}")
    t.wait("In [2]: ")
    t.type("x", "{enter}")
    t.wait("In [3]: ")
    assert "\nIn [2]: x\n123\n" in t.screen, t.screen
    t.type("while True: pass", "{enter}", "{enter}")
    time.sleep(0.3)
    t.type("\x1a")
    time.sleep(0.3)
    t.type("fg\r")
    time.sleep(0.3)
    t.type("{ctrl-c}")
    t.wait("In [4]: ")
    assert "KeyboardInterrupt" in t.screen, t.screen
    t.type("\x04")
    t.wait("$ ")
    t.type("exit\r", settle=False)
    t.finish()


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
