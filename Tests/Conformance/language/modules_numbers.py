# The abstract classes of numbers.
import numbers
from fractions import Fraction

classes = [numbers.Number, numbers.Complex, numbers.Real, numbers.Rational, numbers.Integral]
for value in (1, True, 1.5, 2j, Fraction(1, 2), "a", None, [1]):
    print(value, [isinstance(value, c) for c in classes])
print([issubclass(bool, c) for c in classes], issubclass(numbers.Integral, numbers.Real), classes[4])
try:
    numbers.Number()
    print("made")
    numbers.Complex()
except TypeError as error:
    print(str(error)[:60])


def describe(x):
    match x:
        case numbers.Integral():
            return "whole"
        case numbers.Real():
            return "real"
        case numbers.Number():
            return "number"
    return "other"


print([describe(x) for x in (3, 2.5, 1j, "x")])
