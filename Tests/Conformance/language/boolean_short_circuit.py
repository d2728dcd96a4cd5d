def t(x):
    print("t", x, end=" ")
    return x
print(t(0) and t(1), t(1) and t(2), t(0) or t(3), t(4) or t(5))
print(not t(0), not t([1]), t(1) and t(0) or t(7), t("") or t([]) or t({}))
print(1 and 2 and 3, 1 and 0 and 3, 0 or "" or None, [] or "default", None or 0, not None, not not "x")
print(True and False or True, not True == False, True == (not False), 1 < 2 and "yes", (1 or 0) and 5)
x = None
print(x and x.attribute, x is None or x > 5, x is not None and x > 5)
if not (t(0) or t(0)): print("neither")
print(True + True, True * 5, sum([True, False, True]), True == 1, "ab"[True], {True: "a", 1: "b"}, isinstance(True, int))
