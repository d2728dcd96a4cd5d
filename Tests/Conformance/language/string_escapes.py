print("a\tb|c\\d|e\'f\"g|\x41|\u00e9|\U0001F600|\101|\N{GREEK SMALL LETTER ALPHA}|\a\b".encode())
print("one\
two", "\0".encode(), "\12" == "\n", "\x7f".isprintable(), len("\u2713"), "\r\n".encode(), "\v\f".encode())
print(b"\x00\xff\n\t\\'", b'"', b"'", b"\101", [b"\x7f"], bytes([0, 9, 10, 13, 32, 126, 127, 255]))
print(repr("\ud7ff"), repr("\ue000"), repr("\u200b"), repr("\u00ad"), repr("日本"), ascii("日本é"), repr("\U0001F600"), ascii("\U0001F600"))
print("\N{BULLET} \N{EURO SIGN} \N{SNOWMAN}", "caf\u00e9" == "café", "e\u0301" == "é", len("e\u0301"))
