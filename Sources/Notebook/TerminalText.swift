/// What a terminal shows of a text that was written for one: colours for its escape sequences, and of a line that was
/// written over only the last.
struct TerminalText {
  /// How a stretch of text looks: the classes of a page's style.
  private struct Look: Equatable {
    var color: Int?
    var isBold = false
    var isDim = false
    var isItalic = false
    var isUnderlined = false

    var classes: [String] {
      [
        color.map { "t\($0)" }, isBold ? "tb" : nil, isDim ? "td" : nil, isItalic ? "ti" : nil,
        isUnderlined ? "tu" : nil,
      ]
      .compactMap { $0 }
    }

    /// Takes the numbers of an `ESC [ … m`.
    mutating func take(_ numbers: [Int]) {
      var numbers = numbers[...]
      while let number = numbers.popFirst() {
        switch number {
        case 0: self = Look()
        case 1: isBold = true
        case 2: isDim = true
        case 3: isItalic = true
        case 4: isUnderlined = true
        case 22: (isBold, isDim) = (false, false)
        case 23: isItalic = false
        case 24: isUnderlined = false
        case 30...37: color = number - 30
        case 90...97: color = number - 90
        case 39: color = nil
        // Colours of larger tables are not the page's.
        case 38, 48: numbers = numbers.dropFirst(numbers.first == 5 ? 2 : numbers.first == 2 ? 4 : 0)
        default: break
        }
      }
    }
  }

  private typealias Stretch = (look: Look, text: String.UnicodeScalarView)
  private let lines: [[Stretch]]

  init(_ text: String) {
    var lines: [[Stretch]] = [[]]
    var look = Look()
    /// Whether the next character is written over the line.
    var isBack = false
    var scalars = text.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\n":
        lines.append([])
        isBack = false
      case "\r": isBack = true
      case "\u{1B}":
        guard scalars.first == "[" else {
          scalars = scalars.dropFirst()
          continue
        }
        let parameters = scalars.dropFirst().prefix { !("\u{40}"..."\u{7E}").contains($0) && $0 != "\n" }
        scalars = scalars[parameters.endIndex...]
        if scalars.first == "m" {
          look.take(String(parameters).split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 })
        }
        if scalars.first != "\n" { scalars = scalars.dropFirst() }
      case "\t",
        _ where scalar.value >= 32 && scalar.value != 127:
        if isBack { lines[lines.count - 1] = [] }
        isBack = false
        if let last = lines[lines.count - 1].indices.last, lines[lines.count - 1][last].look == look {
          lines[lines.count - 1][last].text.append(scalar)
        } else {
          lines[lines.count - 1].append((look, String.UnicodeScalarView([scalar])))
        }
      default: break
      }
    }
    self.lines = lines
  }

  /// The text alone.
  var plain: String {
    lines.map { $0.map { String($0.text) }.joined() }.joined(separator: "\n")
  }

  var html: String {
    lines.map { line in
      line.map { stretch in
        let text = HTML.escaped(String(stretch.text))
        let classes = stretch.look.classes.joined(separator: " ")
        return classes.isEmpty ? text : "<span class=\"\(classes)\">\(text)</span>"
      }.joined()
    }.joined(separator: "\n")
  }

  /// The classes, in the colours of the page.
  static let style = """
    .t1 { color: var(--error); } .t2 { color: var(--prompt); } .t3 { color: var(--string); }
    .t4 { color: var(--number); } .t5 { color: var(--word); } .t6 { color: var(--link); } .td { color: var(--quiet); }
    .tb { font-weight: bold; } .ti { font-style: italic; } .tu { text-decoration: underline; }
    """
}
