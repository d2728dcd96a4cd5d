/// The visible elements of an array as PyTorch writes them, all in one buffer, before they are laid out.
struct TorchCells {
  /// The texts, one after the other, unpadded.
  private(set) var bytes: [UInt8] = []
  /// Where each text ends in `bytes`.
  private(set) var ends: [Int] = []
  /// The width that every text is padded to.
  private(set) var width = 1

  /// Floats: the format is chosen by all of them together.
  init(_ values: [Double], options: PrintOptions) {
    let style = Style(values, options: options)
    let precision = min(max(options.precision, 0), PrintOptions.mostDigits)
    ends.reserveCapacity(values.count)
    bytes.reserveCapacity(values.count * 8)
    for value in values {
      let start = bytes.count
      switch style {
      case .scientific: DecimalText.appendScientific(value, precision: precision, to: &bytes)
      case .whole:
        DecimalText.appendFixed(value, precision: 0, to: &bytes)
        if value.isFinite { bytes.append(UInt8(ascii: ".")) }
      case .fixed: DecimalText.appendFixed(value, precision: precision, to: &bytes)
      }
      // What is not finite, and zero, may stick out: PyTorch does not measure them.
      if value.isFinite && value != 0 { width = max(width, bytes.count - start) }
      ends.append(bytes.count)
    }
  }

  /// Whole numbers and truth values.
  init(integers array: PrintableArray, at offsets: [Int]) {
    ends.reserveCapacity(offsets.count)
    for offset in offsets {
      let start = bytes.count
      let (value, huge) = array.integer(offset)
      if array.element == .bool {
        bytes.append(contentsOf: (value != 0 ? "True" : "False").utf8)
      } else if huge {
        DecimalText.appendDigits(UInt64(bitPattern: value), to: &bytes)
      } else {
        DecimalText.appendInteger(value, to: &bytes)
      }
      width = max(width, bytes.count - start)
      ends.append(bytes.count)
    }
  }

  /// The visible elements of `array`, all of them when `edge` is nil.
  static func of(_ array: PrintableArray, edge: Int?, options: PrintOptions) -> TorchCellPair {
    let offsets = array.offsets(edge: edge)
    if array.element.isComplex {
      return TorchCellPair(
        first: TorchCells(offsets.map(array.real), options: options),
        second: TorchCells(offsets.map(array.imaginary), options: options))
    }
    let first =
      array.element.isFloat
      ? TorchCells(offsets.map(array.real), options: options) : TorchCells(integers: array, at: offsets)
    return TorchCellPair(first: first, second: nil)
  }

  /// Appends the text of one element, padded.
  func append(_ index: Int, to out: inout [UInt8]) {
    let text = text(index)
    if text.count < width { out.append(contentsOf: repeatElement(UInt8(ascii: " "), count: width - text.count)) }
    out.append(contentsOf: text)
  }

  func text(_ index: Int) -> ArraySlice<UInt8> {
    bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  private enum Style {
    case whole, fixed, scientific

    init(_ values: [Double], options: PrintOptions) {
      var least = Double.infinity
      var most = 0.0
      var whole = true
      for value in values where value.isFinite && value != 0 {
        least = min(least, value.magnitude)
        most = max(most, value.magnitude)
        whole = whole && value == value.rounded(.up)
      }
      guard most > 0 else {
        self = .whole
        return
      }
      let scientific = options.scientific ?? (most / least > 1000 || most > 1e8 || least < 1e-4)
      self = scientific ? .scientific : whole ? .whole : .fixed
    }
  }
}

/// The elements' texts: for complex numbers the real parts and the imaginary ones, each with a format of its own.
struct TorchCellPair {
  var first: TorchCells
  var second: TorchCells?

  /// The width that rows are broken by.
  var width: Int { first.width + (second.map { $0.width + 1 } ?? 0) }

  func append(_ index: Int, to out: inout [UInt8]) {
    first.append(index, to: &out)
    guard let second else { return }
    let text = second.text(index)
    if text.first != UInt8(ascii: "-") { out.append(UInt8(ascii: "+")) }
    out.append(contentsOf: text)
    out.append(UInt8(ascii: "j"))
  }
}
