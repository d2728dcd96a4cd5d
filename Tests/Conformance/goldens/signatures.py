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
    ("torch", "nonzero"): ["nonzero(Tensor input, *, bool as_tuple=False, Tensor out=None)"],
    ("method", "nonzero"): ["nonzero()|hidden", "nonzero(*, bool as_tuple)"],
    ("method", "copy_"): ["copy_(Tensor other, bool non_blocking=False)", "copy_(Tensor other, bool async=False)|deprecated"],
    ("method", "contiguous"): ["contiguous(*, MemoryFormat memory_format=contiguous_format)"],
}


# What the functions that are written in Python do with their arguments before anything is
# computed, one step after another: attributes they ask for, comparisons (`a:1.0 > b` where 1.0 is a's default), and the function of PyTorch's own that they
# call, with `_` for what is no argument of theirs. `!ValueError words` raises, `!+a ValueError words` after it
# joined a text to a. `inplace?` stands before a step that is
# taken where the argument is true, `dim=None?` and `dim=given?` where it is left out or not, `dims=int?` where it is a
# whole number, `p=number?` where it is no text. The first call is the last step, unless `then` stands before it. What can
# stand for an argument is told where Argent reads these lines.
LIKE = ["target.size", "input.size"]
KNOWN = "reduction!=none,mean,sum? !ValueError {reduction} is not a valid value for reduction"
REDUCED = [f"size_average=None? reduce=None? {KNOWN}"]
CHANCE = [f"p {bound}? !ValueError dropout probability has to be between 0 and 1, but got {{p}}"
          for bound in ("< 0.0", "> 1.0")]
