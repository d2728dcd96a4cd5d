"""A case in full: arguments for an operation, spoilt now and then, and the call spelled in one of its ways."""

import arguments
import language
import subjects_layers  # noqa: F401
import subjects_numbers  # noqa: F401  the rules of each subject
import subjects_products  # noqa: F401
import subjects_shapes  # noqa: F401
from case import Case
from registry import PREFIX
from rules import RULES

INFIX = {
    "add": "+", "sub": "-", "mul": "*", "div": "/", "true_divide": "/", "floor_divide": "//", "remainder": "%",
    "pow": "**", "matmul": "@", "eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">=",
    "bitwise_and": "&", "bitwise_or": "|", "bitwise_xor": "^", "bitwise_left_shift": "<<", "bitwise_right_shift": ">>",
}
BEFORE = {"neg": "-{}", "positive": "+{}", "bitwise_not": "~{}", "abs": "abs({})", "round": "round({})"}
WRONG = ["'a'", "None", "[1.5]", "[]", "1.5", "(1, 2)", "{}", "torch.float32", "[[1, 2], [3]]", "7", "True", "object"]
# Functions that take their tensors one by one alone, not in a list.
STARRED = {"broadcast_tensors", "cartesian_prod", "block_diag", "chain_matmul"}
# Tensors that are not the first argument of the method.
RECEIVER = {"where": "input"}


def case(seed, op):
    """The text of a program that runs one call and tells of it, with {number} where its number belongs."""
    made = Case(seed, op, None)
    made.overload = made.pick(op["overloads"])
    if op["name"] in language.CALLS and op["forms"] == [op["name"]]:
        body, call = language.CALLS[op["name"]](made)
        return program(made, body, call)
    make = RULES.get(op["name"])
    given = make(made) if make else {}
    args = arguments.fill(made, given)
    if made.chance(0.07):
        args = spoilt(made, args)
    body, call = spelled(made, args)
    return program(made, body, call)


def program(case, body, call):
    """`call` is an expression, or the lines of a function that gives the result."""
    inputs = [t.name for t in case.tensors] + (["x"] if any(line.startswith("x = ") for line in body) else [])
    leaves = [t.name for t in case.tensors if t.grad]
    second = bool(leaves) and case.chance(0.15)
    rest = f"[{', '.join(inputs)}], [{', '.join(leaves)}], {second}"
    lines = ["def c{number}():"] + ["    " + line for line in case.lines + body]
    seed = case.int(0, 2**31)
    if isinstance(call, str):
        lines.append(f"    check({{number}}, {seed}, {rest}, lambda: {call})")
    else:
        lines += ["    def call():"] + ["        " + line for line in call]
        lines.append(f"    check({{number}}, {seed}, {rest}, call)")
    return "\n".join(lines) + "\n"


def spoilt(case, args):
    """The same arguments with one mistake."""
    args = list(args)
    how = case.int(0, 4)
    extra = {"name": "", "type": "object"}
    if how == 0 and args:
        del args[case.int(0, len(args) - 1)]
    elif how == 1:
        args.append((extra, case.pick(["1", "None", "'a'"])))
    elif how == 2:
        args.append((dict(extra, name=case.pick(["bogus", "dims", "axes", "other"]), keywordOnly=True), "1"))
    elif args:
        place = case.int(0, len(args) - 1)
        args[place] = (args[place][0], case.pick(WRONG))
    return args


def spelled(case, args):
    op = case.op
    forms = list(op["forms"])
    simple = all(not parameter.get("keywordOnly") for parameter, _ in args)
    if op["name"] in INFIX and len(args) == 2 and simple and "function" in forms:
        forms += ["infix", "infix"] + (["augmented"] if op["name"] not in ("eq", "ne", "lt", "le", "gt", "ge") else [])
    if op["name"] in BEFORE and len(args) == 1 and "function" in forms:
        forms += ["before"]
    form = case.pick(forms)
    name = op["name"] if not op["aliases"] or case.chance(0.7) else case.pick(op["aliases"])
    if form == "infix":
        return [], f"{args[0][1]} {INFIX[op['name']]} {args[1][1]}"
    if form == "before":
        return [], BEFORE[op["name"]].format(args[0][1])
    if form == "augmented":
        body, target = changed(case, args[0][1])
        return body, [f"y = {target}", f"y {INFIX[op['name']]}= {args[1][1]}", "return y"]
    if form in PREFIX:
        return [], f"{PREFIX[form]}{name}({listed(case, args)})"
    receiver = next((i for i, (p, _) in enumerate(args) if p["name"] == RECEIVER.get(op["name"])), 0)
    if not args:
        return [], f"{arguments.first(case)}.{name}()"
    target = args[receiver][1]
    rest = args[:receiver] + args[receiver + 1 :]
    body = []
    if form == "inPlace" or name.endswith("_"):
        body, target = changed(case, target)
        name += "" if name.endswith("_") else "_"
    return body, f"({target}).{name}({listed(case, rest, method=True)})"


def changed(case, target):
    """A tensor to be changed in place: a fresh one where the given one is a leaf, now and then the leaf."""
    tensor = next((t for t in case.tensors if t.name == target), None)
    if tensor is None or (case.chance(0.06) if tensor.grad else case.chance(0.5)):
        return [], target
    return [f"x = {target}.{case.pick(['clone()', 'clone()', '__mul__(1)', 'clone()[:]'] if tensor.rank else ['clone()'])}"], "x"


def listed(case, args, method=False):
    """Arguments in a call: the first ones by place, the others by name."""
    places = case.overload["parameters"][1 if method else 0 :]
    by_place, by_name = [], {}
    keywords_from = case.int(0, len(args)) if case.chance(0.35) else len(args)
    for i, (parameter, text) in enumerate(args):
        name, variadic = parameter["name"], parameter.get("variadic")
        skipped = i < len(places) and name and name != places[i]["name"]
        named = by_name or parameter.get("keywordOnly") or skipped or i >= keywords_from
        if not name or name == "from" or variadic and not by_name and not skipped:
            named = False
        if named:
            by_name[name] = f"{name}={text}"
        elif text[:1] in "([" and (case.op["name"] in STARRED and case.chance(0.95) or variadic and case.chance(0.5)):
            inner = text[1:-1].strip().rstrip(",")
            by_place.append(inner if inner else text)
        else:
            by_place.append(text)
    return ", ".join([*by_place, *by_name.values()])
