/// The text that code was compiled from, with the name it goes by: a cell or a file.
public final class SourceText {
  /// As it stands in tracebacks and warnings: `In [3]`, `lesson.py`.
  public let name: String
  public let text: String
  /// Added to line numbers, for text that does not begin at its file's first line.
  public let lineOffset: Int
  private lazy var lineStarts: [Int] = {
    var starts = [0]
    for (offset, byte) in text.utf8.enumerated() where byte == 10 { starts.append(offset + 1) }
    return starts
  }()

  public init(name: String, text: String, lineOffset: Int = 0) {
    self.name = name
    self.text = text
    self.lineOffset = lineOffset
  }

  /// The line of a UTF-8 offset, from 1.
  public func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1 + lineOffset
  }

  /// The text of a line that `line(at:)` gave, without its line break; empty when there is none.
  public func text(ofLine line: Int) -> Substring {
    let at = line - 1 - lineOffset
    guard lineStarts.indices.contains(at) else { return "" }
    let utf8 = text.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: lineStarts[at])
    let rest = text[start...]
    return rest.prefix { !$0.isNewline }
  }
}
