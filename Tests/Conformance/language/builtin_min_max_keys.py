print(min(3, 1), max("banana"), min([2, 1], [1, 9]), max({"a": 5, "b": 1}), max({"a": 5, "b": 1}, key={"a": 5, "b": 9}.get), min("abc", key=lambda c: -ord(c)), max([], default="none"), min((), default=None), max(1, 2.0), max(2, 2.0), max(2.0, 2), min(True, 0))
print(max("apple", "fig", key=len), min(["bb", "a"], key=len), max(range(5), key=lambda x: -abs(x - 3)), max([(1, "b"), (1, "a")]), min([[3], [1, 2]]), max(iter([1, 3, 2])), min(x * x for x in (-2, 1)), max([1, 2, 3], key=None), min(1, 2, 3, key=lambda x: x % 3))
for bad in [lambda: max(), lambda: max(5), lambda: max([]), lambda: min(()), lambda: max(1, "a"), lambda: max([1], 2), lambda: max(1, 2, default=3), lambda: max([1], key=5), lambda: min(None), lambda: max([1], foo=2), lambda: max([None, 1]), lambda: max({}), lambda: min("")]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
