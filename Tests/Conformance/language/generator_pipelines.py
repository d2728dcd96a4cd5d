def numbers():
    n = 0
    while True:
        yield n
        n += 1
def take(n, it):
    for _, x in zip(range(n), it): yield x
def mapped(f, it):
    for x in it: yield f(x)
def kept(test, it):
    for x in it:
        if test(x): yield x
def windows(it, size):
    window = []
    for x in it:
        window.append(x)
        if len(window) == size:
            yield tuple(window)
            window.pop(0)
print(list(take(5, mapped(lambda x: x * x, kept(lambda x: x % 2, numbers())))))
print(list(windows(range(5), 3)))
def primes():
    found = []
    for n in numbers():
        if n > 1 and all(n % p for p in found):
            found.append(n)
            yield n
print(list(take(10, primes())))
def fibonacci(a=0, b=1):
    while True:
        yield a
        a, b = b, a + b
print([x for x in take(12, fibonacci())], next(x for x in fibonacci() if x > 1000))
def batched(items, n):
    for i in range(0, len(items), n): yield items[i:i + n]
print(list(batched("abcdefg", 3)))
def running(it):
    total = 0
    for x in it:
        total += x
        yield total
print(list(running([1, 2, 3, 4])))
