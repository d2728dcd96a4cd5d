# What Python says of these calls, one after the other.
for call in [
    lambda: (divmod("a",1)),
    lambda: (divmod(7,2),divmod(-7,2),divmod(7.5,2)),
    lambda: (pow()),
    lambda: (pow(1)),
    lambda: (pow("a",1)),
    lambda: (pow(2,3,"a")),
    lambda: (pow(2,3,5),pow(2,-1,7),pow(-3,3,7),pow(3,3,-7),pow(2,0,1)),
    lambda: (pow(base=2,exp=3)),
    lambda: (hex("a")),
    lambda: (hex(255),hex(-255),oct(8),bin(5),bin(-5)),
    lambda: (hex(1.5)),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
