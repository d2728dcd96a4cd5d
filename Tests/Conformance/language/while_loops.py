n, steps = 27, 0
while n != 1:
    n = n // 2 if n % 2 == 0 else 3 * n + 1
    steps += 1
print(steps)
stack = [1, [2, [3]], 4]
flat = []
while stack:
    top = stack.pop()
    if isinstance(top, list): stack.extend(top)
    else: flat.append(top)
print(flat)
low, high = 0.0, 2.0
while high - low > 1e-9:
    mid = (low + high) / 2
    if mid * mid < 2: low = mid
    else: high = mid
print(round(low, 6))
while (line := "abc"[len(flat) - 4:]) and len(flat) < 6:
    flat.append(line)
print(flat)
while 0: print("never")
else: print("else of a loop that never ran")
