def none(): return
def falls(): pass
def several(): return 1, 2
def starred(): return *[1, 2], 3
def early(x):
    if x: return "early"
    return "late"
def nested():
    for i in range(3):
        for j in range(3):
            if i * j == 2: return i, j
def from_with():
    class C:
        def __enter__(self): return self
        def __exit__(self, *a): print("exit")
    with C(): return "value"
def finally_wins():
    try: return "try"
    finally: return "finally"
def finally_runs():
    x = [1]
    try: return x
    finally: x.append(2)
print(none(), falls(), several(), starred(), early(1), early(0), nested(), from_with(), finally_wins(), finally_runs())
