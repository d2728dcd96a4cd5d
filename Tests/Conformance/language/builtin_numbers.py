print(abs(-3), abs(-2.5), abs(True), abs(-10 ** 20), divmod(17, 5), divmod(-7.5, 2), pow(2, 8), pow(7, 3, 10), min(3, 1, 2), max([4, 9, 2]), sum(range(5)), sum([1.5, 2]), sum([[1], [2]], []), round(3.7))
print(bin(10), oct(64), hex(255), bin(-3), hex(-255), ord("a"), chr(97), chr(8364), ord("€"), int("12"), float("1.5"), bool([]), hash(7), hash(-1), hash(2 ** 61 - 1), hash(True))
print(sum([0.1] * 3), sum([1, 2], 10), sum([], 5), sum({1: "a", 2: "b"}), sum((x for x in (1, 2))), sum([True, True]), sum([2 ** 64, 1]), sum([0.1, 0.2, 0.3], 0.0), sum([], start=2))
for bad in [lambda: abs("a"), lambda: divmod(1), lambda: sum(["a"]), lambda: sum("ab", ""), lambda: sum(5), lambda: bin(1.5), lambda: hex("a"), lambda: ord("ab"), lambda: ord(5), lambda: chr(-1), lambda: chr("a"), lambda: chr(1114112), lambda: abs(), lambda: abs(1, 2), lambda: sum(), lambda: sum([1], "a"), lambda: sum([b"a"], b""), lambda: oct(None), lambda: divmod("a", 1)]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
