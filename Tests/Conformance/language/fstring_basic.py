x = 3.14159
n = 42
s = "text"
print(f"{x} {n} {s} {s!r} {x:.2f} {n:5d}| {n:<5}| {n:^5}| {s:>10}| {s:*^10}")
print(f"{n:x} {n:X} {n:o} {n:b} {n:#x} {n:08.3f} {n:,} {1234567:,} {1234567.891:,.2f} {n:e} {n:+} {-n:+} {n: }")
print(f"{x=} {n = } {s=} {s!r:>8} {n=:5d}| {x=:.1f}")
print(f"{'nested ' + s} {[i for i in range(3)]} { {1: 2} } {{literal}} {n if n > 3 else 0}")
w, p = 10, 3
print(f"{x:{w}.{p}f}| {x:>{w}}| {s:{'>'}{w}}|")
print(f"{x:%} {0.256:.1%} {1e10:g} {1e-10:g} {123456789:g} {x:.3g} {1e20:.3e}")
print(f"{True} {None} {[1, 'a']} {(1,)} { {'k': 'v'} } {1+2} {len(s)}")
print(f'{s + "!"}' f"{n}" "tail")
