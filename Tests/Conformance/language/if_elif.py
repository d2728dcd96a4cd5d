for x in range(-2, 4):
    if x < 0:
        print(x, "negative")
    elif x == 0:
        print(x, "zero")
    elif x == 1: print(x, "one")
    else:
        print(x, "many")
print("yes" if 1 else "no", "a" if 0 else "b" if 0 else "c")
