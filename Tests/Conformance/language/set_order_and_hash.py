# The order of sets as CPython makes them, with strings hashed as PYTHONHASHSEED=0 does; hashes of a person's own.
print({"b", "back\\slash", " pad "})
print({"0", "b", " pad ", "a b  c"}, {"-3", "b", "ÀÉ"}, {"x", "y", "z", "w"}, {1000, 256, 10})
one = dict.fromkeys([26, 2, 32, 8, 30, 6, 22, 19, 31, 5], 1)
two = dict.fromkeys([1, 24, 7, 9, 16, 2, 30], 1)
print(one.items() ^ two.items())
print(two.items() ^ one.items())
f = frozenset([0, 256, 1000, 10, -7])
print(f.copy() is f, f | f.union([1000, 256, 10]))


class Hashed:
    def __init__(self, number):
        self.number = number

    def __hash__(self):
        return self.number


print([hash(Hashed(n)) for n in (-1, 2**61 - 1, 2**61, -(2**63), 2**63 - 1, 2**63, -(2**70), True)])
