for spec in ["", "d", "5", "<5", "^7", "05", "+d", " d", ",", "_", "x", "#x", "#b", "o", "X", "c", "n", "010,", "=+8", "*>8", "08x", "_b", "#010x", "e", ".2f", "g", "%"]:
    print(repr(spec), [format(v, spec) for v in (65, 1000, 123456)])
print(format(-5, "05"), format(-5, "=6"), format(-255, "#x"), format(10 ** 20, ","), format(True, "d"), format(True, ""), format(0, "+"))
