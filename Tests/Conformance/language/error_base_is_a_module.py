import math
print(math.pi > 3)
class Broken(math): pass
