import functools, collections, string, itertools, copy, random, math, statistics, time, operator
from functools import *
from collections import *
# functools
@singledispatch
def show(x): return 'obj'
@show.register
def _(x: int): return 'int'
@show.register(list)
def _(x): return 'list'
print(show(1), show([]), show('a'), show.dispatch(int) is not None)
@lru_cache(maxsize=2)
def sq(x): "doc"; return x*x
print(sq(1), sq(2), sq(1), sq(3), sq.cache_info(), sq.__name__, sq.__doc__, sq.__wrapped__(3)); sq.cache_clear(); print(sq.cache_info())
p = partial(int, base=2); print(p('101'), p.func, p.args, p.keywords, repr(partial(print, 1, sep='x')))
class A:
    @cached_property
    def v(self): print('calc'); return 5
    def cell(self, a, b): return (a, b)
    pm = partialmethod(cell, 1)
a = A(); print(a.v, a.v, a.pm(2))
@wraps(sq)
def w(): pass
print(w.__name__, w.__doc__, reduce(operator.add, [1,2,3], 10), sorted([3,1,2], key=cmp_to_key(lambda a,b: b-a)))
@total_ordering
class O:
    def __init__(s, v): s.v = v
    def __eq__(s, o): return s.v == o.v
    def __lt__(s, o): return s.v < o.v
print(O(1) <= O(2), O(2) > O(1), O(1) >= O(1))
# collections
c = ChainMap({'a':1}, {'a':2,'b':3}); print(c['a'], c['b'], dict(c), c, len(c), list(c), c.new_child({'z':0})['z'], c.parents, c.maps)
class D(UserDict):
    def __setitem__(self, k, v): super().__setitem__(k.upper(), v)
d = D(a=1); d['b'] = 2; print(d, d['A'], len(d), 'B' in d, list(d.items()), d.data)
class L(UserList):
    pass
l = L([1,2]); l.append(3); print(l, l[0], l + [4], len(l), isinstance(l[:2], L), l.data)
s = UserString('abc'); print(s.upper(), s + 'd', len(s))
print(string.Template('$x is ${y} $$').substitute(x=1, y='b'), string.Template('$x $z').safe_substitute(x=1), string.Formatter().format('{0} {a}', 1, a=2))
try: string.Template('$q').substitute()
except KeyError as e: print(repr(e))
print(string.ascii_letters, string.digits, string.punctuation, string.capwords('a b'), string.hexdigits)
print(statistics.geometric_mean([54,24,36]), statistics.quantiles([1,2,3,4,5]), statistics.median_low([1,2,3,4]), statistics.median_high([1,2,3,4]), statistics.multimode('aabb'), statistics.correlation([1,2,3],[1,2,4]), statistics.linear_regression([1,2,3],[2,4,6]), statistics.fmean([1,2]), statistics.pstdev([1,2,3]), statistics.median_grouped([1,2,2,3]), statistics.covariance([1,2,3],[1,5,7]))
