for spec in ["", "s", "10", "<10", ">10", "^10", "*^10", ".2", "10.2", "-<8", "05"]:
    print(repr(spec), repr(format("abc", spec)))
for v, spec in [("a", "d"), ("a", "+"), ("a", "="), ("a", ","), (1, "s"), (1.5, "d"), (1.5, "x"), ([], "5"), (None, "x"), ("a", "qq")]:
    try:
        print(format(v, spec))
    except Exception as e:
        print(type(e).__name__, e)
