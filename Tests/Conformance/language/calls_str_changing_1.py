# What Python says of these calls, one after the other.
for call in [
    lambda: ("a".replace("a")),
    lambda: ("a".replace(1,"b")),
    lambda: ("a".replace("a",1)),
    lambda: ("a".replace("a","b","c")),
    lambda: ("a".replace("a","b",1,2)),
    lambda: ("a".replace(old="a",new="b")),
    lambda: ("a".encode("foo")),
    lambda: ("a".encode(1)),
    lambda: ("a".expandtabs("x")),
    lambda: ("a".format_map(1)),
    lambda: ("a".translate(1)),
    lambda: (str.maketrans("a","bc")),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
