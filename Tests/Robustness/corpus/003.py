import math
print(math.isqrt(10 ** 299999) > 1)
