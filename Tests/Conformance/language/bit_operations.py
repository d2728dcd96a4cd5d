a, b = 0b1100, 0b1010
print(a & b, a | b, a ^ b, ~a, a << 2, a >> 2, -a >> 2, ~0, ~-1, -1 >> 10, 1 << 70, (1 << 70) >> 68)
print(bin(a & b), bin(a | b), bin(a ^ b), f"{a:b} {a:08b} {a:#b} {a:o} {a:#x} {255:X}", hex(255), oct(8), bin(-5))
print(True & False, True | False, True ^ True, ~True, True << 3, type(True & True).__name__, type(True & 1).__name__)
def bits(n): return [i for i in range(n.bit_length()) if n >> i & 1]
print(bits(37), (37).bit_length(), (37).bit_count(), (-8).bit_length(), (0).bit_length())
flags = 0
flags |= 1 << 3
flags |= 1
print(flags, bool(flags & 8), bool(flags & 4), flags & ~1, flags ^ 0b1111)
print(2 ** 100 & 2 ** 100 - 1, (2 ** 100 | 1) % 1000, -2 ** 65 >> 3, ~(2 ** 64), -5 & 0xFF, -1 & 2 ** 80)
print(1 | 2 ^ 3 & 4 << 1, 1 + 2 << 3, 10 & 6 == 6, (10 & 6) == 2)
for bad in [lambda: 1 << -1, lambda: 1 & 1.0, lambda: "a" | 1, lambda: ~1.5]:
    try: bad()
    except Exception as e: print(type(e).__name__, e)
