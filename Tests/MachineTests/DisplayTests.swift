import Diagnostics
import Testing

@testable import Machine

/// What a cell's last expression shows, as IPython's pretty printer has it.
@Suite(.serialized) struct DisplayTests {
  static let shown: [(code: String, text: String)] = [
    ("[1, 'a', None]", "[1, 'a', None]"),
    ("{3, 1, 2}", "{1, 2, 3}"),
    ("(1,)", "(1,)"),
    ("int", "int"),
    (
      "['x' * 30 for _ in range(3)]",
      "['" + String(repeating: "x", count: 30) + "',\n '" + String(repeating: "x", count: 30) + "',\n '"
        + String(repeating: "x", count: 30) + "']"
    ),
    ("len", "<function len(obj, /)>"),
    ("ValueError('a', 1)", "ValueError('a', 1)"),
    ("def f(a, b=1): pass\nf", "<function __main__.f(a, b=1)>"),
    ("from collections import Counter\nCounter('aab')", "Counter({'a': 2, 'b': 1})"),
  ]
  @Test(arguments: shown) func lastExpressionsShowAsInIPython(code: String, text: String) throws {
    let machine = Machine()
    let value = try machine.run(Source(name: "test", text: code), globals: Machine.newGlobals())
    #expect(try Display.text(of: value) == text)
  }
}
