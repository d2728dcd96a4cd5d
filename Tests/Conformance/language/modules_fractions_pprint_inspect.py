from fractions import Fraction as F
import math
print(F(1,3), repr(F(6,4)), F('3/4'), F('-1.25'), F(0.5), F('1e3'), F(3), F(-6,-8), F(1,3)+F(1,6), F(1,3)*3, F(1,2)-1, F(1,2)/F(3,4), F(7,2)//1, F(7,2)%1, F(1,2)**2, F(2,3)**-2, F(1,4)**F(1,2), 1+F(1,2), 0.5+F(1,2), F(1,2)==0.5, F(1,3)<0.34, abs(F(-1,2)), -F(1,2), float(F(1,3)), int(F(7,2)), round(F(7,2)), round(F(22,7),2), math.floor(F(-1,2)), math.ceil(F(1,2)), hash(F(1,2))==hash(0.5), hash(F(3))==3, F(math.pi).limit_denominator(100), F(1,3).numerator, sorted([F(1,2),F(1,3)]), sum([F(1,2)]*3), bool(F(0)), F(1,2) in [0.5], {F(1,2):1}[0.5], F.from_float(0.25), max(F(1,2), 0.6), F(-7,2)//2, F(-7,2)%2)
for bad in (lambda: F(1,0), lambda: F('x'), lambda: F(1.5, 2), lambda: F([1]), lambda: F(1,2)/0, lambda: F(0)**-1):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print(f'{F(1,2)}', '%s' % F(1,3), F(1,2)+1j, isinstance(F(1), F))
import pprint
d = {'name': 'x'*30, 'values': list(range(40)), 'nested': {'a': [1,2,3], 'b': {'c': ('t',)*20}}, 'z': {3,1,2}, 2: None} if False else {'name': 'x'*30, 'values': list(range(40)), 'nested': {'a': [1,2,3], 'b': {'c': ('t',)*20}}, 'z': {3,1,2}}
pprint.pprint(d); pprint.pprint(d, width=40, compact=True); pprint.pprint(d, depth=1); pprint.pprint([1,2,3]); pprint.pprint({'b':1,'a':2}); pprint.pprint({'b':1,'a':2}, sort_dicts=False); print(pprint.pformat('long text '*15)); print(pprint.pformat(['long text '*15, 'b'], indent=4)); pprint.pp({'z':1,'a':[()]}); x=[1]; x.append(x); print(pprint.pformat(x)[:20]); pprint.pprint({1:'a','b':2})
import inspect
def f(a, b: int = 3, *args, c, d: 'str' = 'x', **kw) -> list:
    """Doc
       here."""
    return a
class C:
    def __init__(self, x, y=2): pass
    def m(self, q): return q
    @staticmethod
    def s(z): pass
print(inspect.signature(f), repr(inspect.signature(C)), inspect.signature(C.m), inspect.signature(C(1).m), inspect.signature(C.s), inspect.signature(lambda x, /, y: 0))
for n, p in inspect.signature(f).parameters.items(): print(n, p.kind, p.default is inspect.Parameter.empty, p, p.annotation)
print(inspect.getdoc(f), inspect.isfunction(f), inspect.isclass(C), inspect.ismethod(C(1).m), inspect.isbuiltin(len), inspect.ismodule(inspect), list(inspect.signature(f).parameters), inspect.signature(f).return_annotation)
print(inspect.getsource(f)); print(inspect.getsource(C.m)); print(inspect.getsource(C))
from dataclasses import dataclass
@dataclass
class P: x: int; y: float = 1.5
print(inspect.signature(P), [n for n, v in inspect.getmembers(C, inspect.isfunction)])
try: inspect.signature(3)
except TypeError as e: print(e)
