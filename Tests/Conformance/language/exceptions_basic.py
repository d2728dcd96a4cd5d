def f(n):
    try:
        if n == 0: return 1 / 0
        if n == 1: return [][1]
        if n == 2: return {}["k"]
        if n == 3: raise ValueError("bad", 3)
        if n == 4: raise KeyError
        return "fine"
    except ZeroDivisionError as e:
        return f"zde {e}"
    except (IndexError, KeyError) as e:
        return f"lookup {type(e).__name__} {e} {e.args}"
    except Exception as e:
        return f"other {e!r}"
    else:
        return "else"
    finally:
        print("finally", n)
for i in range(6):
    print(f(i))
try:
    pass
except Exception:
    print("no")
else:
    print("else ran")
try:
    e
except NameError as x:
    print(x)
