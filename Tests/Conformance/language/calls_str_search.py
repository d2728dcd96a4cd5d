# What Python says of these calls, one after the other.
for call in [
    lambda: ("a".find()),
    lambda: ("a".find(1)),
    lambda: ("a".find("a","b")),
    lambda: ("a".find("a",1,2,3)),
    lambda: ("a".index("b")),
    lambda: ("a".rindex("b")),
    lambda: ("a".count(1)),
    lambda: ("a".count()),
    lambda: ("a".startswith(1)),
    lambda: ("a".startswith()),
    lambda: ("a".startswith((1,))),
    lambda: ("a".startswith(["a"])),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
