assert True
try:
    assert 1 == 2, "math works"
except AssertionError as e:
    print(repr(e), e)
try:
    assert []
except AssertionError as e:
    print(repr(e))
x = 1
del x
try:
    x
except NameError as e:
    print(e)
a = [1, 2, 3]
b = {"k": 1}
del a[0], b["k"]
print(a, b)
