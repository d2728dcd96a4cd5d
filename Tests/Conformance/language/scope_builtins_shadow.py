print(len([1]))
len = lambda x: "shadowed"
print(len([1]))
del len
print(len([1]))
def sum(x): return "mine"
print(sum([1]))
list = [1, 2]
print(list)
