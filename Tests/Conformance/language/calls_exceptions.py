# What Python says of these calls, one after the other.
for call in [
    lambda: (ValueError().with_traceback(None)),
    lambda: (ValueError("a").__cause__, ValueError("a").__context__, ValueError("a").__suppress_context__,ValueError("a").__traceback__),
    lambda: (ValueError("a").add_note("x")),
    lambda: (ValueError("a",b=1)),
    lambda: (StopIteration(3).value),
    lambda: (SystemExit(3).code),
    lambda: (KeyError("a","b")),
    lambda: (ImportError("x",name="y").name),
    lambda: (NameError("x",name="y").name),
    lambda: (OSError("x").errno),
    lambda: (OSError(1,"a","f")),
]:
    try: print(repr(call()))
    except Exception as e: print(type(e).__name__, e)
