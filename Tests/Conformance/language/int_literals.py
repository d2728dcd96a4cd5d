print(0xff, 0o17, 0b1010, 1_000_000, 0XAB, 0B11, 0O7)
print(int("42"), int("-17"), int("0x1f", 16), int("ff", 16), int("101", 2), int("z", 36), int(" 12 "), int("1_000"))
print(int(3.99), int(-3.99), int(True), int("0b11", 0), int())
