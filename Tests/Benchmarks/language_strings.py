# Strings, formatted, joined, split and counted.
import time


def work(n):
    lines = []
    for i in range(n):
        lines.append(f"{i:06d} {i / 7:.3f} {'even' if i % 2 == 0 else 'odd'}")
    text = "\n".join(lines)
    words = 0
    for line in text.split("\n"):
        words += len(line.split(" "))
    return words, len(text), text.count("even")


start = time.perf_counter()
value = work(150000)
print(f"{time.perf_counter() - start:.4e} s, {value}")
