# What Python says of these calls, one after the other.
for call in [
    lambda: ("a".upper(1)),
    lambda: ("a".upper(x=1)),
    lambda: ("a".foo),
    lambda: ("a".casefold(1)),
    lambda: ("a".isidentifier(1)),
    lambda: (str(1,2)),
    lambda: (str(1,2,3)),
    lambda: (str(b"a","utf8")),
    lambda: (str("a","utf8")),
    lambda: (str(foo=1)),
    lambda: (str(object=1)),
    lambda: (str(KeyError("a","b"))),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
