# Errors that name the operator, the function or the type that was asked.
import collections
import math
import operator


def tried(call):
    try:
        print(repr(call()))
    except Exception as error:
        print(type(error).__name__, error, error.args if isinstance(error, KeyError) else "")


for change in (operator.iand, operator.ior, operator.iadd, operator.imul, operator.irshift, operator.isub):
    tried(lambda: change(1.5, 2.5))
    tried(lambda: change("a", 2.5))
    tried(lambda: change(collections.Counter("aab"), 5))
    tried(lambda: change(collections.Counter("aab"), {"a": 1, "c": 4}))
tried(lambda: +collections.Counter(a=None))
tried(lambda: collections.Counter(a=2, b=-1) - collections.Counter(b=-3, c=1))
tried(lambda: collections.Counter().__mul__)
tried(lambda: "".__mul__(0.5))
tried(lambda: b"".__add__(1))
tried(lambda: [1].__mul__("a"))
tried(lambda: float.fromhex(None))
tried(lambda: [1, 2].index(1, None))
tried(lambda: (1, 2).index(2, 0, 1.5))
tried(lambda: sorted([2, 1], reverse=""))
tried(lambda: sorted([2, 1], reverse=5))
tried(lambda: (-1).to_bytes(0, "big", signed=True))
tried(lambda: math.fsum([math.nan, 1]))
tried(lambda: math.fsum([math.inf, -math.inf]))
tried(lambda: "ab".startswith(("a", 1)))
tried(lambda: "ab".startswith(("b", 1)))
tried(lambda: collections.OrderedDict().pop())
tried(lambda: collections.OrderedDict().pop((1, 2)))
tried(lambda: collections.OrderedDict().move_to_end(()))
tried(lambda: print(*1, 2))
tried(lambda: tried(*1))
view = collections.OrderedDict(a=1)
print(view.keys(), view.values(), view.items(), type(view.keys()).__name__, view.keys() | {"b"} == {"a", "b"})
for iterator in (iter(""), iter("é"), iter(collections.deque()), reversed(collections.deque())):
    print(type(iterator))


class Items:
    def __getitem__(self, at):
        return at


tried(lambda: reversed(Items()))


class Silent:
    def __str__(self):
        pass


tried(lambda: print(0, Silent()))
print()
named = collections.defaultdict(None, {})
tried(lambda: setattr(named, "c", 255))
tried(lambda: (named.default_factory, hasattr(collections.Counter(), "__dict__"), hasattr(named, "__dict__")))
tried(lambda: [math.hypot(1 / 3, -7), math.hypot(0.1, 0.2, 0.3), math.dist([1.1, 2.2], [3.3, 5.7]), math.hypot(1e300, 1e300)])
tried(lambda: collections.Counter("a").update({"b": range(2)}))
tried(lambda: collections.Counter("a").update({"a": b"x"}))
tried(lambda: collections.Counter("a").subtract({"a": b"x"}))
