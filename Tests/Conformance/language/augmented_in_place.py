# Lists, sets and dicts change themselves; a tuple that holds a list changes it and still complains.
a = b = [1]
a += [2]
a *= 2
print(b, a is b)
a = a + [3]
print(b, a is b)
s = t = {1, 2}
s |= {3}; s -= {1}; s &= {2, 3, 4}; s ^= {2, 9}
print(t, s is t)
d = e = {"a": 1}
d |= {"b": 2}
print(e)
row = ([1], 2)
try:
    row[0] += [5]
except TypeError as error:
    print(error, row)
class Stack:
    def __init__(self): self.items = []
    def __iadd__(self, other):
        self.items.append(other)
        return self
    def __isub__(self, other): return NotImplemented
    def __sub__(self, other): return f"minus {other}"
p = q = Stack()
p += 1
p += 2
print(q.items, p is q)
p -= 3
print(p, q.items)
