import Glibc

/// numpy's newer source of random bits, PCG64 (XSL-RR, 128 bits of state), seeded through its seed sequence.
final class PermutedCongruential: NumpyBits {
  let isLegacy = false
  private static let multiplier: UInt128 = 2_549_297_995_355_413_924 << 64 | 4_865_540_595_714_422_341
  private var state: UInt128 = 0
  private let increment: UInt128
  /// The half of a draw that waits for the next one of 32 bits.
  private var waiting: UInt32?

  /// - Parameter entropy: The seed in words of 32 bits, the lowest first.
  init(entropy: [UInt32]) {
    let words = SeedSequence(entropy).words(8)
    let longs = (0..<4).map { UInt64(words[2 * $0]) | UInt64(words[2 * $0 + 1]) << 32 }
    increment = (UInt128(longs[2]) << 64 | UInt128(longs[3])) << 1 | 1
    step()
    state &+= UInt128(longs[0]) << 64 | UInt128(longs[1])
    step()
  }

  private func step() { state = state &* PermutedCongruential.multiplier &+ increment }

  func next64() -> UInt64 {
    step()
    let mixed = UInt64(truncatingIfNeeded: state >> 64) ^ UInt64(truncatingIfNeeded: state)
    let turn = UInt64(truncatingIfNeeded: state >> 122)
    return mixed >> turn | mixed << ((64 - turn) & 63)
  }

  func next32() -> UInt32 {
    if let word = waiting {
      waiting = nil
      return word
    }
    let both = next64()
    waiting = UInt32(both >> 32)
    return UInt32(truncatingIfNeeded: both)
  }

  /// Evenly in [0, 1), with 53 bits.
  func unit() -> Double { Double(next64() >> 11) / 9_007_199_254_740_992 }

  /// Evenly in [0, 1), with 24 bits.
  func shortUnit() -> Float { Float(next32() >> 8) / 16_777_216 }

  /// Evenly among 0 ... most.
  func whole(upTo most: UInt64) -> UInt64 {
    var numbers = NumpyWholeNumbers(self, width: 64)
    return numbers.draw(upTo: most)
  }

  /// Normal, by strips under the curve.
  func normal() -> Double {
    let tables = Ziggurat.tables
    while true {
      var bits = next64()
      let strip = Int(bits & 0xFF)
      bits >>= 8
      let isNegative = bits & 1 == 1
      let distance = bits >> 1 & 0x000F_FFFF_FFFF_FFFF
      let x = Double(distance) * tables.normalWidths[strip] * (isNegative ? -1 : 1)
      if distance < tables.normalCounts[strip] { return x }
      if strip == 0 {
        while true {
          let beyond = -0.27366123732975828 * log1p(-unit())
          let height = -log1p(-unit())
          if height + height > beyond * beyond {
            return distance >> 8 & 1 == 1 ? -(3.6541528853610088 + beyond) : 3.6541528853610088 + beyond
          }
        }
      }
      let heights = tables.normalHeights
      if (heights[strip - 1] - heights[strip]) * unit() + heights[strip] < exp(-0.5 * x * x) { return x }
    }
  }

  /// Exponential, by strips under the curve.
  func exponential() -> Double {
    let tables = Ziggurat.tables
    while true {
      var bits = next64() >> 3
      let strip = Int(bits & 0xFF)
      bits >>= 8
      let x = Double(bits) * tables.exponentialWidths[strip]
      if bits < tables.exponentialCounts[strip] { return x }
      if strip == 0 { return 7.69711747013104972 - log1p(-unit()) }
      let heights = tables.exponentialHeights
      if (heights[strip - 1] - heights[strip]) * unit() + heights[strip] < exp(-x) { return x }
    }
  }

  /// Exponential, by the logarithm of an even number.
  func inverseExponential() -> Double { -log1p(-unit()) }

  /// Evenly among 0 ... most, by cutting off bits and throwing away what is too large.
  private func interval(upTo most: UInt64) -> UInt64 {
    guard most > 0 else { return 0 }
    let mask = UInt64.max >> UInt64(most.leadingZeroBitCount)
    while true {
      let drawn = (most <= 0xFFFF_FFFF ? UInt64(next32()) : next64()) & mask
      if drawn <= most { return drawn }
    }
  }

