import itertools as it
print(list(it.islice(it.count(5), 3)), list(it.islice(it.count(0, 0.5), 4)), list(it.islice(it.cycle("ab"), 5)), list(it.repeat("x", 3)), list(it.islice(it.repeat(1), 2)), list(it.accumulate([1, 2, 3, 4])), list(it.accumulate([3, 1, 4], max)), list(it.accumulate([1, 2], initial=10)), list(it.accumulate("abc")))
print(list(it.chain("ab", [1])), list(it.chain.from_iterable(["ab", "c"])), list(it.compress("abcd", [1, 0, 1, 1])), list(it.dropwhile(lambda x: x < 3, [1, 3, 2, 5])), list(it.takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(it.filterfalse(lambda x: x % 2, range(6))), list(it.starmap(pow, [(2, 3), (3, 2)])), list(it.islice("abcdef", 1, 5, 2)), list(it.islice("abc", None)), list(it.zip_longest("abc", "x", fillvalue="-")), list(it.pairwise("abcd")))
a, b = it.tee([1, 2, 3])
print(next(a), list(b), list(a), it.count(3), it.repeat(1, 2), it.count(1, 2), next(it.cycle([7])), list(it.chain()), list(it.zip_longest([1], [2, 3], [])), [x for x in it.chain([1], (2,), {3})])
for bad in [lambda: it.islice([1], -1), lambda: it.islice([1]), lambda: it.count("a"), lambda: list(it.chain(5)), lambda: list(it.starmap(pow, [1])), lambda: it.repeat(), lambda: it.cycle(), lambda: it.cycle(5), lambda: it.accumulate(), lambda: it.islice([1], "a"), lambda: it.nothing, lambda: it.islice([1], 1, 2, 0), lambda: it.takewhile(1)]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
