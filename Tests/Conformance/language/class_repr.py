class A: pass
a = A()
def clean(s):
    i = s.find("0x")
    return s if i < 0 else s[:i] + "0x…" + s[i + 2 + len(s[i + 2:]) - len(s[i + 2:].lstrip("0123456789abcdef")):]
def h(): pass
print(clean(repr(a)), A, clean(repr(h)), clean(repr(a.__init__)), len, clean(repr([].append)), print, str.join, int, clean(repr(object())), type, type(a))
class B:
    def __str__(self): return "str"
class C:
    def __repr__(self): return "rep"
print(B(), clean(repr(B())), C(), [C()], {"k": C()}, (B(),)[0], str(C()), f"{C()}")
class D:
    def __repr__(self): return 5
try:
    repr(D())
except TypeError as e:
    print(e)
