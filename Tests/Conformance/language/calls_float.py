# What Python says of these calls, one after the other.
for call in [
    lambda: (float([])),
    lambda: (float("a")),
    lambda: (float(1,2)),
    lambda: (float(x=1)),
    lambda: ((1.5).as_integer_ratio()),
    lambda: ((1.5).hex()),
    lambda: (float.fromhex("0x1.8p0")),
    lambda: (float.fromhex("zz")),
    lambda: ((1.5).is_integer()),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
