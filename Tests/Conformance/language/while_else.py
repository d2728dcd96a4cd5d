n = 0
while n < 3:
    n += 1
    if n == 2: continue
    print(n)
else:
    print("done")
while True:
    n -= 1
    if n < 0: break
else:
    print("never")
print(n)
