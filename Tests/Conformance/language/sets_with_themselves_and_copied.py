import copy
import math

numbers = [64, 7, 1000, 40, 16, -1, 9, 256, 24]
some = set(numbers)
some.discard(9)
few = frozenset([7, 3, 9223372036854775807])
for one in (some, few, set(few), frozenset(some)):
    print(one & one, one | one, one.intersection(one), one.union(one), one - one, one ^ one)
    print(copy.copy(one), copy.deepcopy(one), copy.copy(one) is one, one.copy())
    other = one
    other &= one
    print(other)
    other |= one
    print(other)


class Named(set):
    pass


print(copy.copy(Named(numbers)), copy.copy([some])[0] is some)
for call in (lambda: math.comb(3, None), lambda: math.comb(None, 3), lambda: math.perm(3, None),
             lambda: "a".expandtabs(10**18), lambda: b"a".expandtabs(10**30), lambda: "a\tb".expandtabs("x"),
             lambda: "a\tb".expandtabs(True)):
    try:
        print(repr(call()))
    except (TypeError, OverflowError) as error:
        print(type(error).__name__, error)
