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
attempt(lambda: (divmod("a",1)))
attempt(lambda: (divmod(7,2),divmod(-7,2),divmod(7.5,2)))
attempt(lambda: (pow()))
attempt(lambda: (pow(1)))
attempt(lambda: (pow("a",1)))
attempt(lambda: (pow(2,3,"a")))
attempt(lambda: (pow(2,3,5),pow(2,-1,7),pow(-3,3,7),pow(3,3,-7),pow(2,0,1)))
attempt(lambda: (pow(base=2,exp=3)))
attempt(lambda: (hex("a")))
attempt(lambda: (hex(255),hex(-255),oct(8),bin(5),bin(-5)))
attempt(lambda: (hex(1.5)))
