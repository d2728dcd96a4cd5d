/// Lays elements out in nested brackets, row by row, as PyTorch does.
struct TorchLayout {
  let shape: [Int]
  let cells: TorchCellPair
  /// How many entries stay at either end of a long dimension; nil when nothing is left out.
  let edge: Int?
  let lineWidth: Int
  var out: [UInt8]
  private var next = 0

  init(_ array: PrintableArray, indent: Int, options: PrintOptions, prefix: String) {
    shape = array.shape
    edge = Double(array.count) > options.threshold ? max(options.edgeItems, 0) : nil
    lineWidth = options.lineWidth
    cells = TorchCells.of(array, edge: edge, options: options)
    out = Array(prefix.utf8)
    if array.count == 0 {
      append("[]")
    } else if shape.isEmpty {
      cells.append(0, to: &out)
    } else {
      appendDimension(0, indent: indent)
    }
  }

  private mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { out.append(contentsOf: $0) }
  }

  private mutating func append(newlines: Int, spaces: Int) {
    out.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: newlines))
    out.append(contentsOf: repeatElement(UInt8(ascii: " "), count: max(spaces, 0)))
  }

  /// How many entries of a dimension come before its ellipsis and after it; nil when it has none.
  private func summarised(_ axis: Int) -> Int? {
    guard let edge, edge < (shape[axis] + 1) / 2 else { return nil }
    return edge
  }

  private mutating func appendDimension(_ axis: Int, indent: Int) {
    if axis == shape.count - 1 { return appendRow(axis, indent: indent) }
    let separate = (newlines: shape.count - axis - 1, spaces: indent + 1)
    append("[")
    var isFirst = true
    func separator(_ layout: inout TorchLayout) {
      if !isFirst {
        layout.append(",")
        layout.append(newlines: separate.newlines, spaces: separate.spaces)
      }
      isFirst = false
    }
    let edge = summarised(axis)
    for index in 0..<(edge.map { 2 * $0 } ?? shape[axis]) {
      if index == edge {
        separator(&self)
        append("...")
      }
      separator(&self)
      appendDimension(axis + 1, indent: indent + 1)
    }
    if edge == 0 { append("...") }
    append("]")
  }

  private mutating func appendRow(_ axis: Int, indent: Int) {
    let room = lineWidth.subtractingReportingOverflow(indent).partialValue
    let perLine = max(1, Int((Double(room) / Double(cells.width + 2)).rounded(.down)))
    let edge = summarised(axis)
    append("[")
    var column = 0
    func separator(_ layout: inout TorchLayout) {
      if column == perLine {
        layout.append(",")
        layout.append(newlines: 1, spaces: indent + 1)
        column = 0
      } else if column > 0 {
        layout.append(", ")
      }
      column += 1
    }
    for index in 0..<(edge.map { 2 * $0 } ?? shape[axis]) {
      if index == edge {
        separator(&self)
        append(" ...")
      }
      separator(&self)
      cells.append(next, to: &out)
      next += 1
    }
    if edge == 0 { append("...") }
    append("]")
  }
}
