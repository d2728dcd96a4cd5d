# What Python says of these calls, one after the other.
class A:
    def m(self): pass
    @property
    def p(self): return 1
a = A()
for call in [
    lambda: ({1}.issubset(1)),
    lambda: (setattr(1,"a")),
    lambda: (setattr(1,"a",2)),
    lambda: (setattr(a,1,2)),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
