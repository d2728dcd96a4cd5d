"""The sessions in the documentation, typed into the real prompt, their screens compared.

    python3 Tests/Terminal/guide.py PROGRAM [--update] PAGE…

needs the package pyte. A session is a block fenced as ```argent. The blocks of a page are one session: its cells are
typed in turn, and what stands on the screen has to be what stands on the page. --update writes what stood there.
"""

import re
import sys
import tempfile
from pathlib import Path

from terminal import Terminal

BLOCK = re.compile(r"^```argent\n(.*?)^```$", re.M | re.S)
PROMPT = re.compile(r"^In \[\d+\]: ?(.*)$")
FURTHER = re.compile(r"^ +\.\.\.: ?(.*)$")


def cells(block):
    """The code of a session's cells, each a list of rows."""
    found = []
    for row in block.split("\n"):
        if match := PROMPT.match(row):
            found.append([match[1]])
        elif (match := FURTHER.match(row)) and found:
            found[-1].append(match[1])
    return found


class Page:
    def __init__(self, program):
        home = tempfile.mkdtemp(prefix="argent-guide-")
        variables = {"HOME": home, "XDG_STATE_HOME": home + "/state"}
        self.terminal = Terminal([program], 420, 400, variables)
        self.number = 1
        self.terminal.wait("In [1]: ")

    def play(self, block):
        """Types the cells of a block; the rows that stand there then."""
        self.terminal.type("\x0c")
        self.terminal.wait("In [%d]: " % self.number)
        for rows in cells(block):
            # Pasted, so that the prompt adds no indentation of its own; a block ends with a blank row.
            self.terminal.paste("\n".join(rows).rstrip("\n"))
            self.terminal.type("{enter}")
            self.number += 1
            self.terminal.read(quiet=0.1)
            if "In [%d]: " % self.number not in "\n".join(self.terminal.screen_.display):
                self.terminal.type("{enter}")
            self.terminal.wait("In [%d]: " % self.number)
        screen = self.terminal.screen
        end = screen.rfind("\nIn [%d]:" % self.number)
        return screen[screen.find("In ["):end].rstrip("\n") + "\n"


def check(program, path, update):
    text = path.read_text()
    page = Page(program)
    faults = 0
    result = []
    last = 0
    for match in BLOCK.finditer(text):
        shown = page.play(match[1])
        result += [text[last:match.start(1)], shown]
        last = match.end(1)
        if shown != match[1] and not update:
            faults += 1
            print("%s: a session differs\n--- page\n%s--- screen\n%s" % (path, match[1], shown))
    page.terminal.kill()
    if update:
        path.write_text("".join(result) + text[last:])
    print("%s: %d sessions, %d differ" % (path, len(BLOCK.findall(text)), faults))
    return faults


def main():
    words = [w for w in sys.argv[1:] if not w.startswith("--")]
    return 1 if sum(check(words[0], Path(p), "--update" in sys.argv) for p in words[1:]) else 0


if __name__ == "__main__":
    sys.exit(main() if len(sys.argv) > 2 else __doc__)
