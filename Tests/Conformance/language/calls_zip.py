# What Python says of these calls, one after the other.
for call in [
    lambda: (zip(1)),
    lambda: (zip([1],foo=1)),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
