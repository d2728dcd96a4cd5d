s = "Grüße, Ωmega ✓ 😀"
print(len(s), s.upper(), s.lower(), s.title(), s.swapcase(), s.casefold(), s[::-1], s[-1], s[2:4])
print([c for c in "añ✓😀"], [ord(c) for c in "añ✓😀"], "".join(map(chr, [97, 241, 10003, 128512])))
print("é".encode(), "✓".encode("utf-8"), b"\xe2\x9c\x93".decode(), "ß".upper(), "ŉ".upper(), "İ".lower().encode(), "Σ".lower(), "ΑΣ".lower())
print("é" > "z", sorted(["é", "z", "a", "Z", "日"]), "日本".center(8, "*"), f"{'日本':>6}|{'é':^5}|", "αβγ".isalpha(), "²".isdigit(), "½".isnumeric(), "٣".isdecimal(), int("٣"))
print("x\u2028y\u0085z".splitlines(), "a\u00a0b c".split(), "\u3000x\u3000".strip(), "naïve".isidentifier(), "名前".isidentifier(), "1a".isidentifier())
变量 = 5
größe = 变量 + 1
print(变量, größe)
