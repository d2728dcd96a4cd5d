import copy
a = {"list": [1, [2]], "tuple": (3, [4]), "set": {5}, "none": None}
s, d = copy.copy(a), copy.deepcopy(a)
a["list"][1].append("x"); a["tuple"][1].append("y"); a["new"] = 1
print(s, d, s["list"] is a["list"], d["list"] is a["list"], copy.copy(5), copy.copy("s"), copy.deepcopy((1, 2)), copy.copy([1]), copy.copy({1}), copy.copy((1,)))
class Node:
    def __init__(self, v, next=None): self.v, self.next = v, next
n = Node(1, Node(2)); n.next.next = n
m = copy.deepcopy(n)
print(m is not n, m.next.next is m, m.v, copy.copy(n).next is n.next, type(m).__name__)
loop = [1]; loop.append(loop); c = copy.deepcopy(loop)
print(c[1] is c, c is not loop, c[0])
class Own:
    def __init__(self, x): self.x = x
    def __copy__(self): return Own("shallow")
    def __deepcopy__(self, memo): return Own(("deep", type(memo).__name__))
print(copy.copy(Own(1)).x, copy.deepcopy(Own(1)).x, copy.deepcopy([Own(1)])[0].x)
shared = [0]; pair = copy.deepcopy([shared, shared]); print(pair[0] is pair[1], pair[0] is shared, copy.copy(len) is len, copy.deepcopy(print) is print, copy.copy(Node) is Node, copy.deepcopy(lambda: 0)())
