"""Writes expressions: takes rules for the kind that is wanted, and fills their holes.

A rule is a line `kind: template`. A hole `<kind>` in the template is an expression of that kind; `<kind; @x other>` one
that may use the name `@x`, whose kind is `other`. `@x` stands for a new name, the same in the whole template.
"""

import re
from collections import defaultdict
from pathlib import Path

import kinds
from literals import literal

HOLE = re.compile(r"<([A-Za-z][A-Za-z0-9 ]*)(?:;([^<>]*))?>")
FRESH = re.compile(r"@([a-z]\w*)")
GROWS = re.compile(r"\*\* ?<|\* <|<<|pow|factorial|join|replace|translate|combin|perm|product|prod")
RULES = Path(__file__).resolve().parent / "rules"
NAMES = [c for c in "abcdefghijkmnpqrstuvwxyz"]
# How often a hole is filled with a value of some other kind: what fails is compared, too.
WRONG = 0.012


class Rule:
    def __init__(self, head, template, name=False):
        self.head = kinds.parse(head) if isinstance(head, str) else head
        self.template = template
        self.is_name = name
        self.grows = GROWS.search(template) is not None
        self.parts = []
        at = 0
        for hole in HOLE.finditer(template):
            self.parts.append(template[at:hole.start()])
            bound = [b.strip().split(maxsplit=1) for b in (hole[2] or "").split(",") if b.strip()]
            self.parts.append((kinds.parse(hole[1]), [(name, kinds.parse(kind)) for name, kind in bound]))
            at = hole.end()
        self.parts.append(template[at:])


class Rules:
    """Rules by the name of the kind they give, those that give any kind under a capital letter."""

    def __init__(self, rules=()):
        self.by_name = defaultdict(list)
        for rule in rules:
            self.add(rule)

    def add(self, rule):
        self.by_name["*" if kinds.is_variable(rule.head) else rule.head[0]].append(rule)

    @classmethod
    def read(cls):
        lines = [line for path in sorted(RULES.glob("*.txt")) for line in path.read_text().splitlines()]
        split = [line.split(": ", 1) for line in lines if line and not line.startswith("#")]
        return cls(Rule(head, template) for head, template in split)


