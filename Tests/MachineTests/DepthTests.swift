import Testing

extension MachineTests {
  /// Nothing that a person can nest, however deep, ends the process.
  @Suite struct DepthTests {
    @Test(arguments: [
      "x = []\nfor _ in range(300000): x = [x]\ndel x",
      "x = ()\nfor _ in range(300000): x = (x,)\ndel x",
      "x = {}\nfor _ in range(300000): x = {'k': x}\ndel x",
      "class N: pass\nx = N()\nfor _ in range(300000):\n  n = N()\n  n.next = x\n  x = n\ndel x, n",
      "x = frozenset()\nfor _ in range(3000): x = frozenset([x])\ndel x",
      "f = lambda: 0\ndef wrap(f): return lambda: f\nfor _ in range(300000): f = wrap(f)\ndel f",
      "x = None\nfor _ in range(300000): x = [x].append\ndel x",
    ]) func deepStructuresAreFreed(_ program: String) { #expect(output(of: program + "\nprint('freed')") == "freed") }

    @Test(arguments: [
      ("print(x == y)", "in comparison"), ("repr(x)", "while getting the repr of an object"), ("str(x)", "repr"),
      ("hash(t)", "depth"), ("x < y", "in comparison"), ("print([z] == [z], z in [z])", ""),
    ]) func deepStructuresAreNotFollowedForEver(_ use: String, _ words: String) {
      let result = output(
        of: """
          x = y = z = []
          t = ()
          for _ in range(100000):
              x = [x]
              y = [y]
              t = (t,)
          try:
              \(use)
          except RecursionError as e: print("RecursionError", e)
          """)
      #expect(result == "True True" || (result.hasPrefix("RecursionError maximum recursion depth exceeded")))
      if result != "True True" { #expect(result.contains(words)) }
    }

    @Test func iteratorsOverIterators() {
      #expect(
        output(
          of: """
            it = iter([1])
            for _ in range(100000): it = map(abs, it)
            try: print(next(it))
            except RecursionError as e: print(e)
            def g(n):
                if n: yield from g(n - 1)
                yield n
            try: print(sum(g(100)), len(list(g(5000))))
            except RecursionError as e: print(e)
            """
        ).hasSuffix("maximum recursion depth exceeded"))
    }

    @Test func callsThroughNativeCode() {
      for call in [
        "def f(x): return sorted([1], key=f)", "def f(x): return list(map(f, [1]))",
        "def f(x): return max([1, 2], key=f)",
        "class A:\n  def __getattr__(self, n): return getattr(self, n + 'x')\ndef f(x): return A().a",
        "class A:\n  def __len__(self): return len(self)\ndef f(x): return len(A())",
        "class A:\n  def __eq__(self, o): return self == o\ndef f(x): return A() == 1",
        "class A:\n  def __call__(self): return self()\ndef f(x): return A()()",
        "class A:\n  def __init__(self): A()\ndef f(x): return A()",
        "class A:\n  def __iter__(self): return iter(self)\ndef f(x): return list(A())",
      ] {
        #expect(
          output(of: call + "\ntry: f(1)\nexcept RecursionError: print('RecursionError')") == "RecursionError",
          "\(call)")
      }
    }

    @Test func programsOfManyParts() {
      let sum = "print(" + Array(repeating: "1", count: 900).joined(separator: " + ") + ")"
      #expect(output(of: sum) == "900")
      let list = "x = [" + Array(repeating: "7", count: 70_000).joined(separator: ", ") + "]\nprint(len(x), sum(x))"
      #expect(output(of: list) == "70000 490000")
      let call = "print(max(" + (0..<5000).map { String($0) }.joined(separator: ", ") + "))"
      #expect(output(of: call) == "4999")
      let names = (0..<3000).map { "v\($0) = \($0)" }.joined(separator: "\n") + "\nprint(v2999)"
      #expect(output(of: names) == "2999")
    }
  }
}
