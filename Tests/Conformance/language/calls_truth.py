# What Python says of these calls, one after the other.
for call in [
    lambda: (any(1)),
    lambda: (any()),
    lambda: (all([],[])),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
