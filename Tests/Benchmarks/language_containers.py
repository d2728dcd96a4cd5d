# Lists and dictionaries, built and read.
import time


def work(n):
    squares = [i * i for i in range(n)]
    counts = {}
    for s in squares:
        key = s % 1000
        counts[key] = counts.get(key, 0) + 1
    pairs = []
    for key in counts:
        pairs.append((counts[key], key))
    pairs.sort()
    return len(pairs), pairs[-1]


start = time.perf_counter()
value = work(400000)
print(f"{time.perf_counter() - start:.4e} s, {value}")
