"""Every magic that `%lsmagic` names, typed at the prompt, the screens compared whole.

    python3 Tests/Terminal/magics.py PROGRAM [NAME…]

needs the package pyte. `[..]` in an expected screen stands for any text in a row, as in a lesson's record.
"""

import os
import re
import sys
import tempfile
import time

import prompt
from prompt import Prompt, main, test

prompt.TESTS.clear()
SHOWN = set()


def magics(*names):
    """A test of these magics."""
    SHOWN.update(names)
    return test


class Magics(Prompt):
    """A prompt in a folder of its own, with files in it, to which several cells are typed at once."""

    def __init__(self, *cells, files={}, columns=100, **environment):
        home = tempfile.mkdtemp(prefix="argent-magics-")
        for name, text in files.items():
            with open(os.path.join(home, name), "w") as file:
                file.write(text)
        before = os.getcwd()
        os.chdir(home)
        try:
            super().__init__(columns=columns, rows=100, home=home, **environment)
        finally:
            os.chdir(before)
        self.enter(*cells)

    def enter(self, *cells):
        for cell in cells:
            if "\n" in cell:
                self.paste(cell)
                self.type("{enter}")
                if re.match(r" +\.\.\.:$", self.screen.split("\n")[-1]):
                    self.type("{enter}")
            else:
                self.type(cell, "{enter}")
            self.read(quiet=0.25)
        return self

    def matches(self, expected):
        """The screen from the first prompt on, where `[..]` is any text in a row."""
        expected = "\n".join(row.rstrip() for row in expected.strip("\n").split("\n"))
        pattern = ".*?".join(re.escape(part) for part in expected.split("[..]"))
        end = time.monotonic() + 10
        while not re.fullmatch(pattern, self.quiet_cells) and time.monotonic() < end:
            self.read(quiet=0.05, limit=0.5)
        assert re.fullmatch(pattern, self.quiet_cells), "expected\n%s\nbut saw\n%s" % (expected, self.quiet_cells)
        self.leaves()

    @property
    def quiet_cells(self):
        """The cells as on an idle machine: on a busy one `%timeit` may say first how far its runs lay apart."""
        return re.sub(r"The slowest run took [^.]+\.\d\d times longer .*\n?.*being cached\.\n", "", self.cells)

    def file(self, name):
        with open(os.path.join(self.home, name)) as file:
            return file.read()


# Time


@magics("%time", "%%time")
def time_says_how_long_and_shows_the_value():
    Magics("%time 1 + 1", "x = %time 5", "x", "%time y = 3", "y", "%time nosuch", "%%time\na = 1\na + 1", "%%time x\n1").matches("""
In [1]: %time 1 + 1
CPU times: user [..], sys: [..], total: [..]
Wall time: [..]
2

In [2]: x = %time 5
CPU times: user [..], sys: [..], total: [..]
Wall time: [..]

In [3]: x
5

In [4]: %time y = 3
CPU times: user [..], sys: [..], total: [..]
Wall time: [..]

In [5]: y
3

In [6]: %time nosuch
CPU times: user [..], sys: [..], total: [..]
Wall time: [..]
NameError: name 'nosuch' is not defined
  In [6], line 1
    %time nosuch
          ^^^^^^

In [7]: %%time
   ...: a = 1
   ...: a + 1
   ...:
CPU times: user [..], sys: [..], total: [..]
Wall time: [..]
2

In [8]: %%time x
   ...: 1
   ...:
UsageError: Can't use statement directly after '%%time'!
  In [8], line 1
    %%time x
    ^^^^^^^^

In [9]:
""")


