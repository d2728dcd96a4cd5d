"""20,000 random arrays under random print options: str and repr equal numpy's to the character.

    numpy_prints.py --argent PROGRAM [--cases 20000] [--seed 0] [--show 10]

Both sides run one program, which makes the same arrays from Python's own random numbers and prints each one three ways:
`str`, `repr` and `np.array2string`; numbers without dimensions also alone. A case is made of the seed and its number.
"""

import argparse
import sys

import sides

PROGRAM = '''
import random
import numpy as np

FLOATS = [np.float64, np.float32, np.float16]
INTS = [np.int64, np.int32, np.int16, np.int8, np.uint8]
LIMITS = {np.int64: 63, np.int32: 31, np.int16: 15, np.int8: 7, np.uint8: 8}
LARGEST = {np.float64: 308, np.float32: 38, np.float16: 4}


def whole(r, kind, style):
    bits = LIMITS[kind]
    high = 2**bits - 1
    low = 0 if kind is np.uint8 else -high - 1
    if style == 0:
        return r.randint(low, high)
    if style == 1:
        return r.choice([low, high, 0, 1])
    if style == 2:
        return r.randint(0, 9)
    if style == 3:
        return r.randint(max(low, -99), 100)
    return r.randint(low, high) >> r.randint(0, bits)


def fraction(r, kind, style):
    most = LARGEST[kind]
    if style == 0:
        return r.uniform(-1, 1)
    if style == 1:
        return float(r.randint(-20, 20))
    if style == 2:
        return r.uniform(-1, 1) * 10.0 ** r.randint(-most, most - 1)
    if style == 3:
        return r.uniform(-1, 1) * 10.0 ** r.randint(-5, 3)
    if style == 4:
        return r.choice([float("nan"), float("inf"), -float("inf"), -0.0, 0.0, 1.0, r.uniform(-9, 9)])
    if style == 5:
        return r.randint(-999, 999) / r.choice([1, 2, 4, 8, 10, 100, 1000])
    if style == 6:
        return r.choice([0.1, 0.5, 1e-4, 9.9999e-5, 999.5, 1e3, 1e4, 9.5, 0.05, 1 / 3, 2 / 3, 1e-5, 12345.678, 99999.0])
    if style == 7:
        return r.choice([1e16, 1e15, 1e8, 99999999.0, 123456789.0, 1e-8, 5e-324, 1.5e-310, 1.7e308, 65504.0, 1e6]
                        if kind is np.float64 else [1e6, 999999.0, 1e7, 1e-4, 3.4e38, 1e-38, 1e-40, 65504.0, 1e8]
                        if kind is np.float32 else [1000.0, 999.0, 65504.0, 6e-8, 1e-4, 6e-5, 2048.0, 0.1])
    if style == 8:
        return r.gauss(0, 1)
    return round(r.uniform(-100, 100), r.randint(0, 4)) + 0.0


def numbers(r, n):
    turn = r.random()
    if turn < 0.1:
        return np.bool_, [r.random() < 0.5 for _ in range(n)]
    if turn < 0.35:
        kind = r.choice(INTS)
        style = r.randint(0, 4)
        return kind, [whole(r, kind, style) for _ in range(n)]
    kind = r.choice(FLOATS)
    style = r.randint(0, 9)
    values = [fraction(r, kind, style) for _ in range(n)]
    if r.random() < 0.25 and n:
        for _ in range(r.randint(1, 3)):
            values[r.randrange(n)] = fraction(r, kind, r.choice([4, 4, 7]))
    return kind, values


def shape(r):
    turn = r.random()
    if turn < 0.06:
        return ()
    if turn < 0.10:
        return r.choice([(0,), (0, 3), (2, 0), (1, 0, 2), (0, 0), (3, 1, 0, 2)])
    if turn < 0.45:
        return (r.randint(1, 40),)
    if turn < 0.70:
        return (r.randint(1, 7), r.randint(1, 12))
    if turn < 0.82:
        return (r.randint(1, 3), r.randint(1, 4), r.randint(1, 5))
    if turn < 0.87:
        return (r.randint(1, 2), r.randint(1, 3), r.randint(1, 3), r.randint(1, 4))
    return r.choice([(1001,), (1200,), (2000,), (40, 30), (3, 400), (400, 3), (11, 10, 11), (2, 3, 200), (7, 2, 3, 40),
                     (1000,), (1, 1001), (1001, 1)])


def array(r):
    sizes = shape(r)
    count = 1
    for size in sizes:
        count *= size
    kind, values = numbers(r, min(count, 60))
    if count > 60:
        # A large array repeats a few numbers; what differs lies at the end, where a summary shows it.
        tail = numbers(r, 1)[1] if r.random() < 0.2 and kind in FLOATS else []
        values = (values * (count // len(values) + 1))[:count]
        if tail and kind in FLOATS:
            values[r.choice([-1, count // 2])] = float(tail[0])
    with np.errstate(all="ignore"):
        made = np.array(values, dtype=kind).reshape(sizes)
    turn = r.random()
    if turn < 0.1:
        made = made.T
    elif turn < 0.15 and made.ndim and made.shape[0] > 1:
        made = made[::2]
    elif turn < 0.18 and made.ndim:
        made = made[::-1]
    return made


def options(r):
    chosen = {}
    if r.random() < 0.35:
        chosen["precision"] = r.choice([0, 1, 2, 3, 4, 5, 6, 10, 12, 16, 17, 20])
    if r.random() < 0.3:
        chosen["suppress"] = True
    if r.random() < 0.2:
        chosen["linewidth"] = r.choice([20, 30, 40, 60, 79, 100, 120, 200])
    if r.random() < 0.2:
        chosen["threshold"] = r.choice([0, 5, 10, 20, 100, 5000])
    if r.random() < 0.2:
        chosen["edgeitems"] = r.choice([1, 2, 3, 4, 5, 10])
    if r.random() < 0.3:
        chosen["floatmode"] = r.choice(["fixed", "unique", "maxprec", "maxprec_equal"])
    if r.random() < 0.2:
        chosen["sign"] = r.choice(["-", "+", " "])
    if r.random() < 0.05:
        chosen["nanstr"] = r.choice(["NaN", "-", "not a number"])
    if r.random() < 0.05:
        chosen["infstr"] = r.choice(["Inf", "oo", "infinite"])
    if r.random() < 0.05:
        chosen["formatter"] = r.choice([
            {"float": lambda x: "%.2f" % x}, {"float_kind": lambda x: f"{x:+.3e}"}, {"int": lambda x: hex(x)},
            {"int_kind": lambda x: "<%d>" % x}, {"bool": lambda x: "TF"[not x]}, {"all": lambda x: f"|{x}|"},
            {"float": "{:6.3f}".format}])
    return chosen


def shown(text):
    return text.replace("\\n", "\\\\n")


def case(seed, number):
    r = random.Random(seed * 1000003 + number)
    made = array(r)
    chosen = options(r) if r.random() < 0.7 else {}
    if r.random() < 0.5:
        np.set_printoptions(precision=8, threshold=1000, edgeitems=3, linewidth=75, suppress=False, nanstr="nan",
                            infstr="inf", formatter=None, sign="-", floatmode="maxprec")
        np.set_printoptions(**chosen)
        lines = [str(made), repr(made)]
        np.set_printoptions(precision=8, threshold=1000, edgeitems=3, linewidth=75, suppress=False, nanstr="nan",
                            infstr="inf", formatter=None, sign="-", floatmode="maxprec")
    else:
        with np.printoptions(**chosen):
            lines = [str(made), repr(made)]
    if r.random() < 0.3:
        renamed = {{"linewidth": "max_line_width", "suppress": "suppress_small"}.get(k, k): v for k, v in chosen.items()
                   if k not in ("nanstr", "infstr")}
        lines.append(np.array2string(made, separator=r.choice([" ", ", ", ",", "; "]), prefix=r.choice(["", "x = "]),
                                     **renamed))
    if made.size:
        one = made[(-1,) * made.ndim] if made.ndim else made[()]
        lines += [str(one), repr(one), f"{one}"]
    head = f"{number} {made.dtype.name} {made.shape} {[k + '=' + str(v) for k, v in chosen.items() if k != 'formatter']}"
    print(head + "\\t" + "\\t".join(shown(line) for line in lines))


for number in range(CASES):
    case(SEED, number)
'''


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--argent", required=True)
    parser.add_argument("--cases", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", type=int, default=10)
    options = parser.parse_args()

    def show(different):
        for a, b in different[: options.show]:
            print("case", b.split("\t")[0])
            for x, y in zip(a.split("\t")[1:], b.split("\t")[1:]):
                if x != y:
                    print("argent: ", x.replace("\\n", "\n         "))
                    print("numpy:  ", y.replace("\\n", "\n         "))

    program = f"CASES, SEED = {options.cases}, {options.seed}\n" + PROGRAM
    return sides.compare(options.argent, program, "numpy", "arrays printed", show)


if __name__ == "__main__":
    sys.exit(main())
