import random
r = random.Random(5)
def one():
    pool = [r.choice([r.randint(-20,20), r.randint(0,1000), r.randint(-10**12,10**12), r.choice([.5,1.5,2.25,-3.75]), (r.randint(0,5),1), r.choice("abcdefgh")*r.randint(1,12)]) for _ in range(r.randint(0,40))]
    return pool
def show(x): print(list(x))
for i in range(400):
    a, b, c = set(one()), set(one()), one()
    base = list(a)[:10]
    a |= set(c[:3]); 
    op = r.randint(0, 22)
    for e in base[: r.randint(0, 10)]: a.discard(e)
    if r.random() < .5: b |= set(list(a)[:6])
    d = dict.fromkeys(c + base, 1)
    if op == 0: show(a | b)
    elif op == 1: show(a & b)
    elif op == 2: show(a - b)
    elif op == 3: show(a ^ b)
    elif op == 4: a ^= b; show(a)
    elif op == 5: a -= b; show(a)
    elif op == 6: a &= b; show(a); a.add(5); a.add('z'); show(a)
    elif op == 7: show(a.union(c, b))
    elif op == 8: show(a.intersection(c + base))
    elif op == 9: show(a.difference(c + base, b))
    elif op == 10: show(a.symmetric_difference(c + base))
    elif op == 11: a.difference_update(c + base); show(a)
    elif op == 12: a.intersection_update(c + base, b); show(a)
    elif op == 13: a.symmetric_difference_update(d); show(a)
    elif op == 14: show(set(d)); show(frozenset(d)); show(a.difference(d))
    elif op == 15: show(d.keys() & a); show(a & d.keys()); show(d.keys() - a); show(a - d.keys()); show(d.keys() | a); show(d.keys() ^ a); show(a ^ d.keys())
    elif op == 16:
        while len(a) > 2: print(a.pop()); a.add(r.randint(0, 9)) if r.random() < .3 else None
        show(a)
    elif op == 17: show(frozenset(a) | b); show({*a, *b}); print(hash(frozenset(a))); show({frozenset(a), frozenset(b), frozenset(c)})
    elif op == 18: show(a.copy()); show(set(a)); show(set(c)); show({x for x in c})
    elif op == 20: show(d.keys() & dict.fromkeys(a, 1).keys()); show(d.keys() & c); show(d.keys() ^ c)
    elif op == 21: a.update(d, c); show(a); a.update(b); show(a)
    elif op == 22: print(a <= b, a < b, a == b, a.isdisjoint(b), a.issubset(c), {1} in {frozenset({1})})
