# What Python says of these calls, one after the other.
for call in [
    lambda: (vars(1,2)),
    lambda: (dir(1,2)),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
