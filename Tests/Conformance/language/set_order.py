print({10, 5, 20, 15}, {i * i for i in range(10)}, set(range(20, 0, -1)), {-1, -2, 0, 1}, set(range(100, 110)) | {3})
s = set()
for i in [8, 16, 24, 1, 9, 17]:
    s.add(i)
print(s, list(s), s.pop(), s)
print({1.5, 2.5, 3}, {(1, 2), (0, 1)} == {(0, 1), (1, 2)}, list({5, 3, 8}))
