import BigInt
import Testing

@testable import Machine

/// Rows of value, specification and what CPython 3.11 makes of them.
@Suite struct FormattingTests {
  static let floats: [(Double, String, String)] = [
    (0.1, "", "0.1"), (1e16, "", "1e+16"), (1e15, "", "1000000000000000.0"), (1e-5, "", "1e-05"),
    (0x0.0000000000001p-1022, "", "5e-324"),
    (100.0, ".3", "1e+02"), (1.5, "07,", "0,001.5"), (1234567.5, "016,.2f", "0,001,234,567.50"),
    (-0.0001, "z.2f", "0.00"),
    (.infinity, "08", "00000inf"), (0.5, "%", "50.000000%"), (1e16, "#", "1.e+16"), (123_456_789, ",", "123,456,789.0"),
  ]
  @Test(arguments: floats) func floatsAsPythonFormatsThem(value: Double, spec: String, expected: String) throws {
    #expect(try FormatSpec.format(value, spec) == expected)
  }

  static let integers: [(Int, String, String)] = [
    (12345, "010_x", "0_0000_3039"), (255, "#010b", "0b11111111"), (1_234_567, "012,", "0,001,234,567"),
    (1, "é>5", "éééé1"), (1, "==+#010x", "+0x======1"), (65, "c", "A"), (-5, "05", "-0005"), (1, "%", "100.000000%"),
  ]
  @Test(arguments: integers) func integersAsPythonFormatsThem(value: Int, spec: String, expected: String) throws {
    #expect(try FormatSpec.format(value, spec) == expected)
  }

  static let faults: [(String, String)] = [
    (".3", "Precision not allowed in integer format specifier"), (",_", "Cannot specify both ',' and '_'."),
    (",x", "Cannot specify ',' with 'x'."), ("5.", "Format specifier missing precision"),
    ("s", "Unknown format code 's' for object of type 'int'"),
    ("z", "Negative zero coercion (z) not allowed in integer format specifier"),
    ("abc", "Invalid format specifier 'abc' for object of type 'int'"),
  ]
  @Test(arguments: faults) func faultsInPythonsWords(spec: String, message: String) {
    #expect(throws: TextFault.value(message)) { try FormatSpec.format(1, spec) }
  }

  @Test func stringsAreQuotedAsReprDoes() {
    #expect(Quoting.repr("it's") == "\"it's\"")
    #expect(Quoting.repr("both ' and \"") == "'both \\' and \"'")
    #expect(Quoting.repr("\u{0}é\u{200B}漢\n") == "'\\x00é\\u200b漢\\n'")
  }

  @Test func roundingIsExact() throws {
    #expect(try Rounding.round(2.675, digits: 2) == 2.67)
    #expect(try Rounding.round(25, digits: -1) == 20)
    #expect(try Rounding.round(BigInt(-15), toTens: 1) == -20)
  }

  @Test func theTwisterDrawsPythonsNumbers() {
    var twister = MersenneTwister(seed: 0)
    #expect(twister.unit() == 0.8444218515250481)
    #expect(twister.unit() == 0.7579544029403025)
  }
}
