import Testing

extension MachineTests {
  @Suite("Functions that yield.") struct GeneratorsTests {
    @Test func sendThrowClose() {
      #expect(
        output(
          of: """
            def g():
                try:
                      got = yield 1
                      print("got", got)
                      yield 2
                except ValueError as e:
                      print("caught", e)
                      yield 3
                finally:
                      print("closing")
            a = g()
            print(next(a), a.send("x"))
            print(a.throw(ValueError("v")))
            a.close()
            print(list(a))
            """) == """
            got x
            1 2
            caught v
            3
            closing
            []
            """)
    }

    @Test func delegation() {
      #expect(
        output(
          of: """
            def inner():
                got = yield 1
                return ("inner", got)
            def outer():
                result = yield from inner()
                print(result)
                yield from [2, 3]
                return "end"
            o = outer()
            print(next(o), o.send("s"), next(o))
            try: next(o)
            except StopIteration as e: print(e.value)
            """) == """
            ('inner', 's')
            1 2 3
            end
            """)
    }

    @Test func abandonedGeneratorsFinish() {
      #expect(
        output(
          of: """
            def g():
                try:
                      for i in range(5): yield i
                finally: print("finally")
            for x in g():
                if x == 1: break
            print("after")
            """) == """
            finally
            after
            """)
    }

    @Test func expressionsAreLazy() {
      #expect(
        output(
          of: """
            def loud(x):
                print("loud", x)
                return x
            e = (loud(x) for x in range(3) if x != 1)
            print("made")
            print(next(e))
            print(sum(e))
            """) == """
            made
            loud 0
            0
            loud 2
            2
            """)
    }

    @Test func stopIterationInside() {
      #expect(
        output(
          of: """
            def bad():
                yield 1
                raise StopIteration
            try: list(bad())
            except RuntimeError as e: print(e, repr(e.__cause__))
            def running():
                yield next(me)
            me = running()
            try: next(me)
            except ValueError as e: print(e)
            """) == """
            generator raised StopIteration StopIteration()
            generator already executing
            """)
    }
  }
}
