import Testing

@testable import Machine

/// The short cut for `.2f` and its like gives the text of the general way.
@Suite struct FixedPointTests {
  @Test(arguments: [".2f", "8.3f", ".0f", "12.17f", "3.1f", ".10f"]) func agreesWithTheGeneralWay(_ spec: String) throws
  {
    var generator = SystemRandomNumberGenerator()
    var numbers: [Double] = [
      0, -0.0, 0.5, 1.5, 2.5, -2.5, 0.125, 0.375, 1e15, 4.35, 2.675, 1e-300, 0x0.0000000000001p-1022, 0.005, 999.995,
      -0.004, 1e18,
      9_007_199_254_740_992, 123456.789, 0x1p61, 0x1p62, 1e300, .infinity, .nan,
    ]
    for _ in 0..<2000 {
      numbers.append(Double.random(in: -1000...1000, using: &generator))
      numbers.append(Double(bitPattern: UInt64.random(in: 0...UInt64.max, using: &generator)))
      numbers.append(Double(Int.random(in: -4000...4000, using: &generator)) / 8)
    }
    for number in numbers {
      let parsed = try FormatSpec(spec, alignment: .right, typeName: "float")
      guard let short = try #require(FixedPoint(parsed)).text(number) else { continue }
      // A written sign is none of the short cut's business, and this one changes nothing.
      let general = try FormatSpec.format(number, "-" + spec)
      #expect(short == general, "\(number)")
    }
  }

  @Test(arguments: ["f", "08.2f", "<8.2f", ".2e", ".2", "+.2f", ".20f", "#.2f", ",.2f", ""])
  func leavesOtherSpecificationsAlone(_ spec: String) throws {
    #expect(try FixedPoint(FormatSpec(spec, alignment: .right, typeName: "float")) == nil)
  }
}