@magics("%timeit", "%%timeit")
def timeit_has_ipythons_options_and_words():
    Magics(
        "%timeit -n 10 -r 2 1 + 1", "r = %timeit -n 5 -r 2 -o -q 1 + 1", "r", "r.loops, r.repeat, r.best <= r.worst",
        "%%timeit -n 3 -r 2 x = 5\nx + 1", "%timeit -n 3 -r 1 1", "%timeit -z 1", "%timeit nosuch", "x",
    ).matches("""
In [1]: %timeit -n 10 -r 2 1 + 1
[..] ± [..] per loop (mean ± std. dev. of 2 runs, 10 loops each)

In [2]: r = %timeit -n 5 -r 2 -o -q 1 + 1

In [3]: r
<TimeitResult : [..] ± [..] per loop (mean ± std. dev. of 2 runs, 5 loops each)>

In [4]: r.loops, r.repeat, r.best <= r.worst
(5, 2, True)

In [5]: %%timeit -n 3 -r 2 x = 5
   ...: x + 1
   ...:
[..] ± [..] per loop (mean ± std. dev. of 2 runs, 3 loops each)

In [6]: %timeit -n 3 -r 1 1
[..] ± 0 ns per loop (mean ± std. dev. of 1 run, 3 loops each)

In [7]: %timeit -z 1
UsageError: option -z not recognized (allowed: "n:r:tcp:qov:")
  In [7], line 1
    %timeit -z 1
    ^^^^^^^^^^^^

In [8]: %timeit nosuch
NameError: name 'nosuch' is not defined
  In [8], line 1, in %timed
    %timeit nosuch
            ^^^^^^
  called from In [8], line 1
    %timeit nosuch
    ^^^^^^^^^^^^^^

In [9]: x
NameError: name 'x' is not defined
  In [9], line 1
    x
    ^

In [10]:
""")


# Names


@magics("%who", "%whos", "%who_ls")
def names_are_listed_by_type():
    Magics(
        "%who", "x = 1; s = 'abc'; d = {'a': [1]}; l = [1] * 100", "t = torch.ones(2, 3)",
        "def f(a):\n    return a", "%who", "%who int str", "%who_ls list", "%who set", "%whos", "v = %who_ls int", "v",
    ).matches("""
In [1]: %who
Interactive namespace is empty.

In [2]: x = 1; s = 'abc'; d = {'a': [1]}; l = [1] * 100

In [3]: t = torch.ones(2, 3)

In [4]: def f(a):
   ...:     return a
   ...:

In [5]: %who
d        f       l       s       t       x

In [6]: %who int str
s        x

In [7]: %who_ls list
['l']

In [8]: %who set
No variables match your requested type.

In [9]: %whos
Variable   Type        Data/Info
--------------------------------
d          dict        n=1
f          function    <function f at 0x[..]>
l          list        n=100
s          str         abc
t          Tensor      tensor([[1., 1., 1.],\\n        [1., 1., 1.]])
x          int         1

In [10]: v = %who_ls int

In [11]: v
['x']

In [12]:
""")


@magics("%reset")
def reset_forgets_what_is_asked():
    Magics(
        "x = 1; a = np.ones(2)", "x", "%reset -f array", "%who", "%reset -f out", "Out", "%reset -f in", "In[1]",
        "%reset -f", "%who", "torch.ones(1)",
    ).matches("""
In [1]: x = 1; a = np.ones(2)

In [2]: x
1

In [3]: %reset -f array

In [4]: %who
x

In [5]: %reset -f out
Flushing output cache (1 entries)

In [6]: Out
{}

In [7]: %reset -f in
Flushing input history

In [8]: In[1]
''

In [9]: %reset -f

In [10]: %who
Interactive namespace is empty.

In [11]: torch.ones(1)
tensor([1.])

In [12]:
""")


# Cells again


@magics("%history", "%hist")
def history_in_every_form():
    t = Magics("x = 1", "for i in range(2):\n    print(i)", "x + 1", "%history -n 1-3", "%history 3 1", "%history -o 1-3")
    t.enter("%hist -p -n 1-3", "%history -l 2", "%history -g x*", "%history -f h.txt 1-2", "%history 99")
    kept = t.file("h.txt")
    t.matches("""
In [1]: x = 1

In [2]: for i in range(2):
   ...:     print(i)
   ...:
0
1

In [3]: x + 1
2

In [4]: %history -n 1-3
   1: x = 1
   2:
for i in range(2):
    print(i)
   3: x + 1

In [5]: %history 3 1
x + 1
x = 1

In [6]: %history -o 1-3
x = 1
for i in range(2):
    print(i)
x + 1
2

In [7]: %hist -p -n 1-3
   1: >>> x = 1
   2:
>>> for i in range(2):
...     print(i)
...
   3: >>> x + 1

In [8]: %history -l 2
%hist -p -n 1-3
%history -l 2

In [9]: %history -g x*
   1: x = 1
   3: x + 1
   9: %history -g x*

In [10]: %history -f h.txt 1-2

In [11]: %history 99

In [12]:
""")
    assert kept == "x = 1\nfor i in range(2):\n    print(i)\n", kept


