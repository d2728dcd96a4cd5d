# What Python says of these calls, one after the other.
for call in [
    lambda: (tuple(1)),
    lambda: ((1,).index(2)),
    lambda: ((1,).count()),
    lambda: (tuple.__new__(tuple,[1,2])),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
