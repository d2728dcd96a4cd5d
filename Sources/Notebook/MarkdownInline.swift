/// The marks inside a line of Markdown: code, emphasis, links, pictures; what is between dollars stays as it is.
struct MarkdownInline {
  private let text: [Character]
  private var out = ""
  private static let deepest = 8
  private let depth: Int

  private init(_ text: [Character], depth: Int) {
    self.text = text
    self.depth = depth
  }

  static func html(_ text: String) -> String { html(Array(text), depth: 0) }

  private static func html(_ text: [Character], depth: Int) -> String {
    guard depth < deepest else { return HTML.escaped(String(text)) }
    var inline = MarkdownInline(text, depth: depth)
    inline.read()
    return inline.out
  }

  private mutating func read() {
    var index = 0
    while index < text.count {
      let character = text[index]
      if character == "\\", index + 1 < text.count, text[index + 1].isPunctuation || text[index + 1].isSymbol {
        out += HTML.escaped(String(text[index + 1]))
        index += 2
      } else if let end = taken(from: index) {
        index = end
      } else {
        out += HTML.escaped(String(character))
        index += 1
      }
    }
  }

  /// Writes what begins at a place, if a mark does; the place behind it.
  private mutating func taken(from index: Int) -> Int? {
    switch text[index] {
    case "`": code(index)
    case "$": mathematics(index)
    case "*", "_": emphasis(index)
    case "!": index + 1 < text.count && text[index + 1] == "[" ? link(index + 1, isPicture: true) : nil
    case "[": link(index, isPicture: false)
    case "<": address(index)
    default: nil
    }
  }

  private func run(_ index: Int) -> Int {
    var end = index
    while end < text.count, text[end] == text[index] { end += 1 }
    return end - index
  }

  /// The place of the next run of exactly so many of a mark.
  private func find(_ mark: Character, _ count: Int, from start: Int) -> Int? {
    var index = start
    while index < text.count {
      guard text[index] == mark else {
        index += 1
        continue
      }
      let length = run(index)
      if length == count { return index }
      index += length
    }
    return nil
  }

  private mutating func code(_ index: Int) -> Int? {
    let count = run(index)
    guard let end = find("`", count, from: index + count) else {
      out += String(repeating: "`", count: count)
      return index + count
    }
    out += "<code>\(HTML.escaped(String(String(text[(index + count)..<end]).trimmed)))</code>"
    return end + count
  }

  private mutating func mathematics(_ index: Int) -> Int? {
    let count = min(run(index), 2)
    guard let end = find("$", count, from: index + count), end > index + count, text[index + count] != " " else {
      return nil
    }
    out += "<span class=\"math\">\(HTML.escaped(String(text[index..<end + count])))</span>"
    return end + count
  }

  private mutating func emphasis(_ index: Int) -> Int? {
    let mark = text[index]
    let count = min(run(index), 2)
    let start = index + count
    // `a_b` and `2 * 3` are no emphasis.
    if mark == "_", index > 0, text[index - 1].isLetter || text[index - 1].isNumber { return nil }
    guard start < text.count, !text[start].isWhitespace else { return nil }
    var end = start
    while let found = find(mark, count, from: end) {
      let closes = !text[found - 1].isWhitespace
      let isInside = mark == "_" && found + count < text.count && text[found + count].isLetter
      if closes, !isInside {
        let tag = count == 2 ? "strong" : "em"
        out += "<\(tag)>\(MarkdownInline.html(Array(text[start..<found]), depth: depth + 1))</\(tag)>"
        return found + count
      }
      end = found + count
    }
    return nil
  }

  private mutating func link(_ index: Int, isPicture: Bool) -> Int? {
    var nesting = 0
    var close = index
    while close < text.count {
      if text[close] == "[" { nesting += 1 }
      if text[close] == "]" { nesting -= 1 }
      if nesting == 0 { break }
      close += 1
    }
    guard close + 1 < text.count, text[close + 1] == "(",
      let end = text[(close + 2)...].firstIndex(of: ")")
    else { return nil }
    let inner = Array(text[(index + 1)..<close])
    let target = String(text[(close + 2)..<end].prefix { $0 != " " })
    if isPicture {
      // Only what stands in the page itself: the page needs no network.
      if target.hasPrefix("data:image/") {
        out += "<img alt=\"\(HTML.escaped(String(inner)))\" src=\"\(HTML.escaped(target))\">"
      } else {
        out += "<a href=\"\(HTML.escaped(HTML.safe(target)))\">\(HTML.escaped(String(inner)))</a>"
      }
    } else {
      out += "<a href=\"\(HTML.escaped(HTML.safe(target)))\">\(MarkdownInline.html(inner, depth: depth + 1))</a>"
    }
    return end + 1
  }

  private mutating func address(_ index: Int) -> Int? {
    guard let end = text[index...].firstIndex(of: ">") else { return nil }
    let target = String(text[(index + 1)..<end])
    guard target.hasPrefix("https://") || target.hasPrefix("http://"), !target.contains(" ") else { return nil }
    out += "<a href=\"\(HTML.escaped(target))\">\(HTML.escaped(target))</a>"
    return end + 1
  }
}

/// Text as HTML has it.
enum HTML {
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// An address that runs nothing.
  static func safe(_ target: String) -> String {
    let lower = target.lowercased().filter { !$0.isWhitespace }
    return lower.hasPrefix("javascript:") || lower.hasPrefix("vbscript:") || lower.hasPrefix("data:text") ? "#" : target
  }
}
