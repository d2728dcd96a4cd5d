"""Changes programs at random, mostly so that they stay nearly programs."""

import re

TOKEN = re.compile(rb"\w+|\"[^\"\n]*\"|'[^'\n]*'|\s+|[^\w\s]")
TOKENS = [t.encode() for t in """
( ) [ ] { } : , . ; @ = -> += -= *= /= //= %= **= @= &= |= ^= >>= <<= := == != < > <= >= + - * / // % ** ~ & | ^ << >> ...
if elif else for while break continue pass def lambda return yield class try except finally raise with as match case in is
not and or None True False global nonlocal del assert import from async await _ self super() print(x) *args **kwargs
0 1 -1 2**63 10**40 1e308 0.1 1j 'a' "" b'x' f'{x}' f'{x!r:>{y}}' '''a''' r'\\' x y f g C range(3) [] {} () set() len int
__init__ __getattr__ __del__ __iter__ __next__ __enter__ __exit__ __class__ __dict__ __slots__ __eq__ __hash__
""".split()]
ODD = [b"\0", b"\xff", b"\t", b"\r", b"\x0c", b"\\\n", b"\xe2\x80\xa8", "é".encode(), "日".encode(), b"$", b"?", b"!", b"`",
       b"\n\n", b"    ", b" ", b"#", b"'''", b'"""', b"\\", b"{{", b"}}"]


def mutated(texts, fresh, random):
    """One of the texts, or a fresh one, after a few changes."""
    text = fresh if fresh is not None else random.choice(texts)
    for _ in range(random.choice([1, 1, 2, 3, 5, 10])):
        text = random.choice(CHANGES)(text, texts, random)
    return text[:40_000]


def place(text, random):
    return random.randint(0, len(text))


def insert_token(text, texts, random):
    tokens = TOKEN.findall(text)
    tokens.insert(random.randint(0, len(tokens)), b" " + random.choice(TOKENS) + b" ")
    return b"".join(tokens)


def replace_token(text, texts, random):
    tokens = TOKEN.findall(text)
    words = [i for i, token in enumerate(tokens) if not token.isspace()]
    if words:
        tokens[random.choice(words)] = random.choice(TOKENS) if random.random() < 0.6 else tokens[random.choice(words)]
    return b"".join(tokens)


def delete_token(text, texts, random):
    tokens = TOKEN.findall(text)
    if tokens:
        del tokens[random.randrange(len(tokens))]
    return b"".join(tokens)


def swap_tokens(text, texts, random):
    tokens = TOKEN.findall(text)
    if len(tokens) > 1:
        a, b = random.randrange(len(tokens)), random.randrange(len(tokens))
        tokens[a], tokens[b] = tokens[b], tokens[a]
    return b"".join(tokens)


def lines_changed(text, texts, random):
    lines = text.split(b"\n")
    at = random.randrange(len(lines))
    how = random.randrange(5)
    if how == 0:
        del lines[at:at + random.randint(1, 5)]
    elif how == 1:
        lines.insert(random.randint(0, len(lines)), lines[at])
    elif how == 2:
        lines[at] = random.choice([b"  ", b"    ", b"\t", b" "]) + lines[at]
    elif how == 3:
        lines[at] = lines[at].lstrip()
    else:
        other = random.choice(texts).split(b"\n")
        start = random.randrange(len(other))
        lines[at:at] = other[start:start + random.randint(1, 6)]
    return b"\n".join(lines)


def block_wrapped(text, texts, random):
    """A run of lines put into a block."""
    lines = text.split(b"\n")
    start = random.randrange(len(lines))
    end = min(len(lines), start + random.randint(1, 8))
    head = random.choice([b"if x:", b"for i in range(2):", b"def f(*a):", b"class C:", b"try:", b"with x as y:", b"match x:",
                          b"while i < 3:", b"case [a, *b]:", b"else:", b"except Exception as e:", b"finally:"])
    lines[start:end] = [head, *(b"    " + line for line in lines[start:end])]
    return b"\n".join(lines)


def nested(text, texts, random):
    """A token put into many brackets, or an operator many times before it."""
    tokens = TOKEN.findall(text)
    if not tokens:
        return text
    at, many = random.randrange(len(tokens)), random.choice([2, 10, 90, 300, 3000])
    before, after = random.choice([(b"(", b")"), (b"[", b"]"), (b"{", b"}"), (b"-", b""), (b"not ", b""), (b"lambda: ", b""),
                                   (b"f(", b")"), (b"*", b""), (b"", b"[0]"), (b"", b".a"), (b"1 if x else ", b""), (b"x := ", b"")])
    tokens[at] = before * many + tokens[at] + after * many
    return b"".join(tokens)


def odd_byte(text, texts, random):
    at = place(text, random)
    return text[:at] + random.choice(ODD) + text[at:]


def cut(text, texts, random):
    return text[:place(text, random)]


def spliced(text, texts, random):
    other = random.choice(texts)
    return text[:place(text, random)] + other[place(other, random):]


def numbers_changed(text, texts, random):
    found = list(re.finditer(rb"\d+", text))
    if not found:
        return text
    number = random.choice(found)
    new = random.choice([b"0", b"-1", b"9223372036854775807", b"9223372036854775808", b"1e400", b"4294967296", b"999999", b"1_0"])
    return text[:number.start()] + new + text[number.end():]


CHANGES = [insert_token, insert_token, replace_token, replace_token, replace_token, delete_token, delete_token, swap_tokens,
           lines_changed, lines_changed, block_wrapped, nested, odd_byte, cut, spliced, numbers_changed, numbers_changed]
