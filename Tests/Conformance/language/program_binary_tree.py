class Tree:
    def __init__(self, v=None): self.v, self.l, self.r = v, None, None
    def add(self, v):
        if self.v is None: self.v = v
        elif v < self.v:
            if self.l is None: self.l = Tree()
            self.l.add(v)
        else:
            if self.r is None: self.r = Tree()
            self.r.add(v)
        return self
    def walk(self):
        if self.l: yield from self.l.walk()
        if self.v is not None: yield self.v
        if self.r: yield from self.r.walk()
    def depth(self): return 1 + max(self.l.depth() if self.l else 0, self.r.depth() if self.r else 0)
t = Tree()
for v in [5, 2, 8, 1, 9, 3, 7]: t.add(v)
print(list(t.walk()), t.depth(), [v for v in t.walk() if v % 2], sum(t.walk()))
