def careful():
    while True:
        try: x = yield "ready"
        except ValueError as e: print("inside:", e)
        except GeneratorExit:
            print("closing")
            raise
        else: print("sent", x)
g = careful()
print(next(g), g.throw(ValueError("thrown")), g.throw(ValueError), g.send(5))
g.close()
g.close()
g = careful()
next(g)
try: g.throw(KeyError("out"))
except KeyError as e: print("outside:", e)
print(list(g))
def stubborn():
    try: yield 1
    except GeneratorExit: yield 2
s = stubborn()
next(s)
try: s.close()
except RuntimeError as e: print(e)
def fails():
    yield 1
    raise ValueError("later")
f = fails()
print(next(f))
try: next(f)
except ValueError as e: print(e)
print(next(f, "exhausted"))
fresh = careful()
try: fresh.throw(ValueError("before it began"))
except ValueError as e: print(e)
def stop():
    yield 1
    raise StopIteration("leaks")
try: list(stop())
except RuntimeError as e: print(e, repr(e.__cause__))