@magics("%rerun")
def cells_are_run_again():
    Magics(
        "x = 1", "y = x + 1", "z = y * 2", "x = 10", "%rerun 2-3", "z", "%rerun", "%rerun z", "z", "%rerun -g +",
        "%rerun 99", "%rerun nosuch",
    ).matches("""
In [1]: x = 1

In [2]: y = x + 1

In [3]: z = y * 2

In [4]: x = 10

In [5]: %rerun 2-3
=== Executing: ===
y = x + 1
z = y * 2
=== Output: ===

In [6]: z
22

In [7]: %rerun
=== Executing: ===
z
=== Output: ===
22

In [8]: %rerun z
=== Executing: ===
%rerun 2-3
=== Output: ===
=== Executing: ===
y = x + 1
z = y * 2
=== Output: ===

In [9]: z
22

In [10]: %rerun -g +
=== Executing: ===
y = x + 1
=== Output: ===

In [11]: %rerun 99
No lines in history match specification

In [12]: %rerun nosuch
UsageError: no cell made nosuch
  In [12], line 1
    %rerun nosuch
    ^^^^^^^^^^^^^
  hint: %rerun takes numbers of cells and names of variables

In [13]:
""")


@magics("%save")
def cells_are_saved():
    t = Magics("x = 1", "x", "%save a 1", "%save -f a 1-2", "%save -a a 1", "%save -r b.txt 2", "%save")
    t.type("%save a 2", "{enter}").wait("(y/[N])?")
    t.type("n", "{enter}").wait("cancelled")
    saved, raw = t.file("a.py"), t.file("b.txt.ipy")
    t.matches("""
In [1]: x = 1

In [2]: x
1

In [3]: %save a 1
The following commands were written to file `a.py`:
x = 1

In [4]: %save -f a 1-2
The following commands were written to file `a.py`:
x = 1
x

In [5]: %save -a a 1
The following commands were written to file `a.py`:
x = 1

In [6]: %save -r b.txt 2
The following commands were written to file `b.txt.ipy`:
x

In [7]: %save
UsageError: Missing filename.
  In [7], line 1
    %save
    ^^^^^

In [8]: %save a 2
File `a.py` exists. Overwrite (y/[N])?  n
Operation cancelled.

In [9]:
""")
    assert saved == "# coding: utf-8\nx = 1\nx\nx = 1\n", saved
    assert raw.endswith("x\n"), raw


# Files


@magics("%load", "%loadpy")
def what_is_loaded_stands_at_the_next_prompt():
    t = Magics("x = 1", files={"e.py": "import sys\nprint(sys.argv)\n"})
    t.enter("%load e.py").type("{ctrl-c}")
    t.enter("%loadpy 1").type("{enter}")
    t.read(quiet=0.3)
    t.enter("%load nosuch.py", "%load").matches("""
In [1]: x = 1

In [2]: %load e.py

In [3]: # %load e.py
   ...: import sys
   ...: print(sys.argv)^C

In [3]: %loadpy 1

In [4]: # %load 1
   ...: x = 1

In [5]: %load nosuch.py
ValueError: 'nosuch.py' was not found in history, as a file, url, nor in the user namespace.
  In [5], line 1
    %load nosuch.py
    ^^^^^^^^^^^^^^^

In [6]: %load
UsageError: Missing filename, URL, input history range, macro, or element in the user namespace
  In [6], line 1
    %load
    ^^^^^

In [7]:
""")


