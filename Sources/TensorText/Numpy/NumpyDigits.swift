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
      case .afterFirst(let count): count - (point - 1)
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
    if digits == [1] { point = ExactDecimal(value).point }
    var places = needed
    if let least { places = max(places, least.places(point)) }
    if let most { places = unique ? min(places, most.places(point)) : most.places(point) }
    if places == needed && unique {
      point = shortest.point
      return
    }
    let exact = ExactDecimal(value).rounded(toPlace: places)
    digits = exact.digits
    point = exact.point
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { point = 1 }
  }

  /// The power of ten that the first digit is worth.
  var exponent: Int { point - 1 }

  private func digit(_ power: Int) -> Character {
    let index = point - 1 - power
    return digits.indices.contains(index) ? Character(UnicodeScalar(digits[index] + DecimalText.zero)) : "0"
  }

  /// The digits before the point.
  var whole: String {
    String(stride(from: max(point - 1, 0), through: 0, by: -1).map(digit))
  }

  /// The digits after the point, with zeros at the end up to `places` of them.
  func fraction(atLeast places: Int = 0) -> String {
    let count = max(digits.count - point, places, 0)
    return String((0..<count).map { digit(-1 - $0) })
  }

  /// The first digit.
  var first: String { String(digit(point - 1)) }

  /// The digits after the first, with zeros at the end up to `count` of them.
  func rest(atLeast count: Int = 0) -> String {
    let count = max(digits.count - 1, count, 0)
    return String((0..<count).map { digit(point - 2 - $0) })
  }
}
