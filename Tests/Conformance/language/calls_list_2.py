# What Python says of these calls, one after the other.
for call in [
    lambda: ([1].index(2)),
    lambda: ([1].index()),
    lambda: ([1].extend(1)),
    lambda: ([1].sort(1)),
    lambda: ([1].sort(foo=1)),
    lambda: ([1,"a"].sort()),
    lambda: ([1].sort(key=1)),
    lambda: ([1].count()),
    lambda: ([1].copy(1)),
    lambda: ([].append.__name__,[].append.__qualname__),
    lambda: (list(zip([1],[1,2],strict=True))),
    lambda: (list(zip([1,2],[1],strict=True))),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
