# What Python says of these calls, one after the other.
for call in [
    lambda: ("a".partition(1)),
    lambda: ("a".splitlines(1,2)),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
