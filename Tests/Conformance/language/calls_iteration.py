# What Python says of these calls, one after the other.
for call in [
    lambda: (iter()),
    lambda: (iter(1)),
    lambda: (iter(1,2)),
    lambda: (next()),
    lambda: (next(1)),
    lambda: (next(iter([]))),
    lambda: (next(iter([]),5)),
    lambda: (next([])),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
