import Testing

@testable import Machine

/// The short cut for `d`, `5d` and `06d` gives the text of the general way.
@Suite struct PlainIntegerTests {
  @Test(arguments: ["d", "5d", "06d", "3", "012", "*>9d", "x>4", "0=7d"])
  func agreesWithTheGeneralWay(_ spec: String) throws {
    let parsed = try FormatSpec(spec, alignment: .right, typeName: "int")
    for number in [0, 7, -7, 42, -42, 99_999, 123_456, -123_456, .max, .min] {
      let short = try #require(PlainInteger(parsed)).text(number)
      // A written sign is none of the short cut's business, and this one changes nothing.
      var general = parsed
      general.sign = .negativeOnly
      #expect(PlainInteger(general) == nil)
      #expect(try short == general.integer(number, typeName: "int"), "\(number)")
    }
  }

  @Test(arguments: ["x", "+d", ",d", "<5d", "^5d", ".2f", "é>5d"])
  func leavesOtherSpecificationsAlone(_ spec: String) throws {
    #expect(try PlainInteger(FormatSpec(spec, alignment: .right, typeName: "int")) == nil)
  }
}
