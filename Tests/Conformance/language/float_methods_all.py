for x in [1.5, 2.0, -0.75, 0.1, 1e22, 0.0]:
    print(x.is_integer(), x.as_integer_ratio(), x.hex(), float.fromhex(x.hex()) == x, x.conjugate(), x.real, x.imag, x.__round__(), x.__trunc__(), x.__floor__(), x.__ceil__())
for bad in [lambda: float("inf").as_integer_ratio(), lambda: float("nan").as_integer_ratio(), lambda: int(float("inf")), lambda: round(float("nan")), lambda: float.fromhex("zz"), lambda: (1.5).is_integer(1)]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print(float.fromhex("0x1.8p3"), float.fromhex("-0x.1"), float.fromhex("inf"), float("inf").hex(), (-0.0).hex(), (0.5).__add__(1), (0.5).__lt__(1), (0.5).__eq__(0.5), hash(0.5), hash(1.0) == hash(1), hash(float("inf")), 0.5.__class__)
