from enum import Enum, IntEnum, Flag, IntFlag, auto, unique, StrEnum
class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1
    def describe(self): return self.name.lower()
    @property
    def up(self): return self.value * 10
    @classmethod
    def default(cls): return cls.RED
print(Color.RED, repr(Color.RED), Color(2), Color['BLUE'], list(Color), len(Color), Color.CRIMSON is Color.RED, Color.RED.describe(), Color.RED.up, Color.default())
print(Color, Color.__members__, Color.RED in Color, isinstance(Color.RED, Color), type(Color.RED), Color.RED == 1, Color.RED != Color.BLUE, {Color.RED: 1}, f'{Color.RED}', f'{Color.RED!r:>20}', '%s' % Color.RED)
for bad in (lambda: Color(9), lambda: Color['X'], lambda: Color.NOPE, lambda: Color.RED < Color.BLUE):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
try: Color.RED = 5
except AttributeError as e: print(e)
try: Color.RED.value = 5
except AttributeError as e: print(e)
class N(IntEnum):
    A = 1
    B = auto()
print(N.A + 1, N.B, repr(N.B), N.A < N.B, N(2), int(N.B), [10,20,30][N.A], f'{N.B}', N.B == 2, hash(N.B) == hash(2), sorted([N.B, N.A]), str(N.A), '%d' % N.B, N.A.name)
class P(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W
print(P.R | P.X, repr(P.R | P.X), P.RW, P.R in P.RW, P.X in P.RW, bool(P.R & P.W), ~P.R, P(0), repr(P(0)), list(P.RW), P.R ^ P.RW, P(7), list(P), len(P))
class S(StrEnum):
    HI = auto()
    LO = 'low'
print(S.HI, repr(S.HI), S.LO.upper(), S.HI == 'hi', f'{S.LO:>5}')
class Planet(Enum):
    EARTH = (5.97, 6.37)
    MARS = (0.64, 3.38)
    def __init__(self, mass, radius):
        self.mass = mass; self.radius = radius
    @property
    def g(self): return round(self.mass / self.radius**2, 4)
print(Planet.EARTH.mass, Planet.MARS.g, Planet.EARTH, repr(Planet.EARTH), Planet((0.64, 3.38)))
A = Enum('Animal', 'CAT DOG'); print(list(A), A.CAT.value, A)
B = Enum('B', {'x': 10, 'y': 20}); print(list(B))
try:
    @unique
    class U(Enum):
        a = 1
        b = 1
except ValueError as e: print(e)
try:
    class Sub(Color): pass
except TypeError as e: print(e)
class W(Enum):
    def _generate_next_value_(name, start, count, last): return name
    MON = auto()
    TUE = auto()
print(list(W))
class W2(str, Enum):
    X = 'x'
    Y = 'y'
print(W2.X, W2.X == 'x', repr(W2.X), f'{W2.X}', W2('y'), isinstance(W2.X, str))
class M(Enum):
    A = 1
    @classmethod
    def _missing_(cls, v): return cls.A
print(M(77))
import copy; print(copy.deepcopy(Color.RED) is Color.RED, Color.RED.__class__, [c.value for c in Color], {c.name: c.value for c in Color}, dict(Color.__members__).keys())
class F(IntFlag):
    A = 1
    B = 2
print(F.A | F.B, repr(F.A | F.B), F.A | 8, F(3), F.A + 1, F.B & 3)
match Color.RED:
    case Color.RED: print('red!')

try:
    class D(Enum):
        a = 1
        a = 2
except TypeError as e: print(e)
