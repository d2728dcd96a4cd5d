for x in [0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1.005, 1234.5678, 0.125]:
    print(round(x), round(x, 1), round(x, 2), round(x, -1), round(x, 0))
print(round(1234, -2), round(1250, -2), round(1350, -2), round(-15, -1), round(15), round(True))
