# Chains of functions that hold each other, far deeper than calls may be nested, are freed.
import functools
import operator


def nested(make):
    value = 1
    for _ in range(100000):
        value = make(value)
    del value


nested(functools.cmp_to_key)
nested(lambda inner: functools.cmp_to_key(inner)(inner))
nested(operator.itemgetter)
nested(lambda inner: operator.methodcaller("name", inner))
nested(lambda inner: functools.partial(len, inner))
nested(functools.wraps)
print("freed")
