x = 5
print(1 < x < 10, 1 < x > 3, 1 > x < 10, 1 < 2 < 3 < 4, 1 < 2 > 3, 5 == x == 5.0)
def trace(v):
    print("eval", v)
    return v
print(trace(1) < trace(3) < trace(2) < trace(9))
