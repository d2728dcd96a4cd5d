# What Python says of these calls, one after the other.
for call in [
    lambda: (dict(1)),
    lambda: (dict([1])),
    lambda: (dict([(1,2,3)])),
    lambda: (dict(1,2)),
    lambda: (dict([("a",1)],b=2)),
    lambda: ({}.pop()),
    lambda: ({}.pop(1)),
    lambda: ({}.pop(1,2,3)),
    lambda: ({}.popitem()),
    lambda: ({}.get()),
    lambda: ({}.get([])),
    lambda: ({}.get(1,2,3)),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
