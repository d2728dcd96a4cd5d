# What Python says of these calls, one after the other.
for call in [
    lambda: (map()),
    lambda: (map(len)),
    lambda: (map(len,1)),
    lambda: (filter()),
    lambda: (filter(None)),
    lambda: (filter(None,1)),
    lambda: (filter(None,[],x=1)),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
