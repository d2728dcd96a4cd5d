def what(f):
    try: f()
    except (KeyError, IndexError) as e: return f"lookup {e!r}"
    except ArithmeticError as e: return f"arithmetic {type(e).__name__}"
    except ValueError: return "value"
    except Exception as e: return f"other {type(e).__name__}: {e}"
    except: return "bare"
def leave(): raise SystemExit(2)
for f in [lambda: {}[1], lambda: [][1], lambda: 1 / 0, lambda: 2.0 ** 10000, lambda: int("q"), lambda: None.x, leave]:
    print(what(f))
e = "before"
try: raise ValueError("x")
except ValueError as e: pass
try: print(e)
except NameError as n: print(n)
kinds = (TypeError, ValueError)
try: int([])
except kinds as e: print(type(e).__name__)
def choose(): 
    print("asked")
    return KeyError
try: [][0]
except choose(): print("no")
except LookupError: print("yes")
try:
    try: {}["k"]
    except KeyError: raise
except KeyError as e: print("again", e)
try: raise ValueError
except ValueError as e: print(repr(e), str(e) == "", e.args)