@magics("%run")
def programs_and_lessons_are_run():
    files = {
        "e.py": "import sys\nprint(sys.argv, __name__)\nfifth = 5\n", "bad.py": "1/0\n", "l.ag": "# %%\nz = 7\n# %%\nz + 1\n#> 8\n",
        "seen.py": "print(fifth + 1)\n",
    }
    Magics(
        "%run e.py a b", "fifth", "%run e", "%run -n e.py", "%run -t e.py", "%run -i seen.py", "%run seen.py", "%run l.ag",
        "z", "%run bad.py", "%run nosuch", "%run", files=files,
    ).matches("""
In [1]: %run e.py a b
['e.py', 'a', 'b'] __main__

In [2]: fifth
5

In [3]: %run e
['e.py'] __main__

In [4]: %run -n e.py
['e.py'] e

In [5]: %run -t e.py
['e.py'] __main__

IPython CPU timings (estimated):
  User   : [..] s.
  System : [..] s.

In [6]: %run -i seen.py
6

In [7]: %run seen.py
NameError: name 'fifth' is not defined
  seen.py, line 1
    print(fifth + 1)
          ^^^^^
  called from In [7], line 1
    %run seen.py
    ^^^^^^^^^^^^

In [8]: %run l.ag
8

In [9]: z
7

In [10]: %run bad.py
ZeroDivisionError: division by zero
  bad.py, line 1
    1/0
    ^^^
  called from In [10], line 1
    %run bad.py
    ^^^^^^^^^^^

In [11]: %run nosuch
Exception: File `'nosuch'` not found.
  In [11], line 1
    %run nosuch
    ^^^^^^^^^^^

In [12]: %run
Exception: you must provide at least a filename.
  In [12], line 1
    %run
    ^^^^

In [13]:
""")


@magics("%edit", "%ed")
def an_editor_is_opened_on_cells_files_and_texts():
    t = Magics(
        "x = 1", "%edit 1", "q", "%edit -x 1", "%ed e.py", "s = 'print(77);'", "%edit s",
        files={"e.py": "print(1)\n"}, EDITOR="f() { echo 'q = 5' >> \"$1\"; }; f",
    )
    kept = t.file("e.py")
    t.matches("""
In [1]: x = 1

In [2]: %edit 1
Editing... done. Executing edited code...

In [3]: q
5

In [4]: %edit -x 1
Editing...

In [5]: %ed e.py
Editing... done. Executing edited code...
1

In [6]: s = 'print(77);'

In [7]: %edit s
Editing... done. Executing edited code...
77

In [8]:
""")
    assert kept == "print(1)\nq = 5\n", kept


@test
def an_editor_that_fails_runs_nothing():
    Magics("x = 1", "%edit 1", EDITOR="false").matches("""
In [1]: x = 1

In [2]: %edit 1
Editing...
UsageError: Could not open editor
  In [2], line 1
    %edit 1
    ^^^^^^^
  hint: $EDITOR, which is 'false', has failed, and nothing was run

In [3]:
""")


# The session


@magics("%undo")
def cells_are_undone():
    Magics(
        "a = [1]", "b = a; a.append(2)", "1 / 0", "a.append(3); 1 / 0", "%undo", "a, b", "%undo 3", "a", "%undo 100",
        "%undo 0", "%undo x", "%undo -1", "%config undo=off", "%undo",
    ).matches("""
In [1]: a = [1]

In [2]: b = a; a.append(2)

In [3]: 1 / 0
ZeroDivisionError: division by zero
  In [3], line 1
    1 / 0
    ^^^^^

In [4]: a.append(3); 1 / 0
ZeroDivisionError: division by zero
  In [4], line 1
    a.append(3); 1 / 0
                 ^^^^^

In [5]: %undo
Undone: In [4]: a.append(3); 1 / 0

In [4]: a, b
([1, 2], [1, 2])

In [5]: %undo 3
Undone: In [2]: b = a; a.append(2)
Undone: In [3]: 1 / 0
Undone: In [4]: a, b

In [2]: a
[1]

In [3]: %undo 100
Only 2 can be undone.

In [4]: %undo 0
UsageError: %undo takes a number of cells
  In [4], line 1
    %undo 0
    ^^^^^^^

In [5]: %undo x
UsageError: %undo takes a number of cells
  In [5], line 1
    %undo x
    ^^^^^^^

In [6]: %undo -1
UsageError: %undo takes a number of cells
  In [6], line 1
    %undo -1
    ^^^^^^^^

In [7]: %config undo=off

In [8]: %undo
Nothing can be undone here: %config undo=on keeps what is needed.

In [9]:
""")


