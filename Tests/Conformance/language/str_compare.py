print("a" < "b", "a" < "B", "abc" < "abd", "abc" < "ab", "" < "a", "é" > "z", "a" == "a", "a" != "b", max("hello"), min("hello"), sorted("hello"))
print("é" == "e\u0301", len("e\u0301"), len("é"), "a" * 3, 3 * "ab", "a" * 0, "a" * -1)
try:
    "a" < 1
except TypeError as e:
    print(e)
