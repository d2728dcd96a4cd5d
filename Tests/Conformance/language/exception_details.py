e = ValueError("bad", 3)
print(e.args, str(e), repr(e), ValueError().args, str(ValueError("one")), [e])
e.args = ("changed",)
print(e, repr(e))
e.add_note("look here")
e.add_note("and there")
print(e.__notes__, e.__cause__, e.__context__, e.__traceback__)
try: raise e
except ValueError as same: print(same is e, same.__traceback__ is not None)
try: e.add_note(5)
except TypeError as t: print(t)
print(KeyError("k"), str(KeyError("k")), KeyError(1, 2), IndexError("i"), OSError(2, "gone"), OSError(2, "gone").errno, StopIteration(5).value)
print(isinstance(KeyError(), LookupError), issubclass(ZeroDivisionError, ArithmeticError), Exception.__mro__[1].__name__)
try: {}["missing"]
except KeyError as k: print(k.args, k.args[0])
try: unknown_name
except NameError as n: print(n.name, n.args)
try: (5).nothing
except AttributeError as a: print(a.name, a.obj)
try: "é".encode("ascii")
except UnicodeEncodeError as u: print(u.encoding, u.start, u.end, u.reason, u.object)
try: import nothing_here
except ImportError as i: print(i.name, i.msg, type(i).__name__)
print(ValueError("a") == ValueError("a"), hash(e) == hash(e), e.with_traceback(None) is e)
