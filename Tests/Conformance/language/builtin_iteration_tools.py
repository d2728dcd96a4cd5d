print(list(enumerate("abc")), list(enumerate("ab", 1)), list(enumerate([], 5)), list(enumerate("ab", start=10)), dict(enumerate("xy")), list(zip("ab", [1, 2, 3])), list(zip()), list(zip([1])), list(zip("ab", "cd", "ef")), list(zip(*[(1, 2), (3, 4)])))
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(map(pow, [2, 3], [3, 2])), list(filter(None, [0, 1, "", "a", []])), list(filter(lambda x: x % 2, range(6))), list(filter(str.isupper, "aBcD")), list(map(int, "123")), sum(map(len, ["a", "bb"])))
print(list(reversed([1, 2, 3])), list(reversed("abc")), list(reversed(range(3))), list(reversed({"a": 1, "b": 2})), "".join(reversed("xyz")), list(zip("abc", "abc"[1:])), list(zip([1, 2], [3, 4], strict=True)), sorted(map(abs, [-3, 1])))
m = map(str, [1, 2]); print(next(m), list(m), list(m))
z = zip([1, 2], "ab"); print(next(z), list(z)); e = enumerate("ab"); print(next(e), next(e), next(e, "end"))
it = iter([1, 2, 3]); print(list(zip(it, it)), list(it)); print(type(m).__name__, type(z).__name__, type(e).__name__, type(filter(None, [])).__name__, type(reversed([])).__name__, type(iter("")).__name__, type(iter({})).__name__, type(iter(range(0))).__name__, type(iter(set())).__name__, type(iter(())).__name__, type(iter({}.items())).__name__)
for bad in [lambda: list(zip([1], [1, 2], strict=True)), lambda: list(zip([1, 2], [1], strict=True)), lambda: enumerate(), lambda: enumerate(5), lambda: zip(1), lambda: map(str), lambda: map(5, [1]).__next__(), lambda: filter(None), lambda: reversed(5), lambda: reversed({1}), lambda: enumerate("a", "b"), lambda: list(map(lambda x: x, [1], [2])), lambda: len(map(str, [])), lambda: zip("ab")[0]]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
