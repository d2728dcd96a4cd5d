# What Python says of these calls, one after the other.
for call in [
    lambda: (str.maketrans(1)),
    lambda: (str.maketrans("ab","cd","e")),
    lambda: ("a".removeprefix(1)),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
