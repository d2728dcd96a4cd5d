# What Python says of these calls, one after the other.
for call in [
    lambda: (print(sep=1)),
    lambda: (print(end=1)),
    lambda: (print(foo=1)),
    lambda: (print(1,file=3)),
    lambda: (input(1,2)),
    lambda: (globals(1)),
    lambda: (locals(1)),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
