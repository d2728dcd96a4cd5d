/// `textwrap`.
enum TextwrapModule {
  struct Options {
    var width = 70
    var initialIndent = ""
    var subsequentIndent = ""
    var expandsTabs = true
    var replacesSpace = true
    var breaksLong = true
    var breaksHyphens = true
    var dropsSpace = true
    var mostLines: Int?
    var placeholder = " [...]"
  }

  nonisolated(unsafe) private static let parameters: [Parameter] = [
    Parameter("width", default: .int(70)), .keyword("initial_indent", default: .string("")),
    .keyword("subsequent_indent", default: .string("")), .keyword("expand_tabs", default: .bool(true)),
    .keyword("replace_whitespace", default: .bool(true)), .keyword("fix_sentence_endings", default: .bool(false)),
    .keyword("break_long_words", default: .bool(true)), .keyword("drop_whitespace", default: .bool(true)),
    .keyword("break_on_hyphens", default: .bool(true)), .keyword("tabsize", default: .int(8)),
    .keyword("max_lines", default: .none), .keyword("placeholder", default: .string(" [...]")),
  ]

  private static func options(_ arguments: BoundArguments) throws -> Options {
    let machine = Machine.current
    var options = Options()
    options.width = try machine.index(arguments[1])
    options.initialIndent = try arguments[2].plainString().text
    options.subsequentIndent = try arguments[3].plainString().text
    options.expandsTabs = try machine.truth(arguments[4])
    options.replacesSpace = try machine.truth(arguments[5])
    options.breaksLong = try machine.truth(arguments[7])
    options.dropsSpace = try machine.truth(arguments[8])
    options.breaksHyphens = try machine.truth(arguments[9])
    options.mostLines = arguments[11].isNone ? nil : try machine.index(arguments[11])
    options.placeholder = try arguments[12].plainString().text
    return options
  }

  private static let spaces: Set<Character> = [" ", "\t", "\n", "\u{0B}", "\u{0C}", "\r", "\r\n"]

  /// Words, the hyphenated ones in parts, and the white space between them.
  private static func chunks(_ text: String, _ options: Options) -> [String] {
    var text = options.expandsTabs ? expanded(text) : text
    if options.replacesSpace { text = String(text.map { spaces.contains($0) ? " " : $0 }) }
    var result: [String] = []
    var current: [Character] = []
    var isSpace = false
    for character in text {
      let isBlank = spaces.contains(character)
      if isBlank != isSpace, !current.isEmpty {
        result += isSpace || !options.breaksHyphens ? [String(current)] : hyphenated(current)
        current = []
      }
      isSpace = isBlank
      current.append(character)
    }
    if !current.isEmpty { result += isSpace || !options.breaksHyphens ? [String(current)] : hyphenated(current) }
    return result
  }

  /// `well-kept` as `well-` and `kept`; dashes of two or more stand alone between words.
  private static func hyphenated(_ word: [Character]) -> [String] {
    var parts: [String] = []
    var current: [Character] = []
    var at = 0
    while at < word.count {
      let character = word[at]
      if character == "-" {
        var run = at
        while run < word.count, word[run] == "-" { run += 1 }
        if run - at >= 2, !current.isEmpty, run < word.count, word[run].isLetter || word[run].isNumber {
          parts.append(String(current))
          parts.append(String(word[at..<run]))
          current = []
          at = run
          continue
        }
        if run - at == 1, current.count >= 2, current.suffix(2).allSatisfy({ $0.isLetter }), run + 1 < word.count,
          word[run].isLetter,
          word[run + 1].isLetter || (word[run + 1] == "-" && run + 2 < word.count && word[run + 2].isLetter)
        {
          parts.append(String(current + ["-"]))
          current = []
          at = run
          continue
        }
      }
      current.append(character)
      at += 1
    }
    if !current.isEmpty { parts.append(String(current)) }
    return parts
  }

  private static func expanded(_ text: String) -> String {
    var out = ""
    var column = 0
    for character in text {
      if character == "\t" {
        let count = 8 - column % 8
        out += String(repeating: " ", count: count)
        column += count
      } else {
        out.append(character)
        column = character == "\n" || character == "\r" ? 0 : column + 1
      }
    }
    return out
  }

  private static func isBlank(_ text: String) -> Bool { text.allSatisfy { spaces.contains($0) } }

