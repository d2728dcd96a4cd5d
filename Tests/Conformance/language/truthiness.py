class T:
    def __bool__(self): return False
class L:
    def __len__(self): return 0
for v in [0, 1, "", "0", [], [0], {}, {0: 0}, (), (0,), None, 0.0, 0.1, T(), L(), set(), range(0), range(1), object]:
    print("T" if v else "F", end=" ")
print()
print([] or "default", 0 or None, "a" and "b", not T(), [x or "-" for x in ["", "q"]])
class B:
    def __bool__(self): return 5
try:
    bool(B())
except TypeError as e:
    print(e)
