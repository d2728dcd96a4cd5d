/// What could stand at the cursor.
public struct Completions: Equatable, Sendable {
  /// Where the completed text begins, as a UTF-8 offset; it ends at the cursor.
  public var start: Int
  /// Each a whole replacement for the text from `start` to the cursor.
  public var candidates: [String]

  public init(start: Int, candidates: [String]) {
    self.start = start
    self.candidates = candidates
  }

  public static let none = Completions(start: 0, candidates: [])

  /// The beginning that all candidates share.
  var commonPrefix: String {
    guard var prefix = candidates.first else { return "" }
    for candidate in candidates.dropFirst() {
      prefix = String(zip(prefix, candidate).prefix { $0 == $1 }.map(\.0))
    }
    return prefix
  }

  /// The candidates in columns, read downwards, in at most `limit` rows of at most `width` columns.
  static func table(_ candidates: [String], width: Int, limit: Int) -> [String] {
    let widths = candidates.map { Layout.width($0) }
    let column = (widths.max() ?? 0) + 2
    let columns = max(1, (width - 1 + 2) / column)
    let rows = (candidates.count + columns - 1) / columns
    let shown = rows > limit ? max(0, limit - 1) : rows
    var lines = (0..<shown).map { row in
      stride(from: row, to: candidates.count, by: rows).reduce(into: "") { line, index in
        line += clipped(candidates[index], to: width - 1)
        if index + rows < candidates.count {
          line += String(repeating: " ", count: max(0, column - widths[index]))
        }
      }
    }
    if shown < rows, limit > 0 {
      let seen = (0..<shown).reduce(0) { $0 + (candidates.count - $1 + rows - 1) / rows }
      lines.append("… and \(candidates.count - seen) more")
    }
    return lines
  }

  private static func clipped(_ text: String, to width: Int) -> String {
    var room = width
    return String(
      text.prefix { character in
        room -= Layout.width(String(character))
        return room >= 0
      })
  }
}
