import itertools as it
print(list(it.product("ab", [1, 2])), list(it.product([0, 1], repeat=2)), list(it.product()), list(it.product("ab", [])), list(it.permutations("abc")), list(it.permutations("abc", 2)), list(it.combinations("abcd", 2)), list(it.combinations("ab", 3)), list(it.combinations_with_replacement("ab", 2)), list(it.permutations([])), list(it.combinations(range(3), 0)))
for key, group in it.groupby("aaabbca"): print(key, list(group), end=" ")
print([(k, len(list(g))) for k, g in it.groupby(sorted("mississippi"))], {k: list(g) for k, g in it.groupby(range(6), lambda x: x // 2)}, [k for k, _ in it.groupby([1, 1, 2])])
print(sum(1 for _ in it.combinations(range(10), 3)), max(it.product(range(3), repeat=2), key=sum), ["".join(p) for p in it.permutations("xyz")][:3], dict(zip("abc", it.count())), list(map(list, it.combinations([1, 2, 3], 2))), next(it.permutations(range(100))) [:3])
for bad in [lambda: it.combinations("ab"), lambda: it.permutations("ab", -1), lambda: it.product(5), lambda: it.groupby(), lambda: it.combinations("ab", -1), lambda: it.permutations(5), lambda: it.product("a", repeat=-1), lambda: it.combinations("ab", "c"), lambda: it.product("a", foo=1)]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
