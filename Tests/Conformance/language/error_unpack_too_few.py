pairs = [("a", 1), ("b", 2, 3), ("c",)]
for name, value in pairs[:1]: print(name, value)
for name, value in pairs: print(name, value)
