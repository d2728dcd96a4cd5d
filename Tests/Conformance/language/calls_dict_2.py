# What Python says of these calls, one after the other.
for call in [
    lambda: ({}.setdefault()),
    lambda: ({}.update(1)),
    lambda: ({}.update([1])),
    lambda: ({}.update([(1,2,3)])),
    lambda: ({}.update(1,2)),
    lambda: (dict.fromkeys()),
    lambda: (dict.fromkeys(1)),
    lambda: ({}[1]),
    lambda: ({}["a"]),
    lambda: ({}[[]]),
    lambda: (dict.__new__(dict)),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
