# Expressions: parsed, printed, evaluated, differentiated, simplified.
class Parser:
    def __init__(self, text):
        self.text, self.at = text.replace(" ", ""), 0
    def peek(self): return self.text[self.at] if self.at < len(self.text) else ""
    def take(self, c):
        if self.peek() != c: raise SyntaxError(f"expected {c!r} at {self.at}, found {self.peek() or 'the end'!r}")
        self.at += 1
    def parse(self):
        e = self.sum()
        if self.peek(): raise SyntaxError(f"trailing {self.text[self.at:]!r}")
        return e
    def sum(self):
        e = self.product()
        while self.peek() and self.peek() in "+-":
            op = self.peek(); self.at += 1
            e = (op, e, self.product())
        return e
    def product(self):
        e = self.unary()
        while self.peek() and self.peek() in "*/":
            op = self.peek(); self.at += 1
            e = (op, e, self.unary())
        return e
    def unary(self):
        if self.peek() == "-":
            self.at += 1
            return ("neg", self.unary())
        return self.power()
    def power(self):
        base = self.atom()
        if self.peek() == "^":
            self.at += 1
            return ("^", base, self.unary())
        return base
    def atom(self):
        c = self.peek()
        if c == "(":
            self.take("("); e = self.sum(); self.take(")")
            return e
        start = self.at
        while self.peek().isalnum() or self.peek() == ".": self.at += 1
        word = self.text[start:self.at]
        if not word: raise SyntaxError(f"expected a value at {start}")
        if word[0].isdigit(): return float(word) if "." in word else int(word)
        if self.peek() == "(":
            self.take("("); arg = self.sum(); self.take(")")
            return ("call", word, arg)
        return word
import math
def evaluate(e, **env):
    match e:
        case int() | float(): return e
        case str(): return env[e]
        case ("neg", a): return -evaluate(a, **env)
        case ("call", f, a): return getattr(math, f)(evaluate(a, **env))
        case (op, a, b):
            x, y = evaluate(a, **env), evaluate(b, **env)
            return {"+": lambda: x + y, "-": lambda: x - y, "*": lambda: x * y, "/": lambda: x / y, "^": lambda: x ** y}[op]()
def derive(e, x):
    match e:
        case int() | float(): return 0
        case str(): return 1 if e == x else 0
        case ("neg", a): return ("neg", derive(a, x))
        case ("+" | "-" as op, a, b): return (op, derive(a, x), derive(b, x))
        case ("*", a, b): return ("+", ("*", derive(a, x), b), ("*", a, derive(b, x)))
        case ("/", a, b): return ("/", ("-", ("*", derive(a, x), b), ("*", a, derive(b, x))), ("^", b, 2))
        case ("^", a, b) if x not in show(e): return 0
        case ("^", a, int(n)): return ("*", ("*", n, ("^", a, n - 1)), derive(a, x))
        case ("call", "sin", a): return ("*", ("call", "cos", a), derive(a, x))
        case ("call", "cos", a): return ("*", ("neg", ("call", "sin", a)), derive(a, x))
        case ("call", "exp", a): return ("*", e, derive(a, x))
def simplify(e):
    if not isinstance(e, tuple): return e
    if e[0] == "call": return ("call", e[1], simplify(e[2]))
    op, *args = e[0], *map(simplify, e[1:])
    match (op, *args):
        case ("+", 0, a) | ("+", a, 0) | ("-", a, 0) | ("*", 1, a) | ("*", a, 1) | ("/", a, 1) | ("^", a, 1): return a
        case ("*", 0, _) | ("*", _, 0) | ("/", 0, _): return 0
        case ("^", _, 0): return 1
        case ("neg", int(n)): return -n
        case ("+" | "-" | "*", int(), int()): return evaluate((op, *args))
    return (op, *args)
def show(e, level=0):
    match e:
        case ("call", f, a): return f"{f}({show(a)})"
        case ("neg", a): return "-" + show(a, 3)
        case (op, a, b):
            p = "+-*/^".index(op) // 2 + 1
            text = f"{show(a, p)} {op} {show(b, p + (op in '-/'))}" if op != "^" else f"{show(a, 4)}^{show(b, 3)}"
            return f"({text})" if p < level else text
    return str(e)
for text in ["1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-x ^ 2 + 4 * x", "x * sin(x) / 2", "exp(x ^ 2) - 3 * x ^ 3", "10 - 4 - 3", "1 / (2 / x)"]:
    e = Parser(text).parse()
    d = simplify(derive(e, "x"))
    h = 1e-6
    slope = (evaluate(e, x=0.7 + h) - evaluate(e, x=0.7 - h)) / (2 * h)
    print(f"{show(e)} = {evaluate(e, x=0.7):.6f}; d/dx: {show(d)} = {evaluate(d, x=0.7):.5f} {abs(slope - evaluate(d, x=0.7)) < 1e-4}")
for bad in ["1 +", "(1 + 2", "2 $ 3", "", "1 2", "sin(x"]:
    try: print(Parser(bad).parse())
    except SyntaxError as e: print(f"{bad!r}: {e}")
