for n in [0, 1, -1, 7, 255, 65, 10 ** 20]:
    print(f"{n:d} {n:b} {n:o} {n:x} {n:X} {n:#b} {n:#o} {n:#x} {n:#X} {n:08b} {n:+d} {n:e} {n:.2f} {n:g} {n:%} {n:n}")
print(f"{65:c}{0x1F600:c} {True:d} {True:b} {False:x} {True} {3:5}{3:<5}|{-3:^7}|{10:_^8}|{5:03}")
for bad in [".2d", ".1x", "s", "y", "+c", ",c", "#c", "Q"]:
    try: print(format(5, bad))
    except ValueError as e: print(bad, e)
try: print(format(-1, "c"))
except OverflowError as e: print(e)
print(format(5), format(5, ""), "{:>{}}".format(5, 6), format(2 ** 100, ","), format(-255, "#010x"), format(12, "#06b"))
