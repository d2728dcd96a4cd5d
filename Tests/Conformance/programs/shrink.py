"""Makes a program smaller as long as a test still holds for it."""

import ast
import warnings

AT_ONCE = 40


def shrink(program, holding):
    """The smallest program found; `holding` takes a list of programs and says of which ones the test holds."""
    try:
        ast.parse(program)
    except SyntaxError:
        return by_lines(program, holding)
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
    group = []
    for text in texts:
        group.append(text)
        if len(group) == AT_ONCE:
            yield group
            group = []
    if group:
        yield group


def by_lines(program, holding):
    lines = program.split("\n")
    size = max(1, len(lines) // 2)
    while size:
        at = 0
        while at < len(lines):
            fewer = lines[:at] + lines[at + size:]
            if fewer and holding(["\n".join(fewer)])[0]:
                lines = fewer
            else:
                at += size
        size //= 2
    return "\n".join(lines)


def candidates(program):
    """Smaller programs, those that leave out most first."""
    tree = ast.parse(program)
    seen = {program}
    for edit in [*statement_edits(tree), *expression_edits(tree)]:
        copied = ast.parse(program)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                edit(copied)
                text = ast.unparse(ast.fix_missing_locations(copied)) + "\n"
                compile(text, "program", "exec")
        except (SyntaxError, ValueError, IndexError, AttributeError, TypeError, RecursionError):
            continue
        if text not in seen and len(text) < len(program):
            seen.add(text)
            yield text


def found(tree, path):
    for step in path:
        tree = tree[step] if isinstance(step, int) else getattr(tree, step)
    return tree


def places(node, path=()):
    """Every node below, outermost first, with the way to it."""
    for field, value in ast.iter_fields(node):
        if isinstance(value, list):
            for i, item in enumerate(value):
                if isinstance(item, ast.AST):
                    yield item, (*path, field, i)
                    yield from places(item, (*path, field, i))
        elif isinstance(value, ast.AST):
            yield value, (*path, field)
            yield from places(value, (*path, field))


def statement_edits(tree):
    everywhere = [((), tree), *((path, node) for node, path in places(tree))]
    for path, node in everywhere:
        for field in ("body", "orelse", "finalbody", "handlers", "cases", "decorator_list", "keywords", "defaults", "bases"):
            block = getattr(node, field, None)
            if not isinstance(block, list) or not block:
                continue
            size = len(block)
            while size:
                for at in range(0, len(block), size):
                    yield lambda t, p=path, f=field, a=at, s=size: cut(found(t, p), f, a, s)
                size //= 2
            for i, child in enumerate(block):
                for inner in ("body", "orelse", "finalbody"):
                    if isinstance(child, ast.stmt) and isinstance(getattr(child, inner, None), list):
                        yield lambda t, p=path, f=field, i=i, n=inner: lift(found(t, p), f, i, n)


def cut(node, field, at, size):
    block = getattr(node, field)
    del block[at:at + size]
    if not block and field == "body":
        block.append(ast.Pass())
    elif field == "handlers" and not block and not node.finalbody:
        raise ValueError


def lift(node, field, i, inner):
    block = getattr(node, field)
    block[i:i + 1] = getattr(block[i], inner)


def expression_edits(tree):
    for node, path in places(tree):
        if not isinstance(node, ast.expr):
            continue
        for field, value in ast.iter_fields(node):
            for i, child in enumerate(value if isinstance(value, list) else [value]):
                if isinstance(child, ast.expr):
                    step = (field, i) if isinstance(value, list) else (field,)
                    yield lambda t, p=path, s=step: put(t, p, found(found(t, p), s))
                    if isinstance(value, list):
                        yield lambda t, p=path, s=step: found(t, p).__getattribute__(s[0]).pop(s[1])
        if not isinstance(node, (ast.Constant, ast.Name)):
            for text in ("0", "''", "[]", "None"):
                yield lambda t, p=path, v=text: put(t, p, ast.parse(v, mode="eval").body)


def put(tree, path, node):
    parent, step = found(tree, path[:-1]), path[-1]
    if isinstance(step, int):
        parent[step] = node
    else:
        setattr(parent, step, node)
