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
attempt(lambda: ("a".find()))
attempt(lambda: ("a".find(1)))
attempt(lambda: ("a".find("a","b")))
attempt(lambda: ("a".find("a",1,2,3)))
attempt(lambda: ("a".index("b")))
attempt(lambda: ("a".rindex("b")))
attempt(lambda: ("a".count(1)))
attempt(lambda: ("a".count()))
attempt(lambda: ("a".startswith(1)))
attempt(lambda: ("a".startswith()))
attempt(lambda: ("a".startswith((1,))))
attempt(lambda: ("a".startswith(["a"])))
