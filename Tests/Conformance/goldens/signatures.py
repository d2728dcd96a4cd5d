"""Writes Sources/Library/Torch/Signatures/SignatureTable.swift: how PyTorch's own operations may be called.

A line for each place and name, `place name`, then the ways to call it in the order in which PyTorch tries them, as its
argument parser has them. For functions that are written in Python, whose arguments Python itself binds, the place is
`python` and the name is the full one. Both come from the installed PyTorch; needs PyYAML, as its generator does.

The operations are those that Argent declares: `argent operations`.
"""

import inspect
import json
import os
import subprocess
import sys
from pathlib import Path

import torch
import torch.nn.functional

try:
    import torchgen
    from torchgen.gen import parse_native_yaml
    from torchgen.packaged.autograd import gen_python_functions as bindings
except ModuleNotFoundError as missing:
    sys.exit(print(f"The signatures were not asked for: {missing}."))

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import record

ROOT = Path(__file__).resolve().parents[3]
TABLE = ROOT / "Sources/Library/Torch/Signatures/SignatureTable.swift"
# Bound by hand in PyTorch, so not among the declarations that its generator reads.
BY_HAND = {
    ("torch", "range"): [
        "range(Scalar start, Scalar end, Scalar step=1, *, Tensor out=None, ScalarType dtype=None, "
        "Layout layout=torch.strided, Device device=None, bool requires_grad=False)"
    ],
    ("torch", "nonzero"): ["nonzero(Tensor input, *, Tensor out=None)|hidden", "nonzero(Tensor input, *, bool as_tuple)"],
    ("method", "nonzero"): ["nonzero()|hidden", "nonzero(*, bool as_tuple)"],
    ("method", "copy_"): ["copy_(Tensor other, bool non_blocking=False)"],
    ("method", "contiguous"): ["contiguous(*, MemoryFormat memory_format=contiguous_format)"],
}


def parsed():
    """What the argument parser of each binding is made of: lists of signatures by place and name."""
    packaged = Path(torchgen.__file__).parent / "packaged"
    native = packaged / "ATen/native"
    functions = parse_native_yaml(str(native / "native_functions.yaml"), str(native / "tags.yaml")).native_functions
    functions = [f for f in functions if bindings.should_generate_py_binding(f)]
    places = {
        "method": bindings.is_py_variable_method, "torch": bindings.is_py_torch_function,
        "nn": bindings.is_py_nn_function, "linalg": bindings.is_py_linalg_function,
        "special": bindings.is_py_special_function,
    }
    found = dict(BY_HAND)
    for method in (True, False):
        pairs = bindings.load_signatures(functions, str(packaged / "autograd/deprecated.yaml"), method=method)
        for place, belongs in places.items():
            if (place == "method") != method:
                continue
            named = {}
            for pair in pairs:
                if belongs(pair.function):
                    named.setdefault(str(pair.function.func.name.name), []).append(pair)
            for name, overloads in named.items():
                groups = bindings.group_overloads(overloads, symint=True)
                found.setdefault((place, name), [group.signature.signature_str(symint=True) for group in groups])
    return found


def python_signature(function):
    """A Python function's parameters, without annotations; nil for what is not written in Python."""
    if not inspect.isfunction(function):
        return None
    function = inspect.unwrap(function)
    parameters = [p.replace(annotation=inspect.Parameter.empty) for p in inspect.signature(function).parameters.values()]
    parts, starred = [], False
    for p in parameters:
        if p.kind == p.KEYWORD_ONLY and not starred:
            parts.append("*")
        starred = starred or p.kind in (p.KEYWORD_ONLY, p.VAR_POSITIONAL)
        parts.append(str(p) if p.default is p.empty else f"{p.name}=…")
    return f"{function.__qualname__}({', '.join(parts)})"


def lines(operations):
    found = parsed()
    for op in operations:
        for name in [op["name"], *op["aliases"]]:
            for form, module, place, prefix in (
                ("function", torch, "torch", ""), ("functional", torch.nn.functional, "nn", ""),
                ("linalg", torch.linalg, "linalg", "linalg_"), ("special", torch.special, "special", "special_"),
                ("method", torch.Tensor, "method", ""), ("inPlace", torch.Tensor, "method", ""),
            ):
                if form not in op["forms"]:
                    continue
                called = name + ("_" if form == "inPlace" else "")
                value = getattr(module, called, None)
                python = python_signature(value)
                where = {"functional": "functional"}.get(form, place)
                if python:
                    yield f"{where} {called}\tpython {python}"
                    continue
                key = (place, prefix + called)
                if form == "functional" and key not in found:
                    key = ("torch", getattr(value, "__name__", called))
                if key in found:
                    yield f"{where} {prefix}{called}\t" + "\t".join(found[key])


def main():
    argent = os.environ.get("ARGENT_PROGRAM", str(ROOT / ".build/release/argent"))
    text = subprocess.run([argent, "operations"], capture_output=True, text=True, check=True).stdout
    operations = [json.loads(line) for line in text.splitlines()]
    # In the order of their bytes, because they are searched so; what has no ASCII is Python's default values.
    table = sorted(set(line.replace("…", "?") for line in lines(operations)), key=lambda line: line.encode())
    record.write(
        TABLE,
        "// Written by Tests/Conformance/goldens/signatures.py from the installed PyTorch.\n\n"
        "/// How PyTorch's operations may be called: a line for each, read when a call is refused.\n"
        "enum SignatureTable {\n"
        "  // swift-format-ignore\n"
        '  static let text: StaticString = #"""\n' + "\n".join(table) + '\n"""#\n}\n',
    )


if __name__ == "__main__":
    sys.exit(main())
