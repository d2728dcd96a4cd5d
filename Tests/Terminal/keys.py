"""Every key that the manual names, and those without a use, typed at the prompt; the screen compared whole.

    python3 Tests/Terminal/keys.py PROGRAM [NAME…]

needs the package pyte. The keys are read from `docs/argent.1` and `docs/guide.md`, so one without a row here is a
fault.
"""

import os
import re
import sys
import tempfile
import time
from pathlib import Path

import prompt
from prompt import Prompt, main, test

prompt.TESTS.clear()
DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
UNUSED = ["\x1b[2~", "\x1bOP", "\x1b[15~", "\x1b[24~", "\x1b[1;5A", "\x1b[1;3B"]

# What the keys of the manual send; several where terminals differ. Ctrl-K, Alt-b and their like follow from their
# names.
SENT = {
    "Enter": ["\r", "\n"], "Alt-Enter": ["\x1b\r", "\x1b\n"], "Tab": ["\t"], "Shift-Tab": ["\x1b[Z"],
    "Up": ["\x1b[A", "\x1bOA"], "Down": ["\x1b[B", "\x1bOB"], "Left": ["\x1b[D", "\x1bOD"],
    "Right": ["\x1b[C", "\x1bOC"], "Home": ["\x1b[H", "\x1bOH", "\x1b[1~", "\x1b[7~"],
    "End": ["\x1b[F", "\x1bOF", "\x1b[4~", "\x1b[8~"], "Ctrl-Left": ["\x1b[1;5D"], "Ctrl-Right": ["\x1b[1;5C"],
    "Alt-Left": ["\x1b[1;3D"], "Alt-Right": ["\x1b[1;3C"], "Ctrl-Home": ["\x1b[1;5H"], "Ctrl-End": ["\x1b[1;5F"],
    "Page-Up": ["\x1b[5~"], "Page-Down": ["\x1b[6~"], "Shift-Up": ["\x1b[1;2A"], "Shift-Down": ["\x1b[1;2B"],
    "Shift-Left": ["\x1b[1;2D"], "Shift-Right": ["\x1b[1;2C"], "Shift-Home": ["\x1b[1;2H"], "Shift-End": ["\x1b[1;2F"],
    "Ctrl-Shift-Left": ["\x1b[1;6D"], "Ctrl-Shift-Right": ["\x1b[1;6C"], "Backspace": ["\x7f"],
    "Alt-Backspace": ["\x1b\x7f", "\x1b\x08"], "Delete": ["\x1b[3~"], "Ctrl-Delete": ["\x1b[3;5~"],
    "a paste": ["\x1b[200~p\rq\x1b[201~"],
}
# What stands in the cell, with `|` for the cursor; the keys; what stands there then. "…" stands for another screen.
ROWS = "one two\nthree four\nfive"
KEYS = [
    ("if x:|", ["Enter"], "if x:\n    |"), ("1 +\n2|", ["Alt-Enter"], "1 +\n2\n|"), ("a|b", ["Alt-Enter"], "a\n|b"),
    ("|", ["Tab"], "    |"), ("torch.softma|", ["Tab"], "torch.softmax|"),
    ("if x:\n    y|", ["Shift-Tab"], "if x:\ny|"), ("a|b", ["a paste"], "ap\nq|b"),
    ("ab\ncd|", ["Up", "Shift-Up", "Ctrl-P"], "ab|\ncd"), ("ab|\ncd", ["Down", "Shift-Down", "Ctrl-N"], "ab\ncd|"),
    ("|", ["Up", "Shift-Up", "Ctrl-P"], "second = 2|"), ("f|", ["Up", "Shift-Up", "Ctrl-P"], "first = 1|"),
    ("abc|", ["Left", "Ctrl-B", "Shift-Left"], "ab|c"), ("a|bc", ["Right", "Ctrl-F", "Shift-Right"], "ab|c"),
    ("ab\n|c", ["Left", "Ctrl-B", "Shift-Left"], "ab|\nc"), ("ab|\nc", ["Right", "Ctrl-F", "Shift-Right"], "ab\n|c"),
    ("a.b_c d|", ["Ctrl-Left", "Alt-Left", "Alt-b", "Alt-B", "Ctrl-Shift-Left"], "a.b_c |d"),
    ("|a.b_c d", ["Ctrl-Right", "Alt-Right", "Alt-f", "Alt-F", "Ctrl-Shift-Right"], "a|.b_c d"),
    ("one\ntwo| x", ["Ctrl-A", "Home", "Shift-Home"], "one\n|two x"),
    ("one\n|two x", ["Ctrl-E", "End", "Shift-End"], "one\ntwo x|"),
    (ROWS + "|", ["Alt-<", "Ctrl-Home", "Page-Up"], "|" + ROWS),
    ("|" + ROWS, ["Alt->", "Ctrl-End", "Page-Down"], ROWS + "|"), ("ab|c", ["Backspace", "Ctrl-H"], "a|c"),
    ("ab\n|c", ["Backspace", "Ctrl-H"], "ab|c"), ("    |ab", ["Backspace", "Ctrl-H"], "|ab"),
    ("ab|c", ["Delete", "Ctrl-D"], "ab|"), ("ab|\nc", ["Delete", "Ctrl-D"], "ab|c"),
    ("one\ntw|o", ["Ctrl-K"], "one\ntw|"), ("one|\ntwo", ["Ctrl-K"], "one|two"), ("one\ntw|o", ["Ctrl-U"], "one\n|o"),
    ("f(a, b.c|)", ["Ctrl-W"], "f(a, |)"), ("a = b.c|", ["Alt-Backspace"], "a = b.|"),
    ("x = |a.b", ["Alt-d", "Alt-D", "Ctrl-Delete"], "x = |.b"), ("|one two", ["Alt-d Ctrl-E Ctrl-Y"], " twoone|"),
    ("one two|", ["Ctrl-W Ctrl-_", "Ctrl-W Ctrl-X Ctrl-U"], "one two|"),
    ("sec|", ["Ctrl-R"], "…(reverse-i-search)`sec': |second = 2"), ("1;|", ["Enter"], "|"),
]


