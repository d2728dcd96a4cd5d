/// Markdown as HTML: the part of it that lessons are written in. What it does not know stands as the text it is; HTML in
/// it is shown, not obeyed.
struct MarkdownBlocks {
  private var lines: ArraySlice<String>
  private var out: [String] = []
  /// Lists and quotes nested deeper than this are text.
  private static let deepest = 12
  private let depth: Int

  private init(_ lines: some Sequence<String>, depth: Int) {
    self.lines = Array(lines)[...]
    self.depth = depth
  }

  static func html(_ text: String) -> String { html(text.linesSplit, depth: 0) }

  private static func html(_ lines: [String], depth: Int) -> String {
    var blocks = MarkdownBlocks(lines, depth: depth)
    blocks.read()
    return blocks.out.joined(separator: "\n")
  }

  private mutating func read() {
    while let line = lines.first {
      if line.trimmed.isEmpty {
        lines.removeFirst()
      } else if let level = MarkdownBlocks.headingLevel(line) {
        lines.removeFirst()
        var text = line.trimmed.dropFirst(level).trimmed
        while text.last == "#" { text.removeLast() }
        out.append("<h\(level)>\(MarkdownInline.html(String(text.trimmed)))</h\(level)>")
      } else if MarkdownBlocks.fence(line) != nil {
        readFence(line)
      } else if line.trimmed.hasPrefix("$$") {
        readMathematics()
      } else if MarkdownBlocks.isRule(line) {
        lines.removeFirst()
        out.append("<hr>")
      } else if depth < MarkdownBlocks.deepest, line.trimmed.hasPrefix(">") {
        readQuote()
      } else if depth < MarkdownBlocks.deepest, let item = MarkdownBlocks.item(line) {
        readList(item.isOrdered)
      } else if lines.count > 1, line.contains("|"), MarkdownBlocks.isTableRule(lines[lines.startIndex + 1]) {
        readTable()
      } else {
        readParagraph()
      }
    }
  }

  // MARK: What begins a block

  private static func headingLevel(_ line: String) -> Int? {
    let text = line.trimmed
    let level = text.prefix { $0 == "#" }.count
    guard (1...6).contains(level), text.count == level || text.dropFirst(level).first == " " else { return nil }
    return level
  }

  private static func fence(_ line: String) -> Substring? {
    let text = line.trimmed
    for mark in ["`", "~"] {
      let fence = text.prefix { String($0) == mark }
      if fence.count >= 3 { return fence }
    }
    return nil
  }

  private static func isRule(_ line: String) -> Bool {
    let marks = line.filter { $0 != " " && $0 != "\t" }
    guard marks.count >= 3, let first = marks.first else { return false }
    return "-*_".contains(first) && marks.allSatisfy { $0 == first }
  }

  private static func item(_ line: String) -> (indent: Int, isOrdered: Bool, width: Int)? {
    let indent = line.prefix { $0 == " " }.count
    let text = line.dropFirst(indent)
    if let first = text.first, "-*+".contains(first), text.dropFirst().first == " " { return (indent, false, 2) }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let rest = text.dropFirst(digits.count)
    guard (1...9).contains(digits.count), let mark = rest.first, mark == "." || mark == ")",
      rest.dropFirst().first == " "
    else { return nil }
    return (indent, true, digits.count + 2)
  }

  private static func isTableRule(_ line: String) -> Bool {
    line.contains("-") && line.contains("|") && line.allSatisfy { "|-: ".contains($0) }
  }

  // MARK: Blocks

  private mutating func readFence(_ first: String) {
    guard let fence = MarkdownBlocks.fence(first) else { return }
    let indent = first.prefix { $0 == " " }.count
    lines.removeFirst()
    var code: [String] = []
    while let line = lines.first {
      lines.removeFirst()
      if let end = MarkdownBlocks.fence(line), end.first == fence.first, end.count >= fence.count,
        line.trimmed.count == end.count
      {
        break
      }
      code.append(String(line.dropFirst(min(indent, line.prefix { $0 == " " }.count))))
    }
    out.append("<pre><code>\(HTML.escaped(code.joined(separator: "\n")))</code></pre>")
  }

