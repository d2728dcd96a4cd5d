import Diagnostics
import Testing

@testable import Syntax

private func fault(_ bytes: [UInt8]) -> String? {
  do {
    _ = try Parser.parse(Source(name: "x", bytes: bytes))
    return nil
  } catch {
    return error.headline
  }
}

private func fault(_ text: String) -> String? { fault(Array(text.utf8)) }

/// Input at the limits: depth, size, and bytes that are no text.
@Suite struct EdgeTests {
  static let tooDeep = "RecursionError: maximum recursion depth exceeded during compilation"

  static let chains: [(name: String, text: @Sendable (Int) -> String)] = [
    ("sum", { "x = 1" + String(repeating: "+1", count: $0) }),
    ("attributes", { "x = a" + String(repeating: ".b", count: $0) }),
    ("calls", { "x = a" + String(repeating: "()", count: $0) }),
    ("subscripts", { "x = a" + String(repeating: "[0]", count: $0) }),
    ("minus", { "x = " + String(repeating: "-", count: $0) + "1" }),
    ("not", { "x = " + String(repeating: "not ", count: $0) + "1" }),
    ("power", { "x = 1" + String(repeating: "**1", count: $0) }),
    ("conditional", { "x = 1" + String(repeating: " if a else 1", count: $0) }),
    ("lambda", { "x = " + String(repeating: "lambda: ", count: $0) + "1" }),
    ("elif", { "if a:\n  b\n" + String(repeating: "elif a:\n  b\n", count: $0) }),
  ]

  @Test(arguments: chains)
  func longChainsAreReadOrRefused(_ chain: (name: String, text: @Sendable (Int) -> String)) {
    #expect(fault(chain.text(900)) == nil)
    #expect(fault(chain.text(20_000)) == EdgeTests.tooDeep)
  }

  @Test func flatProgramsMayBeLong() {
    #expect(fault("x = " + String(repeating: "1 < ", count: 10_000) + "1") == nil)
    #expect(fault("x = " + String(repeating: "a and ", count: 10_000) + "b") == nil)
    #expect(fault("x = [" + String(repeating: "1, ", count: 10_000) + "]") == nil)
    #expect(fault(String(repeating: "x = 1\n", count: 10_000)) == nil)
    #expect(fault(String(repeating: "x = ", count: 10_000) + "1") == nil)
  }

  @Test(arguments: ["(", "[", "{"])
  func bracketsNestTwoHundredDeep(_ open: String) {
    let close = ["(": ")", "[": "]", "{": "}"][open] ?? ""
    #expect(fault(String(repeating: open, count: 200) + String(repeating: close, count: 200)) == nil || open == "{")
    #expect(fault(String(repeating: open, count: 10_000)) == "SyntaxError: too many nested parentheses")
    let inner = String(repeating: open, count: 199) + "a b" + String(repeating: close, count: 199)
    #expect(fault(inner) == "SyntaxError: invalid syntax. Perhaps you forgot a comma?")
  }

  @Test func blocksNestNinetyNineDeep() {
    func nested(_ depth: Int) -> String {
      (0..<depth).map { String(repeating: " ", count: $0) + "if x:\n" }.joined() + String(repeating: " ", count: depth)
        + "pass\n"
    }
    #expect(fault(nested(99)) == nil)
    #expect(fault(nested(100)) == "IndentationError: too many levels of indentation")
  }

  static let bytes: [(bytes: [UInt8], message: String)] = [
    ([0x78, 0x00], "SyntaxError: source code cannot contain null bytes"),
    (
      [0x78, 0xFF],
      "SyntaxError: (unicode error) 'utf-8' codec can't decode byte 0xff in position 1: invalid start byte"
    ),
    (
      [0xC3, 0x28],
      "SyntaxError: (unicode error) 'utf-8' codec can't decode byte 0xc3 in position 0: invalid continuation byte"
    ),
    (
      [0x22, 0xE2, 0x82],
      "SyntaxError: (unicode error) 'utf-8' codec can't decode bytes in position 1-2: unexpected end of data"
    ),
    (
      [0xED, 0xA0, 0x80],
      "SyntaxError: (unicode error) 'utf-8' codec can't decode byte 0xed in position 0: invalid continuation byte"
    ),
  ]

  @Test(arguments: bytes)
  func bytesThatAreNoTextAreRefused(_ example: (bytes: [UInt8], message: String)) {
    #expect(fault(example.bytes) == example.message)
  }

  @Test func aByteOrderMarkIsSkipped() { #expect(fault([0xEF, 0xBB, 0xBF] + Array("x = 1".utf8)) == nil) }

  @Test func whatIsNotSupportedSaysSo() {
    #expect(fault("try:\n  a\nexcept* B:\n  c") == "SyntaxError: 'except*' is not supported")
    #expect(fault(#"'\ud800'"#) == #"SyntaxError: lone surrogate '\ud800' is not supported"#)
  }

  @Test func largeNumbersKeepTheirDigits() throws {
    func constant(_ text: String) throws -> Constant? {
      guard case .constant(let constant) = try Parser.parseExpression(Source(name: "x", text: text)).kind else {
        return nil
      }
      return constant
    }
    guard case .bigInt("9223372036854775808", 10) = try constant("9_223_372_036_854_775_808") else {
      Issue.record("not a large decimal number")
      return
    }
    guard case .bigInt("ffffFFFFffffFFFFf", 16) = try constant("0xffffFFFF_ffffFFFFf") else {
      Issue.record("not a large hexadecimal number")
      return
    }
    #expect(fault(String(repeating: "1", count: 4300)) == nil)
    #expect(
      fault(String(repeating: "1", count: 4301))?.hasPrefix("SyntaxError: Exceeds the limit (4300 digits)") == true)
  }

  @Test func theGrammarOfMistakesIsReadWhole() throws {
    let grammar = try GrammarReader.read(Grammar.text)
    #expect(Grammar.sharedRules.allSatisfy { grammar.numbers[$0] != nil })
  }
}
