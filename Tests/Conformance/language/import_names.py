import math
import math as m
import os.path
import collections.abc
import collections as c, itertools as it
from math import pi, sqrt as root
from math import (sin, cos,
                  tan)
from os import path as p
print(m is math, root(16), round(pi, 4), os.path.join("a", "b"), p is os.path, c.Counter("aab"), list(it.islice(it.count(), 3)))
print(sin(0), cos(0), tan(0), collections.abc.Iterable.__name__)
def local():
    import string
    from random import Random
    return string.digits, Random.__name__
print(local(), "string" in globals())
try: import nothing
except ImportError as e: print(type(e).__name__, e)
try: from math import nothing
except ImportError as e: print(type(e).__name__, e.name)
try: import math.nothing
except ImportError as e: print(e)
try: import json_that_is_not_there as j
except ModuleNotFoundError: j = None
print(j, math.__name__)
import math
from math import *
print(floor(2.7), e == m.e, __name__)
