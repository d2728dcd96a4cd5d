import Machine

extension Session {
  /// What could stand in a line that begins with `%`: magics, their options, and files where one takes a file. Nil where
  /// the cursor is in no such line, or in the program text that follows the magic.
  func completionsOfMagics(_ context: CursorContext) -> (start: Int, names: [String])? {
    let lineStart = context.bytes.lastIndex(of: Ascii.newline).map { $0 + 1 } ?? 0
    let line = context.text(lineStart..<context.bytes.count)
    let body = line.drop { $0 == " " }
    guard body.hasPrefix("%") else { return nil }
    let sign = body.prefix { $0 == "%" }
    guard sign.count <= 2, let last = body.split(separator: " ", omittingEmptySubsequences: false).last else {
      return nil
    }
    let start = context.bytes.count - last.utf8.count
    guard body.contains(" ") else {
      let magics = Magic.all.filter { sign.count == 2 ? $0.form.isCell : $0.form.isLine }
      let names: [String] = magics.flatMap { [$0.name] + $0.aliases }.map { String(sign) + $0 }
      let wanted = String(body)
      return (start, names.filter { $0.hasPrefix(wanted) }.sorted())
    }
    guard let magic = Magic.named(String(body.dropFirst(sign.count).prefix { $0 != " " })) else { return nil }
    if last.hasPrefix("-") {
      let options: [String] = magic.options.map { "-\($0.letter)" }
      return (start, options.filter { $0.hasPrefix(String(last)) }.sorted())
    }
    return magic.arguments.contains("file") ? (start, FileNames.beginning(with: String(last))) : nil
  }
}
