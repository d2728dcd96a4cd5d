/// How fast a lesson's cells are typed: a pace with a little unevenness, the same each time.
public struct Pace: Sendable {
  /// Characters in a second, where nothing is said.
  public static let usual = 25.0

  /// Characters in a second.
  public let speed: Double
  private var state: UInt64

  /// - Parameter seed: The same seed gives the same times.
  public init(speed: Double = usual, seed: UInt64 = 0) {
    self.speed = max(0.1, speed)
    state = seed
  }

  /// Seconds before a character is typed: a third more or less than the pace, longer behind a blank or a bracket.
  public mutating func delay(before character: Unicode.Scalar, after previous: Unicode.Scalar?) -> Double {
    // SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators" (2014).
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    bits ^= bits >> 31
    let uneven = 0.67 + 0.66 * Double(bits >> 11) / Double(UInt64(1) << 53)
    let weight = previous == "\n" ? 2.0 : previous.map { " ,()[]=".unicodeScalars.contains($0) } == true ? 1.4 : 1.0
    // Blanks at the start of a row come with the row.
    return character == " " && (previous == " " || previous == "\n") ? 0 : uneven * weight / speed
  }
}
