# What Python says of these calls, one after the other.
for call in [
    lambda: (min()),
    lambda: (min([])),
    lambda: (min(1)),
    lambda: (min(1,2,default=3)),
    lambda: (min([1],foo=1)),
    lambda: (min([],default=3)),
    lambda: (min([1,"a"])),
    lambda: (max(1,"a")),
    lambda: (min([1,2],key=1)),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