  /// Exchanges from the last place down.
  func shuffle(_ count: Int, _ exchange: (Int, Int) throws -> Void) rethrows {
    var i = count - 1
    while i >= 1 {
      try exchange(i, Int(interval(upTo: UInt64(i))))
      i -= 1
    }
  }

  /// As `shuffle` down to a place, with draws of the other kind: `choice` shuffles so.
  private func shuffleDrawn(_ order: inout [Int], downTo first: Int) {
    for i in stride(from: order.count - 1, through: first, by: -1) {
      order.swapAt(i, Int(whole(upTo: UInt64(i))))
    }
  }

  /// Different numbers below `count`: Floyd's way, or the end of a shuffled row where most are taken.
  func sample(_ wanted: Int, of count: Int, isShuffled: Bool) -> [Int] {
    if count > 10_000, wanted > count / (isShuffled ? 50 : 20) {
      var order = Array(0..<count)
      shuffleDrawn(&order, downTo: max(count - wanted, 1))
      return Array(order[(count - wanted)...])
    }
    var taken: Set<Int> = []
    var result: [Int] = []
    for most in (count - wanted)..<count {
      let drawn = Int(whole(upTo: UInt64(most)))
      result.append(taken.insert(drawn).inserted ? drawn : most)
      taken.insert(most == result[result.count - 1] ? most : drawn)
    }
    if isShuffled { shuffleDrawn(&result, downTo: 1) }
    return result
  }
}

/// The tables of both curves.
private struct Ziggurat {
  let normalCounts: [UInt64]
  let normalWidths: [Double]
  let normalHeights: [Double]
  let exponentialCounts: [UInt64]
  let exponentialWidths: [Double]
  let exponentialHeights: [Double]

  static let tables: Ziggurat = {
    var rows: [String: [UInt64]] = [:]
    for line in zigguratTable.split(separator: "\n") {
      let parts = line.split(separator: " ")
      guard let name = parts.first else { continue }
      rows[String(name)] = parts.dropFirst().map { UInt64($0, radix: 16) ?? 0 }
    }
    func words(_ name: String) -> [UInt64] { rows[name] ?? Array(repeating: 0, count: 256) }
    func doubles(_ name: String) -> [Double] { words(name).map { Double(bitPattern: $0) } }
    return Ziggurat(
      normalCounts: words("normalCounts"), normalWidths: doubles("normalWidths"),
      normalHeights: doubles("normalHeights"), exponentialCounts: words("exponentialCounts"),
      exponentialWidths: doubles("exponentialWidths"), exponentialHeights: doubles("exponentialHeights"))
  }()
}

/// A seed spread over as many words as a generator needs, as numpy's `SeedSequence` spreads it.
private struct SeedSequence {
  private var pool: [UInt32] = [0, 0, 0, 0]

  init(_ entropy: [UInt32]) {
    var constant: UInt32 = 0x43B0_D7E5
    func hashed(_ value: UInt32) -> UInt32 {
      var value = value ^ constant
      constant = constant &* 0x931E_8875
      value = value &* constant
      return value ^ value >> 16
    }
    func mixed(_ x: UInt32, _ y: UInt32) -> UInt32 {
      let result = 0xCA01_F9DD &* x &- 0x4973_F715 &* y
      return result ^ result >> 16
    }
    for at in 0..<4 { pool[at] = hashed(at < entropy.count ? entropy[at] : 0) }
    for from in 0..<4 {
      for to in 0..<4 where from != to { pool[to] = mixed(pool[to], hashed(pool[from])) }
    }
    for word in entropy.dropFirst(4) {
      for to in 0..<4 { pool[to] = mixed(pool[to], hashed(word)) }
    }
  }

  func words(_ count: Int) -> [UInt32] {
    var constant: UInt32 = 0x8B51_F9DD
    return (0..<count).map { at in
      var word = pool[at % 4] ^ constant
      constant = constant &* 0x58F3_8DED
      word = word &* constant
      return word ^ word >> 16
    }
  }
}
