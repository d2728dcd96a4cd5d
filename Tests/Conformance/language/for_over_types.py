# What a loop gives for each kind of thing.
for thing in ["ab", b"ab", (1, 2), {"k": 1}, {3}, frozenset([4]), range(2), {"k": 1}.items(), {"k": 1}.values(),
              enumerate("x"), zip("ab", "cd"), map(abs, [-1]), filter(None, [0, 1]), reversed([1, 2]), (n * n for n in (2, 3))]:
    print(type(thing).__name__, [item for item in thing])
