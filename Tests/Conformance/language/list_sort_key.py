words = ["banana", "Apple", "cherry", "date", "fig"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, key=lambda w: (len(w), w), reverse=True))
pairs = [(1, "b"), (0, "a"), (1, "a"), (0, "b")]
print(sorted(pairs), sorted(pairs, key=lambda p: p[0]), sorted(pairs, key=lambda p: p[1], reverse=True))
print(sorted([3.5, 1, True, 2]), sorted("hello"), sorted({"b": 1, "a": 2}), sorted([[2, 1], [1, 5], [1, 2]]), sorted([], key=len))
big = sorted([(i * 7919) % 1009 for i in range(500)])
print(big[:5], big[-5:], big == sorted(big), sorted(range(100), key=lambda v: v % 10)[:15])
