# Whole roots of large numbers, and just beside squares.
import math

for bits in (62, 63, 64, 65, 66, 127, 128, 129, 200, 1000, 4001):
    for n in (2**bits - 1, 2**bits, 2**bits + 1, 3**bits):
        root = math.isqrt(n)
        assert root * root <= n < (root + 1) ** 2, bits
        for beside in (-1, 0, 1):
            square = root * root + beside
            assert math.isqrt(square) == (root - 1 if beside < 0 else root), (bits, beside)
    print(bits, math.isqrt(7**bits) % 10**9)
print(math.isqrt(10**20000) == 10**10000, math.isqrt(10**20000 - 1) == 10**10000 - 1)
