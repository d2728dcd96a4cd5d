def sieve(n):
    flags = [True] * (n + 1)
    flags[0:2] = [False, False]
    for i in range(2, int(n ** 0.5) + 1):
        if flags[i]:
            for j in range(i * i, n + 1, i):
                flags[j] = False
    return [i for i, f in enumerate(flags) if f]
ps = sieve(100)
print(ps, len(sieve(10000)))
def factor(n):
    out = []
    d = 2
    while d * d <= n:
        while n % d == 0:
            out.append(d)
            n //= d
        d += 1
    if n > 1: out.append(n)
    return out
for n in [12, 97, 360, 1001, 2 ** 16 - 1]:
    print(f"{n:>6} = {' x '.join(map(str, factor(n)))}")
def gcd(a, b):
    while b: a, b = b, a % b
    return a
print(gcd(1071, 462), [gcd(i, 12) for i in range(1, 13)])
