from functools import lru_cache
def lcs(a, b):
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a, 1):
        for j, y in enumerate(b, 1): table[i][j] = table[i - 1][j - 1] + 1 if x == y else max(table[i - 1][j], table[i][j - 1])
    i, j, out = len(a), len(b), []
    while i and j:
        if a[i - 1] == b[j - 1]:
            out.append(a[i - 1])
            i, j = i - 1, j - 1
        elif table[i - 1][j] >= table[i][j - 1]: i -= 1
        else: j -= 1
    return "".join(reversed(out))
@lru_cache(maxsize=None)
def edit(a, b):
    if not a or not b: return len(a) + len(b)
    return edit(a[1:], b[1:]) if a[0] == b[0] else 1 + min(edit(a[1:], b), edit(a, b[1:]), edit(a[1:], b[1:]))
def knapsack(items, room):
    best = [(0, ())] * (room + 1)
    for name, weight, value in items:
        for r in range(room, weight - 1, -1):
            worth, chosen = best[r - weight]
            best[r] = max(best[r], (worth + value, chosen + (name,)))
    return best[room]
def coins(amount, kinds):
    ways = [1] + [0] * amount
    fewest = [0] + [None] * amount
    for k in kinds:
        for a in range(k, amount + 1):
            ways[a] += ways[a - k]
            if fewest[a - k] is not None and (fewest[a] is None or fewest[a - k] + 1 < fewest[a]): fewest[a] = fewest[a - k] + 1
    return ways[amount], fewest[amount]
def longest_rising(xs):
    best = []
    for i, x in enumerate(xs): best.append(max((best[j] for j in range(i) if xs[j] < x), key=len, default=[]) + [x])
    return max(best, key=len)
print(lcs("AGGTAB", "GXTXAYB"), lcs("nematode", "empty bottle"), repr(lcs("abc", "xyz")))
print(edit("kitten", "sitting"), edit("", "abc"), edit("intention", "execution"), edit.cache_info().currsize > 0)
print(knapsack([("map", 9, 150), ("water", 15, 300), ("food", 13, 200), ("tin", 7, 90), ("rope", 4, 80)], 30))
print(coins(100, [1, 5, 10, 25, 50]), coins(3, [2]), longest_rising([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5]))
@lru_cache(None)
def paths(r, c): return 1 if r == 0 or c == 0 else paths(r - 1, c) + paths(r, c - 1)
memo = {}
def fib(n): return memo.setdefault(n, n if n < 2 else fib(n - 1) + fib(n - 2)) if n not in memo else memo[n]
print(paths(10, 10), fib(90), [fib(i) for i in range(10)])
triangle = [[75], [95, 64], [17, 47, 82], [18, 35, 87, 10]]
while len(triangle) > 1:
    last = triangle.pop()
    triangle[-1] = [x + max(pair) for x, pair in zip(triangle[-1], zip(last, last[1:]))]
print(triangle)
