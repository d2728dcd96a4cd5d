"""Keys without a use, and those of vi, typed at the prompt; the cell compared whole, with its cursor.

    python3 Tests/Terminal/keys.py PROGRAM [NAME…]

needs the package pyte.
"""

import os
import re
import sys
import tempfile
import time

import prompt
from prompt import Prompt, main, test

prompt.TESTS.clear()
UNUSED = ["\x1b[2~", "\x1bOP", "\x1b[15~", "\x1b[24~", "\x1b[1;5A", "\x1b[1;3B"]


def stands(t):
    """The last cell on the screen with `|` at the cursor."""
    rows = [row.rstrip() for row in t.screen_.display]
    row, column = t.cursor
    rows[row] = rows[row].ljust(column)
    rows[row] = rows[row][:column] + "|" + rows[row][column:]
    first = max(n for n, text in enumerate(rows) if re.match(r"In \[\d+\]:", text))
    cell = []
    for text in rows[first:]:
        if not re.match(r"In \[\d+\]: ?| +\.\.\.: ?", text):
            break
        cell.append(re.sub(r"^(In \[\d+\]:| +\.\.\.:) ?", "", text))
    return "\n".join(cell)


@test
def keys_without_a_use_are_no_text():
    t = Prompt()
    for key in UNUSED:
        t.type("ab", key)
        assert stands(t) == "ab|", (key, stands(t))
        t.type("{ctrl-c}")
    t.leaves()


# vi


def vi(*keys):
    """The cell after keys, where "<" stands for Escape."""
    t = vi.prompt
    for key in keys:
        t.type("{escape}" if key == "<" else key)
        if key == "<":
            time.sleep(0.05)
            t.read(quiet=0.05)
    found = stands(t)
    t.type("{escape}")
    time.sleep(0.05)
    t.type("{ctrl-c}")
    t.read(quiet=0.1)
    t.type("{ctrl-l}")
    return found


VI = [
    ("one two < d d", "|"), ("one two < d d u", "one tw|o"), ("one two < 0 c w XX", "XX| two"),
    ("one two < b c w XX < u", "one |two"), ("abc < x P", "a|cb"), ("abc < 0 A d", "abcd|"), ("abc < I d", "d|abc"),
    ("one two < 0 d w", "|two"), ("one two < 0 w D", "one|"), ("one two < 0 w C z", "one z|"), ("abc < 0 r z", "|zbc"),
    ("abc < 0 ~ ~", "AB|c"), ("abcabc < 0 f c x", "ab|abc"), ("abcdef < 0 3 x", "|def"), ("abcdef < 0 x .", "|cdef"),
    ("one two < d 0", "|o"), ("one two < 0 d $", "|"), ("a(b) < 0 c t ) Z", "Z|)"), ("one two < 0 e x", "on| two"),
    ("abc < S Z", "Z|"), ("abc < {left} i Z", "aZ|bc"), ("< k", "second = |2"), ("< k k", "first = |1"),
    ("< / fir {enter}", "|first = 1"), ("one two {ctrl-w}", "one |"), ("one two {ctrl-u}", "|"),
]


@test
def keys_of_vi():
    home = tempfile.mkdtemp(prefix="argent-terminal-")
    with open(os.path.join(home, ".editrc"), "w") as file:
        file.write("bind -v\n")
    vi.prompt = t = Prompt(home=home, columns=70)
    t.cell("first = 1")
    t.cell("second = 2")
    t.type("{ctrl-l}")
    faults = []
    for keys, after in VI:
        words = keys.replace("one two", "one\0two").replace("a(b)", "a(b)").split(" ")
        found = vi(*(word.replace("\0", " ") for word in words))
        if found != after:
            faults.append((keys, after, found))
    assert not faults, faults
    t.leaves()


if __name__ == "__main__":
    sys.exit(main() if len(sys.argv) > 1 else __doc__)