  static func wrap(_ text: String, _ options: Options) throws -> [String] {
    if options.width <= 0 { throw PythonError.valueFault("invalid width \(options.width) (must be > 0)") }
    if let most = options.mostLines {
      let indent = most > 1 ? options.subsequentIndent : options.initialIndent
      if indent.count + options.placeholder.drop(while: { spaces.contains($0) }).count > options.width {
        throw PythonError.valueFault("placeholder too large for max width")
      }
    }
    var chunks: [String] = Array(self.chunks(text, options).reversed())
    var lines: [String] = []
    while !chunks.isEmpty {
      try Machine.current.checkInterrupt()
      var line: [String] = []
      var length = 0
      let indent = lines.isEmpty ? options.initialIndent : options.subsequentIndent
      let width = options.width - indent.count
      if options.dropsSpace, let last = chunks.last, isBlank(last), !lines.isEmpty { chunks.removeLast() }
      while let chunk = chunks.last, length + chunk.count <= width {
        line.append(chunk)
        length += chunk.count
        chunks.removeLast()
      }
      if let chunk = chunks.last, chunk.count > width {
        // A word longer than a line is cut, or stands alone.
        let room = width < 1 ? 1 : width - length
        if options.breaksLong {
          var cut = room
          if options.breaksHyphens, chunk.count > room {
            let head = Array(chunk.prefix(room))
            if let hyphen = head.lastIndex(of: "-"), hyphen > 0, head[..<hyphen].contains(where: { $0 != "-" }) {
              cut = hyphen + 1
            }
          }
          let part = String(chunk.prefix(cut))
          line.append(part)
          length += part.count
          chunks[chunks.count - 1] = String(chunk.dropFirst(cut))
          if chunks[chunks.count - 1].isEmpty { chunks.removeLast() }
        } else if line.isEmpty {
          line.append(chunk)
          length += chunk.count
          chunks.removeLast()
        }
      }
      if options.dropsSpace, let last = line.last, isBlank(last) {
        length -= last.count
        line.removeLast()
      }
      if line.isEmpty { continue }
      let isLastAllowed = options.mostLines.map { lines.count + 1 >= $0 } ?? false
      let restIsBlank = chunks.isEmpty || (options.dropsSpace && chunks.count == 1 && isBlank(chunks[0]))
      if !isLastAllowed || (restIsBlank && length <= width) {
        lines.append(indent + line.joined())
        continue
      }
      while let last = line.last {
        if !isBlank(last), length + options.placeholder.count <= width {
          lines.append(indent + line.joined() + options.placeholder)
          return lines
        }
        length -= last.count
        line.removeLast()
      }
      if let previous = lines.last {
        let trimmed = String(previous.reversed().drop { spaces.contains($0) }.reversed())
        if trimmed.count + options.placeholder.count <= options.width {
          lines[lines.count - 1] = trimmed + options.placeholder
          return lines
        }
      }
      lines.append(indent + options.placeholder.drop { spaces.contains($0) })
      return lines
    }
    return lines
  }

  static func dedented(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.allSatisfy { $0 == " " || $0 == "\t" } ? "" : line
    }
    var margin: [Character]?
    for line in lines where !line.isEmpty {
      let indent = Array(line.prefix { $0 == " " || $0 == "\t" })
      guard let known = margin else {
        margin = indent
        continue
      }
      margin = Array(zip(known, indent).prefix { $0 == $1 }.map(\.0))
    }
    let count = margin?.count ?? 0
    return lines.map { $0.dropFirst(count) }.joined(separator: "\n")
  }

  static func make() throws -> ModuleObject {
    let module = ModuleObject("textwrap", summary: "Texts broken into lines.")
    let text = Parameter("text", type: "str")
    module.function(
      "wrap", [text] + parameters, summary: "The lines of a text broken at a width.",
      .bound { .list(try wrap($0[0].plainString().text, options($0)).map(Value.string)) })
    module.function(
      "fill", [text] + parameters, summary: "A text broken at a width.",
      .bound { .string(try wrap($0[0].plainString().text, options($0)).joined(separator: "\n")) })
    module.function(
      "shorten", [text] + parameters, summary: "A text cut to a width.",
      .bound { arguments in
        var options = try options(arguments)
        options.mostLines = 1
        let words = Words.split(try arguments[0].plainString().text, limit: -1).joined(separator: " ")
        return .string(try wrap(words, options).joined(separator: "\n"))
      })
    module.function(
      "dedent", [text], summary: "A text without the indentation that all lines share.",
      .bound { .string(dedented(try $0[0].plainString().text)) })
    module.function(
      "indent", [text, Parameter("prefix", type: "str"), Parameter("predicate", default: Value.none)],
      summary: "A text with something before each line.",
      .bound { arguments in
        let prefix = try arguments[1].plainString().text
        let predicate = arguments[2]
        return .string(
          try Words.lines(arguments[0].plainString().text, keepEnds: true).map { line in
            let wanted =
              predicate.isNone
              ? !line.unicodeScalars.allSatisfy(\.isPythonSpace)
              : try Machine.current.truth(Machine.current.call(predicate, [.string(line)]))
            return wanted ? prefix + line : line
          }.joined())
      })
    return module
  }
}
