# What Python says of these calls, one after the other.
for call in [
    lambda: (list(1)),
    lambda: (list(1,2)),
    lambda: (list(x=1)),
    lambda: ([1].append()),
    lambda: ([1].append(1,2)),
    lambda: ([1].pop("a")),
    lambda: ([].pop()),
    lambda: ([1].pop(5)),
    lambda: ([1].pop(1,2)),
    lambda: ([1].insert(1)),
    lambda: ([1].insert("a",1)),
    lambda: ([1].remove(2)),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