COUNTED = "expected size to be one of int or Tuple[int] or Tuple[int, int] or Tuple[int, int, int], but got size with types"
PICTURES = [
    *(f"mode={word}? align_corners=given? !ValueError align_corners option can only be set with the interpolating modes: "
      "linear | bilinear | bicubic | trilinear" for word in ("None", "nearest", "area", "nearest-exact")),
    "size=given? scale_factor=given? !ValueError only one of size or scale_factor should be defined",
    *(f"{name}=list? len {name}!=dims? !ValueError Input and {what} must have the same number of spatial dimensions, but got "
      f"input with spatial dimensions of {{spatial}} and {shown} {{{name}}}. Please provide input tensor in (N, C, d1, d2, "
      f"...,dK) format and {what} {'size ' if what == 'output' else ''}in ({letter}1, {letter}2, ...,{letter}K) format."
      for name, what, shown, letter in (("size", "output", "output size of", "o"),
                                        ("scale_factor", "scale_factor", "scale_factor of shape", "s"))),
    f"size=uncounted? !TypeError {COUNTED} {{types:size}}",
    *(f"mode={word}? rank={d + 2}? upsample_{kernel}{d}d(input, repeated:size, repeated:scale_factor)"
      for word, kernel in (("None", "nearest"), ("nearest", "nearest")) for d in (1, 2, 3)),
    *(f"mode=nearest-exact? rank={d + 2}? _upsample_nearest_exact{d}d(input, repeated:size, repeated:scale_factor)"
      for d in (1, 2, 3)),
    *(f"mode=area? size=given? rank={d + 2}? adaptive_avg_pool{d}d(input, repeated:size)" for d in (1, 2, 3)),
    *(f"mode={word}? rank={d + 2}? upsample_{word}{d}d(input, repeated:size, False, repeated:scale_factor)"
      for word, d in (("linear", 1), ("bilinear", 2), ("trilinear", 3), ("bicubic", 2))),
]
BODIES = {
    **{name: [f"inplace? {name}_(input)", f"{name}(input)"]
       for name in ("relu", "relu6", "selu", "hardsigmoid", "silu", "mish", "hardswish")},
    **{name: [f"inplace? {name}_({given})", f"{name}({given})"]
       for name, given in (("celu", "input, alpha"), ("elu", "input, alpha"), ("leaky_relu", "input, negative_slope"),
                           ("threshold", "input, threshold, value"))},
    "hardtanh": ["min_val:-1.0 > max_val:1.0", "inplace? hardtanh_(input, min_val, max_val)", "hardtanh(input, min_val, max_val)"],
    **{name: [*CHANCE, f"inplace? {name}_(input, p, training)", f"{name}(input, p, training)"]
       for name in ("dropout", "alpha_dropout")},
    **{name: [*CHANCE, "input.dim", "feature_dropout(input, p, training)"]
       for name in ("dropout1d", "dropout2d", "dropout3d")},
    "glu": ["input.dim", "glu(input, dim)"],
    **{name: ["dim=None? input.dim", f"input.{name}", f"dim=given? {name}(dim, dtype=dtype)", f"{name}(_, dtype=dtype)"]
       for name in ("softmax", "log_softmax")},
    "softmin": ["dim=None? input.dim", "-input", "input.softmax", "dim=given? softmax(dim, dtype=dtype)",
                "softmax(_, dtype=dtype)"], "softsign": ["input.abs"], "tanhshrink": ["input.tanh"],
    "sigmoid": ["input.sigmoid"], "tanh": ["input.tanh"],
    "nll_loss": [*REDUCED, "nll_loss_nd(input, target, weight, _, ignore_index)"],
    "poisson_nll_loss": [f"size_average=None? reduce=None? {KNOWN.replace('!', '!+reduction ').replace('!+reduction =', '!=')}", "poisson_nll_loss(input, target, log_input, full, eps, _)"],
    "kl_div": [REDUCED[0].replace("sum?", "sum,batchmean?"), "kl_div(input, target, _, log_target=log_target)"],
    "cross_entropy": [*REDUCED, "cross_entropy_loss(input, target, weight, _, ignore_index, label_smoothing)"],
    "binary_cross_entropy": [*REDUCED, *LIKE, "weight=given? weight.size", "binary_cross_entropy(input, target, weight, _)"],
    "binary_cross_entropy_with_logits": [
        *REDUCED, *LIKE, "binary_cross_entropy_with_logits(input, target, weight, pos_weight, _)"],
    **{name: [*LIKE, "weight=given? weight.size", f"{name}(input, target, _)"] for name in ("mse_loss", "l1_loss")},
    "smooth_l1_loss": [*LIKE, *REDUCED, "smooth_l1_loss(input, target, _, beta)"],
    "huber_loss": [*LIKE, "weight=given? weight.size", f"weight=None? {KNOWN}", "huber_loss(input, target, _, delta)"],
    "margin_ranking_loss": [
        *REDUCED, "input1.dim", "input2.dim", "target.dim", "margin_ranking_loss(input1, input2, target, margin, _)"],
    "hinge_embedding_loss": [*REDUCED, "hinge_embedding_loss(input, target, margin, _)"],
    "soft_margin_loss": [*REDUCED, "soft_margin_loss(input, target, _)"],
    "cosine_embedding_loss": [*REDUCED, "cosine_embedding_loss(input1, input2, target, margin, _)"],
    "triplet_margin_loss": [
        *REDUCED, "margin <= 0? !ValueError margin must be greater than 0, got {margin}", "triplet_margin_loss(anchor, positive, negative, margin, p, eps, swap, _)"],
    "embedding": ["padding_idx=given? padding_idx > 0", "embedding(weight, input, _, scale_grad_by_freq, sparse)"],
    "unfold": ["im2col(input, pair:kernel_size, pair:dilation, pair:padding, pair:stride)"],
    "fold": ["col2im(input, pair:output_size, pair:kernel_size, pair:dilation, pair:padding, pair:stride)"],
    "grid_sample": ["grid_sampler(input, grid, _, _, _)"],
    "ctc_loss": [KNOWN, "ctc_loss(log_probs, targets, input_lengths, target_lengths, blank:0, 1, zero_infinity:False)"],
    **{f"lp_pool{d}d": ["input.pow", "then pow(norm_type)", f"stride=given? avg_pool{d}d(_, kernel_size, stride, _, ceil_mode)",
                        f"avg_pool{d}d(_, kernel_size, ceil_mode=ceil_mode)"] for d in (1, 2, 3)},
    "pad": ["pad(input, pad, mode, value)"],
    "normalize": ["input.norm", "p=given? p=number? then linalg_vector_norm(input, p, dim)", "clamp_min(eps)"],
    "gaussian_nll_loss": [
        "var < 0", "input.size", "reduction!=none,mean,sum? !+reduction ValueError {reduction} is not valid",
        "then clamp_(min=eps)", "input - target"],
    "affine_grid": [
        "theta.is_floating_point", "len size!=4,5? !NotImplementedError affine_grid only supports 4D and 5D sizes, for 2D and "
        "3D affine transforms, respectively. Got size {size}."],
    "interpolate": PICTURES, "upsample": PICTURES,
    "adaptive_max_pool1d": ["adaptive_max_pool1d(input, output_size)"],
    **{name: ["input.size", f"{name}(input, listed:output_size)"]
       for name in ("adaptive_avg_pool2d", "adaptive_avg_pool3d", "adaptive_max_pool2d", "adaptive_max_pool3d")},
    **{name: [f"return_indices? {name}_with_indices({given})", f"{name}({given})"]
       for given in ["input, kernel_size, stride, padding, dilation, ceil_mode"]
       for name in ("max_pool1d", "max_pool2d", "max_pool3d")},
}
UNIQUE = ["return_inverse=return_inverse", "return_counts=return_counts"]
# The same for functions and methods of `torch`.
TORCH_BODIES = {
    "unique": [f"dim=given? unique_dim(input, dim, sorted=sorted, {', '.join(UNIQUE)})",
               f"_unique2(input, sorted=sorted, {', '.join(UNIQUE)})"],
    "unique_consecutive": [f"unique_consecutive(input, {', '.join(UNIQUE)}, dim=dim)"],
    "cdist": ["compute_mode among use_mm_for_euclid_dist_if_necessary,use_mm_for_euclid_dist,donot_use_mm_for_euclid_dist",
              "cdist(x1, x2, p, _)"],
    "einsum": ["einsum(all:args)"],
    "tensordot": ["dims=int? a.dim", "dims=int? b.dim", "tensordot(a, b, _, _, out=out)"],
    **{name: [*(f"p={which}? linalg_vector_norm(input, {order}, dim, keepdim, dtype=dtype{out})"
                for which, order in (("None", "_"), ("fro", "_"), ("number", "p")))]
       for name, out in (("norm", ", out=out"), ("Tensor.norm", ""))},
    "Tensor.unflatten": ["unflatten(dim, sizes)"],
    "lu": ["_lu_with_info(A, pivot=pivot, check_errors=_)"],
    **{f"atleast_{d}d": [f"atleast_{d}d(only:tensors)"] for d in (1, 2, 3)},
    "split": ["tensor.split", "split_size_or_sections=int? split(tensor, split_size_or_sections, dim:0)",
              "split_with_sizes(tensor, split_size_or_sections, dim:0)"],
    "Tensor.split": ["split_size=int? split(self, split_size, dim:0)", "split_with_sizes(self, split_size, dim:0)"],
}


