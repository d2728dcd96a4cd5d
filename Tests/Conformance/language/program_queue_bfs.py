from collections import deque, defaultdict
grid = ["S.#.", "..#.", ".#..", "...E"]
def find(c): return next((r, q) for r, row in enumerate(grid) for q, v in enumerate(row) if v == c)
start, end = find("S"), find("E")
prev, queue = {start: None}, deque([start])
while queue:
    cur = queue.popleft()
    if cur == end: break
    r, c = cur
    for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)):
        n = (r + dr, c + dc)
        if 0 <= n[0] < 4 and 0 <= n[1] < 4 and grid[n[0]][n[1]] != "#" and n not in prev:
            prev[n] = cur
            queue.append(n)
path = []
while cur: path.append(cur); cur = prev[cur]
print(path[::-1], len(path))
g = defaultdict(set)
for a, b in [("a", "b"), ("b", "c"), ("a", "d")]:
    g[a].add(b); g[b].add(a)
print({k: sorted(v) for k, v in sorted(g.items())})
