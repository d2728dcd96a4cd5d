"""Makes a program smaller as long as a test still holds for it."""

import ast
import warnings

# How many candidates are tried at once: few at first, because those that leave out most come first.
FEW, MANY = 6, 40
CONSTANTS = (b"0", b"''", b"[]", b"None")


def shrink(program, holding):
    """The smallest program found; `holding` takes a list of programs and says of which ones the test holds."""
    best = program
    while True:
        for group in groups(candidates(best)):
            held = [text for text, holds in zip(group, holding(group)) if holds]
            # Side by side they share their names; what is kept must do it alone.
            smaller = next((text for text in sorted(held, key=len)[:5] if holding([text])[0]), None)
            if smaller is not None:
                best = smaller
                break
        else:
            return best


def groups(texts):
    group, size = [], FEW
    for text in texts:
        group.append(text)
        if len(group) == size:
            yield group
            group, size = [], min(size * 2, MANY)
    if group:
        yield group


def candidates(program):
    """Smaller programs, those that leave out most first."""
    source = program.encode()
    try:
        tree = ast.parse(program)
    except SyntaxError:
        edits, check = line_edits(source), False
    else:
        edits, check = [*statement_edits(tree, source), *expression_edits(tree, source)], True
    seen = {source}
    for start, end, replacement in edits:
        text = source[:start] + replacement + source[end:]
        if text in seen or len(text) >= len(source):
            continue
        seen.add(text)
        if not check or compiles(text):
            yield text.decode()


def compiles(text):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(text, "program", "exec")
    except (SyntaxError, ValueError, RecursionError):
        return False
    return True


def starts(source):
    """Where each line begins, and where the last one ends."""
    places = [0]
    for line in source.splitlines(keepends=True):
        places.append(places[-1] + len(line))
    return places


def line_edits(source):
    places = starts(source)
    size = len(places) // 2
    while size:
        for at in range(0, len(places) - size, size):
            yield places[at], places[at + size], b""
        size //= 2


def statement_edits(tree, source):
    """Each run of statements left out, and each block put in the place of the statement it belongs to."""
    lines = starts(source)
    first = lambda node: min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))]) - 1
    for node in ast.walk(tree):
        for field in ("body", "orelse", "finalbody", "handlers", "cases"):
            block = getattr(node, field, None)
            if not isinstance(block, list) or not block:
                continue
            size = len(block)
            while size:
                for at in range(0, len(block), size):
                    part = block[at:at + size]
                    span = lines[first_line(part[0], first)], lines[last_line(part[-1])]
                    yield *span, b""
                    if len(part) == len(block) and isinstance(node, ast.AST) and hasattr(part[0], "col_offset"):
                        yield *span, b" " * part[0].col_offset + b"pass\n"
                size //= 2
        for inner in ("body", "orelse", "finalbody"):
            block = getattr(node, inner, None)
            if isinstance(node, ast.stmt) and isinstance(block, list) and block:
                text = source[lines[first_line(block[0], first)]:lines[last_line(block[-1])]]
                shift = block[0].col_offset - node.col_offset
                kept = b"".join(line[shift:] for line in text.splitlines(keepends=True))
                yield lines[first(node)], lines[last_line(node)], kept


def first_line(node, first):
    return first(node) if hasattr(node, "lineno") else first(node.pattern)


def last_line(node):
    return node.end_lineno if hasattr(node, "end_lineno") else node.body[-1].end_lineno


def expression_edits(tree, source):
    """Each expression replaced by one inside it or by a constant, and each element of several left out."""
    lines = starts(source)
    span = lambda node: (lines[node.lineno - 1] + node.col_offset, lines[node.end_lineno - 1] + node.end_col_offset)
    for node in ast.walk(tree):
        if not isinstance(node, (ast.expr, ast.keyword, ast.comprehension)):
            continue
        for _, value in ast.iter_fields(node):
            children = [c for c in (value if isinstance(value, list) else [value]) if hasattr(c, "end_col_offset")]
            for i, child in enumerate(children):
                start, end = span(child)
                if isinstance(node, ast.expr) and isinstance(child, ast.expr):
                    yield *span(node), source[start:end]
                    yield *span(node), b"(" + source[start:end] + b")"
                if len(children) > 1:
                    cut = (start, span(children[i + 1])[0]) if i + 1 < len(children) else (span(children[i - 1])[1], end)
                    yield *cut, b""
        if isinstance(node, ast.expr) and not isinstance(node, (ast.Constant, ast.Name)):
            for constant in CONSTANTS:
                yield *span(node), constant
