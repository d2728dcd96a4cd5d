import math
import math as m
from math import sqrt, pi as PI
from collections import OrderedDict, defaultdict as dd
import os.path
import collections.abc
print(math.sqrt(16), m.floor(2.7), sqrt(9), PI, math.__name__, OrderedDict(a=1), dd(int), os.path.join("a", "b"), isinstance([], collections.abc.Iterable))
try:
    import not_a_module_xyz
except ModuleNotFoundError as e:
    print(type(e).__name__, e, e.name)
try:
    from math import not_there
except ImportError as e:
    print(type(e).__name__, str(e)[:42])
try:
    math.nothing
except AttributeError as e:
    print(e)
