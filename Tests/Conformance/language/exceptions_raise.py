class MyError(Exception): pass
class Sub(MyError):
    def __str__(self): return "custom str"
for x in [MyError("m"), Sub(1), ValueError, ValueError(), KeyError("k"), OSError(2, "No such"), StopIteration(5), SystemExit(3)]:
    try:
        raise x
    except BaseException as e:
        print(type(e).__name__, str(e), repr(e), e.args)
try:
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise ValueError("second") from e
except ValueError as e:
    print(repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError("ctx")
except KeyError as e:
    print(e.__cause__, repr(e.__context__))
try:
    try:
        raise ValueError("orig")
    except ValueError:
        raise
except ValueError as e:
    print("reraised", e)
for bad in [5, "str", None]:
    try:
        raise bad
    except TypeError as e:
        print(e)
try:
    raise
except RuntimeError as e:
    print(e)