  private mutating func readMathematics() {
    var text: [String] = []
    while let line = lines.first {
      lines.removeFirst()
      text.append(line)
      let marks = text.joined().ranges(of: "$$").count
      if marks >= 2 { break }
    }
    out.append("<p class=\"math\">\(HTML.escaped(text.joined(separator: "\n")))</p>")
  }

  private mutating func readQuote() {
    var inner: [String] = []
    while let line = lines.first, line.trimmed.hasPrefix(">") {
      lines.removeFirst()
      let text = line.trimmed.dropFirst()
      inner.append(String(text.first == " " ? text.dropFirst() : text))
    }
    out.append("<blockquote>\n\(MarkdownBlocks.html(inner, depth: depth + 1))\n</blockquote>")
  }

  private mutating func readList(_ isOrdered: Bool) {
    var items: [String] = []
    while let line = lines.first, let item = MarkdownBlocks.item(line), item.isOrdered == isOrdered {
      lines.removeFirst()
      let margin = item.indent + item.width
      var inner = [String(line.dropFirst(margin))]
      var isLoose = false
      while let next = lines.first {
        let indent = next.prefix { $0 == " " }.count
        if next.trimmed.isEmpty {
          guard lines.count > 1, lines[lines.startIndex + 1].prefix(while: { $0 == " " }).count >= margin else { break }
          isLoose = true
        } else if indent < margin, isLoose || MarkdownBlocks.beginsBlock(next) {
          break
        }
        lines.removeFirst()
        inner.append(String(next.dropFirst(min(indent, margin))))
      }
      // Blank lines between items do not end a list.
      while let next = lines.first, next.trimmed.isEmpty, lines.count > 1,
        MarkdownBlocks.item(lines[lines.startIndex + 1])?.isOrdered == isOrdered
      {
        lines.removeFirst()
      }
      var html = MarkdownBlocks.html(inner, depth: depth + 1)
      if html.hasPrefix("<p>"), !isLoose {
        html = html.replacing("<p>", with: "", maxReplacements: 1).replacing("</p>", with: "", maxReplacements: 1)
      }
      items.append("<li>\(html)</li>")
    }
    let tag = isOrdered ? "ol" : "ul"
    out.append("<\(tag)>\n\(items.joined(separator: "\n"))\n</\(tag)>")
  }

  private static func beginsBlock(_ line: String) -> Bool {
    headingLevel(line) != nil || fence(line) != nil || item(line) != nil || isRule(line) || line.trimmed.hasPrefix(">")
  }

  private mutating func readTable() {
    func cells(_ line: String) -> [String] {
      var text = line.trimmed
      if text.first == "|" { text.removeFirst() }
      if text.last == "|" { text.removeLast() }
      return text.split(separator: "|", omittingEmptySubsequences: false).map { String($0.trimmed) }
    }
    func row(_ line: String, _ tag: String) -> String {
      "<tr>" + cells(line).map { "<\(tag)>\(MarkdownInline.html($0))</\(tag)>" }.joined() + "</tr>"
    }
    guard let head = lines.first else { return }
    lines = lines.dropFirst(2)
    var rows = [row(head, "th")]
    while let line = lines.first, line.contains("|"), !line.trimmed.isEmpty {
      lines.removeFirst()
      rows.append(row(line, "td"))
    }
    out.append("<div class=\"wide\"><table>\n\(rows.joined(separator: "\n"))\n</table></div>")
  }

  private mutating func readParagraph() {
    var text: [String] = []
    while let line = lines.first, !line.trimmed.isEmpty, text.isEmpty || !MarkdownBlocks.beginsBlock(line) {
      lines.removeFirst()
      text.append(line.hasSuffix("  ") ? line.trimmed + "\n<br>" : String(line.trimmed))
    }
    let html = MarkdownInline.html(text.joined(separator: "\n").replacing("\n<br>", with: "\u{0}"))
    out.append("<p>\(html.replacing("\u{0}", with: "<br>"))</p>")
  }
}
