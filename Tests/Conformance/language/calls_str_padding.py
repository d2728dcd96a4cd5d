# What Python says of these calls, one after the other.
for call in [
    lambda: ("a".center()),
    lambda: ("a".center("x")),
    lambda: ("a".center(3,"xx")),
    lambda: ("a".center(3,1)),
    lambda: ("a".ljust(1,2,3)),
    lambda: ("a".zfill("x")),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
