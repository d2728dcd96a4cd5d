/// Reads the notation of `Grammar`.
struct GrammarReader {
  /// The grammar is text of ours, so a mistake in it is a bug; a test reads all of it.
  struct Mistake: Error, CustomStringConvertible {
    let description: String
  }

  private var words: [Substring]
  private var index = 0
  private let numbers: [String: Int]

  static func read(_ text: String) throws -> Grammar {
    var names: [String] = []
    var lines: [[Substring]] = []
    for line in text.split(separator: "\n") {
      let line = line.drop { $0 == " " }
      if line.isEmpty { continue }
      if line.hasPrefix("|") {
        guard !lines.isEmpty else { throw Mistake(description: "an alternative without a rule: \(line)") }
        lines[lines.count - 1].append(line.dropFirst(2))
      } else {
        guard let space = line.firstIndex(of: " ") else { throw Mistake(description: "no rule: \(line)") }
        names.append(String(line[..<space]))
        lines.append([line[space...].dropFirst(3)])
      }
    }
    var numbers: [String: Int] = [:]
    for (number, name) in names.enumerated() {
      guard numbers.updateValue(number, forKey: name) == nil else {
        throw Mistake(description: "two rules named \(name)")
      }
    }
    let rules = try zip(names, lines).map { name, lines in
      Grammar.Rule(
        name: name, alternatives: try lines.flatMap { try alternatives($0, numbers) },
        isShared: Grammar.sharedRules.contains(name),
        role: roles[name] ?? .plain)
    }
    return Grammar(rules: rules, numbers: numbers)
  }

  private static let roles: [String: Grammar.Role] = [
    "Strings": .strings, "PlainExpression": .withoutMistakes, "RealNumber": .real, "ImaginaryNumber": .imaginary,
  ]

  private static func alternatives(_ line: Substring, _ numbers: [String: Int]) throws -> [Grammar.Alternative] {
    guard let arrow = line.firstRange(of: " => ") else {
      var reader = GrammarReader(words: tokens(of: line), numbers: numbers)
      let alternatives = try reader.choice()
      guard reader.index == reader.words.count else { throw Mistake(description: "left over in: \(line)") }
      return alternatives
    }
    var reader = GrammarReader(words: tokens(of: line[..<arrow.lowerBound]), numbers: numbers)
    let items = try reader.items()
    return [Grammar.Alternative(items: items, report: try report(line[arrow.upperBound...]), isMistake: false)]
  }

  private init(words: [Substring], numbers: [String: Int]) {
    self.words = words
    self.numbers = numbers
  }

  // MARK: Words

  private static func tokens(of line: Substring) -> [Substring] {
    var result: [Substring] = []
    var rest = line
    while let first = rest.first {
      var end = rest.index(after: rest.startIndex)
      switch first {
      case " ":
        rest = rest[end...]
        continue
      case "'", "\"":
        if let close = rest[end...].firstIndex(of: first) { end = rest.index(after: close) }
      case "&" where rest[end...].first == "&":
        end = rest.index(after: end)
      case _ where first.isLetter:
        while end < rest.endIndex, rest[end].isLetter { end = rest.index(after: end) }
      default: break
      }
      result.append(rest[..<end])
      rest = rest[end...]
    }
    return result
  }

  // MARK: Parts

  private var word: Substring { index < words.count ? words[index] : "" }

  private mutating func accept(_ word: Substring) -> Bool {
    guard self.word == word else { return false }
    index += 1
    return true
  }

  private mutating func choice() throws -> [Grammar.Alternative] {
    var alternatives: [Grammar.Alternative] = []
    repeat {
      let start = index
      let items = try items()
      alternatives.append(
        Grammar.Alternative(
          items: items, report: nil, isMistake: index == start + 1 && words[start].hasPrefix("Wrong")))
    } while accept("|")
    return alternatives
  }

  private mutating func items() throws -> [Grammar.Item] {
    var items: [Grammar.Item] = []
    while index < words.count, word != "|", word != ")" {
      var label: Character?
      if word.count == 1, index + 1 < words.count, words[index + 1] == "=" {
        label = word.first
        index += 2
      }
      items.append(Grammar.Item(label: label, part: try part()))
    }
    return items
  }

