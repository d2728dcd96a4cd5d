# What Python says of these calls, one after the other.
class A:
    def m(self): pass
    @property
    def p(self): return 1
def shown(text):
    at = text.find(" at 0x")
    return text if at < 0 else shown(text[:at] + text[at + 6:].lstrip("0123456789abcdef"))
for call in [
    lambda: (object()),
    lambda: (object(1)),
    lambda: (len.__module__),
    lambda: (object.__new__(A) is None),
    lambda: (object.__new__(int)),
    lambda: (isinstance(1)),
    lambda: (issubclass(1)),
    lambda: (isinstance(x=1)),
    lambda: (len()),
    lambda: (len(1)),
    lambda: (len([],[])),
    lambda: (len(x=1)),
]:
    try: print(shown(repr(call())))
    except Exception as e: print(type(e).__name__, shown(str(e)))
