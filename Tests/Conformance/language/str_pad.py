print("x".center(7, "*"), "xy".center(7, "*"), "xy".center(6) + "|", "x".ljust(4, ".") , "x".rjust(4, "."), "7".zfill(3), "-7".zfill(4), "+7.5".zfill(6), "abc".zfill(2))
try:
    "x".center(5, "ab")
except TypeError as e:
    print(e)
