from math import sqrt
print(sqrt(9))
from math_tools import sqrt
