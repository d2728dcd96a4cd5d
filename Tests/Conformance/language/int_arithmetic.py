for a in [7, -7, 0, 13]:
    for b in [2, -2, 5]:
        print(a, b, a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b))
print(2 ** 10, 2 ** -1, (-2) ** 3, 0 ** 0, -2 ** 2)
print(7 // 2 * 2 + 7 % 2, -7 // 2, -7 % 3)
