"""The operations to test, as Argent declares them, and the forms of the language that are operations too."""

import json
import subprocess

PREFIX = {"function": "torch.", "functional": "F.", "linalg": "torch.linalg.", "special": "torch.special."}
# `x[i]`, `x[i] = v` and what the language itself asks of a tensor are no declared operations, but are called as often.
LANGUAGE = ["getitem", "setitem", "conversion", "tensor"]


def operations(argent):
    """Every operation as a dictionary; `key` is the name that the table of operations gives it."""
    text = subprocess.run([argent, "operations"], capture_output=True, text=True, check=True).stdout
    found = [json.loads(line) for line in text.splitlines()]
    for op in found:
        op["key"] = key(op)
    for name in LANGUAGE:
        found.append({
            "name": name, "key": name, "aliases": [], "forms": [name], "summary": "",
            "overloads": [{"parameters": [], "samples": [], "gradFn": None, "inPlace": False}],
        })
    return found


def key(op):
    """The place a person finds it at first: `torch.add`, `F.relu`, `Tensor.view`."""
    for form, prefix in PREFIX.items():
        if form in op["forms"]:
            return prefix + op["name"]
    return "Tensor." + op["name"]
