print(hash(1) == hash(1.0) == hash(True), hash("a") == hash("a"), hash((1, 2)) == hash((1, 2)), hash(None) == hash(None), hash(0.5), hash(-1), hash(-2), hash(2 ** 61), hash(2 ** 100), hash(1e100), hash(-0.0), hash(frozenset()) == hash(frozenset()))
a = []; b = a; c = []
print(id(a) == id(b), id(a) == id(c), a is b, type(id(a)).__name__)
for bad in [lambda: hash([]), lambda: hash({}), lambda: hash(set()), lambda: hash(([],)), lambda: hash(slice(1)), lambda: hash({1: 2}.keys()) and None, lambda: hash(), lambda: {[]: 1}, lambda: {1: 2}[[]], lambda: [] in {}, lambda: {(1, []): 2}, lambda: hash({}.items())]:
    try: print(bad())
    except TypeError as e: print(e)
class Same:
    def __eq__(self, o): return True
    __hash__ = None
try: hash(Same())
except TypeError as e: print(e)
