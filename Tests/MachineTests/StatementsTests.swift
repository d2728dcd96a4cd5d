import Testing

extension MachineTests {
  @Suite("Assignment, loops, conditions, matching, deletion.") struct StatementsTests {
    @Test func targetsOfEveryKind() {
      #expect(
        output(
          of: """
            a, *m, z = range(6)
            [p, q] = 1, 2
            x, (y, *w), v = 1, (2, 3, 4), 5
            i = j = [0]
            i.append(1)
            print(a, m, z, p, q, x, y, w, v, j)
            a, b = 1, 2
            a, b = b, a
            print(a, b)
            d = {}
            d["k"], d["l"] = 1, 2
            d["k"] += 5
            print(d)
            del d["l"], a
            print(d)
            """) == """
            0 [1, 2, 3, 4] 5 1 2 1 2 [3, 4] 5 [0, 1]
            2 1
            {'k': 6, 'l': 2}
            {'k': 6}
            """)
    }

    @Test func unpackingFaults() {
      #expect(
        output(
          of: """
            def attempt(f):
                try: f()
                except (ValueError, TypeError) as e: print(e)
            def many(): a, b = 1, 2, 3
            def few(): a, b, c = [1, 2]
            def starred(): a, *b, c = [1]
            def no(): a, b = 5
            attempt(many); attempt(few); attempt(starred); attempt(no)
            """) == """
            too many values to unpack (expected 2)
            not enough values to unpack (expected 3, got 2)
            not enough values to unpack (expected at least 2, got 1)
            cannot unpack non-iterable int object
            """)
    }

    @Test func loopsWithElse() {
      #expect(
        output(
          of: """
            for n in range(2, 8):
                for d in range(2, n):
                      if n % d == 0: break
                else: print(n, "is prime")
            i = 0
            while i < 3:
                i += 1
                if i == 2: continue
                print(i)
            else: print("else")
            """) == """
            2 is prime
            3 is prime
            5 is prime
            7 is prime
            1
            3
            else
            """)
    }

    @Test func conditionsAndChains() {
      #expect(
        output(
          of: """
            x = 5
            print(1 < x < 10, 1 < x < 3, 10 > x > 1 > 0, x or 1 / 0, 0 and 1 / 0, not x, x if x > 3 else "no")
            def side(v):
                print("side", v)
                return v
            print(side(1) < side(5) < side(3) < side(9))
            if (y := x + 1) > 5 and not (y == 7 or y != 6): print(y)
            """) == """
            True False True 5 0 False 5
            side 1
            side 5
            side 3
            False
            6
            """)
    }

    @Test func comprehensionsHaveTheirOwnNames() {
      #expect(
        output(
          of: """
            x = "outer"
            print([x for x in range(3)], x)
            print({k: v for k, v in zip("ab", [1, 2])}, {i % 2 for i in range(5)}, [[j for j in range(i)] for i in range(3)])
            print([(i, j) for i in range(3) for j in range(i) if i + j > 1], [last := n for n in range(4)], last)
            class C:
                n = 3
                squares = [i * i for i in range(n)]
            print(C.squares)
            """) == """
            [0, 1, 2] outer
            {'a': 1, 'b': 2} {0, 1} [[], [0], [0, 1]]
            [(2, 0), (2, 1)] [0, 1, 2, 3] 3
            [0, 1, 4]
            """)
    }

    @Test func patterns() {
      #expect(
        output(
          of: """
            class P:
                __match_args__ = ("x", "y")
                def __init__(self, x, y): self.x, self.y = x, y
            def kind(v):
                match v:
                      case 0 | 1: return "small"
                      case int() as n if n > 100: return ("large", n)
                      case [] | [_]: return "short"
                      case [first, *rest]: return (first, rest)
                      case {"k": value, **more}: return (value, more)
                      case P(0, y=b): return ("origin", b)
                      case P(a, b): return (a, b)
                      case "text" | None: return "text or none"
                      case str(s): return s.upper()
                      case _: return "other"
            for v in [1, 500, [], [9], [1, 2, 3], {"k": 1, "z": 2}, P(0, 3), P(1, 2), "text", None, "abc", 50, 2.5]: print(kind(v))
            """) == """
            small
            ('large', 500)
            short
            short
            (1, [2, 3])
            (1, {'z': 2})
            ('origin', 3)
            (1, 2)
            text or none
            text or none
            ABC
            other
            other
            """)
    }

    @Test func arithmetic() {
      #expect(
        output(
          of: """
            print(2 ** 100, -7 // 2, -7 % 3, 7.5 // 2, 2 ** -1, 10 ** 20 // 3, 5 % -3, 5.5 % -2, divmod(-7, 2))
            print(9223372036854775807 + 1, -9223372036854775808 - 1, 4611686018427387904 * 2, -(-9223372036854775808), 1 << 70)
            print(0.1 + 0.2, 1e16, 7 & 3 | 8 ^ 1, ~5, True + True, 3 == 3.0, hash(3) == hash(3.0), 2 ** 63 == 2.0 ** 63, 10 ** 20 > 1e19)
            i = 10
            i -= 3; i *= 2; i //= 3; i **= 2; i %= 7; i <<= 3; i |= 1; i ^= 3; i &= 14
            print(i, 10 ** 400 // 10 ** 399, 1 / 3, 2 ** 0.5)
            """) == """
            1267650600228229401496703205376 -4 2 3.0 0.5 33333333333333333333 -1 -0.5 (-4, 1)
            9223372036854775808 -9223372036854775809 9223372036854775808 9223372036854775808 1180591620717411303424
            0.30000000000000004 1e+16 11 -6 2 True True True True
            2 10 0.3333333333333333 1.4142135623730951
            """)
    }

    @Test func operandFaults() {
      #expect(
        output(
          of: """
            def attempt(f):
                try: f()
                except Exception as e: print(type(e).__name__, e)
            n, items = 5, [1]
            for f in [lambda: 1 + "a", lambda: "a" + 1, lambda: -"a", lambda: 1 < "a", lambda: 1 / 0, lambda: 1 // 0, lambda: 1 % 0,
                        lambda: 1.0 / 0, lambda: n[0], lambda: [][0], lambda: {}["k"], lambda: None.x, lambda: n(), lambda: len(5),
                        lambda: items["a"], lambda: 3 in 5, lambda: [].nope, lambda: 1 << -1, lambda: 0 ** -1, lambda: [] @ 1]: attempt(f)
            """) == """
            TypeError unsupported operand type(s) for +: 'int' and 'str'
            TypeError can only concatenate str (not "int") to str
            TypeError bad operand type for unary -: 'str'
            TypeError '<' not supported between instances of 'int' and 'str'
            ZeroDivisionError division by zero
            ZeroDivisionError integer division or modulo by zero
            ZeroDivisionError integer modulo by zero
            ZeroDivisionError float division by zero
            TypeError 'int' object is not subscriptable
            IndexError list index out of range
            KeyError 'k'
            AttributeError 'NoneType' object has no attribute 'x'
            TypeError 'int' object is not callable
            TypeError object of type 'int' has no len()
            TypeError list indices must be integers or slices, not str
            TypeError argument of type 'int' is not iterable
            AttributeError 'list' object has no attribute 'nope'
            ValueError negative shift count
            ZeroDivisionError 0.0 cannot be raised to a negative power
            TypeError unsupported operand type(s) for @: 'list' and 'int'
            """)
    }

    @Test func formattedStrings() {
      #expect(
        output(
          of: """
            x, s, w = 3.14159, "hi", 8
            print(f"{x:.2f}|{s:>{w}}|{s!r}|{x=:.1f}|{s=}|{{}}|{1 + 1}|{'nested' + f'{w}'}")
            """) == """
            3.14|      hi|'hi'|x=3.1|s='hi'|{}|2|nested8
            """)
    }
  }
}
