extension Exhibit {
  /// The lesson as Markdown: its text as it is, its code and what that said in fences.
  public func markdown() -> String {
    var parts: [String] = []
    if let title = lesson.directives.text(.title), !title.isEmpty, !startsWithHeading { parts.append("# \(title)") }
    for item in items where !item.isHidden {
      switch item.cell.kind {
      case .markdown: parts.append(Exhibit.withAttachments(item.cell))
      case .raw: parts.append(Exhibit.fenced(item.cell.text, ""))
      case .code:
        if !item.cell.text.isEmpty { parts.append(Exhibit.fenced(item.cell.text, "python")) }
        parts += item.outputs.compactMap(Exhibit.markdown)
      }
    }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private var startsWithHeading: Bool {
    items.first { !$0.isHidden }.map { $0.cell.kind == .markdown && $0.cell.text.hasPrefix("# ") } ?? false
  }

  /// Text between fences longer than any run of backticks in it.
  private static func fenced(_ text: String, _ language: String) -> String {
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\(fence)\(language)\n\(text)\(text.hasSuffix("\n") ? "" : "\n")\(fence)"
  }

  private static func markdown(_ output: JSON) -> String? {
    switch output["output_type"]?.string {
    case "stream": return output["text"]?.text.map { fenced(TerminalText($0).plain, "text") }
    case "error":
      return fenced(
        RecordedOutput.headline(name: output["ename"]?.string ?? "", message: output["evalue"]?.string ?? ""), "text")
    default:
      guard let data = output["data"] else { return nil }
      if let image = image(data) { return "![](\(image))" }
      if let text = data["text/markdown"]?.text { return text }
      return data["text/plain"]?.text.map { fenced(TerminalText($0).plain, "text") }
    }
  }

  /// The first of the data's forms that is a picture, as an address that holds all of it.
  static func image(_ data: JSON) -> String? {
    if let svg = data["image/svg+xml"]?.text {
      return "data:image/svg+xml;base64," + Base64.encoded(Array(svg.utf8))
    }
    for type in ["image/png", "image/jpeg", "image/gif"] {
      if let bytes = data[type]?.text { return "data:\(type);base64," + bytes.filter { !$0.isWhitespace } }
    }
    return nil
  }

  /// A text cell's text, its attached pictures in place.
  static func withAttachments(_ cell: Lesson.Cell) -> String {
    guard let attachments = cell.kept["attachments"]?.object else { return cell.text }
    return attachments.reduce(cell.text) { text, attachment in
      guard let image = image(attachment.value) else { return text }
      return text.replacing("attachment:\(attachment.key)", with: image)
    }
  }
}

enum Base64 {
  static func encoded(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - start)
      var group = 0
      for offset in 0..<3 { group = group << 8 | (offset < count ? Int(bytes[start + offset]) : 0) }
      for place in 0..<4 {
        result.append(place <= count ? alphabet[group >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
