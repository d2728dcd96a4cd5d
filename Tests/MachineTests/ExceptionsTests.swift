import Testing

extension MachineTests {
  @Suite("Raising, catching, cleaning up.") struct ExceptionsTests {
    @Test func finallyOnEveryWayOut() {
      #expect(
        output(
          of: """
            def loop():
                for i in range(4):
                      try:
                          if i == 1: continue
                          if i == 2: return i
                      finally: print("finally", i)
            print(loop())
            def nested():
                try:
                      try: raise KeyError(1)
                      finally: print("inner")
                except KeyError:
                      print("caught")
                      return "done"
                finally: print("outer")
            print(nested())
            def overriding():
                try: return 1
                finally: return 2
            print(overriding())
            for i in range(3):
                try: break
                finally: print("broke")
            """) == """
            finally 0
            finally 1
            finally 2
            2
            inner
            caught
            outer
            done
            2
            broke
            """)
    }

    @Test func causesAndContexts() {
      #expect(
        output(
          of: """
            try:
                try: {}["a"]
                except KeyError as e: raise ValueError("v") from e
            except ValueError as e: print(repr(e.__cause__), e.__suppress_context__)
            try:
                try: 1 / 0
                except ZeroDivisionError: raise TypeError("t")
            except TypeError as e: print(repr(e.__context__), repr(e.__cause__))
            try:
                try: 1 / 0
                except ZeroDivisionError: raise TypeError("t") from None
            except TypeError as e: print(repr(e.__cause__), e.__suppress_context__)
            try: raise
            except RuntimeError as e: print(e)
            try: raise 5
            except TypeError as e: print(e)
            """) == """
            KeyError('a') True
            ZeroDivisionError('division by zero') None
            None True
            No active exception to reraise
            exceptions must derive from BaseException
            """)
    }

    @Test func theNameOfAnExceptionIsUnbound() {
      #expect(
        output(
          of: """
            try: 1 / 0
            except ZeroDivisionError as e: print(e)
            try: e
            except NameError as n: print(n)
            """) == """
            division by zero
            name 'e' is not defined
            """)
    }

    @Test func handlersInOrder() {
      #expect(
        output(
          of: """
            def kind(f):
                try: f()
                except (KeyError, IndexError) as e: return "lookup", type(e).__name__
                except ArithmeticError: return "arithmetic"
                except Exception as e: return "other", str(e)
                else: return "fine"
            print(kind(lambda: {}[1]), kind(lambda: [][1]), kind(lambda: 1 / 0), kind(lambda: int("x")), kind(lambda: 0))
            """) == """
            ('lookup', 'KeyError') ('lookup', 'IndexError') arithmetic ('other', "invalid literal for int() with base 10: 'x'") fine
            """)
    }

    @Test func contextManagers() {
      #expect(
        output(
          of: """
            class CM:
                def __init__(self, name, swallow=False): self.name, self.swallow = name, swallow
                def __enter__(self):
                      print("enter", self.name)
                      return self.name
                def __exit__(self, type, value, traceback):
                      print("exit", self.name, type and type.__name__, value)
                      return self.swallow
            with CM("a") as a, CM("b", True) as b:
                print(a, b)
                raise ValueError("inside")
            def leave():
                with CM("c"): return "returned"
            print(leave())
            try:
                with CM("d"): 1 / 0
            except ZeroDivisionError: print("out")
            try:
                with 5: pass
            except TypeError as e: print(e)
            """) == """
            enter a
            enter b
            a b
            exit b ValueError inside
            exit a None None
            enter c
            exit c None None
            returned
            enter d
            exit d ZeroDivisionError division by zero
            out
            'int' object does not support the context manager protocol
            """)
    }

    @Test func recursionEnds() {
      #expect(
        output(
          of: """
            def f(n): return f(n + 1)
            try: f(0)
            except RecursionError as e: print(e)
            class R:
                def __repr__(self): return repr(self)
            try: repr(R())
            except RecursionError as e: print("repr")
            def key(x): return sorted([1], key=key)
            try: key(1)
            except RecursionError as e: print("sorted")
            class A:
                def __add__(self, o): return self + o
            try: A() + 1
            except RecursionError as e: print("add")
            print("still here")
            """) == """
            maximum recursion depth exceeded
            repr
            sorted
            add
            still here
            """)
    }
  }
}
