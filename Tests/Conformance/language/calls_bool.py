# What Python says of these calls, one after the other.
for call in [
    lambda: (bool(1,2)),
    lambda: (bool(x=1)),
    lambda: (bool([]),bool("a")),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