@test
def numbers_in_place_classes_and_random_states_are_undone():
    Magics(
        "x = torch.ones(3); k = x; d = {'a': [x]}", "x.add_(1); x[0] = 9; d['b'] = 2", "%undo", "x, k is x, d",
        "class A: n = 1", "A.n = 5; A.m = 6", "%undo", "A.n, hasattr(A, 'm')",
        "import random", "one = random.random(), np.random.rand(), torch.rand(1).item()", "%undo",
        "two = random.random(), np.random.rand(), torch.rand(1).item()", "%undo 2", "torch.manual_seed(0);", "%undo",
    ).matches("""
In [1]: x = torch.ones(3); k = x; d = {'a': [x]}

In [2]: x.add_(1); x[0] = 9; d['b'] = 2

In [3]: %undo
Undone: In [2]: x.add_(1); x[0] = 9; d['b'] = 2

In [2]: x, k is x, d
(tensor([1., 1., 1.]), True, {'a': [tensor([1., 1., 1.])]})

In [3]: class A: n = 1

In [4]: A.n = 5; A.m = 6

In [5]: %undo
Undone: In [4]: A.n = 5; A.m = 6

In [4]: A.n, hasattr(A, 'm')
(1, False)

In [5]: import random

In [6]: one = random.random(), np.random.rand(), torch.rand(1).item()

In [7]: %undo
Undone: In [6]: one = random.random(), np.random.rand(), torch.rand(1).item()

In [6]: two = random.random(), np.random.rand(), torch.rand(1).item()

In [7]: %undo 2
Undone: In [5]: import random
Undone: In [6]: two = random.random(), np.random.rand(), torch.rand(1).item()

In [5]: torch.manual_seed(0);

In [6]: %undo
Undone: In [5]: torch.manual_seed(0);

In [5]:
""")


@magics("%restart")
def a_session_begins_again():
    Magics("x = 1", "x", "%config labels=on", "%restart", "'x' in globals(), Out, len(In)", "%undo").matches("""
In [1]: x = 1

In [2]: x
1

In [3]: %config labels=on

In [4]: %restart

In [1]: 'x' in globals(), Out, len(In)
Out[1]: (False, {}, 2)

In [2]: %undo
Undone: In [1]: 'x' in globals(), Out, len(In)

In [1]:
""")


@magics("%seed")
def one_seed_for_all_random_numbers():
    Magics(
        "import random", "%seed 5", "a = random.random(), np.random.rand(), torch.rand(1)", "%seed 5",
        "a == (random.random(), np.random.rand(), torch.rand(1))", "%seed", "%seed x", "%seed 0", "torch.rand(1)",
    ).matches("""
In [1]: import random

In [2]: %seed 5

In [3]: a = random.random(), np.random.rand(), torch.rand(1)

In [4]: %seed 5

In [5]: a == (random.random(), np.random.rand(), torch.rand(1))
True

In [6]: %seed
UsageError: %seed takes a whole number
  In [6], line 1
    %seed
    ^^^^^

In [7]: %seed x
UsageError: %seed takes a whole number
  In [7], line 1
    %seed x
    ^^^^^^^

In [8]: %seed 0

In [9]: torch.rand(1)
tensor([0.4963])

In [10]:
""")


