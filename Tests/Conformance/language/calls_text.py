# What Python says of these calls, one after the other.
class A:
    def m(self): pass
    @property
    def p(self): return 1
a = A()
def f(a, b=1, *c, d, **e): "doc"
def shown(text):
    at = text.find(" at 0x")
    return text if at < 0 else shown(text[:at] + text[at + 6:].lstrip("0123456789abcdef"))
for call in [
    lambda: (repr(a.m)),
    lambda: (repr(f)),
    lambda: (format(a,"x")),
    lambda: (repr()),
    lambda: (format()),
    lambda: (format(1,2)),
    lambda: (format(1,2,3)),
    lambda: (ascii("é"),ascii([1,"é"])),
]:
    try: print(shown(repr(call())))
    except Exception as e: print(type(e).__name__, shown(str(e)))
