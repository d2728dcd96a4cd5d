# What Python says of these calls, one after the other.
class A:
    def m(self): pass
    @property
    def p(self): return 1
a = A()
for call in [
    lambda: (hasattr(a,"x")),
    lambda: (getattr(1)),
    lambda: (getattr(1,2)),
    lambda: (getattr(1,"a")),
    lambda: (getattr(1,"a",2)),
    lambda: (getattr(1,"a",2,3)),
    lambda: (hasattr(1)),
    lambda: (hasattr(1,2)),
    lambda: (delattr(a,"x")),
    lambda: (delattr(a)),
    lambda: (vars(1)),
    lambda: (vars(a)),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
