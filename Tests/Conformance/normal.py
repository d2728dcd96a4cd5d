"""What is left out of a comparison, because it is different from run to run: addresses, file names, random digits."""

import re

ADDRESS = re.compile(r"0x[0-9a-f]{6,}")
INTERNAL = re.compile(r"\(Triggered internally at [^)]*\)")
# IPython compiles each cell once more, on trial, and says then what it says again.
TRIAL = "<>"
WARNING = re.compile(r"^(?P<place>\S.*?):(?P<line>\d+): (?P<category>\w*Warning): (?P<text>.*)$")
NUMBER = re.compile(r"(?<![\w.])-?(?:\d+\.?\d*(?:e[-+]?\d+)?|nan|inf)(?![\w])")


def addresses(text):
    return ADDRESS.sub("0x…", text)


def masked(text):
    """The shape of an output: each number a `#`, runs of blanks one blank."""
    text = NUMBER.sub("#", text)
    text = re.sub(r"(?<=[\[(]) +", "", text)
    return re.sub(r"[ \n]+", " ", text).strip()


def warnings(stderr, own_file):
    """The warnings in what was written to stderr: `category: text`, with the line where it is one of the person's own.

    Python shows a warning's place, category and text, and below it the line of source, two columns in.
    """
    found = []
    lines = stderr.splitlines()
    i = 0
    while i < len(lines):
        match = WARNING.match(lines[i])
        i += 1
        if not match:
            continue
        text = [match["text"]]
        while i < len(lines) and lines[i] and not lines[i].startswith("  ") and not WARNING.match(lines[i]):
            if re.match(r"^(Traceback |\w+(Error|Exception)\b)", lines[i]):
                break
            text.append(lines[i])
            i += 1
        if match["place"] == TRIAL:
            continue
        place = f"line {match['line']}: " if own_file(match["place"]) else ""
        found.append(place + INTERNAL.sub("(Triggered internally)", f"{match['category']}: " + "\n".join(text)))
    return found
