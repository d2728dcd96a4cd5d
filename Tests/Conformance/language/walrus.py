if (n := len("hello")) > 3:
    print(n)
data = [1, 2, 3, 4]
print([y for x in data if (y := x * x) > 4], y)
while (c := data.pop()) > 2:
    print(c)
print((a := 1, b := 2), a, b, f"{(z := 3)} {z}")
