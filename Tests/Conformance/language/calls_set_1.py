# What Python says of these calls, one after the other.
for call in [
    lambda: (set(1)),
    lambda: (set([[]])),
    lambda: (set(1,2)),
    lambda: (frozenset(1)),
    lambda: ({1}.add()),
    lambda: ({1}.add([])),
    lambda: ({1}.remove(2)),
    lambda: ({1}.remove()),
    lambda: (set().pop()),
    lambda: ({1}.union(1)),
    lambda: ({1}.update(1)),
    lambda: ({1}|[1]),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
