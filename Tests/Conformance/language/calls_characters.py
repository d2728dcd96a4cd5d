# What Python says of these calls, one after the other.
for call in [
    lambda: (chr()),
    lambda: (chr("a")),
    lambda: (chr(-1)),
    lambda: (chr(0x110000)),
    lambda: (ord()),
    lambda: (ord("ab")),
    lambda: (ord(1)),
    lambda: (ord("")),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
