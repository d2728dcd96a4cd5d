import collections
import re
import sys

print(list(collections.Counter(a=3, b=0, c=-1, d=2).elements()))
for pattern in ("a{99999999999}", "a{4294967295}"):
    try:
        re.compile(pattern)
    except OverflowError as error:
        print(error)
print(complex(0, -0.0), complex(-0.0), complex(1, 2j), complex(1j, 2j))
print(sys.int_info)


class Plain:
    pass


print(type(Plain.__call__()) is Plain, int.__call__("5"))
try:
    raise
except RuntimeError as error:
    print(error)
