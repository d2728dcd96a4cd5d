print(issubclass(KeyError, LookupError), issubclass(IndexError, LookupError), issubclass(ZeroDivisionError, ArithmeticError), issubclass(FileNotFoundError, OSError), issubclass(KeyboardInterrupt, Exception), issubclass(ModuleNotFoundError, ImportError), issubclass(RecursionError, RuntimeError), issubclass(NotImplementedError, RuntimeError), issubclass(UnicodeDecodeError, ValueError), IOError is OSError)
print([c.__name__ for c in KeyError.__mro__], Exception.__name__, ValueError.__module__)
e = ValueError("a", 1)
e.note = "x"
print(e.note, e.args, e.__class__.__name__, isinstance(e, Exception), e == ValueError("a", 1))
