import Testing

extension MachineTests {
  @Suite("How arguments reach parameters, and what functions keep.") struct FunctionsTests {
    @Test func argumentsOfEveryKind() {
      #expect(
        output(
          of: """
            def f(a, b=2, *rest, k=5, **more):
                return a, b, rest, k, more
            print(f(1))
            print(f(1, 3, 4, 5, k=6, q=7))
            print(f(*[1, 2, 3], **{"k": 0, "z": 9}))
            print(f(b=1, a=0))
            """) == """
            (1, 2, (), 5, {})
            (1, 3, (4, 5), 6, {'q': 7})
            (1, 2, (3,), 0, {'z': 9})
            (0, 1, (), 5, {})
            """)
    }

    @Test func wrongArguments() {
      #expect(
        output(
          of: """
            def show(f, *a, **k):
                try: f(*a, **k)
                except TypeError as e: print(e)
            def f(a, b): pass
            def g(a, b=1, *, k): pass
            def h(a, /, b, *c): pass
            def none(): pass
            show(f)
            show(f, 1)
            show(f, 1, 2, 3)
            show(f, 1, b=2, c=3)
            show(f, 1, a=2)
            show(g, 1)
            show(g, 1, 2, 3, k=1)
            show(g, 1, 2, 3)
            show(h, a=1, b=2)
            show(none, 1)
            show(lambda x, y, z: 0)
            """) == """
            f() missing 2 required positional arguments: 'a' and 'b'
            f() missing 1 required positional argument: 'b'
            f() takes 2 positional arguments but 3 were given
            f() got an unexpected keyword argument 'c'
            f() got multiple values for argument 'a'
            g() missing 1 required keyword-only argument: 'k'
            g() takes from 1 to 2 positional arguments but 3 positional arguments (and 1 keyword-only argument) were given
            g() takes from 1 to 2 positional arguments but 3 were given
            h() got some positional-only arguments passed as keyword arguments: 'a'
            none() takes 0 positional arguments but 1 was given
            <lambda>() missing 3 required positional arguments: 'x', 'y', and 'z'
            """)
    }

    @Test func closuresShareTheirVariables() {
      #expect(
        output(
          of: """
            def counter():
                n = 0
                def up():
                      nonlocal n
                      n += 1
                      return n
                def down():
                      nonlocal n
                      n -= 1
                      return n
                return up, down
            up, down = counter()
            up(); up()
            print(down(), up())
            print([f() for f in [lambda: i for i in range(3)]])
            """) == """
            1 2
            [2, 2, 2]
            """)
    }

    @Test func globalsAndShadowing() {
      #expect(
        output(
          of: """
            x = 1
            def read(): return x
            def write():
                global x
                x += 10
            def local():
                x = "mine"
                return x
            write()
            print(read(), local(), x)
            len = 5
            print(len)
            del len
            print(len("abc"))
            """) == """
            11 mine 11
            5
            3
            """)
    }

    @Test func decoratorsApplyFromTheInside() {
      #expect(
        output(
          of: """
            def times(n):
                def wrap(f):
                      def inner(*a): return f(*a) * n
                      return inner
                return wrap
            @times(2)
            @times(3)
            def base(x): return x
            print(base(5))
            """) == """
            30
            """)
    }

    @Test func unboundNames() {
      #expect(
        output(
          of: """
            def attempt(f):
                try: f()
                except NameError as e: print(type(e).__name__, e)
            def early():
                print(later)
                later = 1
            def deleted():
                x = 1
                del x
                return x
            def free():
                def inner(): return q
                inner()
                q = 1
            attempt(early)
            attempt(deleted)
            attempt(free)
            attempt(lambda: nowhere)
            """) == """
            UnboundLocalError cannot access local variable 'later' where it is not associated with a value
            UnboundLocalError cannot access local variable 'x' where it is not associated with a value
            NameError cannot access free variable 'q' where it is not associated with a value in enclosing scope
            NameError name 'nowhere' is not defined
            """)
    }
  }
}
