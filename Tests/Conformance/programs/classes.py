"""Writes classes with special methods, properties and inheritance, and what can be done with their instances."""

import kinds
from statements import INDENT

# Special methods: a body that may use `self.a` and `self.b`, and what becomes possible with it, as `kind: template`,
# where `?` is the class's own kind and `$` its name.
SPECIAL = {
    "__repr__": ("return f'$({self.a!r}, {self.b!r})'", []),
    "__str__": ("return f'<{self.a}>'", ["str: str(<?>)", "str: f'{<?>}'"]),
    "__format__(spec)": ("return f'[{spec}|{self.a}]'", ["str: format(<?>, <strspec>)"]),
    "__eq__(other)": ("return isinstance(other, $) and self.a == other.a", ["bool: <?> == <?>", "bool: <?> != <?>"]),
    "__hash__": ("return hash(self.a)", ["int: hash(<?>)"]),
    "__lt__(other)": ("return self.b < other.b", ["bool: <?> < <?>", "bool: <?> > <?>", "list ?: sorted(<list ?>)",
                                                   "?: min(<?>, <?>)", "bool: <?> <= <?>"]),
    "__add__(other)": ("return $(self.a, self.b + (other.b if isinstance(other, $) else other))",
                       ["?: <?> + <?>", "?: <?> + <int>", "any: <int> + <?>", "any: sum([<?>, <?>])"]),
    "__radd__(other)": ("return $(self.a, other + self.b)", ["?: <int> + <?>", "?: sum([<?>, <?>])"]),
    "__sub__(other)": ("return NotImplemented", ["any: <?> - <?>", "any: <?> - <int>"]),
    "__iadd__(other)": ("self.b += 1; return self", []),
    "__mul__(other)": ("return $(self.a, other)", ["?: <?> * <int>", "any: <int> * <?>"]),
    "__matmul__(other)": ("return (self, other)", ["any: <?> @ <any>"]),
    "__neg__": ("return $(self.a, -self.b)", ["?: -<?>"]),
    "__invert__": ("return ~self.b", ["int: ~<?>"]),
    "__abs__": ("return abs(self.b)", ["int: abs(<?>)"]),
    "__len__": ("return abs(self.b) % 5", ["int: len(<?>)", "bool: bool(<?>)"]),
    "__bool__": ("return self.b > 1", ["bool: not <?>", "any: <?> or <any>", "any: <?> and <any>"]),
    "__getitem__(key)": ("return [self.a, self.b, key][key]", ["any: <?>[<index>]", "any: list(<?>)", "any: <?>[<slicing>]",
                                                            "any: <any> in <?>"]),
    "__setitem__(key, value)": ("self.b = (key, value)", []),
    "__delitem__(key)": ("print('del', key)", []),
    "__contains__(item)": ("return item == self.a", ["bool: <any> in <?>", "bool: <any> not in <?>"]),
    "__iter__": ("yield self.a; yield self.b", ["any: list(<?>)", "any: tuple(<?>)", "any: [*<?>, 1]", "any: dict([<?>])"]),
    "__call__(*args, **named)": ("return (self.a, args, named)", ["any: <?>(<any>)", "any: <?>()", "any: <?>(<any>, k=<any>)"]),
    "__getattr__(name)": ("return f'no {name}'", ["any: <?>.missing", "any: getattr(<?>, 'other')"]),
    "__index__": ("return self.b", ["any: [1, 2, 3][<?>]", "any: range(<?>)", "str: bin(<?>)"]),
    "__int__": ("return self.b", ["int: int(<?>)"]),
    "__float__": ("return self.b / 2", ["float: float(<?>)", "float: math.sqrt(<?>)"]),
    "__round__(digits=None)": ("return (self.b, digits)", ["any: round(<?>)", "any: round(<?>, 2)"]),
    "__reversed__": ("return [self.b, self.a]", ["any: reversed(<?>)"]),
    "__del__": ("pass", []),
}
# Members that are no special methods.
MEMBERS = {
    "@property\ndef doubled(self):": ("return self.b * 2", ["any: <?>.doubled"]),
    "@staticmethod\ndef fixed(x, y=2):": ("return (x, y)", ["any: $.fixed(<any>)", "any: <?>.fixed(<any>, <any>)"]),
    "@classmethod\ndef build(cls, *values):": ("return cls(values, len(values))", ["?: $.build(<any>)", "?: <?>.build()"]),
    "@functools.cached_property\ndef once(self):": ("print('once'); return self.a", ["any: (<?>.once)"]),
    "def shifted(self, by=1):": ("return $(self.a, self.b + by)", ["?: <?>.shifted()", "?: <?>.shifted(<int>)",
                                                                 "?: <?>.shifted(by=<int>).shifted()"]),
    "def pair(self):": ("return self.a, self.b", ["any: <?>.pair()", "any: $.pair(<?>)", "any: <?>.pair"]),
    "def __init_subclass__(cls, **named):": ("print('subclass', cls.__name__, named); super().__init_subclass__(**named)", []),
    "def __class_getitem__(cls, item):": ("return (cls.__name__, item)", ["any: $[<any>]"]),
    "size = 3\ndef room(self):": ("return (self.size, type(self).size)", ["any: <?>.room()", "any: $.size"]),
}


