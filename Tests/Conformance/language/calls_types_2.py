# What Python says of these calls, one after the other.
class A:
    def m(self): pass
    @property
    def p(self): return 1
a = A()
for call in [
    lambda: (id()),
    lambda: (hash()),
    lambda: (callable(1),callable(len),callable(A),callable(a)),
    lambda: (callable()),
    lambda: (object(1)),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
