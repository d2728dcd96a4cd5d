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
attempt(lambda: (int("a",10)))
attempt(lambda: (int(1,10)))
attempt(lambda: (int("z",37)))
attempt(lambda: (int([])))
attempt(lambda: (int(None)))
attempt(lambda: (int("1",2,3)))
attempt(lambda: (int("12",base=3)))
attempt(lambda: (int(base=3)))
attempt(lambda: (int(x=1)))
attempt(lambda: (int(1.5)))
attempt(lambda: (int(float("nan"))))
attempt(lambda: (int(float("inf"))))
