from dataclasses import dataclass, field, asdict, astuple, replace, fields, is_dataclass, FrozenInstanceError, KW_ONLY, InitVar, make_dataclass
from typing import List, Optional, ClassVar
@dataclass
class P:
    """Doc."""
    x: int
    y: int = 0
    tags: List[str] = field(default_factory=list)
    hidden: float = field(default=1.5, repr=False, compare=False)
    total: int = field(init=False)
    K: ClassVar[int] = 3
    def __post_init__(self): self.total = self.x + self.y
    def norm(self): return (self.x**2+self.y**2)**.5
p = P(3, 4); q = P(3, 4)
print(p, repr(p), p == q, p != P(1), p.total, p.norm(), p.tags is q.tags, P.K, P.y)
print([(f.name, f.type) for f in fields(P)], asdict(p), astuple(p), replace(p, x=10), is_dataclass(P), is_dataclass(p), is_dataclass(3))
for bad in (lambda: P(), lambda: P(1,2,3,4,5,6), lambda: P(1, z=2), lambda: P(1, x=2), lambda: p < q, lambda: hash(p), lambda: replace(p, total=3), lambda: asdict(3), lambda: fields(3)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
@dataclass(order=True, frozen=True)
class V:
    major: int
    minor: int = 0
print(V(1,2) < V(1,3), sorted([V(2), V(1,5), V(1)]), hash(V(1)) == hash(V(1)), {V(1): 'a'}[V(1)], V(1) <= V(1))
try: V(1).major = 2
except FrozenInstanceError as e: print('frozen', e)
try: del V(1).major
except FrozenInstanceError as e: print('frozen', e)
@dataclass
class B: a: int = 1
@dataclass
class D(B): b: str = 'x'; a: int = 5
print(D(), D(2), D(b='q'), D.__match_args__, D.__doc__, P.__doc__, B() == D(1))
try:
    @dataclass
    class E1: a: int = 1; b: int
except TypeError as e: print(e)
try:
    @dataclass
    class E2: a: list = []
except ValueError as e: print(e)
@dataclass
class K:
    a: int
    _: KW_ONLY
    b: int = 2
    c: int = 3
print(K(1, b=5), K.__match_args__)
try: K(1, 2)
except TypeError as e: print(e)
@dataclass
class IV:
    x: int
    scale: InitVar[int] = 2
    def __post_init__(self, scale): self.x *= scale
print(IV(5), IV(5, 3))
M = make_dataclass('M', [('x', int), ('y', int, 5)]); print(M(1), M(1) == M(1,5))
match V(1, 2):
    case V(major=1, minor=m): print('m', m)
match p:
    case P(x, y): print(x, y)
@dataclass
class Node:
    v: int
    kids: list = field(default_factory=list)
n = Node(1, [Node(2), Node(3, [Node(4)])]); print(n); print(asdict(n)); n.kids.append(n); print(n)
@dataclass(eq=False)
class NE: a: int
print(NE(1) == NE(1), isinstance(hash(NE(1)), int))
@dataclass(kw_only=True)
class KO: a: int; b: int = 1
try: KO(1)
except TypeError as e: print(e)
try: KO()
except TypeError as e: print(e)
print(KO(a=1))
class Base:
    def __repr__(self): return 'base'
@dataclass
class R(Base): a: int = 1
print(R(), R.__init__.__name__, P.__init__.__qualname__, V.__eq__(V(1), 3))
@dataclass
class Own:
    a: int
    def __repr__(self): return f'Own<{self.a}>'
    def __eq__(self, o): return True
print(Own(1), Own(1) == 5)
