"""What became of a program: what it printed, and the error that ended it."""

import re
from dataclasses import dataclass

# What every program may name. It runs before each program, so that a program made small still has it.
PRELUDE = "import collections, copy, functools, itertools, math, operator, random"
# Of more frames than this, Argent shows the innermost and the two outermost.
FEW_FRAMES = 8
ADDRESS = re.compile(r"0x[0-9a-f]{6,}")
# A set with what CPython hashes by its address: its order means nothing. The hash of a range of fewer than two numbers
# is made of `None`'s.
HASHED_BY_ADDRESS = re.compile(r"\{[^{}:]*(?:\bNone\b|Ellipsis|NotImplemented|<|\brange\()[^{}:]*\}")


@dataclass(frozen=True)
class Outcome:
    printed: str
    # The type and the message of the error, and its frames from the innermost: line and function.
    error: tuple | None = None
    frames: tuple = ()

    def text(self):
        """All of it as text, without what is different from run to run."""
        end = [": ".join(self.error) if self.error[1] else self.error[0]] if self.error else []
        places = [f"  line {line}" + (f" in {name}" if name else "") for line, name in self.frames]
        text = ADDRESS.sub("0x…", "\n".join([self.printed, *end, *places]))
        return HASHED_BY_ADDRESS.sub(lambda found: ", ".join(sorted(found[0][1:-1].split(", "))), text)
