# What Python says of these calls, one after the other.
for call in [
    lambda: (b"abc".decode()),
    lambda: (b"ab".hex()),
    lambda: (bytes(3)),
    lambda: (bytes([1,2,300])),
    lambda: (bytes("a")),
    lambda: (bytes("a","utf8")),
    lambda: (bytes(-1)),
    lambda: (b"a"[0]),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
