"""Tables that pictures are drawn with: outlines of letters, colour names and colour maps, taken from matplotlib."""

import sys
from pathlib import Path

import matplotlib
import matplotlib.colors
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import record

ROOT = Path(__file__).resolve().parents[3] / "Sources" / "Plots"

LETTERS = (
    [chr(c) for c in range(0x20, 0x7F)]
    + [chr(c) for c in range(0xA1, 0x100)]
    + [chr(c) for c in range(0x391, 0x3CA) if c != 0x3A2]
    + list("–—‘’“”•…′″ℓℝℕ←↑→↓↔⇒∂∇∈∏∑−√∞∫≈≠≤≥·×⋅∥⟨⟩ϵϕ⁰⁴⁵⁶⁷⁸⁹⁺⁻ⁿᵀ₀₁₂₃₄₅₆₇₈₉ᵢⱼ")
)

MAPS = """viridis plasma inferno magma cividis turbo gray binary hot jet coolwarm seismic bwr RdBu RdYlBu RdYlGn Spectral
PiYG Blues Reds Greens Oranges Purples Greys YlOrRd YlGnBu hsv rainbow terrain winter spring summer autumn cool copper
bone pink twilight tab10 tab20 Set1 Set2 Set3 Paired Pastel1 Dark2 Accent""".split()


def glyphs():
    path = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    font = TTFont(path)
    table, names = font.getGlyphSet(), font.getBestCmap()
    lines = []
    for letter in LETTERS:
        name = names.get(ord(letter))
        if name is None:
            continue
        pen = DecomposingRecordingPen(table)
        table[name].draw(pen)
        parts = [f"{ord(letter):x}", str(table[name].width)]
        for kind, points in pen.value:
            if kind == "moveTo":
                parts.append("M" + pair(points[0]))
            elif kind == "lineTo":
                parts.append("L" + pair(points[0]))
            elif kind == "qCurveTo":
                points = list(points)
                # Between two points off the curve lies one on it.
                for at in range(len(points) - 2):
                    middle = tuple((a + b) / 2 for a, b in zip(points[at], points[at + 1]))
                    parts.append("Q" + pair(points[at]) + "," + pair(middle))
                parts.append("Q" + pair(points[-2]) + "," + pair(points[-1]))
        lines.append(" ".join(parts))
    notice = next(r.toUnicode() for r in font["name"].names if r.nameID == 0).split("\n")[0].strip()
    return lines, notice


def pair(point):
    return ",".join(f"{round(v)}" for v in point)


def rgb(color):
    return matplotlib.colors.to_hex(color)[1:]


def write(name, summary, body):
    path = ROOT / name
    text = f"// Written by Tests/Conformance/goldens/plot_tables.py; change that.\n\n{summary}\n{body}"
    record.write(path, text)


def main():
    lines, notice = glyphs()
    write(
        "Text/GlyphTable.swift",
        "/// Outlines of DejaVu Sans, which is free to use under the Bitstream Vera licence.\n"
        f"/// {notice}",
        'let glyphTable = #"""\n' + "\n".join("  " + line for line in lines) + '\n  """#\n',
    )
    names = {k: rgb(v) for k, v in matplotlib.colors.CSS4_COLORS.items()}
    names |= {k: rgb(v) for k, v in matplotlib.colors.TABLEAU_COLORS.items()}
    names |= {k: rgb(v) for k, v in matplotlib.colors.BASE_COLORS.items()}
    write(
        "Color/ColorNameTable.swift",
        "/// Colours by the names that matplotlib knows.",
        'let colorNameTable = """\n' + "\n".join(f"  {k} {v}" for k, v in sorted(names.items())) + '\n  """\n',
    )
    rows = []
    for name in MAPS:
        colormap = matplotlib.colormaps[name]
        count = min(colormap.N, 256)
        rows.append(f"  {name} " + "".join(rgb(colormap(i)) for i in range(count)))
    write(
        "Color/ColorMapTable.swift",
        "/// Colour maps, each as its colours in order.",
        'let colorMapTable = """\n' + "\n".join(rows) + '\n  """\n',
    )


main()
