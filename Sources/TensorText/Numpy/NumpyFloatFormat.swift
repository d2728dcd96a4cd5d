/// The common format of an array's floats, chosen by all the visible ones together.
struct NumpyFloatFormat {
  private let options: NumpyOptions
  private let element: PrintableElement
  private let sign: NumpyOptions.Sign
  private let scientific: Bool
  private let unique: Bool
  private var most: Int?
  private var least: Int?
  private var keepZeros = false
  private var padLeft = 0
  private var padRight = 0
  private var exponentDigits = 2

  /// - Parameter sign: overrules the options' for the imaginary parts of complex numbers.
  init(_ values: [Double], as element: PrintableElement, options: NumpyOptions, sign: NumpyOptions.Sign? = nil) {
    self.options = options
    self.element = element
    self.sign = sign ?? options.sign
    let finite = values.filter(\.isFinite)
    scientific = Self.isScientific(finite, element, suppress: options.suppress)
    unique = options.floatMode != .fixed || finite.isEmpty
    most = options.floatMode == .unique ? nil : max(options.precision, 0)
    if scientific { measureScientific(finite) } else if !finite.isEmpty { measurePositional(finite) }
    if self.sign == .space && !finite.contains(where: { $0.sign == .minus }) { padLeft += 1 }
    if finite.count < values.count {
      let negative = self.sign != .negativeOnly || values.contains { $0 == -.infinity }
      let offset = padRight + 1
      padLeft = max(
        padLeft, options.nan.unicodeScalars.count - offset,
        options.infinity.unicodeScalars.count + (negative ? 1 : 0) - offset)
    }
  }

  /// Whether the spread of the values asks for scientific notation, reckoned in the array's own precision.
  private static func isScientific(_ finite: [Double], _ element: PrintableElement, suppress: Bool) -> Bool {
    let magnitudes = finite.map(\.magnitude).filter { $0 > 0 }
    guard let most = magnitudes.max(), let least = magnitudes.min() else { return false }
    switch element {
    case .float16:
      return most >= 1e3 || !suppress && (least < Double(1e-4 as Float16) || Float16(most) / Float16(least) > 1000)
    case .float32, .complex64, .bfloat16:
      return most >= 1e6 || !suppress && (least < Double(1e-4 as Float) || Float(most) / Float(least) > 1000)
    default:
      return most >= 1e8 || !suppress && (least < 1e-4 || most / least > 1000)
    }
  }

  private mutating func measureScientific(_ finite: [Double]) {
    var longest = 0
    for value in finite {
      let digits = NumpyDigits(value, as: element, unique: unique, least: nil, most: most.map { .afterFirst($0) })
      longest = max(longest, unique ? digits.rest().count : most ?? 0)
      padLeft = max(padLeft, signText(value).count + 1)
      exponentDigits = max(exponentDigits, String(digits.exponent.magnitude).count)
    }
    most = longest
    least = longest
    keepZeros = true
    padRight = exponentDigits + 2 + longest
  }

  private mutating func measurePositional(_ finite: [Double]) {
    for value in finite {
      let digits = NumpyDigits(value, as: element, unique: unique, least: nil, most: most.map { .places($0) })
      padLeft = max(padLeft, signText(value).count + digits.whole.count)
      padRight = max(padRight, unique ? digits.fraction().count : most ?? 0)
    }
    if options.floatMode == .fixed || options.floatMode == .atMostEqual {
      most = padRight
      least = padRight
      keepZeros = true
    }
  }

  private func signText(_ value: Double) -> String {
    value.sign == .minus ? "-" : sign == .always ? "+" : ""
  }

  /// One element's text, padded to the width of all.
  func text(_ value: Double) -> String {
    guard value.isFinite else {
      let text =
        value.isNaN
        ? (sign == .always ? "+" : "") + options.nan : signText(value) + options.infinity
      return spaces(padLeft + padRight + 1 - text.unicodeScalars.count) + text
    }
    if scientific {
      let digits = NumpyDigits(
        value, as: element, unique: unique, least: least.map { .afterFirst($0) }, most: most.map { .afterFirst($0) })
      let start = signText(value) + digits.first
      var exponent: [UInt8] = []
      DecimalText.appendExponent(digits.exponent, least: exponentDigits, to: &exponent)
      return spaces(padLeft - start.count) + start + "." + digits.rest(atLeast: least ?? 0)
        + String(decoding: exponent, as: UTF8.self)
    }
    let digits = NumpyDigits(
      value, as: element, unique: unique, least: least.map { .places($0) }, most: most.map { .places($0) })
    let start = signText(value) + digits.whole
    let fraction = digits.fraction(atLeast: keepZeros ? least ?? 0 : 0)
    return spaces(padLeft - start.count) + start + "." + fraction + spaces(padRight - fraction.count)
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(count, 0)) }
}
