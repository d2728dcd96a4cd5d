# What Python says of these calls, one after the other.
for call in [
    lambda: (sorted()),
    lambda: (sorted(1)),
    lambda: (sorted([1],2)),
    lambda: (sorted([1],foo=1)),
    lambda: (sorted([3,1,2],reverse=True)),
    lambda: (reversed()),
    lambda: (reversed(1)),
    lambda: (reversed({1})),
    lambda: (reversed([1],[2])),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
