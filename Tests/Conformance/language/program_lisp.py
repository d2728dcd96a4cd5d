# A small Lisp, whose programs are nested lists.
import operator as op
class Env(dict):
    def __init__(self, names=(), values=(), outer=None):
        super().__init__(zip(names, values))
        self.outer = outer
    def find(self, name):
        if name in self: return self
        if self.outer is None: raise LookupError(f"unbound: {name}")
        return self.outer.find(name)
class Procedure:
    def __init__(self, names, body, env): self.names, self.body, self.env = names, body, env
    def __call__(self, *args):
        if len(args) != len(self.names): raise TypeError(f"expected {len(self.names)} arguments, got {len(args)}")
        return run(self.body, Env(self.names, args, self.env))
def read(tokens):
    token = tokens.pop(0)
    if token == "(":
        out = []
        while tokens[0] != ")": out.append(read(tokens))
        tokens.pop(0)
        return out
    if token == ")": raise SyntaxError("unexpected )")
    for kind in (int, float):
        try: return kind(token)
        except ValueError: pass
    return token
def parse(text): return read(text.replace("(", " ( ").replace(")", " ) ").split())
def run(x, env):
    if isinstance(x, str): return env.find(x)[x]
    if not isinstance(x, list): return x
    head, *rest = x
    if head == "quote": return rest[0]
    if head == "if":
        test, yes, no = rest
        return run(yes if run(test, env) else no, env)
    if head == "define": env[rest[0]] = run(rest[1], env); return None
    if head == "set!": env.find(rest[0])[rest[0]] = run(rest[1], env); return None
    if head == "lambda": return Procedure(rest[0], rest[1], env)
    if head == "begin": return [run(e, env) for e in rest][-1]
    if head == "let": return run(rest[1], Env([n for n, _ in rest[0]], [run(v, env) for _, v in rest[0]], env))
    f, *args = (run(e, env) for e in x)
    return f(*args)
world = Env()
world.update({"+": lambda *a: sum(a), "-": lambda a, *b: a - sum(b) if b else -a, "*": op.mul, "/": op.truediv, "<": op.lt, ">": op.gt, "=": op.eq, "list": lambda *a: list(a), "car": lambda x: x[0], "cdr": lambda x: x[1:], "cons": lambda a, b: [a] + b, "null?": lambda x: x == [], "length": len, "map": lambda f, x: [f(v) for v in x], "not": op.not_})
def show(v):
    if isinstance(v, list): return "(" + " ".join(map(show, v)) + ")"
    return {True: "#t", False: "#f"}[v] if isinstance(v, bool) else "procedure" if callable(v) else str(v)
program = """
(define square (lambda (x) (* x x)))
(square 7)
(define fact (lambda (n) (if (< n 2) 1 (* n (fact (- n 1))))))
(fact 20)
(map square (list 1 2 3))
(define compose (lambda (f g) (lambda (x) (f (g x)))))
((compose square (lambda (x) (+ x 1))) 4)
(let ((a 3) (b 4)) (+ (square a) (square b)))
(define counter (let ((n 0)) (lambda () (begin (set! n (+ n 1)) n))))
(begin (counter) (counter) (counter))
(quote (a (b c) 1.5))
(define range (lambda (a b) (if (= a b) (quote ()) (cons a (range (+ a 1) b)))))
(map (lambda (n) (if (< n 3) (quote small) (fact n))) (range 0 6))
(null? (quote ()))
square
(undefined 1)
(square 1 2)
(/ 1 0)
(car (quote ()))
"""
for line in program.strip().splitlines():
    try: result = run(parse(line), world)
    except Exception as e: print(f"{line}\n  ! {type(e).__name__}: {e}")
    else:
        if result is not None: print(f"{line}\n  {show(result)}")
