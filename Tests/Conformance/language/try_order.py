def run(step):
    try:
        print("try", end=" ")
        if step == 1: raise ValueError("one")
        if step == 2: raise KeyError("two")
        if step == 3: return "returned"
    except ValueError as e:
        print("except", e, end=" ")
    else:
        print("else", end=" ")
    finally:
        print("finally")
    return "end"
for step in range(4):
    try: print(run(step))
    except KeyError as e: print("outside", e)
def nested():
    try:
        try: 1 / 0
        finally: print("inner finally")
    except ZeroDivisionError as e: print("outer", e)
    try:
        try: int("x")
        except ValueError: raise TypeError("changed")
    except TypeError as e: print(e, "after", type(e.__context__).__name__)
nested()
def loop():
    for i in range(5):
        try:
            if i == 1: continue
            if i == 3: break
            print("body", i)
        except Exception: pass
        else: print("else", i)
        finally: print("finally", i)
loop()
def swallow():
    try: raise ValueError
    finally: return "swallowed"
print(swallow())
