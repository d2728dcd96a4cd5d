def v(x):
    print("v", x, end=" ")
    return x
print(v(1) < v(2) < v(3), v(3) < v(1) < v(2), v(1) < v(5) > v(2) != v(0))
print(1 < 2 < 3, 1 < 3 < 2, 1 == 1.0 == True, 1 < 2 > 1, 0 <= 0 < 1, "a" < "b" < "c", 5 in [5] == True, not 1 < 2 < 3)
print(1 in [1] in [[1]], 3 > 2 is not None, (1 < 2) < 2, 1 < (2 < 3), [1] < [1, 0] < [2], 1 != 2 != 1)
x = 5
print(0 < x < 10, 0 < x > 10, x == 5 == 5, 1 < x <= 5 != 6)
print(1 < 2 == True, (1, 2) < (1, 3) <= (1, 3), float("nan") < 1 < 2, None is None is None)
