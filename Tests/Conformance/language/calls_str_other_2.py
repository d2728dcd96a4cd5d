# What Python says of these calls, one after the other.
for call in [
    lambda: (str(OSError(2,"a","f"))),
    lambda: (str.__new__(str,"a")),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