class Classes:
    def define_class(self, depth, **place):
        return self.random.choice([self.derived_class, self.plain_class, self.plain_class, self.tuple_class,
                                   self.error_class, self.iterator_class])(depth, **place)

    def plain_class(self, depth, **place):
        name, random = self.writer.fresh("C"), self.random
        field = kinds.any_kind(random, depth=1)
        lines = [f"class {name}:"]
        if random.random() < 0.1:
            lines.append(f"{INDENT}__slots__ = {random.choice(['(', '['])}".replace("(", "('a', 'b')").replace("[", "['a', 'b', 'c']"))
        lines += [f"{INDENT}def __init__(self, a, b={random.choice(['0', '1', '2'])}):", INDENT * 2 + "self.a = a",
                  INDENT * 2 + "self.b = b"]
        lines += self.members(name, field, depth)
        if "__lt__" in "".join(lines) and random.random() < 0.4:
            lines.insert(0, "@functools.total_ordering")
        self.declare_class(name, field)
        return lines + self.use(name)

    def declare_class(self, name, field):
        kind = (name.lower(),)
        hole = kinds.written(field)
        self.writer.declare(kind, f"{name}(<{hole}>)")
        self.writer.declare(kind, f"{name}(<{hole}>, <index>)")
        self.writer.declare(kind, f"{name}(a=<{hole}>, b=<small>)")
        self.writer.declare(field, f"<{kind[0]}>.a")
        self.writer.declare(("int",), f"<{kind[0]}>.b")
        if self.random.random() < 0.1:
            self.writer.declare(("any",), f"<{kind[0]}>.{self.random.choice(['c', 'aa', 'nosuch', '__dict__', '__class__'])}")
            self.writer.declare(kind, self.random.choice([f"{name}()", f"{name}(1, 2, 3)", f"{name}(1, c=2)"]))

    def members(self, name, field, depth):
        lines = []
        declare = lambda rules: [self.writer.declare(*rule.replace("?", name.lower()).replace("$", name).split(": ", 1))
                                 for rule in rules]
        chosen = self.random.sample(sorted(SPECIAL), self.random.randint(1, 7))
        if "__eq__(other)" in chosen and self.random.random() < 0.5 and "__hash__" not in chosen:
            chosen.append("__hash__")
        for method in chosen:
            body, rules = SPECIAL[method]
            head, _, parameters = method.partition("(")
            lines += self.method(f"def {head}(self, {parameters}" if parameters else f"def {head}(self)",
                                 body.replace("$", name))
            declare(rules)
        for member in self.random.sample(sorted(MEMBERS), self.random.randint(0, 3)):
            body, rules = MEMBERS[member]
            lines += self.method(member.rstrip(":"), body.replace("$", name))
            declare(rules)
        if self.random.random() < 0.4:
            gives, method = kinds.any_kind(self.random, depth=1), self.writer.fresh("method")
            text, names, calls = self.parameters()
            lines += self.indented([f"def {method}(self{', ' + text if text else ''}):",
                                    *self.body([*names, ("self.a", field), ("self.b", ("int",))], depth, gives=gives)])
            for call in calls:
                self.writer.declare(gives, f"<{name.lower()}>.{method}({call})")
        return lines

    def method(self, head, body):
        lines = [INDENT + line for line in head.split("\n")]
        lines[-1] += ":"
        return lines + [INDENT * 2 + part for part in body.split("; ")]

    def use(self, name):
        kind = (name.lower(),)
        made = self.writer.fresh("o")
        lines = [f"{made} = {self.writer.expression(kind, 1)}"]
        if not lines[0].endswith("None"):
            self.writer.declare_name(made, kind)
        lines += [f"print({made})"] if self.random.random() < 0.6 else []
        for _ in range(self.random.randint(0, 3)):
            lines += self.random.choice([
                lambda: [f"{made}.b += 1"], lambda: [f"{made}[{self.expression('index', 0)}] = {self.expression('any', 1)}"],
                lambda: [f"{made} += {self.expression('int', 0)}"], lambda: [f"del {made}[{self.expression('index', 0)}]"],
                lambda: [f"{made}.extra = {self.expression('any', 1)}", f"print({made}.extra)"],
                lambda: [f"print(vars({made}))"], lambda: [f"{made}.doubled = 1"], lambda: [f"del {made}.a"],
                lambda: [f"print(isinstance({made}, {name}), type({made}).__mro__)"],
                lambda: [f"print({self.expression(kind, 2)})"],
                lambda: [f"print(hasattr({made}, '__add__'), getattr({made}, 'a', None))"],
                lambda: [f"setattr({made}, 'c', {self.expression('int', 0)})", f"print({made}.c)"]])()
        return lines

    def derived_class(self, depth, **place):
        lines = self.plain_class(depth, **place)
        base = "C" + next(line for line in lines if line.startswith("class ")).split("class C")[1].rstrip(":")
        name = self.writer.fresh("C")
        more = self.random.choice(["", "", ", object", ", Exception", f", {base}", ", label='x'"]) if self.random.random() < 0.3 else ""
        lines += [f"class {name}({base}{more}):"]
        form = self.random.randrange(3)
        if form == 0:
            lines += [f"{INDENT}def __init__(self, a, b=5):", INDENT * 2 + self.random.choice(
                ["super().__init__(a, b)", f"super({name}, self).__init__(a)", f"{base}.__init__(self, a, b + 1)"]),
                INDENT * 2 + "self.c = 'own'"]
        elif form == 1:
            lines += [f"{INDENT}def __repr__(self):", INDENT * 2 + "return 'derived ' + super().__repr__()[:6]"]
        lines += self.members(name, ("int",), depth) if self.random.random() < 0.7 or form == 2 else []
        self.declare_class(name, ("int",))
        self.writer.declare((base.lower(),), f"{name}(<int>)")
        return lines + self.use(name) + [f"print(issubclass({name}, {base}), {name}.__bases__)"]

    def tuple_class(self, depth, **place):
        name, first, second = self.writer.fresh("P"), kinds.any_kind(self.random, "K", 0), kinds.any_kind(self.random, depth=0)
        kind = (name.lower(),)
        fields = self.random.choice(["'x y'", "['x', 'y']", "'x, y'"])
        more = self.random.choice(["", "", f", defaults=[{self.expression(second, 0)}]"])
        for text in ("{}(<{}>, <{}>)", "{}(x=<{}>, y=<{}>)"):
            self.writer.declare(kind, text.format(name, kinds.written(first), kinds.written(second)))
        self.writer.declare(kind, f"<{kind[0]}>._replace(x=<{kinds.written(first)}>)")
        self.writer.declare(first, f"<{kind[0]}>.x")
        self.writer.declare(second, f"<{kind[0]}>[1]")
        self.writer.declare(("any",), f"<{kind[0]}>." + self.random.choice(["_asdict()", "_fields", "z", "count(1)", "_replace(z=1)"]))
        self.writer.declare(("bool",), f"<{kind[0]}> == <{kind[0]}>")
        made = self.writer.fresh("p")
        a, b = self.writer.fresh(), self.writer.fresh()
        lines = [f"{name} = collections.namedtuple('{name}', {fields}{more})", f"{made} = {self.expression(kind, 1)}",
                 f"print({made})", f"{a}, {b} = {made}"]
        self.writer.declare_name(made, kind)
        self.writer.declare_name(a, first)
        self.writer.declare_name(b, second)
        return lines + self.random.choice([[], [f"{made}.x = 1"], [f"print({name}(1, 2, 3))"], [f"print({name}(1))"]])

    def error_class(self, depth, **place):
        name, random = self.writer.fresh("E"), self.random
        base = random.choice(["Exception", "ValueError", "KeyError", "LookupError", "RuntimeError"])
        lines = [f"class {name}({base}):"]
        form = random.randrange(3)
        if form == 0:
            lines.append(INDENT + "pass")
        elif form == 1:
            lines += [INDENT + "def __init__(self, what, code=7):", INDENT * 2 + "super().__init__(f'{what}: {code}')",
                      INDENT * 2 + "self.code = code"]
        else:
            lines += [INDENT + "def __str__(self):", INDENT * 2 + "return 'said ' + repr(self.args)"]
        error = self.writer.fresh("error")
        raised = f"raise {name}({self.expression('any', 1)}{random.choice(['', ', 3'])})"
        shown = "getattr(%s, 'code', None), %s" % (error, self.seen(error))
        caught = random.choice([name, base, "Exception", "ZeroDivisionError"])
        return lines + ["try:", INDENT + raised, f"except {caught} as {error}:", INDENT + f"print({shown})"]

    def iterator_class(self, depth, **place):
        name = self.writer.fresh("I")
        kind = kinds.any_kind(self.random, depth=0)
        self.writer.declare(("iter", kind), f"{name}(<small>)")
        return [f"class {name}:", f"{INDENT}def __init__(self, n):", INDENT * 2 + "self.n = n",
                f"{INDENT}def __iter__(self):", INDENT * 2 + "return self", f"{INDENT}def __next__(self):",
                INDENT * 2 + "if self.n <= 0:", INDENT * 3 + self.random.choice(["raise StopIteration", "raise StopIteration('end')",
                                                                                 "raise IndexError"]),
                INDENT * 2 + "self.n -= 1", f"{INDENT * 2}return {self.expression(kind, 1)}",
                f"print(list({name}({self.random.randint(0, 4)})))"]

    def managed(self, depth, **place):
        """A `with` over a context manager of the program's own, which may swallow what is raised."""
        name, entered = self.writer.fresh("M"), self.writer.fresh()
        kind = kinds.any_kind(self.random, depth=1)
        value = self.expression(kind, 1)
        leaving = self.random.choice(["False", "True", "None", "kind is ValueError", "kind is not None"])
        lines = [f"class {name}:", f"{INDENT}def __init__(self, label):", INDENT * 2 + "self.label = label",
                 f"{INDENT}def __enter__(self):", INDENT * 2 + "print('enter', self.label)", f"{INDENT * 2}return {value}",
                 f"{INDENT}def __exit__(self, kind, error, trace):",
                 INDENT * 2 + "print('exit', self.label, kind, error, trace is None)", f"{INDENT * 2}return {leaving}"]
        self.writer.enter()
        self.writer.declare_name(entered, kind)
        body = self.statements(self.size(), depth - 1, **place)
        self.writer.leave()
        head = self.random.choice([f"with {name}(1) as {entered}:", f"with {name}('a') as {entered}, {name}('b'):",
                                   f"with ({name}('a') as {entered}, {name}('b') as other):"])
        return [*lines, head, *self.indented(body)]
