"""The gallery of plots: docs/gallery.md and the pictures beside it, made from the scripts in Examples/plots.

    gallery.py --argent PROGRAM [--check] [--only NAME]
    gallery.py --matplotlib [--only NAME]

Argent runs each script in a terminal of 80 and of 120 columns and writes the same figure as SVG and as PNG; `--check`
changes nothing and fails where any of this is not what stands in the tree. `--matplotlib`, run with a Python that has it,
draws the same scripts with matplotlib for comparison.
"""

import argparse
import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "Examples" / "plots"
GALLERY = ROOT / "docs" / "gallery"
PAGE = ROOT / "docs" / "gallery.md"
COLOUR = re.compile(r"\x1b\[[0-9;:]*m")
HEAD = """# Gallery

What `matplotlib.pyplot` draws here, beside matplotlib's own pictures of the same scripts. The scripts are in
[Examples/plots](../Examples/plots); `make gallery` makes this page from them, and `make check` fails where it is stale.
At a prompt `plt.show()` draws in the terminal, in as many columns as there are, with colours where the terminal has
them; `plt.savefig` writes SVG and PNG, and an executed notebook keeps PNG.
"""


def scripts(only):
    return [path for path in sorted(SCRIPTS.glob("*.py")) if not only or path.stem == only]


def saving(path, folder, formats, options=""):
    """The script with its figure saved rather than shown."""
    saves = "\n".join(f"plt.savefig({str(folder / (path.stem + end))!r}{options})" for end in formats)
    return path.read_text().replace("plt.show()", saves)


def terminal(argent, path, columns):
    """What the script shows in a terminal so wide, without the colours, and how many kinds of colour it had."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
    for name in ("NO_COLOR", "COLUMNS", "LINES"):
        environment.pop(name, None)
    run = subprocess.Popen([argent, "run", str(path)], stdin=slave, stdout=slave, stderr=slave, env=environment)
    os.close(slave)
    shown = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(master)
    if run.wait():
        raise SystemExit(f"{path.name} failed:\n{shown.decode()}")
    text = shown.decode().replace("\r\n", "\n")
    lines = [line.rstrip() for line in COLOUR.sub("", text).split("\n")]
    wide = [line for line in lines if len(line) > columns]
    if wide:
        raise SystemExit(f"{path.name} is wider than {columns} columns:\n{wide[0]}")
    return "\n".join(lines).strip("\n")


def entry(path, drawings):
    """The part of the page for a script."""
    first, *code = path.read_text().split("\n")
    title = path.stem.capitalize()
    return f"""
## {title}

{first.lstrip("# ")} [{path.name}](../Examples/plots/{path.name}) · [as PNG](gallery/{path.stem}.png)

| Argent | matplotlib |
|---|---|
| ![{title}, drawn by Argent](gallery/{path.stem}.svg) | ![{title}, drawn by matplotlib](gallery/{path.stem}-matplotlib.png) |

In a terminal of 80 columns:

```text
{drawings[80]}
```

<details><summary>In 120 columns</summary>

```text
{drawings[120]}
```

</details>
"""


def ours(argent, only):
    """Every file of the gallery that Argent makes, as bytes by path."""
    files, page = {}, HEAD
    for path in scripts(only):
        with tempfile.TemporaryDirectory() as folder:
            folder = Path(folder)
            script = folder / path.name
            script.write_text(saving(path, folder, [".svg", ".png"]))
            run = subprocess.run(
                [argent, "--allow-files", str(folder), "run", str(script)], stdin=subprocess.DEVNULL,
                capture_output=True, text=True)
            if run.returncode:
                raise SystemExit(f"{path.name} failed:\n{run.stdout}{run.stderr}")
            for end in (".svg", ".png"):
                files[GALLERY / (path.stem + end)] = (folder / (path.stem + end)).read_bytes()
        page += entry(path, {columns: terminal(argent, path, columns) for columns in (80, 120)})
    if not only:
        files[PAGE] = page.encode()
    return files


def matplotlibs(only):
    """matplotlib's pictures of the scripts."""
    for path in scripts(only):
        with tempfile.TemporaryDirectory() as folder:
            script = Path(folder) / path.name
            script.write_text(saving(path, Path(folder), [".png"], ", dpi=72, metadata={'Software': None}"))
            environment = {**os.environ, "MPLBACKEND": "Agg", "MPLCONFIGDIR": folder}
            subprocess.run([sys.executable, str(script)], check=True, env=environment)
            picture = (Path(folder) / (path.stem + ".png")).read_bytes()
            (GALLERY / (path.stem + "-matplotlib.png")).write_bytes(picture)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--argent")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--matplotlib", action="store_true")
    parser.add_argument("--only")
    options = parser.parse_args()
    GALLERY.mkdir(parents=True, exist_ok=True)
    if options.matplotlib:
        return matplotlibs(options.only)
    files = ours(options.argent, options.only)
    if not options.check:
        for path, data in files.items():
            path.write_bytes(data)
        return 0
    stale = [path for path, data in files.items() if not path.exists() or path.read_bytes() != data]
    if not options.only:
        wanted = set(files) | {GALLERY / (path.stem + "-matplotlib.png") for path in scripts(None)}
        stale += [path for path in wanted if not path.exists()]
        stale += [path for path in GALLERY.iterdir() if path not in wanted]
    for path in sorted(set(stale)):
        print(f"{path.relative_to(ROOT)} is not what the scripts in Examples/plots draw; run `make gallery`.")
    return bool(stale)


if __name__ == "__main__":
    sys.exit(main())