  private mutating func part() throws -> Grammar.Part {
    if accept("~") { return .cut }
    if accept("&&") {
      let spelling = word
      return .forced(try token(), spelling: String(spelling.dropFirst().dropLast()))
    }
    if accept("&") { return .ahead(try part()) }
    if accept("!") { return .notAhead(try part()) }
    if word.hasPrefix("'"), index + 1 < words.count, words[index + 1] == "." {
      let separator = try token()
      index += 1
      let element = try atom()
      guard accept("+") else { throw Mistake(description: "no + after \(word)") }
      return .separated(element, by: separator)
    }
    let atom = try atom()
    if accept("?") { return .optional(atom) }
    if accept("*") { return .many(atom, atLeast: 0) }
    if accept("+") { return .many(atom, atLeast: 1) }
    return atom
  }

  private mutating func atom() throws -> Grammar.Part {
    if accept("(") {
      let alternatives = try choice()
      guard accept(")") else { throw Mistake(description: "no ) in \(words)") }
      return .choice(alternatives)
    }
    if word.hasPrefix("'") { return .token(try token()) }
    if word.hasPrefix("\"") {
      index += 1
      return .word(Array(words[index - 1].dropFirst().dropLast().utf8))
    }
    let name = String(word)
    index += 1
    if let kind = GrammarReader.classes[name] { return .token(kind) }
    if name == "SOFTKEYWORD" { return .softKeyword }
    guard let number = numbers[name] else { throw Mistake(description: "no rule named \(name) in \(words)") }
    return .rule(number)
  }

  private mutating func token() throws -> Token.Kind {
    let spelling = String(word.dropFirst().dropLast())
    index += 1
    guard let kind = GrammarReader.spellings[spelling] else { throw Mistake(description: "no token \(spelling)") }
    return kind
  }

  private static let classes: [String: Token.Kind] = [
    "NAME": .name, "NUMBER": .number, "STRING": .string, "NEWLINE": .newline, "INDENT": .indent, "DEDENT": .dedent,
    "END": .end,
  ]

  /// What every operator and keyword is spelled like, asked of the lexer itself.
  private static let spellings: [String: Token.Kind] = {
    var spellings = Dictionary(uniqueKeysWithValues: Token.Kind.keywords)
    // Closing brackets alone are faults.
    spellings[")"] = .rightParenthesis
    spellings["]"] = .rightBracket
    spellings["}"] = .rightBrace
    let operators = """
      ( [ { , : ; . ... -> := = @ + - * / // % ** << >> & | ^ ~ < <= > >= == != += -= *= /= //= %= **= @= <<= >>=
      &= |= ^=
      """
    for spelling in operators.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      spellings[String(spelling)] = Array(spelling.utf8).withUnsafeBufferPointer { Lexer($0).tokens.first?.kind }
    }
    return spellings
  }()

  // MARK: Reports

  private static func report(_ text: Substring) throws -> Grammar.Report {
    let colon = text.firstRange(of: ": ")
    let head = (colon.map { text[..<$0.lowerBound] } ?? text).split(separator: " ")
    let message = colon.map { String(text[$0.upperBound...]) } ?? ""
    let labels = head.dropFirst().compactMap { $0.count == 1 ? $0.first : nil }
    let (first, second) = (labels.first ?? "a", labels.dropFirst().first ?? "b")
    let kind: Grammar.Report.Kind
    switch head.first {
    case "at": kind = .syntax(.part(first))
    case "range": kind = .syntax(.range(first, second))
    case "here": kind = .syntax(.here)
    case "from": kind = .syntax(.from(first))
    case "last": kind = .syntax(.last(first))
    case "indentation": kind = .indentation
    case "assign": kind = .target(.assign, first)
    case "for": kind = .target(.for, first)
    case "delete": kind = .target(.delete, first)
    case "comma": kind = .comma(first, second)
    case "positional": kind = .positionalAfterKeyword(first)
    case "generator": kind = .bareGenerator(first, second)
    case "legacy": kind = .legacy(first, second)
    default: throw Mistake(description: "no report like \(text)")
    }
    return Grammar.Report(kind: kind, message: message)
  }
}
