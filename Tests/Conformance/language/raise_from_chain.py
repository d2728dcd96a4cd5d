def load(): raise KeyError("config")
def start():
    try: load()
    except KeyError as e: raise RuntimeError("cannot start") from e
try: start()
except RuntimeError as e:
    print(e, repr(e.__cause__), e.__context__ is e.__cause__, e.__suppress_context__)
try:
    try: 1 / 0
    except ZeroDivisionError: raise ValueError("during")
except ValueError as e: print(repr(e.__context__), e.__cause__, e.__suppress_context__)
try:
    try: 1 / 0
    except ZeroDivisionError: raise ValueError("alone") from None
except ValueError as e: print(e.__cause__, repr(e.__context__), e.__suppress_context__)
try: raise ValueError("a") from TypeError
except ValueError as e: print(repr(e.__cause__))
for cause in [5, "text"]:
    try: raise ValueError("a") from cause
    except TypeError as e: print(e)
try:
    try: raise ValueError("first")
    finally: {}["second"]
except KeyError as e: print(repr(e), repr(e.__context__))
e1, e2 = ValueError(1), ValueError(2)
try:
    try: raise e1
    except ValueError: raise e2
except ValueError as e: print(e is e2, e.__context__ is e1)
def deep():
    try:
        try:
            try: raise A1("one")
            except A1: raise A2("two")
        except A2: raise A3("three")
    except A3 as e:
        chain = []
        while e:
            chain.append(repr(e))
            e = e.__context__
        return chain
class A1(Exception): pass
class A2(Exception): pass
class A3(Exception): pass
print(deep())