def steps(bodies, name, found, method=False):
    """The steps of a function's body, with the signatures of what is called at last."""
    for step in method and bodies.get(f"Tensor.{name}") or bodies.get(name, []):
        if method:
            step = step.replace("(input", "(self").replace("(A", "(self")
        call = step.split("? ")[-1].removeprefix("then ")
        key = call.partition("(")[0]
        # A method where the function's own argument is not named.
        own = (found.get(("nn", key)) or found.get(("linalg", key))
               or found.get(("method" if "(dim," in call or key in ("pow", "clamp_min", "clamp_") else "torch", key)) or [])
        yield "\tstep " + "\tcalling ".join([step, *(own if "(" in call else [])])


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


def python_functions(function):
    """The entries for a function that is written in Python: one, or one for each of those that flags choose among."""
    if not inspect.isfunction(function):
        return []
    chosen = list(choices(function, ()))
    if len(chosen) == 1:
        return [f"python {python_signature(function)}"]
    return [f"when {' '.join(flags)} python {python_signature(one)}" for flags, one in chosen]


def choices(function, flags):
    """What a function that is one of two, as an argument says, stands for: the flags by name and place, and the function."""
    if "boolean_dispatch" not in function.__qualname__:
        yield flags, function
        return
    inner = inspect.getclosurevars(function).nonlocals
    flag = f"{inner['arg_name']}@{inner['arg_index']}"
    yield from choices(inner["if_true"], (*flags, flag))
    yield from choices(inner["if_false"], (*flags, f"!{flag}"))


def python_signature(function):
    """A Python function's parameters, without annotations."""
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
                python = python_functions(value)
                where = {"functional": "functional"}.get(form, place)
                if python:
                    bodies = BODIES if form == "functional" else TORCH_BODIES
                    yield f"{where} {called}\t" + "\t".join(python) + "".join(steps(bodies, name, found, form == "method"))
                    continue
                key = (place, prefix + called)
                if form == "functional" and key not in found:
                    own = getattr(value, "__name__", called)
                    key = ("nn", own) if ("nn", own) in found else ("torch", own)
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
