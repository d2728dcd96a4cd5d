import copy, random, time, math
class N:
    def __init__(s, v): s.v = v; s.kids = []
    def __deepcopy__(s, memo): n = N(copy.deepcopy(s.v, memo)); memo[id(s)] = n; n.kids = copy.deepcopy(s.kids, memo); return n
n = N([1]); n.kids.append(n); m = copy.deepcopy(n); print(m is not n, m.kids[0] is m, m.v is not n.v)
class R:
    def __init__(s): s.a = [1]
    def __copy__(s): r = R(); r.a = 'c'; return r
    def __reduce__(s): return (R, ())
print(copy.copy(R()).a, copy.deepcopy(R()).a)
class S:
    def __init__(s): s.x = [1]; s.y = 2
    def __getstate__(s): return {'x': s.x}
    def __setstate__(s, st): s.__dict__.update(st); s.z = 1
t = copy.copy(S()); print(t.__dict__)
x = [1,[2]]; y = copy.copy(x); z = copy.deepcopy(x); x[1].append(3); print(y, z, copy.copy((1,2)), copy.deepcopy({1:{2}}), copy.deepcopy(len) is len)
random.seed(3); print(random.random(), random.randint(1,10), random.choice('abc'), random.sample(range(100), 5), random.shuffle(l := list(range(5))), l, random.uniform(1,2), random.gauss(0,1), random.normalvariate(0,1), random.expovariate(1), random.betavariate(1,2), random.gammavariate(2,1), random.triangular(), random.lognormvariate(0,1), random.vonmisesvariate(0,1), random.paretovariate(2), random.weibullvariate(1,2), random.choices([1,2,3], weights=[1,2,3], k=5), random.getrandbits(70), random.randrange(0,100,7), random.randbytes(3))
random.seed('hello'); print(random.random()); random.seed(2.5); print(random.random()); random.seed(b'x'); print(random.random()); st = random.getstate(); a = random.random(); random.setstate(st); print(a == random.random()); r = random.Random(5); print(r.random(), r.choice([1,2,3]))
for bad in (lambda: random.choice([]), lambda: random.randint(5,1), lambda: random.sample([1],2), lambda: random.choices([1],weights=[0]), lambda: random.randrange(0)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print(time.strftime('%Y-%m-%d %H:%M:%S', time.gmtime(0)), time.gmtime(86400), time.gmtime(0).tm_year, time.mktime(time.gmtime(0)) is not None, time.asctime(time.gmtime(0)), time.strptime('2024-01-02', '%Y-%m-%d')[:3], time.perf_counter() > 0, time.time_ns() > 0, time.monotonic() > 0, time.process_time() >= 0, type(time.localtime()).__name__)
print(math.dist([1,2],[4,6]), math.prod([1,2,3]), math.perm(5,2), math.isqrt(17), math.lcm(4,6), math.ulp(1.0), math.nextafter(1,2), math.remainder(5,3), math.cbrt(27), math.exp2(3), math.log1p(1e-10), math.gamma(5), math.lgamma(10), math.erf(.5), math.frexp(8), math.ldexp(.5,4), math.modf(2.5), math.copysign(1,-0.0), math.fsum([.1]*10), math.trunc(2.7), math.comb(5,2), math.degrees(1), math.hypot(3,4,12), math.fmod(-5,3))
import unicodedata
print(unicodedata.name('a'), unicodedata.category('A'), unicodedata.numeric('\u00bd'), unicodedata.lookup('GREEK SMALL LETTER ALPHA'), unicodedata.digit('5'))