def sent(name):
    """What may arrive when a key is pressed that the manual writes so; for keys one after the other, each in turn."""
    if name in SENT:
        return SENT[name]
    if " " in name:
        return ["".join(sent(key)[0] for key in name.split(" "))]
    return ["\x1b" + name[4:] if name.startswith("Alt-") else chr(ord(name[5:]) & 31)]


def looks(t):
    """The whole screen with `|` at the cursor; prompts as `: `, without their numbers."""
    rows = [row.rstrip() for row in t.screen_.display]
    row, column = t.cursor
    rows[row] = rows[row].ljust(column)
    rows[row] = rows[row][:column] + "|" + rows[row][column:]
    return "\n".join(re.sub(r"^(In \[\d+\]|  +\.\.\.): ?", ": ", text) for text in rows).rstrip("\n")


def expect(t, state, why):
    """Waits until the screen is that cell and nothing else, however busy the machine."""
    wanted = state[1:] if state.startswith("…") else "\n".join(": " + row.rstrip(" ") for row in state.split("\n"))
    end = time.monotonic() + 20
    while looks(t) != wanted:
        assert time.monotonic() < end, "%s: expected\n%s\nbut saw\n%s" % (why, wanted, looks(t))
        t.read(quiet=0.003, limit=0.02)


def clear(t):
    """A new cell; the number of reads that began tells that Ctrl-C arrived, which takes what is typed with it."""
    begun = t.sent.count(b"\x1b[?2004h")
    end = time.monotonic() + 20
    t.type("{ctrl-c}", settle=False)
    while t.sent.count(b"\x1b[?2004h") == begun:
        assert time.monotonic() < end, t.screen
        t.read(quiet=0.003, limit=0.02)


def at(state):
    """Keys that empty the screen and put a text in, the cursor where `|` stands in it."""
    text = state.replace("|", "")
    paste = "\x1b[200~" + text.replace("\n", "\r") + "\x1b[201~" if text else ""
    return "\x0c" + paste + "\x02" * (len(text) - state.index("|"))


