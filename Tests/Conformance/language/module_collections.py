from collections import namedtuple, defaultdict, OrderedDict, Counter, deque
P = namedtuple("P", "x y")
p = P(1, y=2)
print(p, p.x, p[1], p._asdict(), p._replace(x=5), P._fields, P._make([3, 4]), p == (1, 2), len(p), P.__name__)
x, y = p
print(x, y, namedtuple("Q", ["a", "b"], defaults=[9])(1), [*p], max(P(1, 5), P(1, 2)))
d = defaultdict(list); d["a"].append(1); d["b"]
print(d, d["a"], dict(d), len(d), d.get("zz"), "zz" in d, d.default_factory)
n = defaultdict(int)
for c in "hello": n[c] += 1
print(n, sorted(n.items()))
c = Counter("mississippi")
print(c, c["s"], c["z"], c.most_common(2), sorted(c.elements())[:4], sum(c.values()), c + Counter("miss"), c - Counter("miss"), c & Counter("ms"), c.total())
c.update("mm"); c.subtract("i"); print(c, Counter(a=1, b=2), Counter({"x": 3}), Counter())
o = OrderedDict([("a", 1), ("b", 2)]); o.move_to_end("a"); print(o, list(o), o.popitem(last=False), o, OrderedDict())
q = deque([1, 2, 3], maxlen=4)
q.append(4); q.append(5); q.appendleft(0); print(q, len(q), q[0], q[-1], q.pop(), q.popleft(), q)
q.rotate(1); q.extend([7, 8]); q.extendleft([9]); print(q, list(q), 7 in q, deque("ab"), q.maxlen)
for f in [lambda: P(1), lambda: P(1, 2, 3), lambda: deque().pop(), lambda: defaultdict()["x"], lambda: defaultdict(5)]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
