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
attempt(lambda: (ValueError().with_traceback(None)))
attempt(lambda: (ValueError("a").__cause__, ValueError("a").__context__, ValueError("a").__suppress_context__,ValueError("a").__traceback__))
attempt(lambda: (ValueError("a").add_note("x")))
attempt(lambda: (ValueError("a",b=1)))
attempt(lambda: (StopIteration(3).value))
attempt(lambda: (SystemExit(3).code))
attempt(lambda: (KeyError("a","b")))
attempt(lambda: (ImportError("x",name="y").name))
attempt(lambda: (NameError("x",name="y").name))
attempt(lambda: (OSError("x").errno))
attempt(lambda: (OSError(1,"a","f")))
