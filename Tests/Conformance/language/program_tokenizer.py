# From text to tokens to numbers and back.
import string
class TokenError(Exception):
    def __init__(self, text, at):
        super().__init__(f"unexpected {text[at]!r} at column {at + 1}")
        self.at = at
class Token:
    __slots__ = ("kind", "text", "at")
    def __init__(self, kind, text, at): self.kind, self.text, self.at = kind, text, at
    def __repr__(self): return f"{self.kind}:{self.text}"
KEYWORDS = {"let", "if", "else", "while"}
def tokens(text):
    i = 0
    while i < len(text):
        c = text[i]
        if c.isspace():
            i += 1
            continue
        start = i
        if c.isalpha() or c == "_":
            while i < len(text) and (text[i].isalnum() or text[i] == "_"): i += 1
            word = text[start:i]
            yield Token("keyword" if word in KEYWORDS else "name", word, start)
        elif c.isdigit():
            while i < len(text) and (text[i].isdigit() or text[i] == "."): i += 1
            yield Token("number", text[start:i], start)
        elif c in "\"'":
            i = text.index(c, i + 1) + 1
            yield Token("string", text[start:i], start)
        elif text[i:i + 2] in ("==", "<=", ">=", "!="):
            i += 2
            yield Token("operator", text[start:i], start)
        elif c in "+-*/=<>(){};":
            i += 1
            yield Token("operator", c, start)
        else: raise TokenError(text, i)
for line in ["let x_1 = 3.14 * (y + 2);", "if a >= 10 { b = 'hi' } else { c != d }", "", "while x < 5"]:
    print(list(tokens(line)))
try: list(tokens("a = b @ c"))
except TokenError as e: print(e, e.at)
class Vocabulary:
    def __init__(self, special=("<pad>", "<unk>")):
        self.ids = {w: i for i, w in enumerate(special)}
    def add(self, words):
        for w in words: self.ids.setdefault(w, len(self.ids))
    def encode(self, words, length=None):
        ids = [self.ids.get(w, self.ids["<unk>"]) for w in words]
        return ids if length is None else (ids + [0] * length)[:length]
    def decode(self, ids):
        names = {i: w for w, i in self.ids.items()}
        return [names[i] for i in ids]
def words(text): return text.lower().translate(str.maketrans("", "", string.punctuation)).split()
v = Vocabulary()
corpus = ["The cat sat on the mat.", "The dog ate the cat's food!"]
for line in corpus: v.add(words(line))
print(len(v.ids), v.encode(words("The bird sat")), v.encode(words(corpus[0]), 8), v.decode([2, 3, 1, 0]))
def pairs(ids): return list(zip(ids, ids[1:]))
def merge(ids, pair, new):
    out, i = [], 0
    while i < len(ids):
        if ids[i:i + 2] == list(pair):
            out.append(new)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out
ids = list("low lower lowest slow".encode())
merges = {}
for step in range(5):
    counts = {}
    for p in pairs(ids): counts[p] = counts.get(p, 0) + 1
    best = max(counts, key=lambda p: (counts[p], p))
    merges[best] = 256 + step
    ids = merge(ids, best, 256 + step)
    print(best, "->", 256 + step, f"{counts[best]} times, {len(ids)} left")
pieces = {i: bytes([i]) for i in range(256)}
for (a, b), n in merges.items(): pieces[n] = pieces[a] + pieces[b]
print(b"".join(pieces[i] for i in ids).decode(), [pieces[i] for i in ids[:6]])
