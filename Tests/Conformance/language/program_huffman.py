from collections import Counter
class Node:
    def __init__(self, weight, symbol=None, left=None, right=None): self.weight, self.symbol, self.left, self.right = weight, symbol, left, right
    def __lt__(self, other): return (self.weight, self.first) < (other.weight, other.first)
    @property
    def first(self): return self.symbol if self.symbol is not None else min(self.left.first, self.right.first)
    def codes(self, prefix=""):
        if self.symbol is not None: yield self.symbol, prefix or "0"
        else:
            yield from self.left.codes(prefix + "0")
            yield from self.right.codes(prefix + "1")
def build(text):
    nodes = sorted(Node(n, c) for c, n in Counter(text).items())
    while len(nodes) > 1:
        a, b, *nodes = nodes
        nodes = sorted([*nodes, Node(a.weight + b.weight, None, a, b)])
    return nodes[0]
def encode(text, codes): return "".join(codes[c] for c in text)
def decode(bits, root):
    out, node = [], root
    for bit in bits:
        if node.symbol is None: node = node.left if bit == "0" else node.right
        if node.symbol is not None:
            out.append(node.symbol)
            node = root
    return "".join(out)
for text in ["abracadabra", "mississippi river", "aaaa"]:
    root = build(text)
    codes = dict(sorted(root.codes(), key=lambda kv: (len(kv[1]), kv)))
    bits = encode(text, codes)
    print(codes)
    print(f"{len(text) * 8} bits -> {len(bits)} ({len(bits) / len(text):.2f} a character)", bits[:40], decode(bits, root) == text)
def run_lengths(s):
    out = []
    for c in s:
        if out and out[-1][0] == c: out[-1] = (c, out[-1][1] + 1)
        else: out.append((c, 1))
    return out
def unpack(pairs): return "".join(c * n for c, n in pairs)
pairs = run_lengths("WWWWBBBWWC")
print(pairs, "".join(f"{n}{c}" if n > 1 else c for c, n in pairs), unpack(pairs))
def lzw(text):
    table = {chr(i): i for i in range(128)}
    w, out = "", []
    for c in text:
        if w + c in table: w += c
        else:
            out.append(table[w])
            table[w + c] = len(table)
            w = c
    return out + [table[w]] if w else out
print(lzw("TOBEORNOTTOBEORTOBEORNOT"))
