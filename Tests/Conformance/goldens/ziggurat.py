"""The tables that numpy's newer generators draw normal and exponential numbers with, read out of numpy's own library."""

import struct
import sys
from pathlib import Path

import numpy

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import record

ROOT = Path(__file__).resolve().parents[3]
LIBRARY = Path(numpy.__file__).parent / "random" / "lib" / "libnpyrandom.a"

# What each table begins with: the counts and widths of the first strip; heights begin with 1 and these, and
# the widths of the exponential strips end so.
TABLES = {
    "normalCounts": ("<Q", 0x000EF33D8025EF6A),
    "normalWidths": ("<d", 8.68362706080130616677e-16),
    "normalHeights": 0.9771,
    "exponentialCounts": ("<Q", 0x001C5214272497C6),
    "exponentialWidths": 7.69711747013104972 / 2**53,
    "exponentialHeights": 0.9381,
}


def heights(data, second):
    """Where 256 falling numbers begin, of which the first is 1 and the second is known to four digits."""
    at = data.find(struct.pack("<d", 1.0))
    while at >= 0:
        row = struct.unpack("<256d", data[at : at + 2048]) if at + 2048 <= len(data) else (0, 0)
        if abs(row[1] - second) < 1e-4 and all(a > b for a, b in zip(row, row[1:])):
            return at
        at = data.find(struct.pack("<d", 1.0), at + 1)
    return -1


def widths(data, last):
    """Where 256 numbers begin that rise from the second on and end in one that is known but for rounding."""
    for at in range(0, len(data) - 2048, 2):
        end = struct.unpack_from("<d", data, at + 2040)[0]
        if abs(end - last) < 1e-6 * last:
            row = struct.unpack_from("<256d", data, at)
            if all(0 < a < b for a, b in zip(row[1:], row[2:])):
                return at
    return -1


def main():
    data = LIBRARY.read_bytes()
    lines = []
    for name, start in TABLES.items():
        at = data.find(struct.pack(*start)) if isinstance(start, tuple) else heights(data, start) if start > 0.5 else widths(data, start)
        if at < 0:
            raise SystemExit(f"{LIBRARY} has no table that begins as {name} does")
        words = struct.unpack("<256Q", data[at : at + 2048])
        lines.append(f"  {name} " + " ".join(f"{word:x}" for word in words))
    path = ROOT / "Sources" / "Library" / "Numpy" / "Random" / "ZigguratTable.swift"
    record.write(
        path,
        "// Written by Tests/Conformance/goldens/ziggurat.py; change that.\n\n"
        "/// Strips under the curves of normal and exponential numbers: bits of whole numbers and of doubles.\n"
        'let zigguratTable = """\n' + "\n".join(lines) + '\n  """\n',
    )


main()
