prices = {"tea": 3, ("a", 1): 5}
print(prices["tea"], prices["a", 1])
print(prices["coffee"])
