import BigInt

/// Work on integers so long that it takes a while: it can be interrupted.
extension Integers {
  /// Shorter operands are multiplied in one go.
  private static let shortBits = 1 << 17

  static func multiply(_ a: BigInt, _ b: BigInt) throws -> BigInt {
    if a.bitWidth < shortBits || b.bitWidth < shortBits { return a * b }
    return BigInt(sign: a.sign == b.sign ? .plus : .minus, magnitude: try multiply(a.magnitude, b.magnitude))
  }

  /// Karatsuba's way: three products of halves for four.
  static func multiply(_ a: BigUInt, _ b: BigUInt) throws -> BigUInt {
    let width = Swift.max(a.bitWidth, b.bitWidth)
    if Swift.min(a.bitWidth, b.bitWidth) < shortBits { return a * b }
    try Machine.current.checkInterrupt()
    let half = (width / 2 + 63) / 64 * 64
    let (a1, a0) = halves(a, half)
    let (b1, b0) = halves(b, half)
    if b1.isZero { return try shiftLeft(multiply(a1, b0), half) + multiply(a0, b0) }
    if a1.isZero { return try shiftLeft(multiply(a0, b1), half) + multiply(a0, b0) }
    let high = try multiply(a1, b1)
    let low = try multiply(a0, b0)
    let middle = try multiply(a1 + a0, b1 + b0) - high - low
    return shiftLeft(high, 2 * half) + shiftLeft(middle, half) + low
  }

  /// `a << count`; the package's own way sets each word with all the checks of a growing array.
  static func shiftLeft(_ a: BigUInt, _ count: Int) -> BigUInt {
    if a.isZero { return a }
    let given = Array(a.words)
    let (words, bits) = (count / UInt.bitWidth, count % UInt.bitWidth)
    return BigUInt(
      words: [UInt](unsafeUninitializedCapacity: given.count + words + 1) { buffer, length in
        buffer.initialize(repeating: 0)
        length = buffer.count
        for at in given.indices {
          buffer[words + at] |= given[at] << bits
          if bits > 0 { buffer[words + at + 1] = given[at] >> (UInt.bitWidth - bits) }
        }
      })
  }

  /// The bits from `half` on, and those below; `half` is a multiple of a word.
  static func halves(_ a: BigUInt, _ half: Int) -> (BigUInt, BigUInt) {
    let words = a.words
    let count = half / UInt.bitWidth
    if words.count <= count { return (0, a) }
    return (BigUInt(words: Array(words.dropFirst(count))), BigUInt(words: Array(words.prefix(count))))
  }

  /// `a ** exponent`; the exponent is not negative.
  static func power(_ a: BigInt, _ exponent: Int) throws -> BigInt {
    if a.magnitude == 2 {
      return BigInt(sign: a.sign == .minus && exponent % 2 == 1 ? .minus : .plus, magnitude: shiftLeft(1, exponent))
    }
    var result = BigInt(1)
    var base = a
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result = try multiply(result, base) }
      rest >>= 1
      if rest > 0 { base = try multiply(base, base) }
    }
    return result
  }

  /// The whole part of the square root. Newton's method on ever more of the leading bits, so that only the last step
  /// divides numbers of the full length (the way of CPython's `math.isqrt`).
  static func squareRoot(_ n: BigUInt) throws -> BigUInt {
    if n.bitWidth <= UInt.bitWidth { return n.squareRoot() }
    let bits = (n.bitWidth - 1) / 2
    var root = BigUInt(1)
    var known = 0
    for shift in stride(from: Int.bitWidth - bits.leadingZeroBitCount - 1, through: 0, by: -1) {
      try Machine.current.checkInterrupt()
      let before = known
      known = bits >> shift
      root = (root << (known - before - 1)) + (try divide(n >> (2 * bits - before - known + 1), root).quotient)
    }
    return try multiply(root, root) > n ? root - 1 : root
  }

  /// `base ** exponent % modulus`, none of them negative.
  static func power(_ base: BigUInt, _ exponent: BigUInt, modulus: BigUInt) throws -> BigUInt {
    if exponent.bitWidth * modulus.bitWidth < shortBits { return base.power(exponent, modulus: modulus) }
    if modulus == 1 { return 0 }
    var result = BigUInt(1)
    let base = try divide(base, modulus).remainder
    for at in stride(from: exponent.bitWidth - 1, through: 0, by: -1) {
      try Machine.current.checkInterrupt()
      result = try divide(multiply(result, result), modulus).remainder
      if exponent[bitAt: at] { result = try divide(multiply(result, base), modulus).remainder }
    }
    return result
  }
}
