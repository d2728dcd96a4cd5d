class N:
    def __int__(self): return 42
    def __float__(self): return 2.5
    def __index__(self): return 3
    def __round__(self, n=None): return ("rounded", n)
    def __trunc__(self): return 7
    def __floor__(self): return 8
    def __ceil__(self): return 9
    def __abs__(self): return "absolute"
    def __bool__(self): return False
    def __complex__(self): return 1
import math
n = N()
print(int(n), float(n), round(n), round(n, 2), math.floor(n), math.ceil(n), math.trunc(n), abs(n), bool(n))
print([10, 20, 30, 40][n], "abcdef"[n:], range(n), bin(n), hex(n), [0] * n, list(range(10))[::n], chr(n) == "\x03", math.sqrt(n))
class Only: 
    def __index__(self): return 5
print(int(Only()), float(Only()), "%d" % Only(), "abcdefgh"[Only()])
class Bad:
    def __int__(self): return "x"
    def __float__(self): return 1
    def __index__(self): return 1.5
for f in (int, float, lambda b: [1][b], bool, lambda b: int(object())):
    try: print(f(Bad()))
    except TypeError as e: print(e)
