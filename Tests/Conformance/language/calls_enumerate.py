# What Python says of these calls, one after the other.
def shown(text):
    at = text.find(" at 0x")
    return text if at < 0 else shown(text[:at] + text[at + 6:].lstrip("0123456789abcdef"))
for call in [
    lambda: (enumerate()),
    lambda: (enumerate(1)),
    lambda: (enumerate([],"a")),
    lambda: (enumerate([1],start=5)),
    lambda: (enumerate(iterable=[1])),
    lambda: (enumerate([],1,2)),
    lambda: (enumerate([],foo=1)),
]:
    try: print(shown(repr(call())))
    except Exception as e: print(type(e).__name__, shown(str(e)))
