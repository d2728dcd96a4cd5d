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
attempt(lambda: (b"abc".decode()))
attempt(lambda: (b"ab".hex()))
attempt(lambda: (bytes(3)))
attempt(lambda: (bytes([1,2,300])))
attempt(lambda: (bytes("a")))
attempt(lambda: (bytes("a","utf8")))
attempt(lambda: (bytes(-1)))
attempt(lambda: (b"a"[0]))
