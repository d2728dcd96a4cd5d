b = b"hello\x00\xff'"
print(b, len(b), b[0], b[-1], b[1:3], list(b[:3]), b"a" + b"b", b"ab" * 2, b"a" < b"b", b"a" == b"a", 104 in b, b"ell" in b)
print(bytes(3), bytes([65, 66]), bytes("é", "utf8"), b"abc".hex(), b"abc".decode(), repr(b"it's"), b'"')
