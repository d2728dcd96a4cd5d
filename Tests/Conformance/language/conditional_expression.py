for n in [-1, 0, 1]: print("negative" if n < 0 else "zero" if n == 0 else "positive", end=" ")
print()
print((1 if True else 2) + 1, 1 if True else 2 + 1, [x if x > 1 else 0 for x in (1, 2)], (lambda a: a if a else "falsy")(""))
def say(x):
    print("evaluated", x)
    return x
print(say("a") if say(1) else say("b"), say("c") if say(0) else say("d"))
print(1 if [] else 2, "x" if None is None else "y", not 1 if 0 else 3, (yes := 5) if True else None, yes)
a = b = 3
print("equal" if a == b else "different", {True: "t", False: "f"}[a > b], (a, b)[a > b], f"{'one' if a == 1 else 'many'}")
