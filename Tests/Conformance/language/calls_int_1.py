# What Python says of these calls, one after the other.
def shown(text):
    at = text.find(" at 0x")
    return text if at < 0 else shown(text[:at] + text[at + 6:].lstrip("0123456789abcdef"))
for call in [
    lambda: (int("a",10)),
    lambda: (int(1,10)),
    lambda: (int("z",37)),
    lambda: (int([])),
    lambda: (int(None)),
    lambda: (int("1",2,3)),
    lambda: (int("12",base=3)),
    lambda: (int(base=3)),
    lambda: (int(x=1)),
    lambda: (int(1.5)),
    lambda: (int(float("nan"))),
    lambda: (int(float("inf"))),
]:
    try: print(shown(repr(call())))
    except Exception as e: print(type(e).__name__, shown(str(e)))
