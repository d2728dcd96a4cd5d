# What Python says of these calls, one after the other.
class A:
    def m(self): pass
    @property
    def p(self): return 1
a = A()
def shown(text):
    at = text.find(" at 0x")
    return text if at < 0 else shown(text[:at] + text[at + 6:].lstrip("0123456789abcdef"))
for call in [
    lambda: (a.__init_subclass__),
    lambda: (super),
]:
    try: print(shown(repr(call())))
    except Exception as e: print(type(e).__name__, shown(str(e)))
