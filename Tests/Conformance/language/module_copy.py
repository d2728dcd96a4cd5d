import copy
a = [1, [2, 3], {"k": [4]}]
b = copy.copy(a); c = copy.deepcopy(a)
a[1].append(9); a[2]["k"].append(8)
print(a, b, c, b[1] is a[1], c[1] is a[1])
class N:
    def __init__(self): self.items = [1]; self.me = self
n = N(); m = copy.copy(n); k = copy.deepcopy(n)
n.items.append(2)
print(m.items, k.items, k.me is k, m.me is n, type(k).__name__)
class H:
    def __deepcopy__(self, memo): return "deep"
    def __copy__(self): return "shallow"
print(copy.copy(H()), copy.deepcopy([H()]), copy.deepcopy((1, 2)), copy.copy({1: 2}), copy.deepcopy({1, 2}))
l = [1]; l.append(l); r = copy.deepcopy(l); print(r[1] is r)
