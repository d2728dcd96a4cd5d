#!/usr/bin/env python3
"""Records what CPython 3.11 makes of the programs in Tests/SyntaxTests/Golden, or checks that it still does.

The files are series of programs, each under a line that begins `===`. In faults.golden that line holds the exception,
its place (line:offset-line:offset, as Python counts) and its message; in completeness.golden what IPython's prompt would
do, with the indentation it would put; in trees.golden the tree follows the program, after a line `---`, in the form of
Sources/Syntax/TreeDump.swift.

    syntax.py            fail where the records have drifted
    syntax.py --update   rewrite them
"""

import ast
import struct
import sys
import warnings
from pathlib import Path

GOLDEN = Path(__file__).resolve().parent.parent / "SyntaxTests" / "Golden"


def programs(text):
    """The programs of a golden file; what was recorded is left out."""
    blocks = ("\n" + text.removesuffix("\n")).split("\n===")[1:]
    for block in blocks:
        program, recorded, _ = (block.partition("\n")[2] + "\n").partition("\n---\n")
        yield program if recorded else program.removesuffix("\n")


# Faults


def fault(program):
    try:
        compile(program, "<program>", "exec")
    except SyntaxError as error:
        place = f"{error.lineno}:{error.offset}-{error.end_lineno or 0}:{error.end_offset or 0}"
        return f"{type(error).__name__} {place} {error.msg}"
    except (RecursionError, MemoryError) as error:
        return "RecursionError 1:0-1:0 maximum recursion depth exceeded during compilation"
    return "none"


def record_faults(text):
    return "".join(f"=== {fault(program)}\n{program}\n" for program in programs(text))


# Trees


