def f():
    try:
        return "try"
    finally:
        print("cleanup")
def g():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
            print("body", i)
        finally:
            print("fin", i)
    return "done"
def h():
    try:
        raise ValueError("x")
    finally:
        return "swallowed"
def k():
    while True:
        try:
            try:
                raise KeyError("inner")
            finally:
                print("inner finally")
        except KeyError:
            print("handled")
            break
    return 1
print(f(), g(), h(), k())
