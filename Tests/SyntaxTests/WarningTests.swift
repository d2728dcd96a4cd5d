import Diagnostics
import Testing

@testable import Syntax

/// What CPython's compiler warns of: how often, in which order, on which lines.
@Test(arguments: [
  ("x is 5", ["1 \"is\" with a literal. Did you mean \"==\"?"]),
  ("x is not 'a'\nx is None", ["1 \"is not\" with a literal. Did you mean \"!=\"?"]),
  ("not x is -1", ["1 \"is not\" with a literal. Did you mean \"!=\"?"]),
  ("f'{x is 5}'", ["1 \"is\" with a literal. Did you mean \"==\"?"]),
  ("assert (x, 'text')", ["1 assertion is always true, perhaps remove parentheses?"]),
  ("[(1, 2) (3, 4)]", ["1 'tuple' object is not callable; perhaps you missed a comma?"]),
  ("[[1, 2] [3, 4]]", ["1 list indices must be integers or slices, not tuple; perhaps you missed a comma?"]),
  ("{1}[0]", ["1 'set' object is not subscriptable; perhaps you missed a comma?"]),
  ("1if x else 2", ["1 invalid decimal literal"]),
  ("0x1for x in y", ["1 invalid hexadecimal literal"]),
  ("'\\d'", ["1 invalid escape sequence '\\d'"]),
  ("r'\\d' '\\n'\nb'\\x00'", []),
  ("(lambda: 0)()\n'abc'[1:2]\n[1][True]\nf()[0]", []),
  // The test of a while is compiled twice, a finally once for each way into it.
  ("while x is 5: pass", Array(repeating: "1 \"is\" with a literal. Did you mean \"==\"?", count: 2)),
  (
    "def f():\n  try: return\n  finally: x is 5",
    Array(repeating: "3 \"is\" with a literal. Did you mean \"==\"?", count: 3)
  ),
])
func suspicionsAreTold(source: String, expected: [String]) throws {
  var found: [String] = []
  _ = try Parser.parse(Source(name: "test", text: source)) { warning in
    guard let source = warning.source, let span = warning.span else { return }
    found.append("\(source.line(at: span.start)) \(warning.message)")
  }
  #expect(found == expected)
}
