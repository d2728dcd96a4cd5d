class A: pass
for f in [lambda: len(5), lambda: A() + A(), lambda: -A(), lambda: A()[0], lambda: A()(), lambda: iter(A()), lambda: A() < A(), lambda: [1][A()], lambda: sum(["a"]), lambda: abs("a"), lambda: max(), lambda: max([]), lambda: max(5), lambda: sorted(5), lambda: int([]), lambda: float("x"), lambda: float([]), lambda: chr(-1), lambda: ord("ab"), lambda: isinstance(1, 1), lambda: "a" - "b", lambda: [] - [], lambda: {} + {}, lambda: None + 1, lambda: 1 @ 2, lambda: A().__len__(), lambda: 3 in 5, lambda: ~1.5, lambda: +"a", lambda: "abc" * "d", lambda: round("x"), lambda: len(), lambda: len(1, 2), lambda: [].append(), lambda: [].append(1, 2), lambda: "".join(), lambda: print(foo=1), lambda: list(1, 2), lambda: int(x=1), lambda: enumerate(), lambda: zip(1), lambda: hash([]), lambda: divmod("a", 1), lambda: pow("a", 2), lambda: A(1), lambda: object(1), lambda: (1).__add__("a")]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
