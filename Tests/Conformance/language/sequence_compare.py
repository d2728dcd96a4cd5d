print([1, 2] < [1, 2, 3], [2] > [1, 9], (1, "a") < (1, "b"), [1, [2]] == [1, [2]], "a" in ["a"], [] == (), [1] != [1.0], (1, 2) <= (1, 2))
print([1, 2].__eq__([1, 2]), sorted([(2, "a"), (1, "z"), (1, "b")]), max([[1, 2], [1, 3]]), [None] == [None])
for f in [lambda: [1] < ["a"], lambda: (1,) < [1], lambda: {} < {}, lambda: None < None, lambda: [] < 1]:
    try:
        print(f())
    except TypeError as e:
        print(e)
