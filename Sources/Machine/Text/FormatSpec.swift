/// A format specification, `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`, taken apart.
struct FormatSpec: Equatable {
  enum Alignment: Unicode.Scalar { case left = "<", right = ">", center = "^", afterSign = "=" }
  enum Sign: Unicode.Scalar { case negativeOnly = "-", always = "+", space = " " }
  enum Grouping: Unicode.Scalar { case comma = ",", underscore = "_" }

  var fill: Unicode.Scalar = " "
  var alignment: Alignment
  var sign: Sign?
  var dropsNegativeZero = false
  var alternate = false
  var width: Int?
  var grouping: Grouping?
  var precision: Int?
  /// The presentation type; nil when none was written.
  var type: Unicode.Scalar?

  /// Takes `text` apart.
  ///
  /// - Parameters:
  ///   - alignment: Where values of this type stand when the text does not say: numbers right, strings left.
  ///   - typeName: The name of the value's type, for the message.
  ///   - defaultType: What an unwritten type counts as when it is checked against the grouping (`s` for strings).
  init(_ text: String, alignment: Alignment, typeName: String, defaultType: Unicode.Scalar? = nil) throws(TextFault) {
    self.alignment = alignment
    let scalars = Array(text.unicodeScalars)
    var position = 0
    func scalar(_ offset: Int = 0) -> Unicode.Scalar? {
      position + offset < scalars.count ? scalars[position + offset] : nil
    }
    func number() throws(TextFault) -> Int? {
      var value: Int?
      while let digit = scalar()?.decimalDigit {
        let (product, over) = (value ?? 0).multipliedReportingOverflow(by: 10)
        let (sum, overToo) = product.addingReportingOverflow(digit)
        if over || overToo { throw .value("Too many decimal digits in format string") }
        value = sum
        position += 1
      }
      return value
    }

    var alignmentIsWritten = false
    var fillIsWritten = false
    if let written = scalar(1).flatMap(Alignment.init(rawValue:)), let first = scalar() {
      (fill, self.alignment, alignmentIsWritten, fillIsWritten) = (first, written, true, true)
      position += 2
    } else if let written = scalar().flatMap(Alignment.init(rawValue:)) {
      (self.alignment, alignmentIsWritten) = (written, true)
      position += 1
    }
    if let written = scalar().flatMap(Sign.init(rawValue:)) {
      sign = written
      position += 1
    }
    if scalar() == "z" {
      dropsNegativeZero = true
      position += 1
    }
    if scalar() == "#" {
      alternate = true
      position += 1
    }
    if !fillIsWritten, scalar() == "0" {
      fill = "0"
      if !alignmentIsWritten && alignment == .right { self.alignment = .afterSign }
      position += 1
    }
    width = try number()
    if scalar() == "," {
      grouping = .comma
      position += 1
    }
    if scalar() == "_" {
      if grouping != nil { throw .commaAndUnderscore }
      grouping = .underscore
      position += 1
    }
    if scalar() == ",", grouping == .underscore { throw .commaAndUnderscore }
    if scalar() == "." {
      position += 1
      guard let written = try number() else { throw .value("Format specifier missing precision") }
      precision = written
    }
    if scalars.count - position > 1 {
      throw .value("Invalid format specifier '\(text)' for object of type '\(typeName)'")
    }
    type = scalar()
    if let grouping, let type = type ?? defaultType {
      switch type {
      case "d", "e", "f", "g", "E", "G", "%", "F": break
      case "b", "o", "x", "X":
        if grouping == .comma { fallthrough }
      default:
        throw .value("Cannot specify '\(grouping.rawValue)' with '\(TextFault.shown(type))'.")
      }
    }
    if let width, width > TextFault.longestPadding { throw .outOfMemory }
  }
}

extension FormatSpec {
  /// Whether nothing is asked of a number beyond fill, alignment, width, precision and type.
  var isPlain: Bool { sign == nil && grouping == nil && !dropsNegativeZero && !alternate }
}

extension TextFault {
  fileprivate static let commaAndUnderscore = TextFault.value("Cannot specify both ',' and '_'.")

  static func unknownFormatCode(_ code: Unicode.Scalar, typeName: String) -> TextFault {
    .value("Unknown format code '\(shown(code))' for object of type '\(typeName)'")
  }

  fileprivate static func shown(_ scalar: Unicode.Scalar) -> String {
    scalar.value > 32 && scalar.value < 128 ? String(scalar) : "\\x" + String(scalar.value, radix: 16)
  }
}

extension FormatSpec {
  /// `text` put in its place between fill characters; `length` is how many code points it has.
  func padded(_ text: String, length: Int) -> String {
    let missing = (width ?? 0) - length
    guard missing > 0 else { return text }
    let left =
      switch alignment {
      case .left: 0
      case .right, .afterSign: missing
      case .center: missing / 2
      }
    return run(left) + text + run(missing - left)
  }

  private func run(_ count: Int) -> String { count == 0 ? "" : String(repeating: String(fill), count: count) }

  /// A number laid out: sign, prefix and digits, padded between sign and digits if so aligned, grouped by threes or fours.
  ///
  /// - Parameters:
  ///   - prefix: `0x` and the like.
  ///   - digits: The whole part, ASCII; only these are grouped.
  ///   - rest: Point, fraction, exponent and percent sign.
  func number(isNegative: Bool, prefix: String, digits: String, rest: String, groupSize: Int = 3) -> String {
    let signText =
      if isNegative {
        "-"
      } else {
        switch sign {
        case .always: "+"
        case .space: " "
        default: ""
        }
      }
    var body = digits
    if let grouping {
      var wanted = 0
      if fill == "0", alignment == .afterSign, let width {
        wanted = width - signText.utf8.count - prefix.utf8.count - rest.utf8.count
      }
      body = grouped(digits, by: String(grouping.rawValue), size: groupSize, width: wanted)
    }
    let length = signText.utf8.count + prefix.utf8.count + body.utf8.count + rest.utf8.count
    if alignment == .afterSign, let width, width > length {
      return signText + prefix + run(width - length) + body + rest
    }
    return padded(signText + prefix + body + rest, length: length)
  }

  /// Separators between the digits, and zeros with separators in front until there are `width` characters.
  private func grouped(_ digits: String, by separator: String, size: Int, width: Int) -> String {
    var reversed: [UInt8] = []
    let separatorByte = separator.utf8.first ?? UInt8(ascii: ",")
    var count = 0
    for digit in digits.utf8.reversed() {
      if count > 0 && count.isMultiple(of: size) { reversed.append(separatorByte) }
      reversed.append(digit)
      count += 1
    }
    // A separator never stands first, so the text may end up one wider than asked.
    while reversed.count < width {
      if count.isMultiple(of: size) { reversed.append(separatorByte) }
      reversed.append(UInt8(ascii: "0"))
      count += 1
    }
    return String(decoding: reversed.reversed(), as: UTF8.self)
  }
}