@magics("%precision")
def floats_are_shown_with_fewer_decimals():
    Magics(
        "%precision 3", "3.14159265", "[3.14159265], 2j", "np.array([1/3])", "%precision %e", "2.5", "%precision", "1/3",
        "%precision x",
    ).matches("""
In [1]: %precision 3
'%.3f'

In [2]: 3.14159265
3.142

In [3]: [3.14159265], 2j
([3.142], 2j)

In [4]: np.array([1/3])
array([0.333])

In [5]: %precision %e
'%e'

In [6]: 2.5
2.500000e+00

In [7]: %precision
'%r'

In [8]: 1/3
0.3333333333333333

In [9]: %precision x
ValueError: Precision must be int or format string, not 'x'
  In [9], line 1
    %precision x
    ^^^^^^^^^^^^

In [10]:
""")


@magics("%config", "%hints")
def settings_are_shown_and_changed():
    Magics(
        "%config", "%config labels", "%config labels=on", "5", "torch.ones(2, 2)", "%config labels=off", "5",
        "%config labels=maybe", "%config nosuch=on", "%config InlineBackend.figure_format = 'svg'", "%hints", "who",
        "%hints off", "who",
    ).matches("""
In [1]: %config
hints   on   Whether errors come with a hint of ours.
labels  off  Whether results are labelled Out[n]: as IPython labels them.
undo    on   Whether cells can be undone.

In [2]: %config labels
labels is off

In [3]: %config labels=on

In [4]: 5
Out[4]: 5

In [5]: torch.ones(2, 2)
Out[5]:
tensor([[1., 1.],
        [1., 1.]])

In [6]: %config labels=off

In [7]: 5
5

In [8]: %config labels=maybe
UsageError: expected on or off, not 'maybe'
  In [8], line 1
    %config labels=maybe
    ^^^^^^^^^^^^^^^^^^^^

In [9]: %config nosuch=on
UsageError: there is no setting 'nosuch'
  In [9], line 1
    %config nosuch=on
    ^^^^^^^^^^^^^^^^^
  hint: the settings are hints, labels, undo

In [10]: %config InlineBackend.figure_format = 'svg'

In [11]: %hints
hints are on

In [12]: who
NameError: name 'who' is not defined
  In [12], line 1
    who
    ^^^
  hint: commands of the session begin with %: %who

In [13]: %hints off

In [14]: who
NameError: name 'who' is not defined
  In [14], line 1
    who
    ^^^

In [15]:
""")


@magics("%autoindent", "%pprint")
def indentation_and_layout_are_turned_off_and_on():
    t = Magics("%autoindent")
    t.type("if 1:", "{enter}", "pass", "{ctrl-c}").wait("In [2]: ")
    t.enter("%autoindent")
    t.type("if 1:", "{enter}", "pass", "{ctrl-c}").wait("In [3]: ")
    t.enter("%pprint", "list(range(30))", "%pprint", "['a' * 50, 'b' * 50]").matches("""
In [1]: %autoindent
Automatic indentation is: OFF

In [2]: if 1:
   ...: pass^C

In [2]: %autoindent
Automatic indentation is: ON

In [3]: if 1:
   ...:     pass^C

In [3]: %pprint
Pretty printing has been turned OFF

In [4]: list(range(30))
[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 2
7, 28, 29]

In [5]: %pprint
Pretty printing has been turned ON

In [6]: ['a' * 50, 'b' * 50]
['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb']

In [7]:
""")


@magics("%%capture")
def what_a_cell_prints_is_kept():
    Magics("%%capture c\nprint(1)\n2", "c()", "c.show()", "c.stdout, c.stderr", "%%capture\n1/0").matches("""
In [1]: %%capture c
   ...: print(1)
   ...: 2
   ...:

In [2]: c()
1

In [3]: c.show()
1

In [4]: c.stdout, c.stderr
('1\\n', '')

In [5]: %%capture
   ...: 1/0
   ...:
ZeroDivisionError: division by zero
  In [5], line 2
    1/0
    ^^^

In [6]:
""")


