/// How one array's elements are written: a function of an element's offset, made from the visible ones.
struct NumpyCells {
  private let array: PrintableArray
  private let first: NumpyFloatFormat?
  private let second: NumpyFloatFormat?
  private let width: Int
  private let sign: NumpyOptions.Sign
  private let cell: ((Int) -> String)?

  init(_ array: PrintableArray, edge: Int?, options: NumpyOptions, cell: ((Int) -> String)? = nil) {
    self.array = array
    self.cell = cell
    guard cell == nil else {
      (first, second, width, sign) = (nil, nil, 0, .negativeOnly)
      return
    }
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
    var digits: [UInt8] = []
    for offset in offsets {
      digits.removeAll(keepingCapacity: true)
      NumpyText.appendInteger(array, offset, to: &digits)
      let isNegative = digits.first == UInt8(ascii: "-")
      negative = negative || isNegative
      width = max(width, digits.count)
      if !isNegative { positive = max(positive, digits.count) }
    }
    let sign = options.sign == .space && negative ? .negativeOnly : options.sign
    if positive > 0 && sign != .negativeOnly { width = max(width, positive + 1) }
    return (width, sign)
  }

  /// Appends the text of the element at an offset.
  func append(_ offset: Int, to out: inout [UInt8]) {
    if let cell {
      out.append(contentsOf: cell(offset).utf8)
    } else if let first {
      first.append(array.real(offset), to: &out)
      if let second { appendImaginary(second, array.imaginary(offset), to: &out) }
    } else if array.element == .bool {
      let isTrue = array.integer(offset).value != 0
      out.append(contentsOf: (!isTrue ? "False" : array.shape.isEmpty ? "True" : " True").utf8)
    } else {
      appendInteger(offset, to: &out)
    }
  }

  /// Appends an imaginary part; its j stands before the padding.
  private func appendImaginary(_ format: NumpyFloatFormat, _ value: Double, to out: inout [UInt8]) {
    format.append(value, to: &out)
    let end = (out.lastIndex { $0 != UInt8(ascii: " ") } ?? -1) + 1
    out.insert(UInt8(ascii: "j"), at: end)
  }

  private func appendInteger(_ offset: Int, to out: inout [UInt8]) {
    var digits: [UInt8] = []
    let (value, huge) = array.integer(offset)
    if value >= 0 || huge {
      switch sign {
      case .always: digits.append(UInt8(ascii: "+"))
      case .space: digits.append(UInt8(ascii: " "))
      case .negativeOnly: break
      }
    }
    NumpyText.appendInteger(array, offset, to: &digits)
    out.append(contentsOf: repeatElement(UInt8(ascii: " "), count: max(width - digits.count, 0)))
    out.append(contentsOf: digits)
  }
}
