n = 1234
print(n.bit_length(), n.bit_count(), n.to_bytes(2, "big"), n.to_bytes(4, "little"), int.from_bytes(b"\x04\xd2", "big"), int.from_bytes(b"\xff\xfe", "little", signed=True), n.as_integer_ratio(), n.conjugate(), n.real, n.imag, n.numerator, n.denominator)
print((-5).to_bytes(2, "big", signed=True), (0).to_bytes(), (5).__add__(3), (5).__mul__(2), (5).__neg__(), (5).__lt__(6), (5).__eq__("5"), (5).__hash__(), (5).__bool__(), (5).__repr__(), (5).__index__(), (7).__floordiv__(2), (2).__pow__(5), (7).__divmod__(2))
for bad in [lambda: (256).to_bytes(1, "big"), lambda: (-1).to_bytes(1, "big"), lambda: (1).to_bytes(1, "middle"), lambda: (1).bit_length(2), lambda: int.from_bytes("a", "big")]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print(5 .bit_length(), 1_000_000, 0xFF, 0o17, 0b11, 0XaB, 0B1, 00, int.__name__, (5).__class__, isinstance(5, int), type(5) is int)
