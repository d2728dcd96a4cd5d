import BigInt

/// Integers of any length as digits, and back: where it takes a while, it can be interrupted.
extension Integers {
  /// Shorter ones are converted digit by digit, which takes time that grows with the square of the length.
  private static let shortDigits = 1024

  /// The digits of a number.
  static func digits(of number: BigUInt, radix: Int, uppercase: Bool) throws -> String {
    if number.bitWidth < 2 * shortDigits { return String(number, radix: radix, uppercase: uppercase) }
    if radix & (radix - 1) == 0 {
      return try digits(of: number, bitsEach: radix.trailingZeroBitCount, uppercase: uppercase)
    }
    try MemoryCap.check(number.bitWidth)
    // The number is cut in two by ever smaller ones of these, each the square of the one before.
    var powers = [BigUInt(radix).power(shortDigits)]
    while let last = powers.last, 2 * last.bitWidth <= number.bitWidth + 1 { powers.append(try multiply(last, last)) }
    var out: [UInt8] = []
    try append(number, radix, uppercase, powers[...], isPadded: false, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// Writes a number below the square of the last of `powers`, with zeros in front where digits come before it.
  private static func append(
    _ number: BigUInt, _ radix: Int, _ uppercase: Bool, _ powers: ArraySlice<BigUInt>, isPadded: Bool,
    to out: inout [UInt8]
  ) throws {
    guard let power = powers.last else {
      let text = String(number, radix: radix, uppercase: uppercase).utf8
      if isPadded { out += repeatElement(UInt8(ascii: "0"), count: Swift.max(0, shortDigits - text.count)) }
      out += text
      return
    }
    try Machine.current.checkInterrupt()
    let (above, below) = try divide(number, power)
    let isFirst = above.isZero && !isPadded
    if !isFirst { try append(above, radix, uppercase, powers.dropLast(), isPadded: isPadded, to: &out) }
    try append(below, radix, uppercase, powers.dropLast(), isPadded: !isFirst, to: &out)
  }

  /// The digits of a number where each stands for so many of its bits.
  private static func digits(of number: BigUInt, bitsEach bits: Int, uppercase: Bool) throws -> String {
    let count = (number.bitWidth + bits - 1) / bits
    try MemoryCap.check(count + number.bitWidth / 8)
    let letters = Array((uppercase ? "0123456789ABCDEF" : "0123456789abcdef").utf8)
    let words = Array(number.words)
    return String(unsafeUninitializedCapacity: count) { buffer in
      for place in 0..<count {
        let (word, offset) = (place * bits / UInt.bitWidth, place * bits % UInt.bitWidth)
        var digit = words[word] >> offset
        if offset + bits > UInt.bitWidth, word + 1 < words.count {
          digit |= words[word + 1] << (UInt.bitWidth - offset)
        }
        buffer[count - 1 - place] = letters[Int(digit & (1 << bits - 1))]
      }
      return count
    }
  }

  /// The number that digits stand for, the highest first, each below the radix.
  static func number(of digits: [UInt8], radix: Int) throws -> BigUInt {
    try MemoryCap.check(digits.count)
    if radix & (radix - 1) == 0 { return BigUInt(words: words(of: digits, bitsEach: radix.trailingZeroBitCount)) }
    if digits.count <= shortDigits { return shortNumber(of: digits[...], radix: radix) }
    var powers = [BigUInt(radix).power(shortDigits)]
    while let last = powers.last, shortDigits << powers.count < digits.count { powers.append(try multiply(last, last)) }
    return try number(of: digits[...], radix: radix, powers[...])
  }

  private static func number(
    of digits: ArraySlice<UInt8>, radix: Int, _ powers: ArraySlice<BigUInt>
  ) throws -> BigUInt {
    guard let power = powers.last else { return shortNumber(of: digits, radix: radix) }
    let below = shortDigits << (powers.count - 1)
    if digits.count <= below { return try number(of: digits, radix: radix, powers.dropLast()) }
    try Machine.current.checkInterrupt()
    let high = try number(of: digits.dropLast(below), radix: radix, powers.dropLast())
    return try multiply(high, power) + number(of: digits.suffix(below), radix: radix, powers.dropLast())
  }

  /// The number of a literal, whose digits the lexer has looked at.
  static func number(ofLiteral digits: String, radix: Int) throws -> BigUInt {
    try number(
      of: digits.utf8.map { $0 <= UInt8(ascii: "9") ? $0 & 0x0F : ($0 & 0x0F) + 9 }, radix: radix)
  }

  /// Word by word, so that a number of one word never touches big arithmetic.
  private static func shortNumber(of digits: ArraySlice<UInt8>, radix: Int) -> BigUInt {
    var result = BigUInt(0)
    var (word, scale) = (UInt(0), UInt(1))
    let limit = UInt.max / UInt(radix) / 2
    for digit in digits {
      word = word * UInt(radix) + UInt(digit)
      scale *= UInt(radix)
      if scale >= limit {
        result = result.isZero ? BigUInt(word) : result * BigUInt(scale) + BigUInt(word)
        (word, scale) = (0, 1)
      }
    }
    if scale == 1 { return result }
    return result.isZero ? BigUInt(word) : result * BigUInt(scale) + BigUInt(word)
  }

  /// Digits of so many bits each, side by side in words of which the first is the lowest.
  static func words(of digits: [UInt8], bitsEach bits: Int) -> [UInt] {
    var words = [UInt](repeating: 0, count: digits.count * bits / UInt.bitWidth + 1)
    var place = 0
    for digit in digits.reversed() {
      let (word, offset) = (place / UInt.bitWidth, place % UInt.bitWidth)
      words[word] |= UInt(digit) << offset
      if offset + bits > UInt.bitWidth { words[word + 1] |= UInt(digit) >> (UInt.bitWidth - offset) }
      place += bits
    }
    return words
  }

  // MARK: Bytes

  /// The lowest bytes of a number in two's complement, the lowest first.
  static func bytes(of number: BigInt, count: Int) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: count)
    // Below zero the bits are those of one less than the magnitude, turned round.
    let isNegative = number.signum() < 0
    let magnitude = isNegative ? number.magnitude - 1 : number.magnitude
    var at = 0
    for word in magnitude.words {
      for place in stride(from: 0, to: UInt.bitWidth, by: 8) {
        if at == count { break }
        result[at] = UInt8(truncatingIfNeeded: word >> place)
        at += 1
      }
    }
    if isNegative { for at in result.indices { result[at] = ~result[at] } }
    return result
  }
}
