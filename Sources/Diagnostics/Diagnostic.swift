/// One fault of a person's program: what Python would raise, where, and what to do about it.
public struct Diagnostic: Error, Sendable {
  /// The name of the Python exception, such as `SyntaxError`.
  public var type: String
  /// The exception's text, word for word.
  public var message: String
  public var source: Source?
  public var span: Span?
  /// What to do, in a sentence of ours; never part of `message`.
  public var hint: String?
  /// More text could make the input right: an open bracket, a block without its body.
  public var needsMore: Bool

  public init(
    _ type: String, _ message: String, in source: Source? = nil, at span: Span? = nil, hint: String? = nil,
    needsMore: Bool = false
  ) {
    self.type = type
    self.message = message
    self.source = source
    self.span = span
    self.hint = hint
    self.needsMore = needsMore
  }
}

extension Diagnostic: CustomStringConvertible {
  /// `Type: message`, the line Python ends its report with.
  public var headline: String { message.isEmpty ? type : "\(type): \(message)" }

  public var description: String { rendered() }

  /// The whole report: headline, place, source with carets, hint.
  public func rendered(width: Int = 80) -> String {
    var lines = [headline]
    if let source, let span { lines += Excerpt(of: source, at: span, width: width).lines }
    lines += hintLines(width: width)
    return lines.joined(separator: "\n")
  }

  /// The hint, wrapped at `width` with its continuation lines under its first word; empty without a hint.
  public func hintLines(width: Int = 80) -> [String] {
    guard let hint else { return [] }
    let label = "  hint: "
    var lines: [String] = []
    var line = label
    var columns = label.utf8.count
    for word in hint.split(separator: " ") {
      let wordColumns = TextWidth.columns(of: word)
      if columns > label.utf8.count, columns + 1 + wordColumns > width {
        lines.append(line)
        line = String(repeating: " ", count: label.utf8.count)
        columns = label.utf8.count
      }
      if columns > label.utf8.count {
        line += " "
        columns += 1
      }
      line += word
      columns += wordColumns
    }
    return lines + [line]
  }
}
