class T:
    def __repr__(self): return "T()"
    def __str__(self): return "a T"
    def __format__(self, spec): return f"T as {spec or 'plain'}"
t = T()
print(t, repr(t), str(t), [t], {"k": t}, (t,), f"{t}", f"{t!r}", f"{t!s:>8}", f"{t:wide}", "{:x}".format(t), format(t), "%s %r" % (t, t))
class OnlyRepr:
    def __repr__(self): return "R"
class OnlyStr:
    def __str__(self): return "S"
print(OnlyRepr(), str(OnlyRepr()), f"{OnlyRepr():>3}", OnlyStr(), repr(OnlyStr()).startswith("<__main__.OnlyStr object at 0x"))
class Bad:
    def __repr__(self): return 5
    def __str__(self): return None
for f in (repr, str):
    try: f(Bad())
    except TypeError as e: print(e)
class Sub(OnlyRepr): pass
print(Sub(), ascii(Sub()), print.__name__)
class Money(float):
    def __str__(self): return f"${float(self):.2f}"
print(Money(3), Money(3) + 1, f"{Money(3)}", f"{Money(3):.1f}", [Money(3)])
