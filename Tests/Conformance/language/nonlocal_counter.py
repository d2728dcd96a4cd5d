def counter(start=0):
    count = start
    def bump(by=1):
        nonlocal count
        count += by
        return count
    def peek(): return count
    return bump, peek
bump, peek = counter()
other, _ = counter(100)
print(bump(), bump(5), other(), peek())
def outer():
    x = 1
    def middle():
        x = 2
        def inner():
            nonlocal x
            x += 10
            return x
        return inner(), x
    return middle(), x
print(outer())
def accumulate():
    total = 0
    history = []
    def add(n):
        nonlocal total
        total += n
        history.append(total)
        return history[:]
    return add
add = accumulate()
add(1); add(2)
print(add(3))
