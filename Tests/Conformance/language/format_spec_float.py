for spec in ["", ".2f", "10.3f", "<10.2f", "e", ".3e", "g", ".3g", "%", ".1%", ",", ",.2f", "+.1f", "08.2f", "_", ".0f", "#.0f", "G", "E", "z.1f", "^12", "*^12.1f", ".10g", "n", "010", ".3"]:
    print(repr(spec), [format(v, spec) for v in (1234.5678, -0.00012345, 0.0, 1e20)])
print(format(float("inf"), "08"), format(float("nan"), ".2f"), format(-0.0, ".1f"), format(1.5, ""), format(100.0, "g"))