@test
def every_key_of_the_manual():
    manual = re.findall(r"\.TP\n(.*)\n[^\n]*\(ag\\-", (DOCS / "argent.1").read_text())
    named = {name.replace("\\-", "-") for row in manual for name in re.findall(r"\\fB(.*?)\\fR", row)}
    guide = (DOCS / "guide.md").read_text().split("## Keys worth knowing")[1].split("\n## ")[0]
    named |= {name for row in re.findall(r"^\| (`.*?) \|", guide, re.M) for name in re.findall(r"`(.*?)`", row)}
    assert len(named) > 50, named
    t = Prompt(columns=70, rows=24)
    t.cell("first = 1")
    t.cell("second = 2")
    # Ctrl-C gives up what is typed: `clear` has shown it. One that runs is stopped in prompt.py.
    done = {"Ctrl-C"}
    for before, names, after in KEYS:
        for name in names:
            for keys in sent(name):
                t.type(at(before) + keys + ("sec" if after.startswith("…") else ""), settle=False)
                if after == "|":
                    # The cell ran, and the next prompt stands below it.
                    expect(t, "…: %s\n\n: |" % before[:-1], name)
                else:
                    expect(t, after, name)
                if after.startswith("…"):
                    # There Ctrl-C ends the search and no more.
                    t.type("\x07", settle=False)
                    expect(t, before, name)
                clear(t)
            done |= {name} | set(re.findall(r"Ctrl-X Ctrl-U|\S+", name))
    assert named <= done, "no test for %s" % sorted(named - done)
    t.leaves()


@test
def keys_without_a_use_are_no_text():
    t = Prompt()
    for key in UNUSED:
        # The letter behind tells that the key was taken.
        t.type(at("ab|") + key + "c", settle=False)
        expect(t, "abc|", repr(key))
        clear(t)
    t.leaves()


# vi. What stands there, in its command mode, with `|` for the cursor; the keys; what stands there then.
ROWS_OF_VI = "if x:\n    y = |f(i, 2)\n    z"
VI = [
    ("|", ["k", "-", "Ctrl-P", "Up"], "second = |2"), ("|", ["k k"], "first = |1"), ("|", ["k k j"], "second = |2"),
    ("|one\ntwo", ["k"], "second = |2"), ("one\ntw|o", ["k", "-", "Ctrl-P"], "on|e\ntwo"),
    ("on|e\ntwo", ["j", "+", "Ctrl-N"], "one\ntw|o"), ("ab|c", ["h", "Ctrl-H", "Backspace"], "a|bc"),
    ("a|bc", ["l", "Space"], "ab|c"), ("ab\n|c", ["h x"], "ab\n|"),
    (ROWS_OF_VI, ["0", "Ctrl-A"], "if x:\n|    y = f(i, 2)\n    z"),
    (ROWS_OF_VI, ["^"], "if x:\n    |y = f(i, 2)\n    z"),
    (ROWS_OF_VI, ["$", "Ctrl-E"], "if x:\n    y = f(i, 2|)\n    z"),
    (ROWS_OF_VI, ["7 |"], "if x:\n    y |= f(i, 2)\n    z"), (ROWS_OF_VI, ["d d"], "if x:\n    |z"),
    (ROWS_OF_VI, ["D", "Ctrl-K"], "if x:\n    y =| \n    z"), (ROWS_OF_VI, ["c c Z", "S Z"], "if x:\n    Z|\n    z"),
    (ROWS_OF_VI, ["C Z"], "if x:\n    y = Z|\n    z"), (ROWS_OF_VI, ["A Z"], "if x:\n    y = f(i, 2)Z|\n    z"),
    (ROWS_OF_VI, ["I Z"], "if x:\n    Z|y = f(i, 2)\n    z"),
    (ROWS_OF_VI, ["o Z"], "if x:\n    y = f(i, 2)\n    Z|\n    z"),
    (ROWS_OF_VI, ["O Z"], "if x:\n    Z|\n    y = f(i, 2)\n    z"),
    (ROWS_OF_VI, ["y y p", "Y p"], "if x:\n    y = f(i, 2)\n    |y = f(i, 2)\n    z"),
    (ROWS_OF_VI, ["y y P"], "if x:\n    |y = f(i, 2)\n    y = f(i, 2)\n    z"),
    (ROWS_OF_VI, ["G"], "if x:\n    y = f(i, 2)\n    |z"), (ROWS_OF_VI, ["g g"], "|if x:\n    y = f(i, 2)\n    z"),
    (ROWS_OF_VI, ["> >"], "if x:\n        |y = f(i, 2)\n    z"), (ROWS_OF_VI, ["< <"], "if x:\n|y = f(i, 2)\n    z"),
    (ROWS_OF_VI, ["J"], "if x:\n    y = f(i, 2)| z"), (ROWS_OF_VI, ["x ."], "if x:\n    y = |i, 2)\n    z"),
    ("|a.b c", ["w"], "a|.b c"), ("|a.b c", ["W"], "a.b |c"), ("a.b |c", ["b"], "a.|b c"), ("a.b |c", ["B"], "|a.b c"),
    ("|ab cd", ["e"], "a|b cd"), ("|a.b c", ["E"], "a.|b c"), ("|(a, b)", ["%"], "(a, b|)"),
    ("|abcab", ["f b"], "a|bcab"), ("abca|b", ["F b"], "a|bcab"), ("|abcab", ["t b"], "|abcab"),
    ("abca|b", ["T b"], "ab|cab"), ("|abcab", ["f b ;"], "abca|b"), ("|abcab", ["f b ; ,"], "a|bcab"),
    ("|a b", ["d w", "x x", "3 X x x"], "|b"), ("a|b", ["X"], "|b"), ("|abc", ["~"], "A|bc"), ("|abc", ["r z"], "|zbc"),
    ("|abc", ["R x y"], "xy|c"), ("a|bc", ["i Z"], "aZ|bc"), ("a|bc", ["a Z"], "abZ|c"), ("a|bc", ["s Z"], "aZ|c"),
    ("|abc", ["x x u"], "|bc"), ("|abc", ["x x U"], "|"), ("f(a, |b)", ["c i ( Z"], "f(Z|)"),
    ("|abc", ["d Escape x", "d Left x", "9 d z x"], "|bc"), ("|abc", ["/ f i r Enter", "? f i r Enter"], "|first = 1"),
    ("|abc", ["/ = Enter n"], "first |= 1"), ("|abc", ["/ = Enter n N"], "second |= 2"),
    ("|abc", ["c w X Y Escape u"], "|abc"), ("a\n|b", ["K x", "é x"], "a\n|"), ("1\n|2", ["#"], ": #1\n: #2\n\n: |"),
    ("3\n|4;", ["Enter"], ": 3\n: 4;\n\n: |"), ("|5;", ["Enter"], ": 5;\n\n: |"),
]
NAMES_OF_VI = {"Space": " ", "Escape": "\x1b", "Backspace": "\x7f", "Enter": "\r", "Up": "\x1b[A", "Left": "\x1b[D"}


