"""Writes functions, generators, decorators and closures, and how each may be called."""

import kinds
from statements import INDENT


class Functions:
    def define(self, depth, **place):
        form = self.random.choice([self.function] * 4 + [self.generator, self.recursive, self.closure, self.decorated,
                                                       self.counter, self.from_globals])
        return form(depth, **place)

    def parameters(self):
        """A parameter list at random: its text, the names in it with their kinds, and calls that fit it, as templates."""
        random, writer = self.random, self.writer
        text, names, calls = [], [], []
        plain = [(writer.fresh(), kinds.any_kind(random, depth=1)) for _ in range(random.choice([0, 1, 1, 2, 2, 3]))]
        optional = random.randint(0, len(plain)) if random.random() < 0.4 else 0
        for i, (name, kind) in enumerate(plain):
            has_default = i >= len(plain) - optional
            note = random.choice(["", "", ": int", ": 'str'"])
            text.append(name + note + (f" = {self.expression(kind, 1)}" if has_default else ""))
        names += plain
        hole = lambda kind: f"<{kinds.written(kind)}>"
        holes = [hole(kind) for _, kind in plain]
        if len(plain) > 1 and random.random() < 0.15:
            text.insert(random.randint(1, len(plain)), "/")
        elif len(plain) > 0:
            by_name = [f"{name}={h}" for (name, _), h in zip(plain, holes)]
            calls.append(", ".join(random.sample(by_name, len(by_name))))
            calls.append(", ".join(holes[:1] + by_name[1:]))
        calls += [", ".join(holes)] * 3
        if optional:
            calls.append(", ".join(holes[:-1]))
        rest = None
        if random.random() < 0.25:
            rest, kind = writer.fresh("rest"), kinds.any_kind(random, depth=0)
            text.append("*" + rest)
            names.append((rest, ("tuple", kind)))
            calls.append(", ".join([*holes, hole(kind), hole(kind)]))
            calls.append(", ".join([*holes, f"*{hole(('list', kind))}"]))
        if random.random() < 0.2:
            if rest is None:
                text.append("*")
            only, kind = writer.fresh("only"), kinds.any_kind(random, depth=0)
            has_default = random.random() < 0.6
            text.append(only + (f"={self.expression(kind, 0)}" if has_default else ""))
            names.append((only, kind))
            given = f"{only}={hole(kind)}"
            calls = [(c + ", " if c else "") + given if not has_default or random.random() < 0.5 else c for c in calls]
        if random.random() < 0.15:
            name = writer.fresh("named")
            text.append("**" + name)
            kind = kinds.any_kind(random, depth=0)
            names.append((name, ("dict", ("str",), kind)))
            calls.append((calls[-1] + ", " if calls[-1] else "") + f"k={hole(kind)}, **{hole(('dict', ('str',), kind))}")
        # And calls that do not fit: their errors are compared.
        if random.random() < 0.25:
            calls.append(random.choice(["", calls[0] + ", 1" if "=" not in calls[0] and calls[0] else "1, 2, 3, 4, 5",
                                        (calls[0] + ", " if calls[0] else "") + "nosuch=1", "*[1, 2]", "**{'a': 1}"]))
        return ", ".join(text), names, calls

    def body(self, names, depth, **place):
        """The body of a function with the names of its parameters known, in a scope of its own."""
        writer = self.writer
        loops, writer.loops = writer.loops, 0
        base = len(writer.scopes)
        writer.enter()
        for name, kind in names:
            writer.declare_name(name, kind)
        lines = self.statements(self.size(), min(depth - 1, 1), base=base, **place)
        if gives := place.get("gives"):
            lines.append(f"return {self.expression(gives, 2)}")
        writer.leave()
        writer.loops = loops
        return self.indented(lines)

    def declare_calls(self, name, gives, calls):
        for call in calls:
            self.writer.declare(gives, f"{name}({call})")

    def function(self, depth, **place):
        gives = kinds.any_kind(self.random)
        name = self.writer.fresh("f")
        text, names, calls = self.parameters()
        note = self.random.choice(["", "", " -> int", " -> 'list[str]'"])
        lines = [f"def {name}({text}){note}:"]
        if self.random.random() < 0.1:
            lines.append(INDENT + '"""Says what it does."""')
        lines += self.body(names, depth, gives=gives)
        self.declare_calls(name, gives, calls)
        self.writer.declare(("any",), name)
        return [*lines, f"print({self.writer.template(f'{name}({self.random.choice(calls)})', {}, 1)})"]

    def generator(self, depth, **place):
        gives = kinds.any_kind(self.random, depth=1)
        name, made = self.writer.fresh("gen"), self.writer.fresh("g")
        text, names, calls = self.parameters()
        lines = [f"def {name}({text}):", *self.body(names, depth, yields=gives), f"{INDENT}yield {self.expression(gives, 1)}"]
        self.declare_calls(name, ("iter", gives), calls)
        call = self.writer.template(f"{name}({self.random.choice(calls)})", {}, 1)
        use = self.random.randrange(4)
        if use == 0:
            return [*lines, f"print(list({call}))"]
        if use == 1:
            sends = [f"print({made}.send({self.expression('int', 0)}))" for _ in range(self.random.randint(0, 2))]
            return [*lines, f"{made} = {call}", f"print(next({made}))", *sends,
                    self.random.choice([f"{made}.close()", f"print({made}.throw(ValueError('thrown')))",
                                        f"print(next({made}, 'done'))", f"print(list({made}))"])]
        if use == 2:
            return [*lines, f"for {made} in {call}:", INDENT + f"print({made})"]
        return [*lines, f"print(*{call})"]

    def recursive(self, depth, **place):
        kind = (self.random.choice(["int", "str", "list"]),)
        kind = ("list", ("int",)) if kind == ("list",) else kind
        name, n, so_far = self.writer.fresh("again"), self.writer.fresh("n"), self.writer.fresh("acc")
        self.writer.enter()
        self.writer.loops += 1
        self.writer.declare_name(n, ("int",))
        self.writer.declare_name(so_far, kind)
        step = self.expression(kind, 2)
        self.writer.loops -= 1
        self.writer.leave()
        self.writer.declare(kind, f"{name}(<small>, <{kinds.written(kind)}>)")
        return [f"def {name}({n}, {so_far}={self.expression(kind, 0)}):", f"{INDENT}if {n} <= 0:",
                f"{INDENT * 2}return {so_far}", f"{INDENT}return {name}({n} - 1, {step})",
                f"print({name}({self.random.randint(0, 5)}))"]

    def closure(self, depth, **place):
        outer, inner, kept = self.writer.fresh("outer"), self.writer.fresh("inner"), self.writer.fresh("kept")
        kind, gives = kinds.any_kind(self.random, depth=1), kinds.any_kind(self.random, depth=1)
        parameter, taken = self.writer.fresh(), kinds.any_kind(self.random, depth=0)
        changes = self.random.random() < 0.6
        self.writer.enter()
        self.writer.declare_name(kept, kind)
        inside = self.body([(parameter, taken)], depth, gives=gives)
        again = f"{INDENT}{kept} = {self.expression(kind, 1)}"
        self.writer.leave()
        lines = [f"def {outer}({kept}={self.expression(kind, 1)}):", f"{INDENT}def {inner}({parameter}):"]
        if changes:
            lines += [f"{INDENT * 2}nonlocal {kept}", f"{INDENT}{again}"]
        lines += self.indented(inside) + [f"{INDENT}return {inner}"]
        self.writer.declare(gives, f"{outer}()(<{kinds.written(taken)}>)")
        return [*lines, f"{inner} = {outer}()"] + [f"print({inner}({self.expression(taken, 1)}))"] * self.random.randint(1, 2)

    def decorated(self, depth, **place):
        wrap, inner, name = self.writer.fresh("wrap"), self.writer.fresh("inner"), self.writer.fresh("f")
        gives = kinds.any_kind(self.random, depth=1)
        text, names, calls = self.parameters()
        form = self.random.randrange(4)
        if form == 0:
            lines, mark = [], self.random.choice(["@functools.lru_cache(maxsize=None)", "@functools.cache"])
        else:
            mark = f"@{wrap}" if form < 3 else f"@{wrap}({self.expression('int', 0)})"
            shift = INDENT if form == 3 else ""
            lines = [f"def {wrap}(times):", f"{INDENT}def deco(f):"] if form == 3 else [f"def {wrap}(f):"]
            lines += [shift + INDENT + "@functools.wraps(f)"] if form != 1 else []
            lines += [shift + INDENT + f"def {inner}(*args, **kwargs):",
                      shift + INDENT * 2 + "print('call', f.__name__, args, kwargs)",
                      shift + INDENT * 2 + "return f(*args, **kwargs)", shift + INDENT + f"return {inner}"]
            lines += [INDENT + "return deco"] if form == 3 else []
        lines += [mark, f"def {name}({text}):", *self.body(names, depth, gives=gives)]
        self.declare_calls(name, gives, calls)
        return [*lines, f"print({self.writer.template(f'{name}({self.random.choice(calls)})', {}, 1)})",
                f"print({name}.__name__)"]

    def counter(self, depth, **place):
        """A function with a default that is one list for all its calls, or lambdas that share a loop's name."""
        name, kind = self.writer.fresh("f"), kinds.any_kind(self.random, depth=0)
        if self.random.random() < 0.5:
            return [f"def {name}(x, seen=[]):", f"{INDENT}seen.append(x)", f"{INDENT}return seen",
                    f"print({name}({self.expression(kind)}), {name}({self.expression(kind)}))"]
        late = self.random.choice(["", "i=i"])
        return [f"{name} = [lambda {late}: (i, {self.expression(kind, 1)}) for i in range(3)]",
                f"print([f() for f in {name}])"]

    def from_globals(self, depth, **place):
        """A function that binds a name of the module, or forgets to say that it does."""
        names = [(r.template, r.head) for r in self.writer.scopes[0] if r.is_name]
        if not names:
            return self.function(depth, **place)
        name, (bound, kind) = self.writer.fresh("f"), self.random.choice(names)
        lines = [f"def {name}():"]
        if self.random.random() < 0.7:
            lines.append(f"{INDENT}global {bound}")
        return [*lines, f"{INDENT}print({bound})", f"{INDENT}{bound} = {self.expression(kind, 1)}",
                f"{INDENT}return {bound}", f"print({name}(), {bound})"]
