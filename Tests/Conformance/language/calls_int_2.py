# What Python says of these calls, one after the other.
def shown(text):
    at = text.find(" at 0x")
    return text if at < 0 else shown(text[:at] + text[at + 6:].lstrip("0123456789abcdef"))
for call in [
    lambda: ((1).bit_length(1)),
    lambda: ((1).to_bytes(1,"little")),
    lambda: ((1).to_bytes(1,"foo")),
    lambda: ((256).to_bytes(1,"little")),
    lambda: (int.from_bytes(b"ab","big")),
    lambda: (int.mro()),
    lambda: (int.__new__(int,5)),
    lambda: (int.from_bytes),
]:
    try: print(shown(repr(call())))
    except Exception as e: print(type(e).__name__, shown(str(e)))
