/// Lays elements out in nested brackets, breaking lines where the next element would not fit, as numpy does.
struct NumpyLayout {
  private let array: PrintableArray
  private let cells: NumpyCells
  private let edge: Int?
  private let separator: String
  private let bareSeparator: String

  init(_ array: PrintableArray, separator: String, options: NumpyOptions) {
    self.array = array
    self.separator = separator
    bareSeparator = separator == ", " ? "," : ""
    edge = Double(array.count) > options.threshold ? max(options.edgeItems, 0) : nil
    cells = NumpyCells(array, edge: edge, options: options)
  }

  /// The text of the whole array, to stand behind `prefix` columns and within `width`.
  func text(prefix: Int, width: Int) -> String {
    if array.count == 0 { return "[]" }
    if array.shape.isEmpty { return cells.text(0) }
    return text(axis: 0, offset: 0, indent: String(repeating: " ", count: prefix + 1), width: width)
  }

  private func text(axis: Int, offset: Int, indent: String, width: Int) -> String {
    let size = array.shape[axis]
    let stride = array.strides[axis]
    let summarised = edge.map { $0 < (size + 1) / 2 } ?? false
    let leading = summarised ? edge ?? 0 : 0
    // The last entry is always there, even when a summary keeps none.
    let trailing = summarised ? max(edge ?? 0, 1) : size
    let isRow = axis == array.shape.count - 1
    var lines = Lines(indent: indent, width: width - 1)
    let lineBreak = bareSeparator + String(repeating: "\n", count: array.shape.count - axis - 1)
    func put(_ index: Int, last: Bool) {
      let start = offset + index * stride
      if isRow {
        lines.extend(by: cells.text(start))
        if !last { lines.line += separator }
      } else {
        lines.done += indent + text(axis: axis + 1, offset: start, indent: indent + " ", width: width - 1)
        if !last { lines.done += lineBreak }
      }
    }
    for index in 0..<leading { put(index, last: false) }
    if summarised {
      if isRow {
        lines.extend(by: "...")
        lines.line += separator
      } else {
        lines.done += indent + "..." + lineBreak
      }
    }
    for index in (size - trailing)..<size { put(index, last: index == size - 1) }
    let all = isRow ? lines.done + lines.line : lines.done
    return "[" + all.dropFirst(indent.utf8.count) + "]"
  }

  /// A row in the making: lines that are done, and the one that words are added to.
  private struct Lines {
    let indent: String
    let width: Int
    var done = ""
    var line: String

    init(indent: String, width: Int) {
      self.indent = indent
      self.width = width
      line = indent
    }

    mutating func extend(by word: String) {
      let size = line.unicodeScalars.count
      if size + word.unicodeScalars.count > width && size > indent.utf8.count {
        while line.last == " " { line.removeLast() }
        done += line + "\n"
        line = indent
      }
      line += word
    }
  }
}
