for text in ["5", " 5 ", "-5", "+5", "1_000", "0", "007", "١٢", "\n7\t"]: print(int(text), end=" ")
print()
print(int("ff", 16), int("0xff", 16), int("0b101", 0), int("0o17", 0), int("z", 36), int("-101", 2), int("1_0", 2), int("0x1F", 0), int(b"12"), int("12", base=8))
print(int(3.9), int(-3.9), int(True), int(), int(1e20), int("9" * 30), int(-0.5), int(2 ** 70))
for args in [("",), ("abc",), ("1.5",), ("1__0",), ("_1",), ("0x",), ("12", 1), ("12", 37), ("2", 2), ("é",), ("1 2",), (None,), ([],), (1, 2), (float("nan"),), (float("-inf"),), ("9", 8), ("0b2", 0), ("01", 0), (b"x",)]:
    try: print(int(*args))
    except Exception as e: print(type(e).__name__, e)
