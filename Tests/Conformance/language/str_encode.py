print("é漢".encode(), "é".encode("latin-1"), b"caf\xc3\xa9".decode(), "abc".encode("ascii"), bytes("é", "utf-8"))
try:
    "é".encode("ascii")
except UnicodeEncodeError as e:
    print(e)
try:
    b"\xff".decode("utf-8")
except UnicodeDecodeError as e:
    print(e)
print("é".encode("ascii", "ignore"), "é".encode("ascii", "replace"), b"a\xff".decode("utf-8", "replace"))
