# What Python says of these calls, one after the other.
for call in [
    lambda: (list(zip([1,2],[1,2],[1],strict=True))),
    lambda: (list(zip([1],[1],[1,2],strict=True))),
    lambda: (list(map(1,[1]))),
    lambda: (list(filter(None,[0,1]))),
    lambda: (list(reversed({1:2}))),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
