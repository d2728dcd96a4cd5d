x = list("abcdefg")
print(x.pop(), x.pop(0), x.pop(-2), x, x.remove("c"), x)
x.clear()
print(x, x.clear())
x = [1, 2, 1, 3, 1]
x.remove(1)
print(x, x.count(1), x.index(1), x.index(1, 2), x.index(3, 0, 4), x.count(99))
del x[0]
x[:] = []
print(x)
for bad in [lambda: [].pop(), lambda: [1].pop(5), lambda: [1].pop("a"), lambda: [1].remove(2), lambda: [1].index(2), lambda: [1, 2, 3].index(1, 1), lambda: [1].pop(0, 1), lambda: [].__delitem__(0)]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
while (stack := [1, 2, 3]) and len(stack) > 2: 
    while stack: print(stack.pop(), end=" ")
    break
print([1, 2, 3].copy(), list("ab").copy() is not None)
