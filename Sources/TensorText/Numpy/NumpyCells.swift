/// How one array's elements are written: a function of an element's offset, made from the visible ones.
struct NumpyCells {
  private let array: PrintableArray
  private let first: NumpyFloatFormat?
  private let second: NumpyFloatFormat?
  private let width: Int
  private let sign: NumpyOptions.Sign

  init(_ array: PrintableArray, edge: Int?, options: NumpyOptions) {
    self.array = array
    let offsets = array.offsets(edge: edge == 0 ? nil : edge)
    first =
      array.element.isFloat || array.element.isComplex
      ? NumpyFloatFormat(offsets.map(array.real), as: array.element, options: options) : nil
    second =
      array.element.isComplex
      ? NumpyFloatFormat(offsets.map(array.imaginary), as: array.element, options: options, sign: .always) : nil
    (width, sign) = Self.integerWidth(array, offsets, options)
  }

  /// The width that the longest integer takes, and the sign that is shown.
  private static func integerWidth(
    _ array: PrintableArray, _ offsets: [Int], _ options: NumpyOptions
  ) -> (Int, NumpyOptions.Sign) {
    guard !array.element.isFloat, !array.element.isComplex, array.element != .bool else { return (0, .negativeOnly) }
    var width = 0
    var negative = false
    var positive = 0
    for offset in offsets {
      let digits = NumpyText.integer(array, offset)
      let isNegative = digits.first == "-"
      negative = negative || isNegative
      width = max(width, digits.utf8.count)
      if !isNegative { positive = max(positive, digits.utf8.count) }
    }
    let sign = options.sign == .space && negative ? .negativeOnly : options.sign
    if positive > 0 && sign != .negativeOnly { width = max(width, positive + 1) }
    return (width, sign)
  }

  func text(_ offset: Int) -> String {
    if let first {
      let real = first.text(array.real(offset))
      guard let second else { return real }
      let imaginary = second.text(array.imaginary(offset))
      let end = imaginary.lastIndex { $0 != " " }.map { imaginary.index(after: $0) } ?? imaginary.endIndex
      return real + imaginary[..<end] + "j" + imaginary[end...]
    }
    if array.element == .bool {
      return array.integer(offset).value != 0 ? (array.shape.isEmpty ? "True" : " True") : "False"
    }
    var digits = NumpyText.integer(array, offset)
    if digits.first != "-" {
      switch sign {
      case .always: digits = "+" + digits
      case .space: digits = " " + digits
      case .negativeOnly: break
      }
    }
    return String(repeating: " ", count: max(width - digits.utf8.count, 0)) + digits
  }
}
