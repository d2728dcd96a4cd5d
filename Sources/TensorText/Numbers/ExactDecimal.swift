/// Every decimal digit of a finite double: a binary fraction always has finitely many.
///
/// The slow and always right road; ``DecimalText`` takes shorter ones where they lead to the same place.
struct ExactDecimal {
  /// The digits, most significant first, without leading zeros; empty for zero.
  var digits: [UInt8]
  /// Where the point stands: the value is 0.d₁d₂d₃… × 10^point.
  var point: Int

  /// The digits of a value's magnitude.
  init(_ value: Double) {
    let (significand, exponent) = value.significandAndExponent
    guard significand != 0 else {
      digits = []
      point = 0
      return
    }
    // The number as limbs of nine digits, least significant first, times 10^-shift.
    var limbs = Limbs(significand)
    let shift = max(-exponent, 0)
    if exponent >= 0 { limbs.multiply(by: 2, times: exponent) } else { limbs.multiply(by: 5, times: shift) }
    digits = limbs.digits
    point = digits.count - shift
  }

  /// Keeps digits down to the 10^-place one, rounding half to even.
  func rounded(toPlace place: Int) -> ExactDecimal {
    let kept = point + place
    if kept >= digits.count { return self }
    var result = self
    if kept < 0 {
      result.digits = []
      return result
    }
    let half = digits[kept] == 5 && !digits[(kept + 1)...].contains { $0 != 0 }
    let odd = kept > 0 && digits[kept - 1] % 2 == 1
    let up = half ? odd : digits[kept] >= 5
    result.digits.removeSubrange(kept...)
    if up { result.increment() }
    return result
  }

  /// The next number above that has no digits beyond the 10^-place one; the number itself when it has none either.
  func roundedUp(toPlace place: Int) -> ExactDecimal {
    let kept = point + place
    guard kept >= 0, kept < digits.count else { return self }
    var result = self
    result.digits.removeSubrange(kept...)
    result.increment()
    return result
  }

  /// The value as a double, right to its last bits when there are few digits.
  var approximation: Double {
    let units = digits.reduce(0) { $0 * 10 + Double($1) }
    let places = digits.count - point
    let scale = (0..<abs(places)).reduce(1.0) { power, _ in power * 10 }
    return places > 0 ? units / scale : units * scale
  }

  /// Adds one unit of the last digit.
  private mutating func increment() {
    for index in digits.indices.reversed() {
      if digits[index] < 9 {
        digits[index] += 1
        return
      }
      digits[index] = 0
    }
    digits.insert(1, at: 0)
    point += 1
  }

  /// The digit worth 10^power.
  func digit(_ power: Int) -> UInt8 {
    let index = point - 1 - power
    return digits.indices.contains(index) ? digits[index] : 0
  }
}

private struct Limbs {
  private static let base: UInt64 = 1_000_000_000
  private var limbs: [UInt32] = []

  init(_ value: UInt64) {
    var rest = value
    while rest > 0 {
      limbs.append(UInt32(rest % Self.base))
      rest /= Self.base
    }
  }

  mutating func multiply(by factor: UInt64, times: Int) {
    var left = times
    while left > 0 {
      var power: UInt64 = 1
      while left > 0 && power * factor < Self.base {
        power *= factor
        left -= 1
      }
      var carry: UInt64 = 0
      for index in limbs.indices {
        let product = UInt64(limbs[index]) * power + carry
        limbs[index] = UInt32(product % Self.base)
        carry = product / Self.base
      }
      if carry > 0 { limbs.append(UInt32(carry)) }
    }
  }

  var digits: [UInt8] {
    var result: [UInt8] = []
    for limb in limbs.reversed() {
      var unit: UInt32 = 100_000_000
      while unit > 0 {
        let digit = UInt8(limb / unit % 10)
        if digit != 0 || !result.isEmpty { result.append(digit) }
        unit /= 10
      }
    }
    return result
  }
}

extension Double {
  /// The magnitude of a finite value as significand × 2^exponent, both whole.
  var significandAndExponent: (UInt64, Int) {
    let raw = Int(exponentBitPattern)
    return raw == 0
      ? (significandBitPattern, -1074) : (significandBitPattern | 1 << 52, raw - 1075)
  }
}
