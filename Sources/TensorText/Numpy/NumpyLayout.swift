/// Lays elements out in nested brackets, breaking lines where the next element would not fit, as numpy does.
struct NumpyLayout {
  private let array: PrintableArray
  private let cells: NumpyCells
  private let edge: Int?
  private let separator: [UInt8]
  private let bareSeparator: [UInt8]
  private var out: [UInt8] = []

  /// - Parameter separator: what stands between elements; spaces at its end go where a line ends.
  init(_ array: PrintableArray, separator: String, options: NumpyOptions, cell: ((Int) -> String)? = nil) {
    self.array = array
    self.separator = Array(separator.utf8)
    bareSeparator = Self.trimmed(self.separator)
    edge = Double(array.count) > options.threshold ? max(options.edgeItems, 0) : nil
    cells = NumpyCells(array, edge: edge, options: options, cell: cell)
  }

  private static func trimmed(_ text: [UInt8]) -> [UInt8] {
    Array(text[..<((text.lastIndex { $0 != UInt8(ascii: " ") } ?? -1) + 1)])
  }

  /// The text of the whole array, to stand behind `prefix` columns and within `width`.
  mutating func text(prefix: Int, width: Int) -> [UInt8] {
    out = []
    if array.count == 0 {
      out.append(contentsOf: "[]".utf8)
    } else if array.shape.isEmpty {
      cells.append(0, to: &out)
    } else {
      appendDimension(0, offset: 0, indent: prefix + 1, width: max(width, 0))
    }
    return out
  }

  /// How many entries of a dimension come before its ellipsis, and how many after it; the last entry is always
  /// there, even when a summary keeps none.
  private func shown(_ size: Int) -> (leading: Int, trailing: Int, summarised: Bool) {
    guard let edge, edge < (size + 1) / 2 else { return (0, size, false) }
    return (edge, max(edge, 1), true)
  }

  private mutating func appendSpaces(_ count: Int) {
    out.append(contentsOf: repeatElement(UInt8(ascii: " "), count: max(count, 0)))
  }

  private mutating func appendDimension(_ axis: Int, offset: Int, indent: Int, width: Int) {
    if axis == array.shape.count - 1 { return appendRow(axis, offset: offset, indent: indent, width: width - 1) }
    let (size, stride) = (array.shape[axis], array.strides[axis])
    let (leading, trailing, summarised) = shown(size)
    out.append(UInt8(ascii: "["))
    func lineBreak(_ layout: inout NumpyLayout) {
      layout.out.append(contentsOf: layout.bareSeparator)
      let count = layout.array.shape.count - axis - 1
      layout.out.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: count))
      layout.appendSpaces(indent)
    }
    for index in 0..<leading {
      appendDimension(axis + 1, offset: offset + index * stride, indent: indent + 1, width: width - 1)
      lineBreak(&self)
    }
    if summarised {
      out.append(contentsOf: "...".utf8)
      lineBreak(&self)
    }
    for index in (size - trailing)..<size {
      appendDimension(axis + 1, offset: offset + index * stride, indent: indent + 1, width: width - 1)
      if index < size - 1 { lineBreak(&self) }
    }
    out.append(UInt8(ascii: "]"))
  }

  private mutating func appendRow(_ axis: Int, offset: Int, indent: Int, width: Int) {
    let (size, stride) = (array.shape[axis], array.strides[axis])
    let (leading, trailing, summarised) = shown(size)
    out.append(UInt8(ascii: "["))
    var row = Row(indent: indent, width: width, column: indent)
    for index in 0..<leading {
      append(to: &row) { $0.cells.append(offset + index * stride, to: &$0.out) }
      append(separatorTo: &row)
    }
    if summarised {
      append(to: &row) { $0.out.append(contentsOf: "...".utf8) }
      append(separatorTo: &row)
    }
    for index in (size - trailing)..<size {
      append(to: &row) { $0.cells.append(offset + index * stride, to: &$0.out) }
      if index < size - 1 { append(separatorTo: &row) }
    }
    out.append(UInt8(ascii: "]"))
  }

  /// A row in the making: how far its last line has come.
  private struct Row {
    let indent: Int
    let width: Int
    var column: Int
  }

  private mutating func append(separatorTo row: inout Row) {
    out.append(contentsOf: separator)
    row.column += separator.count
  }

  /// Appends a word, on a new line where it would not fit and a new line would help.
  private mutating func append(to row: inout Row, word: (inout NumpyLayout) -> Void) {
    let start = out.count
    word(&self)
    // Columns are characters: bytes that go on with one do not count.
    let size = out[start...].reduce(0) { $1 & 0xc0 == 0x80 ? $0 : $0 + 1 }
    if row.column + size > row.width && row.column > row.indent {
      let word = Array(out[start...])
      out.removeSubrange(start...)
      while out.last == UInt8(ascii: " ") { out.removeLast() }
      out.append(UInt8(ascii: "\n"))
      appendSpaces(row.indent)
      out.append(contentsOf: word)
      row.column = row.indent + size
    } else {
      row.column += size
    }
  }
}
