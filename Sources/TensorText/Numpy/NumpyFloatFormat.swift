/// The common format of an array's floats, chosen by all the visible ones together.
struct NumpyFloatFormat {
  private let options: NumpyOptions
  private let element: PrintableElement
  private let sign: NumpyOptions.Sign
  private let scientific: Bool
  private let unique: Bool
  private var most: Int?
  private var least: Int?
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
    most = options.floatMode == .unique ? nil : min(max(options.precision, 0), PrintOptions.mostDigits)
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
      longest = max(longest, unique ? digits.restCount : most ?? 0)
      padLeft = max(padLeft, signCount(value) + 1)
      exponentDigits = max(exponentDigits, digits.exponent.magnitude >= 100 ? 3 : 2)
    }
    most = longest
    least = longest
    padRight = exponentDigits + 2 + longest
  }

  private mutating func measurePositional(_ finite: [Double]) {
    for value in finite {
      let digits = NumpyDigits(value, as: element, unique: unique, least: nil, most: most.map { .places($0) })
      padLeft = max(padLeft, signCount(value) + digits.wholeCount)
      padRight = max(padRight, unique ? digits.fractionCount : most ?? 0)
    }
    if options.floatMode == .fixed || options.floatMode == .atMostEqual {
      most = padRight
      least = padRight
    }
  }

  private func signCount(_ value: Double) -> Int {
    value.sign == .minus || sign == .always ? 1 : 0
  }

  private func appendSign(_ value: Double, to out: inout [UInt8]) {
    if value.sign == .minus {
      out.append(UInt8(ascii: "-"))
    } else if sign == .always {
      out.append(UInt8(ascii: "+"))
    }
  }

  private func appendSpaces(_ count: Int, to out: inout [UInt8]) {
    if count > 0 { out.append(contentsOf: repeatElement(UInt8(ascii: " "), count: count)) }
  }

  /// Appends one element's text, padded to the width of all.
  func append(_ value: Double, to out: inout [UInt8]) {
    guard value.isFinite else { return appendSpecial(value, to: &out) }
    if scientific {
      let digits = NumpyDigits(
        value, as: element, unique: unique, least: least.map { .afterFirst($0) }, most: most.map { .afterFirst($0) })
      appendSpaces(padLeft - signCount(value) - 1, to: &out)
      appendSign(value, to: &out)
      digits.appendFirst(to: &out)
      out.append(UInt8(ascii: "."))
      digits.appendRest(max(digits.restCount, least ?? 0), to: &out)
      DecimalText.appendExponent(digits.exponent, least: exponentDigits, to: &out)
      return
    }
    let digits = NumpyDigits(
      value, as: element, unique: unique, least: least.map { .places($0) }, most: most.map { .places($0) })
    appendSpaces(padLeft - signCount(value) - digits.wholeCount, to: &out)
    appendSign(value, to: &out)
    digits.appendWhole(to: &out)
    out.append(UInt8(ascii: "."))
    let fraction = max(digits.fractionCount, least ?? 0)
    digits.appendFraction(fraction, to: &out)
    appendSpaces(padRight - fraction, to: &out)
  }

  private func appendSpecial(_ value: Double, to out: inout [UInt8]) {
    let text = value.isNaN ? options.nan : options.infinity
    let signed = value.isNaN ? sign == .always : signCount(value) == 1
    appendSpaces(padLeft + padRight + 1 - text.unicodeScalars.count - (signed ? 1 : 0), to: &out)
    if signed { appendSign(value.isNaN ? 0 : value, to: &out) }
    out.append(contentsOf: text.utf8)
  }
}
