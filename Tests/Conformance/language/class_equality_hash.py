class A:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __hash__(self): return hash(self.v)
print(A(1) == A(1), A(1) != A(2), {A(1), A(1), A(2)}.__len__(), {A(1): "x"}[A(1)], A(1) in [A(1)], [A(1)].index(A(1)))
class B:
    def __eq__(self, o): return True
try:
    hash(B())
except TypeError as e:
    print(e)
class C: pass
c = C()
print(c == c, c == C(), c != c, c in [c], {c: 1}[c])
