# Print options: set, for a while, and asked for; formatters; text of arrays.
import numpy as np

a = np.array([1.0, -2.5, 1e-9, np.nan, np.inf, 12345.678])
for options in [{}, {"precision": 3}, {"suppress": True}, {"floatmode": "fixed", "precision": 2}, {"floatmode": "unique"},
                {"sign": "+"}, {"sign": " "}, {"nanstr": "-", "infstr": "oo"}, {"linewidth": 30},
                {"formatter": {"float": lambda x: f"<{x:.1f}>"}}, {"formatter": {"all": lambda x: "x"}}]:
    with np.printoptions(**options):
        print(a)
        print(repr(a))
        print(repr(np.arange(3)), np.array([True, False]))
print(a)
print(sorted(np.get_printoptions().items(), key=lambda item: item[0]))
np.set_printoptions(precision=2, suppress=True)
print(a)
np.set_printoptions(precision=8, suppress=False)
print(np.array2string(a, precision=1, separator=", ", prefix="a = "))
print(np.array_str(a, precision=2), np.array_repr(np.float32([0.1, 0.2]), precision=1))
print(f"{np.float32(0.1)} {np.float64(0.1)} {np.int8(3)} {np.float16(0.1):.3f} {np.bool_(True)}")
for wrong in [{"floatmode": "none"}, {"sign": "x"}, {"threshold": "many"}, {"threshold": np.nan}, {"precision": 1.5}]:
    try:
        np.set_printoptions(**wrong)
    except Exception as error:
        print(type(error).__name__, error)
