def find(xs, x):
    for y in xs:
        if y == x: return y
print(find(["a"], "a").upper())
print(find(["a"], "b").upper())
