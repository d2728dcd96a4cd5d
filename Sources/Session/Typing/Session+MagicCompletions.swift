import Machine

extension Session {
  /// What could stand in a line that begins with `%`, or nil where the cursor is in none.
  func completionsOfMagics(_ context: CursorContext) -> (start: Int, names: [String])? {
    let start = context.bytes.lastIndex(of: Ascii.newline).map { $0 + 1 } ?? 0
    let line = context.text(start..<context.bytes.count)
    let indent = line.prefix { $0 == " " }.count
    guard line.dropFirst(indent).hasPrefix("%") else { return nil }
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    guard let last = words.last, words.count > 1, Session.fileMagics.contains(words[indent].filter { $0 != "%" }) else {
      return nil
    }
    return (context.bytes.count - last.utf8.count, FileNames.beginning(with: String(last)))
  }

  /// Magics whose arguments are files.
  private static let fileMagics: Set<String> = ["run", "load", "save", "edit"]
}
