s = "banana bandana"
print(s.find("an"), s.rfind("an"), s.find("an", 4), s.find("an", 4, 6), s.find("x"), s.index("na"), s.rindex("na"))
print(s.count("an"), s.count("a"), s.count(""), s.count("an", 3), s.count("ana"))
print(s.startswith("ban"), s.endswith("ana"), s.startswith("an", 1), s.startswith(("x", "b")), s.endswith(("x", "y")))
print("an" in s, "xyz" in s, "" in s, "" in "")
for f in [lambda: s.index("zz"), lambda: s.find(1), lambda: s.startswith(1), lambda: 1 in s]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
