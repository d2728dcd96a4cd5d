# What Python says of these calls, one after the other.
for call in [
    lambda: ("a".join()),
    lambda: ("a".join(1)),
    lambda: ("a".join([1])),
    lambda: ("a".join(["x",1])),
    lambda: ("a".split(1)),
    lambda: ("a".split("")),
    lambda: ("a".split("a",1,2)),
    lambda: ("a".split(foo=1)),
    lambda: ("a".split(maxsplit="x")),
    lambda: ("a".strip(1)),
    lambda: ("a".strip("a","b")),
    lambda: ("a".partition("")),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