class Dump:
    """The tree of a program in Argent's own terms, with byte offsets."""

    def __init__(self, program):
        self.starts = [0]
        for line in program.encode().split(b"\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.ranges = True

    def span(self, node):
        if not self.ranges:
            return ""
        start = self.starts[node.lineno - 1] + node.col_offset
        end = self.starts[node.end_lineno - 1] + node.end_col_offset
        return f"@{start}-{end}"

    def form(self, kind, node, *parts):
        return f"({' '.join([kind + (self.span(node) if node else ''), *parts])})"

    def block(self, name, statements):
        return f"({' '.join([name, *map(self.visit, statements)])})"

    def optional(self, node):
        return self.visit(node) if node else "_"

    def visit(self, node):
        return getattr(self, type(node).__name__)(node)

    def each(self, nodes):
        return [self.visit(node) for node in nodes]

    # Statements

    def Expr(self, n):
        return self.form("expression", n, self.visit(n.value))

    def Assign(self, n):
        return self.form("assign", n, *self.each(n.targets), self.visit(n.value))

    def AugAssign(self, n):
        return self.form("augment", n, OPERATORS[type(n.op)], self.visit(n.target), self.visit(n.value))

    def AnnAssign(self, n):
        return self.form("annotate", n, self.visit(n.target), self.visit(n.annotation), self.optional(n.value))

    def If(self, n):
        return self.form("if", n, self.visit(n.test), self.block("then", n.body), self.block("else", n.orelse))

    def While(self, n):
        return self.form("while", n, self.visit(n.test), self.block("body", n.body), self.block("else", n.orelse))

    def For(self, n, kind="for"):
        return self.form(
            kind, n, self.visit(n.target), self.visit(n.iter), self.block("body", n.body), self.block("else", n.orelse)
        )

    def AsyncFor(self, n):
        return self.For(n, "async-for")

    def FunctionDef(self, n, kind="def"):
        return self.form(
            kind, n, n.name, self.parameters(n.args), self.optional(n.returns), self.block("body", n.body),
            self.block("decorators", n.decorator_list),
        )  # fmt: skip

    def AsyncFunctionDef(self, n):
        return self.FunctionDef(n, "async-def")

    def ClassDef(self, n):
        return self.form(
            "class", n, n.name, *self.arguments(n.bases, n.keywords), self.block("body", n.body),
            self.block("decorators", n.decorator_list),
        )  # fmt: skip

    def Return(self, n):
        return self.form("return", n, self.optional(n.value))

    def Break(self, n):
        return self.form("break", n)

    def Continue(self, n):
        return self.form("continue", n)

    def Pass(self, n):
        return self.form("pass", n)

    def With(self, n, kind="with"):
        items = [f"(item {self.visit(i.context_expr)} {self.optional(i.optional_vars)})" for i in n.items]
        return self.form(kind, n, *items, self.block("body", n.body))

    def AsyncWith(self, n):
        return self.With(n, "async-with")

    def Try(self, n):
        return self.form(
            "try", n, self.block("body", n.body), *self.each(n.handlers), self.block("else", n.orelse),
            self.block("finally", n.finalbody),
        )  # fmt: skip

    def ExceptHandler(self, n):
        return self.form("except", n, self.optional(n.type), n.name or "_", self.block("body", n.body))

    def Raise(self, n):
        return self.form("raise", n, self.optional(n.exc), self.optional(n.cause))

    def Assert(self, n):
        return self.form("assert", n, self.visit(n.test), self.optional(n.msg))

    def Delete(self, n):
        return self.form("delete", n, *self.each(n.targets))

    def Import(self, n):
        return self.form("import", n, *self.each(n.names))

    def ImportFrom(self, n):
        names = [] if n.names[0].name == "*" else self.each(n.names)
        return self.form("import-from", n, n.module or "_", str(n.level), *names)

    def alias(self, n):
        return self.form("as", n, n.name, n.asname or "_")

    def Global(self, n):
        return self.form("global", n, *n.names)

    def Nonlocal(self, n):
        return self.form("nonlocal", n, *n.names)

    def Match(self, n):
        return self.form("match", n, self.visit(n.subject), *self.each(n.cases))

    def match_case(self, n):
        return f"(case {self.visit(n.pattern)} {self.optional(n.guard)} {self.block('body', n.body)})"

    # Patterns

    def MatchValue(self, n):
        return self.form("value", n, self.visit(n.value))

    def MatchSingleton(self, n):
        return self.form("singleton", n, str(n.value))

    def MatchSequence(self, n):
        return self.form("sequence", n, *self.each(n.patterns))

    def MatchStar(self, n):
        return self.form("star", n, n.name or "_")

    def MatchMapping(self, n):
        pairs = [f"{self.visit(k)} {self.visit(v)}" for k, v in zip(n.keys, n.patterns)]
        return self.form("mapping", n, *pairs, n.rest or "_")

    def MatchClass(self, n):
        keywords = [f"{name} {self.visit(p)}" for name, p in zip(n.kwd_attrs, n.kwd_patterns)]
        return self.form("class-pattern", n, self.visit(n.cls), *self.each(n.patterns), *keywords)

    def MatchAs(self, n):
        return self.form("capture", n, self.optional(n.pattern), n.name or "_")

    def MatchOr(self, n):
        return self.form("or-pattern", n, *self.each(n.patterns))

    # Expressions

    def Name(self, n):
        return self.form("name", n, n.id)

    def Constant(self, n):
        value = n.value
        if value is None or value is True or value is False:
            return self.form(str(value), n)
        if value is ...:
            return self.form("ellipsis", n)
        if isinstance(value, int):
            return self.form("int", n, str(value) if value < 2**63 else "big")
        if isinstance(value, float):
            return self.form("float", n, bits(value))
        if isinstance(value, complex):
            return self.form("imaginary", n, bits(value.imag))
        if isinstance(value, bytes):
            return self.form("bytes", n, value.hex() or "_")
        return self.form("string", n, quoted(value))

    def JoinedStr(self, n):
        parts = self.formatted(n.values)
        return self.form("formatted", n, *parts)

    def formatted(self, values):
        parts, text = [], ""
        before, self.ranges = self.ranges, False

        def flush(extra=""):
            if text:
                parts.append(quoted(text))

        for value in values:
            if isinstance(value, ast.Constant):
                text += value.value
                continue
            flush()
            text = ""
            conversion = chr(value.conversion) if value.conversion > 0 else "_"
            spec = self.formatted(value.format_spec.values) if value.format_spec else []
            parts.append(f"({' '.join(['field', self.visit(value.value), conversion, *spec])})")
        flush()
        self.ranges = before
        return parts

    def Tuple(self, n):
        return self.form("tuple", n, *self.each(n.elts))

    def List(self, n):
        return self.form("list", n, *self.each(n.elts))

    def Set(self, n):
        return self.form("set", n, *self.each(n.elts))

    def Dict(self, n):
        items = [
            f"(pair {self.visit(k)} {self.visit(v)})" if k else f"(unpack {self.visit(v)})"
            for k, v in zip(n.keys, n.values)
        ]
        return self.form("dict", n, *items)

    def Attribute(self, n):
        return self.form("attribute", n, self.visit(n.value), n.attr)

    def Subscript(self, n):
        return self.form("subscript", n, self.visit(n.value), self.visit(n.slice))

    def Slice(self, n):
        return self.form("slice", n, self.optional(n.lower), self.optional(n.upper), self.optional(n.step))

    def arguments(self, positional, keywords):
        """In the order they were written in, which `ast` does not keep."""
        order = sorted([*positional, *keywords], key=lambda n: (n.lineno, n.col_offset))
        return [self.argument(n) for n in order]

    def argument(self, n):
        if isinstance(n, ast.Starred):
            return self.form("*", n, self.visit(n.value))
        if isinstance(n, ast.keyword):
            return self.form(n.arg or "**", n, self.visit(n.value))
        return self.visit(n)

    def Call(self, n):
        return self.form("call", n, self.visit(n.func), *self.arguments(n.args, n.keywords))

    def UnaryOp(self, n):
        return self.form(OPERATORS[type(n.op)], n, self.visit(n.operand))

    def BinOp(self, n):
        return self.form(OPERATORS[type(n.op)], n, self.visit(n.left), self.visit(n.right))

    def Compare(self, n):
        pairs = [f"{OPERATORS[type(op)]} {self.visit(right)}" for op, right in zip(n.ops, n.comparators)]
        return self.form("compare", n, self.visit(n.left), *pairs)

    def BoolOp(self, n):
        return self.form("and" if isinstance(n.op, ast.And) else "or", n, *self.each(n.values))

    def IfExp(self, n):
        return self.form("conditional", n, self.visit(n.test), self.visit(n.body), self.visit(n.orelse))

    def Lambda(self, n):
        return self.form("lambda", n, self.parameters(n.args), self.visit(n.body))

    def comprehension_of(self, kind, n, *elements):
        clauses = []
        for c in n.generators:
            word = "async-for" if c.is_async else "for"
            clauses.append(f"({' '.join([word, self.visit(c.target), self.visit(c.iter), *self.each(c.ifs)])})")
        return self.form(kind, n, *self.each(elements), *clauses)

    def ListComp(self, n):
        return self.comprehension_of("list-of", n, n.elt)

    def SetComp(self, n):
        return self.comprehension_of("set-of", n, n.elt)

    def GeneratorExp(self, n):
        return self.comprehension_of("generator", n, n.elt)

    def DictComp(self, n):
        return self.comprehension_of("dict-of", n, n.key, n.value)

    def NamedExpr(self, n):
        return self.form("named", n, n.target.id, self.visit(n.value))

    def Starred(self, n):
        return self.form("starred", n, self.visit(n.value))

    def Yield(self, n):
        return self.form("yield", n, self.optional(n.value))

    def YieldFrom(self, n):
        return self.form("yield-from", n, self.visit(n.value))

    def Await(self, n):
        return self.form("await", n, self.visit(n.value))

    def parameters(self, n):
        positional = n.posonlyargs + n.args
        defaults = [None] * (len(positional) - len(n.defaults)) + n.defaults
        parts = []
        for index, (arg, default) in enumerate(zip(positional, defaults)):
            parts.append(self.parameter(arg, default))
            if n.posonlyargs and index + 1 == len(n.posonlyargs):
                parts.append("/")
        if n.vararg or n.kwonlyargs:
            parts.append("*" + (self.parameter(n.vararg) if n.vararg else ""))
        parts += [self.parameter(arg, default) for arg, default in zip(n.kwonlyargs, n.kw_defaults)]
        if n.kwarg:
            parts.append("**" + self.parameter(n.kwarg))
        return f"({' '.join(['parameters', *parts])})"

    def parameter(self, n, default=None):
        return self.form(n.arg, n, self.optional(n.annotation), self.optional(default))


def bits(value):
    return "%016x" % struct.unpack(">Q", struct.pack(">d", value))[0]


def quoted(text):
    shown = [c if " " <= c <= "~" and c not in '"\\' else "\\u{%x}" % ord(c) for c in text]
    return '"' + "".join(shown) + '"'


OPERATORS = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**",
    ast.MatMult: "@", ast.LShift: "<<", ast.RShift: ">>", ast.BitAnd: "&", ast.BitOr: "|", ast.BitXor: "^",
    ast.USub: "-", ast.UAdd: "+", ast.Invert: "~", ast.Not: "not", ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<",
    ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Is: "is", ast.IsNot: "is-not", ast.In: "in", ast.NotIn: "not-in",
}  # fmt: skip


def record_trees(text):
    result = ""
    for program in programs(text):
        compile(program, "<program>", "exec")
        dump = Dump(program)
        lines = [dump.visit(statement) for statement in ast.parse(program).body]
        result += f"===\n{program}\n---\n" + "".join(line + "\n" for line in lines)
    return result


# Completeness


def record_completeness(text):
    from IPython.core.inputtransformer2 import TransformerManager

    result = ""
    for program in programs(text):
        status, indent = TransformerManager().check_complete(program)
        result += f"=== {status}{'' if indent is None else f' {indent}'}\n{program}\n"
    return result


def main():
    warnings.simplefilter("ignore")
    drifted = False
    records = {"faults": record_faults, "trees": record_trees, "completeness": record_completeness}
    for name, record in records.items():
        path = GOLDEN / f"{name}.golden"
        text = path.read_text()
        fresh = record(text)
        if fresh == text:
            continue
        if "--update" in sys.argv:
            path.write_text(fresh)
        else:
            drifted = True
            print(f"{path.name} is not what CPython {sys.version.split()[0]} says; run {Path(__file__).name} --update")
    return drifted


if __name__ == "__main__":
    sys.exit(main())
