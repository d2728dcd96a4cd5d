print(min(3, 1, 2), max([3, 1, 2]), min("hello"), max([], default=0), min([1, -5, 3], key=abs), max(["a", "bbb", "cc"], key=len), max(1, 2.5), min((1, 2), (1, 1)))
print(sum([1, 2, 3]), sum([0.1] * 10), sum([], 5), sum([[1], [2]], []), sum(range(101)), sum([1, 2.5]), sum((x for x in [True, True])), sum([1], start=10))
print(any([0, 1]), any([]), all([]), all([1, 0]), any(x > 2 for x in [1, 2, 3]), all("abc"))
