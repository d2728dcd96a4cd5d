# What Python says of these calls, one after the other.
for call in [
    lambda: (abs("a")),
    lambda: (abs(None)),
    lambda: (round("a")),
    lambda: (round(1.5,"a")),
    lambda: (round(None)),
    lambda: (abs()),
    lambda: (abs(1,2)),
    lambda: (round()),
    lambda: (round(1,2,3)),
    lambda: (round(1.5,ndigits=1)),
    lambda: (round(number=1.5)),
    lambda: (divmod()),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
