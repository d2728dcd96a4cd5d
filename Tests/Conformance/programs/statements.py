"""Writes statements: blocks of lines, whose names are known to what is written after them."""

import kinds

INDENT = "    "
ERRORS = ["ValueError", "TypeError", "KeyError", "IndexError", "ZeroDivisionError", "AttributeError", "RuntimeError",
          "LookupError", "ArithmeticError", "NotImplementedError", "StopIteration", "AssertionError", "OverflowError",
          "NameError", "Exception"]
AUGMENTED = {
    "int": ["+=", "-=", "//=", "%=", "&=", "|=", "^=", ">>=", "*="],
    "float": ["+=", "-=", "*=", "/=", "//=", "%="],
    "bool": ["&=", "|=", "^="],
    "str": ["+="], "bytes": ["+="], "list": ["+="], "tuple": ["+="], "deque": ["+="],
    "set": ["|=", "&=", "-=", "^="], "frozenset": ["|=", "&="], "dict": ["|="], "counter": ["+=", "-=", "|=", "&="],
}
# Calls that change what a name holds, each with the kind it is for.
CHANGES = [line.split(": ", 1) for line in """
list T: $.append(<T>)
list T: $.extend(<list T>)
list T: $.insert(<index>, <T>)
list T: $.remove(<T>)
list T: $.pop(<index>)
list T: $.reverse()
list T: $.clear()
list T: $.sort(key=str)
list O: $.sort()
list O: $.sort(reverse=True)
list T: $[<index>] = <T>
list T: $[<slicing>] = <list T>
list T: del $[<index>]
list T: del $[<slicing>]
list int: $[<index>] += <int>
list T: $[<index>], $[<index>] = <T>, <T>
dict K T: $[<K>] = <T>
dict K T: $.update(<dict K T>)
dict str T: $.update(a=<T>)
dict K T: $.setdefault(<K>, <T>)
dict K T: $.pop(<K>, None)
dict K T: del $[<K>]
dict K T: $.clear()
dict K int: $[<K>] = $.get(<K>, 0) + 1
dict K int: $[<K>] -= <int>
dict K list T: $.setdefault(<K>, []).append(<T>)
set K: $.add(<K>)
set K: $.discard(<K>)
set K: $.remove(<K>)
set K: $.update(<it K>)
set K: $.intersection_update(<it K>)
set K: $.difference_update(<it K>, <it K>)
set K: $.symmetric_difference_update(<set K>)
set K: $.clear()
deque T: $.appendleft(<T>)
deque T: $.extendleft(<list T>)
deque T: $.rotate(<index>)
deque T: $.insert(<index>, <T>)
deque T: $.remove(<T>)
deque T: $[<index>] = <T>
counter K: $.update(<it K>)
counter K: $.subtract(<it K>)
counter K: $[<K>] += <small>
defaultdict K list T: $[<K>].append(<T>)
defaultdict K int: $[<K>] += <int>
ordered K T: $.move_to_end(<K>, <bool>)
""".strip().splitlines()]


