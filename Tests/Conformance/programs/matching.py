"""Writes `match` statements: patterns for a kind, with the names they bind."""

import kinds
from literals import literal


class Matching:
    def matching(self, depth, **place):
        kind = self.any_kind()
        lines = [f"match {self.expression(kind, 2)}:"]
        for _ in range(self.random.randint(1, 4)):
            bound = []
            other = kind if self.random.random() < 0.75 else kinds.any_kind(self.random)
            pattern = self.pattern(other, 2, bound)
            self.writer.enter()
            for name, held in bound:
                self.writer.declare_name(name, held)
            guard = f" if {self.expression('bool', 1)}" if self.random.random() < 0.25 else ""
            body = self.statements(1, 0, **place)
            self.writer.leave()
            shown = [f"print({', '.join(name for name, _ in bound)})"] if bound else []
            lines += self.indented([f"case {pattern}{guard}:", *self.indented(shown + body)])
        if self.random.random() < 0.6:
            lines += self.indented(["case _:", *self.indented(self.block(1, 0, **place))])
        return lines

    def pattern(self, kind, depth, bound):
        random, name = self.random, kind[0]
        if depth > 0 and random.random() < 0.12 and not bound:
            return f"({self.value(kind)} | {self.value(kind)})"
        if depth > 0 and random.random() < 0.1:
            inner = self.pattern(kind, depth - 1, bound)
            return f"({inner}) as {self.bind(kind, bound)}" if not self.irrefutable(inner) else inner
        if name in ("list", "tuple", "seq", "pair", "deque") and random.random() < 0.85:
            return self.sequence(kind, depth, bound)
        if name in ("dict", "ordered", "defaultdict", "counter") and random.random() < 0.85:
            return self.mapping(kind, depth, bound)
        if name in ("int", "float", "str", "bool", "bytes") and random.random() < 0.3:
            inside = random.choice(["", self.bind(kind, bound)]) if random.random() < 0.7 else self.value(kind)
            return f"{name}({inside})"
        if random.random() < 0.3:
            return random.choice(["_", self.bind(kind, bound), "[]", "{}", "object()"])
        return self.value(kind)

    def irrefutable(self, text):
        return text.replace("_", "").isalnum() and not text[0].isdigit() and text not in ("None", "True", "False")

    def bind(self, kind, bound):
        name = self.writer.fresh("m")
        bound.append((name, kind))
        return name

    def value(self, kind):
        name = kind[0]
        if name == "int":
            return self.random.choice(["0", "1", "2", "-1", "10", "100", "3", "-7", "255"])
        if name == "float":
            return self.random.choice(["0.0", "1.5", "-2.5", "1e3", "math.pi", "math.inf"])
        if name == "str":
            return literal(self.writer, kind)
        return self.random.choice(["None", "True", "False", "math.e", "1", "'a'"])

    def parts(self, kind):
        return list(kind[1:]) if kind[0] == "pair" else [kind[1] if len(kind) > 1 else ("int",)] * self.random.randint(0, 3)

    def sequence(self, kind, depth, bound):
        inner = [self.pattern(part, depth - 1, bound) if depth else "_" for part in self.parts(kind)]
        if self.random.random() < 0.4:
            if self.random.random() < 0.3:
                star = "*_"
            else:
                star = "*" + self.bind(("list", kind[1] if len(kind) > 1 else ("int",)), bound)
            inner.insert(self.random.randint(0, len(inner)), star)
        text = ", ".join(inner)
        return f"[{text}]" if self.random.random() < 0.6 else f"({text}{',' if len(inner) == 1 else ''})"

    def mapping(self, kind, depth, bound):
        part = kind[2] if len(kind) > 2 else ("int",)
        key = kind[1] if len(kind) > 1 else ("int",)
        items = {self.value(key): self.pattern(part, depth - 1, bound) if depth else "_" for _ in range(self.random.randint(0, 2))}
        inner = [f"{k}: {v}" for k, v in items.items()]
        if self.random.random() < 0.3:
            inner.append("**" + self.bind(("dict", *kind[1:3]) if len(kind) > 2 else ("any",), bound))
        return "{" + ", ".join(inner) + "}"
