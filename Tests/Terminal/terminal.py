"""A program in a pseudo-terminal, and the screen a person would see of it."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time

import pyte

KEYS = {
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
    "home": "\x1b[H", "end": "\x1b[F", "delete": "\x1b[3~", "backspace": "\x7f",
    "ctrl-left": "\x1b[1;5D", "ctrl-right": "\x1b[1;5C", "alt-enter": "\x1b\r",
    "shift-tab": "\x1b[Z", "tab": "\t", "enter": "\r", "escape": "\x1b",
}
for letter in "abcdefghijklmnopqrstuvwxyz":
    KEYS["ctrl-" + letter] = chr(ord(letter) - 96)


class Terminal:
    """Starts `command` on a screen of its own. `type` sends text and keys, `screen` is what stands there."""

    def __init__(self, command, columns=80, rows=24, environment=None):
        self.screen_ = pyte.HistoryScreen(columns, rows, history=5000, ratio=0.5)
        self.stream = pyte.ByteStream(self.screen_)
        self.sent = b""
        variables = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "EDITRC", "COLUMNS", "LINES")}
        variables.update(TERM="xterm-256color", LANG="C.UTF-8")
        variables.update(environment or {})
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            os.execvpe(command[0], command, variables)
        self.resize(columns, rows, tell=False)
        self.status = None

    def resize(self, columns, rows, tell=True):
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        if tell:
            self.screen_.resize(rows, columns)

    def read(self, quiet=0.15, limit=10.0):
        """Takes in output until there has been none for `quiet` seconds while the program waits. On a busy machine it may
        still be at work; one that computes on and on is given a second."""
        begin = time.monotonic()
        end = begin + limit
        while time.monotonic() < end:
            ready, _, _ = select.select([self.terminal], [], [], quiet)
            if not ready:
                if self.computes and time.monotonic() < begin + 1:
                    continue
                return self
            try:
                data = os.read(self.terminal, 65536)
            except OSError:
                return self
            if not data:
                return self
            self.sent += data
            self.stream.feed(data)
        return self

    @property
    def computes(self):
        """Whether the program runs or would, and does not wait for anything."""
        try:
            with open("/proc/%d/stat" % self.process) as file:
                return file.read().rpartition(")")[2].split()[0] == "R"
        except OSError:
            return False

    def wait(self, text, limit=20.0):
        """Takes in output until `text` stands on the screen."""
        end = time.monotonic() + limit
        while text not in "\n".join(self.screen_.display):
            if time.monotonic() > end:
                raise AssertionError("never saw %r in\n%s" % (text, self.screen))
            self.read(quiet=0.02, limit=0.2)
        return self.read()

    def type(self, *keys, settle=True):
        """Sends each argument: the name of a key in braces, as `{up}`, or text (or bytes)."""
        for key in keys:
            if isinstance(key, str):
                named = key[1:-1] if key.startswith("{") and key.endswith("}") else None
                key = KEYS.get(named, key).encode()
            os.write(self.terminal, key)
            if settle:
                self.read(quiet=0.05)
        return self.read() if settle else self

    def paste(self, text):
        return self.type("\x1b[200~" + text.replace("\n", "\r") + "\x1b[201~")

    @property
    def screen(self):
        """The rows of the screen without the blanks at their ends, and without empty rows below."""
        return "\n".join(row.rstrip() for row in self.screen_.display).rstrip("\n")

    @property
    def cursor(self):
        return self.screen_.cursor.y, self.screen_.cursor.x

    def colour(self, row, column):
        return self.screen_.buffer[row][column].fg

    def finish(self, limit=5.0):
        """Waits for the program to end by itself; its exit status, negative for a signal."""
        end = time.monotonic() + limit
        while time.monotonic() < end:
            self.read(quiet=0.02, limit=0.1)
            done, status = os.waitpid(self.process, os.WNOHANG)
            if done:
                os.close(self.terminal)
                self.status = os.waitstatus_to_exitcode(status)
                return self.status
        raise AssertionError("the program did not end:\n" + self.screen)

    def kill(self):
        if self.status is None:
            try:
                os.kill(self.process, signal.SIGKILL)
                os.waitpid(self.process, 0)
                os.close(self.terminal)
            except OSError:
                pass
            self.status = -9