@magics("%matplotlib", "%autoreload", "%autosave", "%colors", "%xmode", "%load_ext", "%reload_ext", "%automagic")
def what_notebooks_say_is_accepted():
    Magics(
        "%matplotlib inline", "%load_ext autoreload", "%autoreload 2", "%autosave 60", "%colors nocolor", "%xmode Plain",
        "%reload_ext autoreload", "%load_ext nosuch", "%automagic",
    ).matches("""
In [1]: %matplotlib inline

In [2]: %load_ext autoreload

In [3]: %autoreload 2

In [4]: %autosave 60

In [5]: %colors nocolor

In [6]: %xmode Plain

In [7]: %reload_ext autoreload

In [8]: %load_ext nosuch
ModuleNotFoundError: No module named 'nosuch'
  In [8], line 1
    %load_ext nosuch
    ^^^^^^^^^^^^^^^^

In [9]: %automagic

Automagic is OFF, % prefix IS needed for line magics.

In [10]:
""")


@magics("%graph")
def the_graph_of_a_tensor():
    Magics(
        "x = torch.ones(2, 3, requires_grad=True)", "h = x.exp()", "y = (h * h).sum() + x.mean()", "%graph y", "%graph 1",
        "net = nn.Linear(3, 1)", "%graph net(torch.ones(1, 3))",
    ).matches("""
In [1]: x = torch.ones(2, 3, requires_grad=True)

In [2]: h = x.exp()

In [3]: y = (h * h).sum() + x.mean()

In [4]: %graph y
y = AddBackward0 ()
├─ SumBackward0
│  └─ MulBackward0
│     ├─ h = ExpBackward0 (2, 3)
│     │  └─ x (2, 3)
│     └─ h = ExpBackward0 (2, 3), as above
└─ MeanBackward0
   └─ x (2, 3)

In [5]: %graph 1
UsageError: %graph needs a tensor that was computed from one with requires_grad=True
  In [5], line 1
    %graph 1
    ^^^^^^^^

In [6]: net = nn.Linear(3, 1)

In [7]: %graph net(torch.ones(1, 3))
AddmmBackward0 (1, 1)
├─ net.bias (1,)
└─ TBackward0
   └─ net.weight (1, 3)

In [8]:
""")


@magics("%lsmagic", "%quickref", "%magic")
def every_magic_has_a_screen_here():
    t = Magics("%lsmagic", columns=400)
    listed = set(re.findall(r"%+\w+", t.cells.split("\n", 1)[1].split("Automagic")[0]))
    t.matches("""
In [1]: %lsmagic
Available line magics:
[..]

Available cell magics:
%%capture  %%time  %%timeit

Automagic is OFF, % prefix IS needed for line magics.

In [2]:
""")
    t = Magics("%quickref", "%magic", columns=400)
    words = set(re.findall(r"^(%+\w+) ", t.cells, re.M))
    t.leaves()
    assert listed == SHOWN, listed ^ SHOWN
    assert words <= SHOWN | {"%name"} and len(words) > 25, words


@test
def help_for_magics():
    Magics("%undo?", "?%seed", "%nosuch?", "%pip install x", "%cd x", "%debug", "%%bash\nls").matches("""
In [1]: %undo?
%undo [N]

Goes back to before the last cell, or the last N: variables, gradients, versions and random numbers.

In [2]: ?%seed
%seed N

Seeds torch's, Python's and numpy's random numbers.

In [3]: %nosuch?
Object `%nosuch` not found.

In [4]: %pip install x
UsageError: %pip is closed: nothing can be installed here, and nothing needs to be: torch and numpy
are built in
  In [4], line 1
    %pip install x
    ^^^^^^^^^^^^^^

In [5]: %cd x
UsageError: %cd is closed: a session starts no other program and shows no web page
  In [5], line 1
    %cd x
    ^^^^^

In [6]: %debug
UsageError: %debug is closed: there is no debugger and no profiler here; %time and %timeit measure
  In [6], line 1
    %debug
    ^^^^^^

In [7]: %%bash
   ...: ls
   ...:
UsageError: %%bash is closed: a session starts no other program and shows no web page
  In [7], line 1
    %%bash
    ^^^^^^

In [8]:
""")


if __name__ == "__main__":
    sys.exit(main() if len(sys.argv) > 1 else __doc__)
