class Grid:
    def __init__(self): self.cells = {}
    def __getitem__(self, key):
        print("get", key)
        return self.cells.get(repr(key), 0)
    def __setitem__(self, key, value):
        print("set", key, value)
        self.cells[repr(key)] = value
    def __delitem__(self, key):
        print("del", key)
        del self.cells[repr(key)]
g = Grid()
g[1] = "a"
g[1, 2] = "b"
g[1:5:2] = "c" if False else 0
print(g[1], g[5, 6], g[..., 0])
del g[1]
print(g[2:], g[:], g[::-1], g[1:2, 3:4], g[-1])
class Seq:
    def __init__(self, data): self.data = data
    def __getitem__(self, i):
        if isinstance(i, slice): return Seq(self.data[i])
        return self.data[i]
    def __setitem__(self, i, v): self.data[i] = v
    def __len__(self): return len(self.data)
s = Seq(list("abcdef"))
print(s[0], s[-1], s[1:3].data, s[::2].data, len(s[2:]))
s[0] = "A"
s[1:3] = "XYZ"
print(s.data)
try: s[99]
except IndexError as e: print(e)
class Typed:
    def __class_getitem__(cls, item): return f"{cls.__name__}[{item}]"
print(Typed[5], Typed[1, 2])
