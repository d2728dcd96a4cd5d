/// The lines that show a place: its name and line number, the source, and carets beneath the span.
///
/// ```
///   In [6], line 1
///     y.backward()
///     ^^^^^^^^^^^^
/// ```
public struct Excerpt {
  /// A span of more lines than this shows only its first line.
  static let mostLines = 3
  static let indentation = "    "

  public let lines: [String]

  public init(of source: Source, at span: Span, width: Int = 80) {
    let start = min(max(span.start, 0), source.bytes.count)
    let end = min(max(span.end, start), source.bytes.count)
    var ranges = [source.lineRange(at: start)]
    while let last = ranges.last, last.upperBound < end, ranges.count <= Excerpt.mostLines {
      let next = source.lineRange(at: last.upperBound + 1)
      if next.lowerBound >= end { break }
      ranges.append(next)
    }
    if ranges.count > Excerpt.mostLines { ranges.removeSubrange(1...) }

    let shared = ranges.map { Excerpt.indent(of: source, $0) }.min() ?? 0
    var lines = ["  \(source.name), line \(source.line(at: start))"]
    for range in ranges {
      let text = (range.lowerBound + shared)..<range.upperBound
      // On its first line the span begins where it begins; on later ones carets start under the text.
      let from = max(start, text.lowerBound + (range == ranges[0] ? 0 : Excerpt.indent(of: source, range) - shared))
      lines += Excerpt.marked(
        source, text, from: max(from, text.lowerBound), to: min(end, range.upperBound), width: width)
    }
    self.lines = lines
  }

  private static func indent(of source: Source, _ range: Range<Int>) -> Int {
    var index = range.lowerBound
    while index < range.upperBound, source.bytes[index] == 0x20 || source.bytes[index] == 0x09 { index += 1 }
    return index - range.lowerBound
  }

  /// One source line and its carets, cut around the carets when it is wider than the screen.
  private static func marked(_ source: Source, _ text: Range<Int>, from: Int, to: Int, width: Int) -> [String] {
    let from = min(from, text.upperBound)
    let before = cells(source, text.lowerBound..<from)
    let inside = cells(source, from..<max(from, to))
    let after = cells(source, max(from, to)..<text.upperBound)

    let room = max(width - indentation.utf8.count, 20)
    let all = before + inside + after
    let caretStart = TextWidth.sum(before)
    let caretWidth = max(TextWidth.sum(inside), 1)
    guard TextWidth.sum(all) > room else {
      return [
        indentation + all.map(\.text).joined(),
        indentation + String(repeating: " ", count: caretStart) + String(repeating: "^", count: caretWidth),
      ]
    }
    // Keep a third of the room before the carets, so that the reader sees what leads up to them.
    let total = TextWidth.sum(all)
    var first = 0
    var skipped = 0
    while first < before.count, caretStart - skipped + 1 > room / 3, total - skipped + 1 > room {
      skipped += before[first].columns
      first += 1
    }
    var shown = first > 0 ? "…" : ""
    var columns = first > 0 ? 1 : 0
    let offset = columns
    var index = first
    while index < all.count, columns + all[index].columns < room {
      shown += all[index].text
      columns += all[index].columns
      index += 1
    }
    if index < all.count { shown += "…" }
    let caretColumn = caretStart - skipped + offset
    let carets = max(1, min(caretWidth, columns - caretColumn))
    return [
      indentation + shown,
      indentation + String(repeating: " ", count: caretColumn) + String(repeating: "^", count: carets),
    ]
  }

  private static func cells(_ source: Source, _ range: Range<Int>) -> [TextWidth.Cell] {
    String(decoding: source.bytes[range], as: UTF8.self).map(TextWidth.Cell.init)
  }
}
