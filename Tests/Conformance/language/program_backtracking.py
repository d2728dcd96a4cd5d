def queens(n):
    def place(row, columns, up, down):
        if row == n: yield columns
        for c in range(n):
            if c not in columns and row + c not in up and row - c not in down:
                yield from place(row + 1, columns + (c,), up | {row + c}, down | {row - c})
    return place(0, (), frozenset(), frozenset())
print([sum(1 for _ in queens(n)) for n in range(1, 8)])
first = next(queens(6))
print(first, *("".join("Q" if c == q else "." for c in range(6)) for q in first), sep="\n")
puzzle = "53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79"
def solve(grid):
    if "." not in grid: return grid
    best = None
    for i, ch in enumerate(grid):
        if ch != ".": continue
        r, c = divmod(i, 9)
        used = {grid[r * 9 + k] for k in range(9)} | {grid[k * 9 + c] for k in range(9)}
        used |= {grid[(r // 3 * 3 + a) * 9 + c // 3 * 3 + b] for a in range(3) for b in range(3)}
        options = [d for d in "123456789" if d not in used]
        if best is None or len(options) < len(best[1]): best = i, options
    i, options = best
    for d in options:
        if found := solve(grid[:i] + d + grid[i + 1:]): return found
    return None
solution = solve(puzzle)
for r in range(9): print(" ".join(solution[r * 9:r * 9 + 9][k:k + 3] for k in (0, 3, 6)))
def subsets(xs, target):
    if target == 0: yield []
    elif xs and target > 0:
        yield from ([xs[0]] + rest for rest in subsets(xs[1:], target - xs[0]))
        yield from subsets(xs[1:], target)
print(list(subsets([3, 34, 4, 12, 5, 2], 9)))
maze = """#########
#S..#...#
##.##.#.#
#.....#E#
#########""".split("\n")
def walk(r, c, seen):
    if maze[r][c] == "E": return [(r, c)]
    if maze[r][c] == "#" or (r, c) in seen: return None
    for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)):
        rest = walk(r + dr, c + dc, seen | {(r, c)})
        if rest: return [(r, c)] + rest
    return None
path = walk(1, 1, frozenset())
print(len(path), path[:4])
for r, line in enumerate(maze): print("".join("*" if (r, c) in path and ch == "." else ch for c, ch in enumerate(line)))
