/// Arrays and scalars as numpy prints them, to the character.
public enum NumpyText {
  /// `repr(array)`: `array([1., 2.], dtype=float32)`.
  ///
  /// - Parameter cell: The text of the element at an offset, where a formatter of one's own writes it.
  public static func repr(
    _ array: PrintableArray, options: NumpyOptions = .standard, cell: ((Int) -> String)? = nil
  ) -> String {
    let prefix = "array("
    let indent = prefix.utf8.count
    var out = Array(prefix.utf8)
    var layout = NumpyLayout(array, separator: ", ", options: options, cell: cell)
    out += layout.text(prefix: indent, width: options.lineWidth.subtractingReportingOverflow(1).partialValue)
    let count = array.count
    var extras: [String] = []
    if count == 0 && array.shape != [0] || Double(count) > options.threshold {
      extras.append("shape=\(TorchText.tuple(array.shape))")
    }
    if count == 0 || !isImplied(array.element) { extras.append("dtype=\(array.element.rawValue)") }
    if !extras.isEmpty {
      out.append(UInt8(ascii: ","))
      let extra = extras.joined(separator: ", ")
      let lastLine = out.count - (out.lastIndex(of: UInt8(ascii: "\n")) ?? -1) - 1
      let fits = lastLine + extra.utf8.count + 2 <= options.lineWidth
      out.append(contentsOf: fits ? [UInt8(ascii: " ")] : [UInt8(ascii: "\n")] + prefix.utf8.map { _ in 32 })
      out.append(contentsOf: extra.utf8)
    }
    out.append(UInt8(ascii: ")"))
    return String(decoding: out, as: UTF8.self)
  }

  /// `str(array)`: `[1. 2.]`; an array of no dimensions reads like its element.
  public static func str(
    _ array: PrintableArray, options: NumpyOptions = .standard, cell: ((Int) -> String)? = nil
  ) -> String {
    if array.shape.isEmpty && array.count == 1 { return scalar(array) }
    return elements(array, separator: " ", options: options, cell: cell)
  }

  /// The elements alone, in brackets, as `array2string` gives them, to stand behind `prefix` columns.
  public static func elements(
    _ array: PrintableArray, separator: String = " ", prefix: Int = 0, options: NumpyOptions = .standard,
    cell: ((Int) -> String)? = nil
  ) -> String {
    var layout = NumpyLayout(array, separator: separator, options: options, cell: cell)
    return String(decoding: layout.text(prefix: max(prefix, 0), width: options.lineWidth), as: UTF8.self)
  }

  /// `repr` of the element at index 0, 0, …: `np.float64(1.5)`, `np.True_`.
  public static func scalarRepr(_ array: PrintableArray) -> String {
    switch array.element {
    case .bool: return "np.\(scalar(array))_"
    case .complex64, .complex128:
      let text = scalar(array)
      return "np.\(array.element.rawValue)" + (text.first == "(" ? text : "(\(text))")
    default: return "np.\(array.element.rawValue)(\(scalar(array)))"
    }
  }

  /// `str` of the element at index 0, 0, …: `1.5`, `True`, `(1+2j)`.
  public static func scalar(_ array: PrintableArray) -> String {
    guard array.base != nil else { return "" }
    if array.element == .bool { return array.integer(0).value != 0 ? "True" : "False" }
    if array.element.isFloat { return float(array.real(0), as: array.element) }
    guard array.element.isComplex else { return integer(array, 0) }
    let (real, imaginary) = (array.real(0), array.imaginary(0))
    let second = float(imaginary, as: array.element, trimmed: true) + "j"
    if real == 0 && real.sign == .plus { return second }
    let first = float(real, as: array.element, trimmed: true)
    return "(" + first + (second.first == "-" ? "" : "+") + second + ")"
  }

  /// A float on its own: shortest digits, in scientific notation when large for its type and below 1e-4.
  ///
  /// - Parameter trimmed: whether a whole number goes without `.0`.
  public static func float(_ value: Double, as element: PrintableElement, trimmed: Bool = false) -> String {
    var out: [UInt8] = []
    guard DecimalText.appendSign(value, to: &out) else { return String(decoding: out, as: UTF8.self) }
    let digits = NumpyDigits(value, as: element, unique: true, least: nil, most: nil)
    if value == 0 || value.magnitude >= 1e-4 && value.magnitude < large(element) {
      digits.appendWhole(to: &out)
      if digits.fractionCount > 0 || !trimmed {
        out.append(UInt8(ascii: "."))
        digits.appendFraction(max(digits.fractionCount, 1), to: &out)
      }
    } else {
      digits.appendFirst(to: &out)
      if digits.restCount > 0 { out.append(UInt8(ascii: ".")) }
      digits.appendRest(digits.restCount, to: &out)
      DecimalText.appendExponent(digits.exponent, to: &out)
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// From where on a float on its own is written in scientific notation.
  private static func large(_ element: PrintableElement) -> Double {
    switch element {
    case .float16: 1e3
    case .float32, .complex64, .bfloat16: 1e6
    default: 1e16
    }
  }

  private static func integer(_ array: PrintableArray, _ offset: Int) -> String {
    var out: [UInt8] = []
    appendInteger(array, offset, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  static func appendInteger(_ array: PrintableArray, _ offset: Int, to out: inout [UInt8]) {
    let (value, huge) = array.integer(offset)
    if huge {
      DecimalText.appendDigits(UInt64(bitPattern: value), to: &out)
    } else {
      DecimalText.appendInteger(value, to: &out)
    }
  }

  private static func isImplied(_ element: PrintableElement) -> Bool {
    switch element {
    case .int64, .float64, .complex128, .bool: true
    default: false
    }
  }
}
