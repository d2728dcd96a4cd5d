for i in range(4):
    if i == 1: continue
    for j in range(4):
        if j == 2: break
        print(i, j)
    else:
        print("inner whole")
    if i == 2: break
else:
    print("outer whole")
n = 0
while True:
    n += 1
    if n % 2: continue
    if n > 6: break
    print(n, end=" ")
print("end", n)
for x in range(3):
    try:
        if x == 1: continue
        if x == 2: break
        print("body", x)
    finally:
        print("finally", x)
for x in "abc":
    for y in "xyz":
        if x + y == "by": break
    else: continue
    print("found", x, y)
    break
