# What Python says of these calls, one after the other.
for call in [
    lambda: (sum()),
    lambda: (sum(1)),
    lambda: (sum(["a"])),
    lambda: (sum(["a"],"")),
    lambda: (sum([1],x=2)),
    lambda: (sum([1],start=5)),
    lambda: (sum([[1],[2]],[])),
    lambda: (sum([1,"a"])),
    lambda: (sum([1],2,3)),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
