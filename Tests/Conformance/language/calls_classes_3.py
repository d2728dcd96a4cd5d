# What Python says of these calls, one after the other.
class A:
    def m(self): pass
    @property
    def p(self): return 1
a = A()
def f(a, b=1, *c, d, **e): "doc"
def shown(text):
    while "0x" in text and "at 0x" in text:
        i = text.index("at 0x")
        text = text[:i] + "at N" + text[i + 5:].lstrip("0123456789abcdef")
    return text
def attempt(call):
    try:
        print(shown(repr(call())))
    except Exception as e:
        print(type(e).__name__, shown(str(e)))
attempt(lambda: (AttributeError("x",name="y",obj=3).obj))
attempt(lambda: (A.mro()))
attempt(lambda: (A.x))
attempt(lambda: (a.x))
attempt(lambda: (type(a.__str__),type(A.__init__),type(A.m),type(a.m)))
attempt(lambda: (A|int))
attempt(lambda: (a.__setattr__("q",3)))
attempt(lambda: (a.__getattribute__("q")))
attempt(lambda: (a.__delattr__("q")))
attempt(lambda: (a.__format__("")))
attempt(lambda: (a.__format__("x")))
attempt(lambda: (a.__ne__(a), a.__lt__(a)))
