# Calls: the 27th Fibonacci number, recursively.
import time


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


start = time.perf_counter()
value = fib(27)
print(f"{time.perf_counter() - start:.4e} s, {value}")
