"""Values written out: the leaves of an expression."""

import kinds

INTS = ["0", "1", "2", "3", "-1", "-2", "7", "10", "-7", "100", "255", "256", "-256", "1_000", "0x1f", "0b1011", "0o17",
        "12345", "-99999", "2147483647", "-2147483648", "4294967296", "9223372036854775807", "-9223372036854775808",
        "9223372036854775808", "18446744073709551616", "123456789012345678901234567890", "-10000000000000000000000",
        "10**18", "-(2**63)", "2**64 - 1", "10**30"]
FLOATS = ["0.0", "1.0", "-1.0", "0.5", "2.5", "-2.5", "3.14159", "0.1", "0.2", "1e3", "1e10", "1e16", "1e22", "1e-5",
          "0.0001", "123456.789", "-0.0", "1e100", "1e-10", "1e300", "5e-324", "1.7976931348623157e308", "2.675", "1.5",
          "0.3", "1/3", "2/3", "10.0", "100.0", "99.95", "1e15", "123456789.123", "3.0", ".5", "5.", "1_0.5"]
SPECIAL_FLOATS = ["float('inf')", "float('-inf')", "float('nan')", "math.inf", "-math.inf", "math.nan"]
# None is a name that CPython knows when it starts: see `cpython`.
WORDS = ["", "a", "b", "abd", "Hello", "hello world", "x y z", " pad ", "UPPER", "MiXed Case", "12", "-3", "3.5", "a,b,c",
         "a b  c", "tab\\tbed", "line\\nbreak", "quote'd", 'say \\"hi\\"', "back\\\\slash", "{}", "%s", "aaa", "abab",
         "\\x00\\x7f", "é", "naïve", "ß", "ÀÉ", "日本", "😀", "e\\u0301", "\\u2028x", "Ǆ", "ŉ", "İ", "ΑΣ", "٣", "½", "_x1", "0",
         "١٢", "\\xa0", "long " * 4]
CHARS = ["a", "b", " ", ",", "x", "é", "0", "-", "*", "l", "\\n", "日", "😀"]
BYTES = ["b''", "b'a'", "b'abc'", "b'\\x00\\xff'", "b'hello world'", "b'a b'", "b'\"'", "b\"'\"", "b'\\n\\t'", "b'123'",
         "rb'\\n'"]
TYPES = ["int", "float", "str", "bool", "list", "tuple", "dict", "set", "frozenset", "bytes", "object", "type", "range",
         "slice", "type(None)", "Exception", "ValueError", "KeyError", "ArithmeticError", "LookupError"]
ATTRIBUTES = ["real", "imag", "upper", "append", "keys", "x", "__class__", "__name__", "items", "lenght", "uper", "count",
              "start", "__len__", "denominator", "nosuch", "apend"]
MISSPELT = ["pritn", "lenn", "undefined_name", "rnage", "sotred", "Tru", "math.squirt", "itertools.chian",
            "collections.deq", "maths.pi", "strr(1)", "mathh"]

