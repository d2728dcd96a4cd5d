class Node:
    def __init__(self, v, nxt=None): self.v, self.next = v, nxt
class LinkedList:
    def __init__(self, items=()):
        self.head = None
        self.n = 0
        for i in reversed(list(items)): self.push(i)
    def push(self, v): self.head = Node(v, self.head); self.n += 1
    def __iter__(self):
        cur = self.head
        while cur: yield cur.v; cur = cur.next
    def __len__(self): return self.n
    def __getitem__(self, i):
        if isinstance(i, slice): return list(self)[i]
        if i < 0: i += self.n
        for k, v in enumerate(self):
            if k == i: return v
        raise IndexError("list index out of range")
    def __contains__(self, v): return any(v == x for x in self)
    def __repr__(self): return " -> ".join(map(repr, self)) or "empty"
    def reverse(self):
        prev, cur = None, self.head
        while cur: cur.next, prev, cur = prev, cur, cur.next
        self.head = prev
l = LinkedList([1, 2, 3]); l.push(0)
print(l, len(l), l[1], l[-1], l[1:3], 3 in l, 9 in l, LinkedList(), sum(l), sorted(l, reverse=True))
l.reverse(); print(l)
try:
    l[10]
except IndexError as e:
    print(e)
