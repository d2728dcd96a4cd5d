def tokenize(s):
    out, i = [], 0
    while i < len(s):
        c = s[i]
        if c.isspace(): i += 1
        elif c.isdigit() or c == ".":
            j = i
            while j < len(s) and (s[j].isdigit() or s[j] == "."): j += 1
            out.append(float(s[i:j])); i = j
        else: out.append(c); i += 1
    return out
class Parser:
    def __init__(self, t): self.t, self.i = t, 0
    def peek(self): return self.t[self.i] if self.i < len(self.t) else None
    def eat(self): self.i += 1; return self.t[self.i - 1]
    def expr(self):
        v = self.term()
        while self.peek() in ("+", "-"):
            v = v + self.term() if self.eat() == "+" else v - self.term()
        return v
    def term(self):
        v = self.factor()
        while self.peek() in ("*", "/"):
            v = v * self.factor() if self.eat() == "*" else v / self.factor()
        return v
    def factor(self):
        t = self.eat()
        if t == "(":
            v = self.expr(); assert self.eat() == ")"
            return v
        if t == "-": return -self.factor()
        if isinstance(t, float): return t
        raise SyntaxError(f"unexpected {t!r}")
for s in ["1 + 2 * 3", "(1 + 2) * 3", "-4 / (2 - 4)", "2 * * 3", "10 / 4 - .5"]:
    try:
        print(s, "=", Parser(tokenize(s)).expr())
    except SyntaxError as e:
        print(s, "error:", e)
