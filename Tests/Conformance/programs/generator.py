"""A program from a seed."""

import ast
import builtins
import random
import warnings

from classes import Classes
from expressions import Writer
from functions import Functions
from matching import Matching
from statements import INDENT, Statements



class Program(Statements, Functions, Classes, Matching):
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.writer = Writer(self.random)

    def text(self):
        lines = []
        for _ in range(self.random.randint(3, 8)):
            lines += self.part()
        return "\n".join([*lines, "print('end')"]) + "\n"

    def part(self):
        """Statements of the module; mostly their errors are caught, so that the program goes on."""
        form = self.random.random()
        if form < 0.45:
            lines = self.statements(self.random.randint(1, 4), 2)
        elif form < 0.7:
            lines = self.define(2)
        elif form < 0.85:
            lines = self.define_class(2)
        else:
            lines = self.statement(3)
        if self.random.random() < 0.06:
            return [line for line in lines]
        error = self.writer.fresh("error")
        return ["try:", *self.indented(lines), f"except Exception as {error}:", f"{INDENT}print({self.seen(error)})"]


def program(seed):
    """The program of a seed; the few that are no Python at all are kept one time in ten, for their errors."""
    for attempt in range(20):
        text = Program(f"{seed}.{attempt}" if attempt else seed).text()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                compile(text, "program", "exec")
        except SyntaxError:
            if random.Random(f"keep {seed}.{attempt}").random() < 0.1:
                return text
        except (ValueError, MemoryError, RecursionError):
            pass
        else:
            if not has_sets_by_address(text):
                return text
    return "pass\n"


def has_sets_by_address(text):
    """Whether a set is written with `None` or a type in it, whose place in the order is their address's, or with a range,
    whose hash is made of `None`'s where it has fewer than two numbers."""
    def by_address(node):
        if isinstance(node, ast.Call):
            return isinstance(node.func, ast.Name) and node.func.id == "range"
        return isinstance(node, ast.Constant) and node.value is None or (
            isinstance(node, ast.Name) and isinstance(getattr(builtins, node.id, None), type))
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Set) and any(map(by_address, node.elts)):
            return True
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("set", "frozenset"):
            parts = [part for argument in node.args for part in getattr(argument, "elts", [])]
            if any(map(by_address, parts)):
                return True
    return False
