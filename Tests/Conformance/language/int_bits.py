for a, b in [(12, 10), (-12, 10), (5, 3)]:
    print(a & b, a | b, a ^ b, ~a, a << b, a >> 1)
x = 0b1011
x &= 0b1110; print(x)
x |= 0b0001; print(x)
x ^= 0b1111; print(x)
x <<= 3; print(x)
x >>= 1; print(x)