class Statements:
    """What every part of a program can say; needs `writer` and `random`, and the parts it is mixed with."""

    def indented(self, lines):
        return [INDENT + line for line in lines] or [INDENT + "pass"]

    def block(self, size, depth, **place):
        """Statements in a scope of their own."""
        self.writer.enter()
        lines = self.statements(size, depth, **place)
        self.writer.leave()
        return lines

    def statements(self, size, depth, **place):
        lines = []
        for _ in range(max(1, size)):
            lines += self.statement(depth, **place)
        return lines

    def statement(self, depth, **place):
        plain = [self.assign] * 4 + [self.show] * 6 + [self.augment] * 2 + [self.change] * 3 + [
            self.unpack, self.chained, self.annotated, self.delete, self.reassign, self.call, self.check, self.throw]
        deep = [self.choice, self.choice, self.each, self.each, self.count_down, self.attempt, self.attempt, self.matching,
                self.managed, self.define, self.define_class]
        leave = []
        if place.get("loop"):
            leave += [self.leave_loop] * 2
        if place.get("gives"):
            leave.append(self.leave_function)
        if place.get("yields"):
            leave += [self.produce] * 4
        roll = self.random.random()
        if leave and roll < 0.2:
            return self.random.choice(leave)(depth, **place)
        if depth > 0 and roll > 0.6:
            return self.random.choice(deep)(depth, **place)
        return self.random.choice(plain)(depth, **place)

    # One line.

    def expression(self, kind, depth=None):
        if isinstance(kind, str):
            kind = kinds.filled(kinds.parse(kind), {}, self.random)
        if depth is None:
            depth = self.random.choice([1, 2, 2, 3])
        return self.writer.expression(kind, depth)

    def any_kind(self):
        names = self.writer.names_and_kinds()
        if names and self.random.random() < 0.4:
            return self.random.choice(names)[1]
        return kinds.any_kind(self.random)

    def assign(self, depth, **place):
        kind = self.any_kind()
        if kind[0] == "any":
            kind = ("int",)
        value = self.expression(kind)
        name = self.writer.fresh()
        self.writer.declare_name(name, kind)
        return [f"{name} = {value}"]

    def annotated(self, depth, **place):
        kind = self.any_kind()
        value, name = self.expression(kind), self.writer.fresh()
        self.writer.declare_name(name, kind)
        words = {"int": "int", "str": "str", "list": "list[int]", "dict": "dict[str, int]", "float": "float"}
        return [f"{name}: {words.get(kind[0], 'object')} = {value}"]

    def own_names(self, place):
        """Names that may be bound again here: those of the function or the module that the statement stands in."""
        return [(r.template, r.head) for scope in self.writer.scopes[place.get("base", 0):] for r in scope if r.is_name]

    def reassign(self, depth, **place):
        names = self.own_names(place)
        if not names:
            return self.assign(depth, **place)
        name, kind = self.random.choice(names)
        return [f"{name} = {self.expression(kind)}"]

    def chained(self, depth, **place):
        kind = self.any_kind()
        value = self.expression(kind)
        names = [self.writer.fresh() for _ in range(2)]
        for name in names:
            self.writer.declare_name(name, kind)
        return [f"{names[0]} = {names[1]} = {value}"]

    def unpack(self, depth, **place):
        first, second = self.any_kind(), self.any_kind()
        a, b, c = (self.writer.fresh() for _ in range(3))
        form = self.random.randrange(6)
        if form == 0:
            lines = [f"{a}, {b} = {self.expression(('pair', first, second))}"]
        elif form == 1:
            lines = [f"{a}, {b} = {self.expression(first)}, {self.expression(second)}"]
        elif form == 2:
            lines = [f"{a}, *{b} = {self.expression(('it', first))}"]
            second = ("list", first)
        elif form == 3:
            lines = [f"*{b}, {a} = {self.expression(('list', first))}"]
            second = ("list", first)
        elif form == 4:
            lines = [f"({a}, {b}), {c} = ({self.expression(('pair', first, second))}, {self.expression(first)})"]
            self.writer.declare_name(c, first)
        else:
            lines = [f"[{a}, *{c}, {b}] = {self.expression(('list', first))}"]
            second = first
            self.writer.declare_name(c, ("list", first))
        self.writer.declare_name(a, first)
        self.writer.declare_name(b, second)
        return lines

    def augment(self, depth, **place):
        names = [(n, k) for n, k in self.own_names(place) if k[0] in AUGMENTED]
        if not names:
            return self.assign(depth, **place)
        name, kind = self.random.choice(names)
        operator = self.random.choice(AUGMENTED[kind[0]])
        operand = ("small",) if operator == "*=" else ("index",) if operator == ">>=" else kind
        return [f"{name} {operator} {self.expression(operand, 1)}"]

    def change(self, depth, **place):
        for _ in range(8):
            head, template = self.random.choice(CHANGES)
            names = [(n, k) for n, k in self.writer.names_and_kinds() if kinds.unify(kinds.parse(head), k, {})]
            if not names:
                continue
            name, kind = self.random.choice(names)
            found = {}
            kinds.unify(kinds.parse(head), kind, found)
            lines = [self.writer.template(template.replace("$", name), found, 2)]
            return lines + ([f"print({name})"] if self.random.random() < 0.6 else [])
        return self.assign(depth, **place)

    def delete(self, depth, **place):
        scope = self.writer.scopes[-1]
        names = [r for r in scope if r.is_name]
        if not names or place.get("loop") or self.random.random() < 0.5:
            return self.show(depth, **place)
        rule = self.random.choice(names)
        if self.random.random() < 0.9:
            scope.remove(rule)
        return [f"del {rule.template}"]

    def call(self, depth, **place):
        calls = [r for scope in self.writer.scopes for r in scope if not r.is_name]
        if not calls:
            return self.show(depth, **place)
        rule = self.random.choice(calls)
        return [f"print({self.writer.fill(rule, {}, 2)})"]

    def check(self, depth, **place):
        message = self.random.choice(["", f", {self.expression('str', 1)}", f", {self.expression('any', 1)}"])
        return [f"assert {self.expression('bool')}{message}".replace("assert (", "assert (", 1)]

    def throw(self, depth, **place):
        error = self.random.choice(ERRORS)
        how = self.random.randrange(6)
        if how == 0:
            line = f"raise {error}"
        elif how == 1:
            line = f"raise {error}({self.expression('any', 1)}) from {self.random.choice(ERRORS)}('cause')"
        elif how == 2:
            line = f"raise {error}({self.expression('str', 1)}, {self.expression('int', 1)}) from None"
        else:
            line = f"raise {error}({self.expression('str', 1)})"
        condition = self.expression("bool", 2)
        return [f"if {condition}:", INDENT + line]

    def show(self, depth, **place):
        form = self.random.randrange(12)
        if form == 0:
            return [f"print({self.expression('any')}, {self.expression('any')}, sep={self.expression('str', 0)})"]
        if form == 1:
            return [f"print({self.expression('any')}, end='|\\n')"]
        if form == 2:
            return [f"print(repr({self.expression('any')}))"]
        if form == 3:
            return [f"print(*{self.expression('it T', 2)})" if self.random.random() < 0.5 else "print()"]
        if form in (4, 5):
            return [f'print(f"{self.writer.fstring(3)}")']
        if form == 6:
            return [f"print(type({self.expression('any')}))"]
        return [f"print({', '.join(self.expression(self.any_kind()) for _ in range(self.random.randint(1, 2)))})"]

    def leave_loop(self, depth, **place):
        return [f"if {self.expression('bool', 2)}:", INDENT + self.random.choice(["break", "continue"])]

    def leave_function(self, depth, **place):
        return [f"if {self.expression('bool', 2)}:", f"{INDENT}return {self.expression(place['gives'], 2)}"]

    def produce(self, depth, **place):
        kind = place["yields"]
        form = self.random.randrange(6)
        if form == 0:
            return [f"yield from {self.expression(('it', kind), 2)}"]
        if form == 1:
            name = self.writer.fresh()
            return [f"{name} = yield {self.expression(kind, 2)}", f"print('sent', {name})"]
        if form == 2:
            return [f"if {self.expression('bool', 2)}:", f"{INDENT}return {self.expression(kind, 1)}"]
        return [f"yield {self.expression(kind, 2)}"]

    # Blocks.

    def size(self):
        return self.random.choice([1, 1, 2, 2, 3])

    def choice(self, depth, **place):
        lines = [f"if {self.expression('bool')}:", *self.indented(self.block(self.size(), depth - 1, **place))]
        while self.random.random() < 0.3:
            lines += [f"elif {self.expression('any')}:", *self.indented(self.block(self.size(), depth - 1, **place))]
        if self.random.random() < 0.5:
            lines += ["else:", *self.indented(self.block(self.size(), depth - 1, **place))]
        return lines

    def loop_body(self, names, depth, place):
        writer = self.writer
        writer.enter()
        for name, kind in names:
            writer.declare_name(name, kind)
        writer.loops += 1
        lines = self.statements(self.size(), 0 if writer.loops > 1 else depth - 1, **place | {"loop": True})
        writer.loops -= 1
        writer.leave()
        return self.indented(lines)

    def otherwise(self, depth, place):
        if self.random.random() < 0.75:
            return []
        return ["else:", *self.indented(self.block(1, depth - 1, **place))]

    def each(self, depth, **place):
        kind, other = self.any_kind(), self.any_kind()
        a, b = self.writer.fresh(), self.writer.fresh()
        form = self.random.randrange(7)
        if form == 0:
            head, names = f"for {a} in range({self.expression('small', 1)})", [(a, ("int",))]
        elif form == 1:
            head = f"for {a}, {b} in enumerate({self.bounded(('it', kind))})"
            names = [(a, ("int",)), (b, kind)]
        elif form == 2:
            head = f"for {a}, {b} in zip({self.bounded(('it', kind))}, {self.bounded(('it', other))})"
            names = [(a, kind), (b, other)]
        elif form == 3:
            key = kinds.any_kind(self.random, "K")
            head, names = f"for {a}, {b} in {self.expression(('dict', key, kind), 2)}.items()", [(a, key), (b, kind)]
        elif form == 4:
            head = f"for {a}, *{b} in {self.bounded(('list', ('list', kind)))}"
            names = [(a, kind), (b, ("list", kind))]
        else:
            head, names = f"for {a} in {self.bounded(('it', kind))}", [(a, kind)]
        return [head + ":", *self.loop_body(names, depth, place), *self.otherwise(depth, place)]

    def bounded(self, kind):
        """Something to go through that a loop's body cannot make longer."""
        text = self.expression(kind, 2)
        return f"list({text})[:5]"

    def count_down(self, depth, **place):
        name = self.writer.fresh("left")
        body = [INDENT + f"{name} -= 1", *self.loop_body([], depth, place)]
        condition = f"{name} > 0"
        if self.random.random() < 0.3:
            condition = self.random.choice([f"{condition} and {{}}", f"({{}}) or {condition}"]).format("%s")
            condition = condition % f"({self.expression('bool', 1)})" if " and " in condition else f"{name} > 0"
        elif self.random.random() < 0.2:
            body = body[1:]
            condition = f"({name} := {name} - 1) >= 0"
        return [f"{name} = {self.random.randint(1, 4)}", f"while {condition}:", *body, *self.otherwise(depth, place)]

    def attempt(self, depth, **place):
        error = self.writer.fresh("error")
        inner = self.block(self.size(), depth - 1, **place)
        lines = ["try:", *self.indented(inner)]
        form = self.random.randrange(5)
        if form < 4:
            for _ in range(self.random.choice([1, 1, 2])):
                several = ", ".join(self.random.sample(ERRORS[:8], 2))
                caught = self.random.choice([*ERRORS[:8], f"({several})", "Exception", "Exception"])
                lines += [f"except {caught} as {error}:", INDENT + f"print({self.seen(error)})"]
                lines += self.indented(self.block(1, depth - 1, **place)) if self.random.random() < 0.4 else []
                if self.random.random() < 0.12:
                    lines.append(INDENT + self.random.choice(["raise", f"raise RuntimeError('again') from {error}",
                                                              "raise KeyError('other')"]))
            if self.random.random() < 0.15:
                lines += ["except:", INDENT + "print('any other')"]
            if self.random.random() < 0.3:
                lines += ["else:", *self.indented(self.block(1, depth - 1, **place))]
        if form == 4 or self.random.random() < 0.25:
            quiet = {k: v for k, v in place.items() if k not in ("loop", "gives")}
            lines += ["finally:", *self.indented(self.block(1, depth - 1, **quiet))]
        return lines

    def seen(self, error):
        """What to print of an exception."""
        return self.random.choice([
            f"type({error}).__name__, {error}", f"type({error}).__name__, {error}", f"repr({error})",
            f"{error}.args", f"type({error}), str({error})", f"repr({error}), repr({error}.__cause__)",
            f"repr({error}), repr({error}.__context__), {error}.__suppress_context__",
            f"isinstance({error}, LookupError), {error}"])
