from itertools import cycle
from string import ascii_uppercase as letters
def caesar(text, shift): return "".join(letters[(letters.index(c) + shift) % 26] if c in letters else c for c in text.upper())
def vigenere(text, key, sign=1):
    shifts = cycle(letters.index(k) for k in key)
    return "".join(letters[(letters.index(c) + sign * next(shifts)) % 26] if c in letters else c for c in text.upper())
print(caesar("Hello, World!", 3), caesar(caesar("Hello, World!", 3), -3))
print(vigenere("attack at dawn", "LEMON"), vigenere(vigenere("attack at dawn", "LEMON"), "LEMON", -1))
english = dict(zip("ETAOINSHRDLU", [12.7, 9.1, 8.2, 7.5, 7.0, 6.7, 6.3, 6.1, 6.0, 4.3, 4.0, 2.8]))
def crack(secret): return max(range(26), key=lambda s: sum(english.get(c, 0) for c in caesar(secret, -s)))
secret = caesar("the quick brown fox jumps over the lazy dog near the river", 11)
print(secret, crack(secret), caesar(secret, -crack(secret)))
roman = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
def to_roman(n):
    out = ""
    for value, text in roman:
        count, n = divmod(n, value)
        out += text * count
    return out
def from_roman(s): return sum(-v if v < w else v for v, w in zip([dict((t, n) for n, t in roman)[c] for c in s], [dict((t, n) for n, t in roman)[c] for c in s][1:] + [0]))
print([to_roman(n) for n in (1, 4, 9, 14, 44, 99, 1984, 2024, 3999)], all(from_roman(to_roman(n)) == n for n in range(1, 500)))
morse = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..".split()))
sent = " ".join(morse[c] for c in "SILVER")
print(sent, "".join({v: k for k, v in morse.items()}[m] for m in sent.split()))
def egcd(a, b): return (a, 1, 0) if b == 0 else (lambda g, x, y: (g, y, x - a // b * y))(*egcd(b, a % b))
p, q, e = 61, 53, 17
n, phi = p * q, (p - 1) * (q - 1)
d = egcd(e, phi)[1] % phi
message = [ord(c) for c in "Ag!"]
coded = [pow(m, e, n) for m in message]
print(n, phi, d, coded, "".join(chr(pow(c, d, n)) for c in coded))
def luhn(number):
    digits = [int(d) for d in str(number)][::-1]
    return sum(d if i % 2 == 0 else sum(divmod(2 * d, 10)) for i, d in enumerate(digits)) % 10 == 0
print(luhn(4539578763621486), luhn(4539578763621487), f"{0xDEADBEEF:_x}", f"{sum(b'checksum') % 256:#04x}")