SMALL = ["0", "1", "2", "3", "4", "5"]
CHOICES = {
    "small": SMALL,
    "count": ["0", "1", "2", "3", "-1", "4"],
    "bits": ["0", "1", "2", "5", "31", "32", "62", "63", "64", "65", "100", "-1"],
    "bit": ["0", "1", "-1"],
    "index": ["0", "1", "2", "3", "-1", "-2", "-3", "5", "-6", "10", "True"],
    "width": ["0", "1", "3", "5", "8", "10", "17", "-2", "9"],
    "base": ["2", "8", "10", "16", "36", "0", "3", "1", "37"],
    "byteorder": ["'big'", "'little'", "'big'", "'middle'"],
    "byte": ["0", "1", "65", "97", "255", "256", "-1", "10"],
    "char": [f"'{c}'" for c in CHARS],
    "chars": ["'a'", "' '", "'ab '", "'xyz'", "None", "'lo'"],
    "codepoint": ["65", "97", "0x1F600", "233", "0", "10", "0x10FFFF", "0x110000", "8364"],
    "type": TYPES,
    "attribute": [repr(a) for a in ATTRIBUTES],
    "attributetext": [repr(a) for a in ATTRIBUTES],
    "key": ["0.5", "1.5", "-2.0", "1e10", "2.0", "0.0", "1.0", "100.25"],
    "misspelt": MISSPELT,
    "ofstr": ["len", "str.lower", "str.upper", "lambda s: s[::-1]", "lambda s: (len(s), s)", "lambda s: s[-1:]"],
    "floattext": [repr(t) for t in ["1.5", " 2.5 ", "1e3", "-.5", "inf", "-Infinity", "nan", "1_000.5", "1__0", "", "abc",
                                    "0x10", "1e400", "٣.٥", "1e", "+7", "1 2"]],
    "hexfloat": [repr(t) for t in ["0x1.8p1", "-0x.8p-3", "inf", "1.8", "0x1p1024", "abc", "0x1.fffffffffffff8p0"]],
    "digits": [repr(t) for t in ["0", "12", "-7", "0x1f", "0b101", "0o17", "ff", "zz", "1_000", "__1", " 42 ", "", "9" * 25,
                                 "1.5", "+3", "- 3", "١٢"]],
    "hexdigits": [repr(t) for t in ["", "00ff", "de ad", "xyz", "abc", "0A0b"]],
    "intspec": [repr(t) for t in ["", "d", "5d", "05d", "+d", " d", "x", "#x", "X", "#010x", "b", "#b", "o", "#o", ",", "_",
                                  "_b", "_x", ">10", "<10", "^10", "*^10", "=+8", "c", "e", ".3f", "g", "n", "%", "08,",
                                  "010_d", "s", ".3d", "+,d", "z", "5.1%", "#,x", "<5c"]],
    "floatspec": [repr(t) for t in ["", "f", ".2f", "8.3f", "08.2f", "+.1f", " .1f", "e", ".3e", "E", "g", ".3g", "G", ".10g",
                                    "#g", "%", ".1%", ",", ",.2f", "_.2f", ">12", "<12.2f", "^12.1e", "*^12", "=+12.1f", "n",
                                    ".0f", "#.0f", ".0e", ".0%", ".5", "10.4", "012", "z.1f", "+", "d", "x", ".20f", ".17g",
                                    "s", ".1", "015,.2f"]],
    "strspec": [repr(t) for t in ["", "s", "10", ">10", "<10", "^10", "*^9", ".2", "10.3", "é>5", "05", "=5", "d", ",", "+",
                                  ".0s", "^7.1s", "^", "<", "0", "x<0"]],
    "anyspec": [repr(t) for t in ["", "d", "s", "10", ".2f", ">8", "r", "{}", "1.1.1", "05d"]],
    "intpercent": [repr(t) for t in ["%d", "%5d", "%-5d|", "%05d", "%+d", "% d", "%x", "%#x", "%X", "%o", "%#o", "%i", "%u",
                                     "%s", "%r", "%f", "%.2f", "%e", "%g", "%c", "%10.4d", "%5s", "%d%%", "%#08x", "%a"]],
    "floatpercent": [repr(t) for t in ["%f", "%.2f", "%8.3f", "%-10.1f|", "%+.1e", "%g", "%.3g", "%G", "%E", "%d", "%s", "%r",
                                       "%010.2f", "% f", "%#.0f", "%5.0f", "%x", "%i", "%.10g"]],
    "strpercent": [repr(t) for t in ["%s", "%10s|", "%-10s|", "%.2s", "%r", "%5.1s", "%a", "%d", "%c", "%s %s", "%", "%y",
                                     "%%", "%(a)s", "%*s"]],
    "formattemplate": [repr(t) for t in ["{} {}", "{0}{1}{0}", "{0!r:>10} {1!s}", "{!r} {!a}", "{0:>5}", "{2}", "{} {1}", "{",
                                         "}", "{{{}}}", "{a}", "{0.real}", "{0[0]}", "{0!x}", "{:>{}}", "{0:5} {1:<5}|", "{}"]],
    "decoding": ["'replace'", "'ignore'", "'backslashreplace'", "'strict'"],
    "encoding": ["'replace'", "'ignore'", "'backslashreplace'", "'strict'", "'xmlcharrefreplace'"],
    "table": ["{97: 'X', 98: None}", "{ord('a'): 'long', 32: 95}", "str.maketrans('abc', 'xyz')",
              "str.maketrans('ab', 'cd', 'e')", "str.maketrans({'a': '1', 'b': None})"],
    "nothing": ["None", "...", "NotImplemented", "Ellipsis"],
    # For what CPython has in Python: its errors for other arguments come out of its own arithmetic.
    "numeral": ["0", "1", "2", "5", "0.5", "1.5", "10", "3.25"],
    "none": ["None"],
    "bool": ["True", "False"],
}


def literal(writer, kind):
    """Source for a value of the kind, without looking at rules."""
    random, name = writer.random, kind[0]
    if name in CHOICES:
        return random.choice(CHOICES[name])
    if name == "int":
        return random.choice(INTS[:14] if random.random() < 0.7 else INTS)
    if name == "float":
        return random.choice(FLOATS if random.random() < 0.9 else SPECIAL_FLOATS)
    if name == "num":
        return literal(writer, (random.choice(["int", "float", "bool"]),))
    if name in ("str", "strliteral"):
        quote = random.choice("'\"")
        word = random.choice(WORDS[:16] if random.random() < 0.5 else WORDS)
        word = word.replace("\\\"", "\"").replace(quote, "\\" + quote)
        return quote + word + quote
    if name == "bytes":
        return random.choice(BYTES)
    if name == "any":
        return literal(writer, kinds.any_kind(random))
    if name == "type":
        return random.choice(TYPES)
    return containers(writer, kind)


def containers(writer, kind):
    name, parts = kind[0], kind[1:]
    random = writer.random
    several = lambda part, most=4: [literal(writer, part) for _ in range(random.randint(0, most))]
    if name in ("list", "seq", "it"):
        return "[" + ", ".join(several(parts[0])) + "]"
    if name == "tuple":
        items = several(parts[0])
        return "(" + ", ".join(items) + ("," if len(items) == 1 else "") + ")"
    if name == "pair":
        return "(" + ", ".join(literal(writer, part) for part in parts) + ")"
    if name in ("dict", "ordered", "defaultdict"):
        items = ", ".join(f"{literal(writer, parts[0])}: {literal(writer, parts[1])}" for _ in range(random.randint(0, 4)))
        return {"dict": "{%s}", "ordered": "collections.OrderedDict({%s})",
                "defaultdict": "collections.defaultdict(None, {%s})"}[name] % items
    if name in ("set", "setlike"):
        items = several(parts[0])
        return "{" + ", ".join(items) + "}" if items else "set()"
    if name in ("frozenset", "iter", "deque", "counter"):
        made = {"frozenset": "frozenset", "iter": "iter", "deque": "collections.deque", "counter": "collections.Counter"}
        return f"{made[name]}([{', '.join(several(parts[0]))}])"
    if name == "range":
        return f"range({', '.join(random.sample(SMALL[1:], random.randint(1, 3)))})"
    if name == "slice":
        return f"slice({', '.join(random.sample(CHOICES['index'], random.randint(1, 3)))})"
    if name == "slicing":
        ends = [literal(writer, ("index",)) if random.random() < 0.6 else "" for _ in range(random.randint(2, 3))]
        return ":".join(ends)
    return writer.made(kind)
