for a, b in [(7, 2), (-7, 2), (7, -2), (-7, -2), (6, 3), (0, 5), (10 ** 20, 7), (-10 ** 20, 7)]:
    print(a // b, a % b, divmod(a, b), a / b, (a // b) * b + a % b == a)
for a, b in [(7.5, 2), (-7.5, 2), (7.5, -2), (1e20, 3), (-0.0, 1), (5, 0.1)]:
    print(a // b, a % b, divmod(a, b), a / b)
for f in [lambda: 1 // 0, lambda: 1 % 0, lambda: divmod(1, 0), lambda: 1 / 0, lambda: 1.0 // 0, lambda: 1 % 0.0, lambda: 0 ** -1, lambda: divmod(1.5, 0), lambda: 10 ** 400 / 1]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(5 // 2.0, -5 // 2.0, 5 % -3, 5.5 % -3, float("inf") // 1, 1 // float("inf"), -1 // float("inf"), 3 % float("inf"), -3 % float("inf"))
