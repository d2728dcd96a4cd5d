for n in [0, 5, 999, 1000, 1234567, -1234567, 10 ** 15]:
    print(f"{n:,} {n:_} {n:+,} {n: } {n:15,}| {n:015,}|{n:<15_}|{n:#x} {n:_x} {n:_b}"[:110])
for x in [0.0, 1234.5, -0.001, 1e9, 123456789.123]:
    print(f"{x:,} {x:,.2f} {x:+.1f} {x: .1f} {x:_.1f} {x:20,.3f}| {x:+,.0f} {x:012,.1f}")
for bad in [",b", ",x", "_,", ",_", ",,", ",c"]:
    try: print(format(5, bad))
    except ValueError as e: print(bad, e)
try: print(format("a", ","))
except ValueError as e: print(e)
