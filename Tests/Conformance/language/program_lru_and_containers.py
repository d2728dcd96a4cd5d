class LRU:
    def __init__(self, size): self.size, self.data, self.hits, self.misses = size, {}, 0, 0
    def get(self, key, default=None):
        if key not in self.data:
            self.misses += 1
            return default
        self.hits += 1
        self.data[key] = value = self.data.pop(key)
        return value
    def put(self, key, value):
        self.data.pop(key, None)
        if len(self.data) >= self.size: del self.data[next(iter(self.data))]
        self.data[key] = value
    def __repr__(self): return f"LRU({', '.join(f'{k}={v}' for k, v in self.data.items())}; {self.hits}/{self.hits + self.misses})"
cache = LRU(3)
for k in "abcadbe":
    if cache.get(k) is None: cache.put(k, ord(k))
    print(k, cache)
class Trie:
    def __init__(self): self.children, self.end = {}, False
    def insert(self, word):
        node = self
        for c in word: node = node.children.setdefault(c, Trie())
        node.end = True
        return self
    def __contains__(self, word):
        node = self.find(word)
        return node is not None and node.end
    def find(self, prefix):
        node = self
        for c in prefix:
            node = node.children.get(c)
            if node is None: return None
        return node
    def words(self, prefix=""):
        if self.end: yield prefix
        for c in sorted(self.children): yield from self.children[c].words(prefix + c)
    def complete(self, prefix): return list(node.words(prefix)) if (node := self.find(prefix)) else []
trie = Trie()
for w in "car card care cat dog do".split(): trie.insert(w)
print("car" in trie, "ca" in trie, trie.complete("car"), trie.complete("x"), list(trie.words()))
class UnionFind:
    def __init__(self, items): self.parent = {x: x for x in items}
    def find(self, x):
        while self.parent[x] != x: self.parent[x] = x = self.parent[self.parent[x]]
        return x
    def union(self, a, b): self.parent[self.find(a)] = self.find(b)
    def groups(self):
        out = {}
        for x in self.parent: out.setdefault(self.find(x), set()).add(x)
        return sorted(map(sorted, out.values()))
u = UnionFind(range(8))
for a, b in [(0, 1), (2, 3), (1, 3), (5, 6)]: u.union(a, b)
print(u.groups(), u.find(0) == u.find(2), u.find(0) == u.find(5))
class Ring:
    def __init__(self, size): self.items, self.at = [None] * size, 0
    def push(self, x):
        self.items[self.at % len(self.items)] = x
        self.at += 1
    def __iter__(self):
        n = len(self.items)
        return (self.items[i % n] for i in range(max(0, self.at - n), self.at))
    def __len__(self): return min(self.at, len(self.items))
    def __getitem__(self, i): return list(self)[i]
ring = Ring(4)
for i in range(6): ring.push(i)
print(list(ring), len(ring), ring[-1], ring[1:3], sum(ring), 3 in ring, 0 in ring)
class Matrix2(dict):
    def __missing__(self, key): return 0
    def __mul__(self, other):
        out = Matrix2()
        for (i, k), a in self.items():
            for (k2, j), b in other.items():
                if k == k2: out[i, j] += a * b
        return out
print(Matrix2({(0, 0): 2, (0, 1): 1}) * Matrix2({(0, 0): 3, (1, 0): 4, (1, 5): 1}))
