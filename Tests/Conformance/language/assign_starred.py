# One starred target takes what is left, always as a list.
first, *rest = range(5)
print(first, rest)
*init, last = "hello"
print(init, last)
a, *middle, z = (1, 2)
print(a, middle, z)
*everything, = {1: "a", 2: "b"}
print(everything)
head, (x, *ys), *tail = [0, (1, 2, 3), 4, 5]
print(head, x, ys, tail)
for a, *others in [(1, 2, 3), (4,), "xyz"]:
    print(a, others)
print([*range(3), *"ab"], (*[1], 2), {*[1, 1], 2}, {**{"a": 1}, "b": 2, **{"a": 3}})