class Writer:
    """One program's expressions: its names are rules of their own, in scopes."""

    static = Rules.read()

    def __init__(self, random):
        self.random = random
        self.scopes = [[]]
        self.count = 0
        # Inside a loop nothing may grow by itself: a program ends soon, and fits in memory.
        self.loops = 0

    # Names.

    def fresh(self, stem=None):
        self.count += 1
        return f"{stem or self.random.choice(NAMES)}{self.count}"

    def declare(self, head, template, name=False):
        self.scopes[-1].append(Rule(head, template, name))

    def declare_name(self, name, kind):
        self.scopes[-1].append(Rule(kind, name, True))

    def enter(self):
        self.scopes.append([])

    def leave(self):
        return self.scopes.pop()

    def names(self, kind):
        """The names in scope that hold a value of the kind."""
        return [r.template for scope in self.scopes for r in scope if r.is_name and r.head == kind]

    def names_and_kinds(self):
        return [(r.template, r.head) for scope in self.scopes for r in scope if r.is_name]

    # Expressions.

    def expression(self, kind, depth=3):
        random = self.random
        if kind[0] != "any" and random.random() < WRONG and kind[0] not in ("slicing", "strliteral", "type"):
            kind = ("any",)
        if kind[0] == "any" and random.random() < 0.6:
            names = self.names_and_kinds()
            kind = random.choice(names)[1] if names and random.random() < 0.5 else kinds.any_kind(random)
        roll = random.random()
        if kind[0] in ("slicing", "strliteral", "numeral"):
            return literal(self, kind)
        names = self.names(kind)
        if names and (depth <= 0 or roll < 0.4):
            return random.choice(names)
        if depth > 0 and roll > 0.12:
            for _ in range(3):
                written = self.from_rule(kind, depth)
                if written is not None:
                    return written
        if names and roll < 0.7:
            return random.choice(names)
        return literal(self, kind)

    def made(self, kind):
        """A value of one of the program's own kinds, by the first call that gives one."""
        makers = [r for scope in self.scopes for r in scope if r.head == kind and f"<{kind[0]}>" not in r.template]
        return self.fill(makers[0], {}, 0) if makers else "None"

    def from_rule(self, kind, depth):
        random = self.random
        found = None
        own = [r for scope in self.scopes for r in scope if not r.is_name and r.head[0] == kind[0]]
        static = self.static.by_name.get(kind[0], [])
        if own and random.random() < 0.3:
            pool = own
        elif not static or random.random() < 0.2 and kind[0] not in ("any", "slice", "index", "small"):
            pool = self.static.by_name["*"]
        else:
            pool = static
        for _ in range(6):
            rule = random.choice(pool)
            found = {}
            if not (self.loops and rule.grows) and kinds.unify(rule.head, kind, found):
                return self.fill(rule, found, depth)
        return None

    def template(self, text, found, depth):
        return self.fill(Rule(("any",), text), found, depth)

    def fill(self, rule, found, depth):
        fresh, out = {}, []

        def name(match):
            if match[1] not in fresh:
                fresh[match[1]] = self.fresh(match[1])
            return fresh[match[1]]

        for i, part in enumerate(rule.parts):
            if isinstance(part, str):
                out.append(FRESH.sub(name, part))
                continue
            pattern, bound = part
            if pattern == ("fstring",):
                out.append(self.fstring(depth))
                continue
            self.enter()
            for letter, kind in bound:
                self.declare_name(FRESH.sub(name, letter), kinds.filled(kind, found, self.random))
            hole = self.expression(kinds.filled(pattern, found, self.random), depth - 1)
            self.leave()
            out.append(self.shielded(hole, rule.parts[i - 1], rule.parts[i + 1], pattern))
        return "".join(out)

    def shielded(self, text, before, after, kind):
        """An operand in brackets, where it is not one word: mostly, because precedence is to be tried, too."""
        inside = (before[-1:] in ("(", "[", "{") or before[-2:] in (", ", ": ")) and after[:1] in (")", "]", ",", "}")
        if inside and not text.startswith("lambda") and ":=" not in text or before.endswith("[") and kind[0] == "slicing":
            return f"({text})" if bare_tuple(text) else text
        if is_word(text) and not (after.startswith(".") and text.replace("_", "").isalnum() and text[0].isdigit()):
            return text
        if self.random.random() < 0.15 and not after.startswith((".", "[", "(")) and not bare_tuple(text):
            return text
        return f"({text})"

    def fstring(self, depth):
        """The inside of an f-string: text and fields with `=`, conversions, and formats that have fields themselves."""
        random = self.random
        out = []
        for _ in range(random.randint(1, 3)):
            out.append(random.choice(["", "x=", " ", "{{", "}}", "a b ", "é", "-> ", "%", ": "]))
            name = random.choice(["int", "float", "str", "bool", "any", "list int", "dict str int", "tuple float"])
            kind = kinds.parse(name)
            inner = self.expression(kind, min(depth - 1, 2))
            if any(c in inner for c in "\"'\\#\n") or "lambda" in inner or ":=" in inner or "!=" in inner:
                inner = random.choice(self.names(kind) or ["1", "1.5", "2 + 3", "(1, 2)", "[1, 2.5]", "True"])
            if inner.startswith("{"):
                inner = " " + inner
            field = inner + random.choice(["", "", "", "=", " = "]) + random.choice(["", "", "", "!r", "!s", "!a"])
            if random.random() < 0.5:
                field += ":" + self.format_spec(kind)
            out.append("{" + field + "}")
        return "".join(out)

    def format_spec(self, kind):
        random = self.random
        if random.random() < 0.15:
            return random.choice(["{5}", ">{8}", "<{3 + 4}", "{1}{0}", ".{2}", "^{10}.{1}"])
        name = kind[0] if kind[0] in ("int", "float", "str") else "any"
        return literal(self, (name + "spec",))[1:-1].replace("{}", "")


def bare_tuple(text):
    """Whether there is a comma outside of all brackets."""
    depth, quote = 0, ""
    for c in text:
        if quote:
            quote = "" if c == quote else quote
        elif c in "'\"":
            quote = c
        elif c in "([{":
            depth += 1
        elif c in ")]}":
            depth -= 1
        elif c == "," and depth == 0:
            return True
    return False


def is_word(text):
    """Whether a text is a name, a number, a string or something in brackets, perhaps with calls and attributes after it."""
    depth, quote, i = 0, "", 0
    while i < len(text):
        c = text[i]
        if quote:
            if c == "\\":
                i += 1
            elif c == quote:
                quote = ""
        elif c in "'\"":
            quote = c
        elif c in "([{":
            depth += 1
        elif c in ")]}":
            depth -= 1
        elif depth == 0 and not (c.isalnum() or c in "_."):
            return False
        i += 1
    return True
