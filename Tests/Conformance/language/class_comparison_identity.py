class A: pass
a, b = A(), A()
print(a == a, a == b, a != b, a is a, a is not b, a in [b, a], [b, a].index(a), [a] == [a], [a] == [b])
c = a
print(c is a, id(c) == id(a), id(a) == id(b))
for op in ["<", ">", "<=", ">="]:
    try:
        {"<": lambda: a < b, ">": lambda: a > b, "<=": lambda: a <= b, ">=": lambda: a >= b}[op]()
    except TypeError as e: print(e)
print(None is None, None == 0, None != False, () is (), [] is [], "a" is not None)
print(A == A, A is A, A != type, int == int, type(a) == A, type(a) is A, type(1) == type(2))
