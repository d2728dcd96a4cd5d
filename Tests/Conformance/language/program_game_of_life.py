def parse(text): return {(r, c) for r, line in enumerate(text.split()) for c, ch in enumerate(line) if ch == "#"}
def neighbours(cell):
    r, c = cell
    return {(r + dr, c + dc) for dr in (-1, 0, 1) for dc in (-1, 0, 1) if dr or dc}
def step(alive):
    counts = {}
    for cell in alive:
        for n in neighbours(cell): counts[n] = counts.get(n, 0) + 1
    return {cell for cell, n in counts.items() if n == 3 or n == 2 and cell in alive}
def show(alive, rows, cols, top=0, left=0): return "\n".join("".join("#" if (r, c) in alive else "." for c in range(left, left + cols)) for r in range(top, top + rows))
glider = parse(".#. ..# ###")
for generation in range(5):
    print(f"generation {generation}, {len(glider)} alive")
    print(show(glider, 5, 6))
    glider = step(glider)
blinker = parse("... ### ...")
print(step(step(blinker)) == blinker, step(blinker) == blinker)
r_pentomino, seen, sizes = parse(".## ##. .#."), {}, []
for generation in range(60):
    sizes.append(len(r_pentomino))
    r_pentomino = step(r_pentomino)
print(sizes[::6], max(sizes), sum(sizes))
def period(pattern, limit=20):
    states = [frozenset(pattern)]
    for i in range(1, limit):
        states.append(frozenset(step(states[-1])))
        if states[-1] == states[0]: return i
print({name: period(parse(p)) for name, p in {"block": "## ##", "blinker": "###", "toad": ".### ###.", "beacon": "##.. ##.. ..## ..##", "glider": ".#. ..# ###"}.items()})