def at_for_vi(state):
    """As `at`, then into command mode."""
    text = state.replace("|", "")
    # The cursor stands on characters, so it passes no newline.
    steps = len(text) - 1 - state.index("|") - text[state.index("|"):].count("\n")
    return at(text + "|") + "\x1b" + "\x1b[D" * steps


@test
def every_key_of_vi():
    home = tempfile.mkdtemp(prefix="argent-terminal-")
    with open(os.path.join(home, ".editrc"), "w") as file:
        file.write("bind -v\n")
    manual = (DOCS / "argent.1").read_text().split(".SH \"KEYS OF VI\"")[1].split("\n.SH")[0]
    named = {name.replace("\\-", "-") for name in re.findall(r"\\fB(.*?)\\fR", manual)}
    assert len(named) > 50, named
    t = Prompt(home=home, columns=70)
    t.cell("first = 1")
    t.cell("second = 2")
    done = set()
    for before, rows, after in VI:
        for row in rows:
            keys = row.split(" ")
            typed = [NAMES_OF_VI.get(k) or (chr(ord(k[5:]) & 31) if k[:5] == "Ctrl-" else k) for k in keys]
            t.type(at_for_vi(before) + "".join(typed), settle=False)
            expect(t, "…" + after if after.startswith(": ") else after, "%s on %s" % (row, before))
            clear(t)
            done |= set(keys)
    assert named <= done, "no test for %s" % sorted(named - done)
    t.leaves()


@test
def keys_of_readline_in_vi():
    home = tempfile.mkdtemp(prefix="argent-terminal-")
    with open(os.path.join(home, ".editrc"), "w") as file:
        file.write("bind -v\nargent:bind -a x ed-prev-char\n")
    t = Prompt(home=home, columns=70)
    t.type(at("one two|") + "\x17", settle=False)
    expect(t, "one |", "Ctrl-W")
    t.type("\x15", settle=False)
    expect(t, "|", "Ctrl-U")
    # What ~/.editrc says of a key of the command mode holds.
    t.type(at_for_vi("ab|c") + "x", settle=False)
    expect(t, "a|bc", "bound")
    t.leaves()


if __name__ == "__main__":
    sys.exit(main() if len(sys.argv) > 1 else __doc__)
