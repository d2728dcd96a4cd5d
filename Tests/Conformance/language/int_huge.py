# Numbers of thousands of digits: what is divided long is divided in halves.
import math


def mixed(bits, seed):
    number = seed
    while number.bit_length() < bits:
        number = number * number + seed
    return number >> (number.bit_length() - bits)


def shown(number):
    return number % 1000000007, number.bit_length()


for top, bottom in [
    (70000, 33000), (65536, 32768), (65537, 32768), (120000, 20000), (90000, 89999), (50000, 16384),
    (65536, 65536), (100000, 64), (33457, 16543), (20000, 50000),
]:
    a, b = mixed(top, 12345), mixed(bottom, 54321)
    for m, n in [(a, b), (-a, b), (a, -b), (-a, -b), (a * b, b), (a * b - 1, b), ((1 << top) - 1, (1 << bottom) - 1)]:
        q, r = divmod(m, n)
        print(top, bottom, shown(q), shown(r), q * n + r == m, q == m // n, r == m % n)

ones = (1 << 60000) - 1
print(shown(ones * ones // ones), ones * ones % ones, shown((ones << 60000) // ones))
print((1 << 59999) // ones, ones // (ones >> 30000) == (1 << 30000))
print(mixed(60000, 5) / mixed(59990, 7), mixed(59990, 7) / mixed(60000, 5))
print([-(1 << 70000) >> n for n in (69998, 69999, 70000, 70001, 10**20)], shown((-1 - (1 << 70000)) >> 3))

g = mixed(3000, 9)
print(math.gcd(g * mixed(5000, 3), g * mixed(4000, 8)) == g * math.gcd(mixed(5000, 3), mixed(4000, 8)))
print([math.gcd(2**n - 1, 2**m - 1).bit_length() for n, m in [(900, 600), (1000, 35), (77, 4004), (5000, 4999)]])
print(math.gcd(0, -2**200) == 2**200, math.gcd(2**64, 2**64 - 1), math.gcd(3**100, 3**90) == 3**90, math.gcd(), math.gcd(-4))
print(math.lcm(2**100, 6**50) == 2**100 * 3**50, math.lcm(0, 2**99), math.lcm(-4, 6))
f, h = 1, 1
for _ in range(600):
    f, h = h, f + h
print(math.gcd(f, h), shown(pow(f, -1, h)), pow(f, -1, h) * f % h)
for base, modulus in [(3, 1), (3, -1), (2, -7), (-3, 7), (10**40, 10**40 + 1)]:
    print(pow(base, -1, modulus), pow(base, -3, modulus))
for base, modulus in [(0, 5), (4, 6), (10**30, 10**20), (0, 0)]:
    try:
        print(pow(base, -1, modulus))
    except ValueError as error:
        print(error)
print(shown(pow(mixed(9000, 3), 65537, mixed(8000, 5))), pow(7, 5, 1), pow(7, 10**30, 13))
print(shown(math.factorial(3000)), shown(math.comb(5000, 2100)), shown(math.perm(4000, 1500)), math.comb(10**30, 3))
print(math.comb(9, 0), math.comb(0, 0), math.perm(5), math.perm(5, 0), math.perm(0), math.perm(10**25, 2))
print(round(mixed(3000, 4), -700) % 10**700, round(-25, -1), round(-15, -1), round(35, -1), round(-149, -2), round(7, -30))
print(shown(int("f" * 5000, 16)), shown(int("z" * 4000, 36)), shown(int("101" * 3000, 2)), int("7" * 90, 8))
print(shown(math.isqrt(mixed(40001, 11))), shown(mixed(70000, 2) ** 3), shown(hash(mixed(50000, 6))))
