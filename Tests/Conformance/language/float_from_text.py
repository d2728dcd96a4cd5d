for text in ["1", "1.5", " 2.5 ", "-3.", ".5", "1e3", "1E-3", "+7", "inf", "-Infinity", "nan", "NaN", "1_000.5", "0x1", "1e400", "1e-400", "infinity"]:
    try: print(float(text), end=" ")
    except ValueError as e: print(e, end=" ")
print()
print(float(), float(3), float(True), float(10 ** 20), float("1" * 30), float(b"1.5"), float("1.7976931348623157e308"), float("5e-324"), float("2e-324"))
for bad in ["", "abc", "1,5", "1.2.3", "1e", "--1", "1 2", "1__0", None, [], b"x", {}]:
    try: print(float(bad))
    except Exception as e: print(type(e).__name__, e)
try: float(10 ** 400)
except OverflowError as e: print(e)
