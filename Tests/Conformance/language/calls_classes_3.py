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
    lambda: (AttributeError("x",name="y",obj=3).obj),
    lambda: (A.mro()),
    lambda: (A.x),
    lambda: (a.x),
    lambda: (type(a.__str__),type(A.__init__),type(A.m),type(a.m)),
    lambda: (A|int),
    lambda: (a.__setattr__("q",3)),
    lambda: (a.__getattribute__("q")),
    lambda: (a.__delattr__("q")),
    lambda: (a.__format__("")),
    lambda: (a.__format__("x")),
    lambda: (a.__ne__(a), a.__lt__(a)),
]:
    try: print(shown(repr(call())))
    except Exception as e: print(type(e).__name__, shown(str(e)))
