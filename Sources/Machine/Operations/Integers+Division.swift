import BigInt

/// Division, and what is made of it, on integers of any length: where it takes a while, it can be interrupted.
extension Integers {
  /// Shorter quotients and divisors are divided in one go, by the way learnt in school.
  private static let shortDivision = 1 << 14

  /// Quotient rounded down and the remainder that goes with it; b is not zero.
  static func divideFloor(_ a: BigInt, _ b: BigInt) throws -> (quotient: BigInt, remainder: BigInt) {
    let (above, rest) = try divide(a.magnitude, b.magnitude)
    var quotient = BigInt(sign: a.sign == b.sign ? .plus : .minus, magnitude: above)
    var remainder = BigInt(sign: a.sign, magnitude: rest)
    if !rest.isZero, a.sign != b.sign {
      quotient -= 1
      remainder += b
    }
    return (quotient, remainder)
  }

  /// `a >> count`, rounded down; `count` is not negative.
  static func shiftRight(_ a: BigInt, _ count: Int) -> BigInt {
    a.sign == .plus ? BigInt(a.magnitude >> count) : -1 - BigInt((a.magnitude - 1) >> count)
  }

  /// Quotient and remainder; b is not zero.
  static func divide(_ a: BigUInt, _ b: BigUInt) throws -> (quotient: BigUInt, remainder: BigUInt) {
    if b.bitWidth < shortDivision || a.bitWidth - b.bitWidth < shortDivision {
      return a.quotientAndRemainder(dividingBy: b)
    }
    // The divisor is stretched to a length that can be halved until it is short, its highest bit set.
    var piece = (b.bitWidth + UInt.bitWidth - 1) / UInt.bitWidth
    var halvings = 0
    while piece * UInt.bitWidth >= shortDivision {
      piece = (piece + 1) / 2
      halvings += 1
    }
    let words = piece << halvings
    let shift = words * UInt.bitWidth - b.bitWidth
    let divisor = shiftLeft(b, shift)
    let digits = pieces(of: shiftLeft(a, shift), words)
    var remainder = digits.last ?? 0
    var quotient: [BigUInt] = []
    if remainder >= divisor {
      remainder -= divisor
      quotient.append(1)
    }
    for digit in digits.dropLast().reversed() {
      let (next, rest) = try divide(remainder, digit, by: divisor, words)
      quotient.append(next)
      remainder = rest
    }
    return (joined(quotient.reversed(), words), remainder >> shift)
  }

  /// Divides `high` and, below it, `low` of `words` words by a divisor of as many, which is greater than `high` and has
  /// its highest bit set (Burnikel and Ziegler, Fast recursive division, 1998, algorithm 1).
  private static func divide(
    _ high: BigUInt, _ low: BigUInt, by divisor: BigUInt, _ words: Int
  ) throws -> (quotient: BigUInt, remainder: BigUInt) {
    let bits = words * UInt.bitWidth
    if words % 2 == 1 || bits < shortDivision {
      return (shiftLeft(high, bits) + low).quotientAndRemainder(dividingBy: divisor)
    }
    try Machine.current.checkInterrupt()
    let half = words / 2
    let bottom = halves(divisor, bits / 2)
    let (upper, lower) = halves(low, bits / 2)
    let (first, rest) = try divideThreeHalves(high, upper, by: divisor, bottom, half)
    let (second, remainder) = try divideThreeHalves(rest, lower, by: divisor, bottom, half)
    return (shiftLeft(first, bits / 2) + second, remainder)
  }

  /// Divides three halves, the upper two of them `high`, by the two of the divisor (algorithm 2 there).
  private static func divideThreeHalves(
    _ high: BigUInt, _ low: BigUInt, by divisor: BigUInt, _ parts: (BigUInt, BigUInt), _ half: Int
  ) throws -> (quotient: BigUInt, remainder: BigUInt) {
    let bits = half * UInt.bitWidth
    let (upper, middle) = halves(high, bits)
    var quotient: BigUInt
    var rest: BigUInt
    if upper < parts.0 {
      (quotient, rest) = try divide(upper, middle, by: parts.0, half)
    } else {
      // All ones: one less than the power of two that would be too much.
      quotient = BigUInt(1) << bits - 1
      rest = high + parts.0 - shiftLeft(parts.0, bits)
    }
    let taken = try multiply(quotient, parts.1)
    rest = shiftLeft(rest, bits) + low
    while rest < taken {
      quotient -= 1
      rest += divisor
    }
    return (quotient, rest - taken)
  }

  /// The pieces of `words` words that a number is made of, the lowest first.
  private static func pieces(of a: BigUInt, _ words: Int) -> [BigUInt] {
    let all = Array(a.words)
    return stride(from: 0, to: all.count, by: words).map {
      BigUInt(words: all[$0..<Swift.min($0 + words, all.count)])
    }
  }

  private static func joined(_ pieces: [BigUInt], _ words: Int) -> BigUInt {
    var all: [UInt] = []
    for piece in pieces {
      let count = all.count
      all += piece.words
      all += repeatElement(0, count: Swift.max(0, count + words - all.count))
    }
    return BigUInt(words: all)
  }

  /// The greatest common divisor, by Lehmer's way: the quotients of many steps of Euclid's follow from the leading bits
  /// (Knuth, The Art of Computer Programming, volume 2, algorithm 4.5.2 L).
  static func greatestCommonDivisor(_ a: BigUInt, _ b: BigUInt) throws -> BigUInt {
    var (x, y) = a >= b ? (a, b) : (b, a)
    while y.bitWidth > UInt.bitWidth {
      try Machine.current.checkInterrupt()
      let shift = x.bitWidth - 62
      var (p, q) = (Int(x >> shift), Int(y >> shift))
      var (a, b, c, d) = (1, 0, 0, 1)
      while q + c != 0, q + d != 0 {
        let step = (p + a) / (q + c)
        if step != (p + b) / (q + d) { break }
        (a, b, c, d) = (c, d, a - step * c, b - step * d)
        (p, q) = (q, p - step * q)
      }
      (x, y) = b == 0 ? (y, try divide(x, y).remainder) : (combined(a, x, b, y), combined(c, x, d, y))
    }
    if y.isZero { return x }
    var (m, n) = (UInt(y), UInt(x % y))
    while n != 0 { (m, n) = (n, m % n) }
    return BigUInt(m)
  }

  /// `a * x + b * y`, which is not negative, for one factor below zero or none.
  private static func combined(_ a: Int, _ x: BigUInt, _ b: Int, _ y: BigUInt) -> BigUInt {
    let (left, right) = (x * BigUInt(a.magnitude), y * BigUInt(b.magnitude))
    return a < 0 ? right - left : b < 0 ? left - right : left + right
  }

  static func greatestCommonDivisor(_ a: BigInt, _ b: BigInt) throws -> BigInt {
    BigInt(try greatestCommonDivisor(a.magnitude, b.magnitude))
  }

  /// The number that times `a` leaves 1 when divided by the modulus; nil when there is none. Euclid's extended algorithm;
  /// `a` is below the modulus.
  static func inverse(_ a: BigUInt, modulus: BigUInt) throws -> BigUInt? {
    var (before, factor) = (BigInt(0), BigInt(1))
    var (divided, divisor) = (modulus, a)
    while !divisor.isZero {
      try Machine.current.checkInterrupt()
      let (quotient, remainder) = try divide(divided, divisor)
      (before, factor) = (factor, before - BigInt(quotient) * factor)
      (divided, divisor) = (divisor, remainder)
    }
    if divided > 1 { return nil }
    return before.sign == .minus ? modulus - before.magnitude : before.magnitude
  }
}
