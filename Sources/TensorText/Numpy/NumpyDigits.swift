/// A float's digits as numpy's printers ask for them: shortest, cut to a precision, or exact.
struct NumpyDigits {
  private var digits: [UInt8]
  private var point: Int

  /// How far to the right digits go.
  enum Extent {
    /// Digits after the point.
    case places(Int)
    /// Digits after the first.
    case afterFirst(Int)

    /// The same extent as digits after the point of a number whose first digit is worth 10^(point - 1).
    func places(_ point: Int) -> Int {
      switch self {
      case .places(let count): count
      case .afterFirst(let count): count.addingReportingOverflow(1 - point).partialValue
      }
    }
  }

  /// The digits of a finite value.
  ///
  /// - Parameters:
  ///   - unique: whether to stop where the value can be told from its neighbours.
  ///   - least: go on at least so far, nil for no such limit.
  ///   - most: go at most so far, nil for no such limit.
  init(_ value: Double, as element: PrintableElement, unique: Bool, least: Extent?, most: Extent?) {
    let shortest = ShortestDecimal(value, as: element)
    digits = shortest.digits
    point = shortest.point
    guard value != 0 else {
      point = 1
      return
    }
    let needed = digits.count - point
    // Digits are counted from the exact value's first, which the shortest may have rounded up past.
    let exactPoint = digits == [1] ? ExactDecimal(value).point : point
    var places = needed
    if let least { places = max(places, least.places(exactPoint)) }
    if let most { places = unique ? min(places, most.places(exactPoint)) : most.places(exactPoint) }
    if places == needed && unique { return }
    if let units = DecimalText.scaledFixed(value, places) {
      digits = Self.digits(of: units)
      point = digits.count - places
    } else {
      let exact = ExactDecimal(value).rounded(toPlace: places)
      digits = exact.digits
      point = exact.point
    }
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { point = 1 }
  }

  private static func digits(of units: UInt64) -> [UInt8] {
    var result: [UInt8] = []
    var rest = units
    while rest > 0 {
      result.append(UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    }
    result.reverse()
    return result
  }

  /// The power of ten that the first digit is worth.
  var exponent: Int { point - 1 }

  /// How many digits stand before the point.
  var wholeCount: Int { max(point, 1) }

  /// How many digits are needed after the point.
  var fractionCount: Int { max(digits.count - point, 0) }

  /// How many digits are needed after the first.
  var restCount: Int { max(digits.count - 1, 0) }

  /// Appends the digits before the point.
  func appendWhole(to out: inout [UInt8]) {
    append(from: max(point - 1, 0), count: wholeCount, to: &out)
  }

  /// Appends so many of the digits after the point.
  func appendFraction(_ count: Int, to out: inout [UInt8]) {
    append(from: -1, count: count, to: &out)
  }

  /// Appends the first digit.
  func appendFirst(to out: inout [UInt8]) {
    append(from: point - 1, count: 1, to: &out)
  }

  /// Appends so many of the digits after the first.
  func appendRest(_ count: Int, to out: inout [UInt8]) {
    append(from: point - 2, count: count, to: &out)
  }

  /// Appends `count` digits, the first of which is worth 10^power.
  private func append(from power: Int, count: Int, to out: inout [UInt8]) {
    guard count > 0 else { return }
    let start = point - 1 - power
    for index in start..<(start + count) {
      out.append(DecimalText.zero + (digits.indices.contains(index) ? digits[index] : 0))
    }
  }
}
