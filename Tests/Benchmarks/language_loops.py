# Loops: integer arithmetic in three nested ones.
import time


def work(n):
    total = 0
    for i in range(n):
        for j in range(n):
            for k in range(n):
                total += (i * j + k) % 7
    return total


start = time.perf_counter()
value = work(120)
print(f"{time.perf_counter() - start:.4e} s, {value}")
