# What Python says of these calls, one after the other.
for call in [
    lambda: (range()),
    lambda: (range(1,2,0)),
    lambda: (range("a")),
    lambda: (range(1.0)),
    lambda: (range(1,2,3,4)),
    lambda: (range(a=1)),
    lambda: (slice()),
    lambda: (slice(1,2,3,4)),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
