# What Python says of these calls, one after the other.
class A:
    def m(self): pass
    @property
    def p(self): return 1
a = A()
for call in [
    lambda: (property(1,2,3,4,5)),
    lambda: (super()),
    lambda: (super(1)),
    lambda: (super(A,1)),
    lambda: (super(A,a)),
    lambda: (type(1,2)),
    lambda: (type("X",(),{})),
    lambda: (type("X",(A,),{"z":1}).z),
    lambda: (type("X",(1,),{})),
    lambda: (type("X",[],{})),
    lambda: (type(1,(),{})),
    lambda: (type()),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
