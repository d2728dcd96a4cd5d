values = [0.0, -0.0, 1.0, 3.14159265, 1e-7, 1e22, 123456789.0, 1 / 3, 2.5, 0.5, 1.5, float("inf"), float("-inf"), float("nan")]
for x in values:
    print(f"{x:f} {x:.0f} {x:e} {x:.2e} {x:g} {x:.3g} {x:G} {x:%} {x:.1%} {x!r} {x:.10g} {x:#.3g} {x}")
for spec in ["n", "F", "E", "#.0f", "#.0e", ".15g", ".17g", "z.1f", "+.3", "010.2f", "+010.1e", ",.2%"]:
    print(spec, format(1234.56789, spec), format(-0.04, spec), format(1e16, spec))
for bad in ["d", "x", "c", "s", ".", ".-1f", "b", "5.2.1f"]:
    try: print(format(1.5, bad))
    except ValueError as e: print(bad, e)
