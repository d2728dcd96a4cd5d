import Diagnostics

// From a mistake that fits to what is said of it.
extension FaultFinder {
  /// The diagnostic of a report, or nil if this is no such mistake after all.
  func diagnostic(_ report: Grammar.Report, _ parts: Parts, until end: Int) -> Diagnostic? {
    let message = filled(report.message, parts)
    switch report.kind {
    case .syntax(let place):
      return fault(message, span(place, parts))
    case .indentation:
      return fault(message, lastSpan, type: "IndentationError")
    case .target(let role, let label):
      guard let expression = expression(label, parts),
        let invalid = Target.firstInvalid(in: expression, for: role)
      else { return nil }
      let verb = role == .delete ? "delete" : "assign to"
      return fault("cannot \(verb) \(invalid.kindName)", invalid.span)
    case .comma(let a, let b):
      guard let first = expression(a, parts), !isLegacyName(first), bracketsOpen(at: end - 1) else { return nil }
      return fault(message, span(.range(a, b), parts))
    case .positionalAfterKeyword(let label):
      let unpacks = arguments(label, parts).contains { if case .unpackMapping = $0.kind { true } else { false } }
      return fault("positional argument follows keyword argument\(unpacks ? " unpacking" : "")", lastSpan)
    case .bareGenerator(let a, let b):
      let positional = arguments(a, parts).filter {
        switch $0.kind {
        case .positional, .unpackSequence: true
        case .keyword, .unpackMapping: false
        }
      }
      guard positional.count > 1, let last = positional.last else { return nil }
      return fault(message, Span(last.span.start, span(b, parts).end))
    case .legacy(let a, let b):
      guard let name = parts.first(where: { $0.label == a }), isLegacy(spelling(name.tokens.lowerBound)) else {
        return nil
      }
      return fault(message, span(.range(a, b), parts))
    }
  }

  private func isLegacy(_ name: String) -> Bool { name == "print" || name == "exec" }

  private func isLegacyName(_ expression: Expression) -> Bool {
    if case .name(let name) = expression.kind { isLegacy(name) } else { false }
  }

  /// Whether the token at `position`, a bracket included, stands inside brackets.
  private func bracketsOpen(at position: Int) -> Bool {
    var depth = 0
    for token in tokens[...position] {
      switch token.kind {
      case .leftParenthesis, .leftBracket, .leftBrace: depth += 1
      case .rightParenthesis, .rightBracket, .rightBrace: depth -= 1
      default: break
      }
    }
    return depth > 0
  }

  private var lastSpan: Span { place(of: tokens[min(furthest, tokens.count - 1)]) }

  // MARK: Places

  private func span(_ place: Grammar.Report.Place, _ parts: Parts) -> Span {
    switch place {
    case .part(let label): return span(label, parts)
    case .range(let a, let b): return Span(span(a, parts).start, span(b, parts).end)
    case .here: return lastSpan
    case .from(let label):
      let start = span(label, parts).start
      // Python's end is that of the last token, less one.
      return Span(start, max(start, lastSpan.end - 1))
    case .last(let label):
      let end = span(label, parts).end
      return Span(max(end - 1, 0), end)
    }
  }

  /// What a part covers: parentheses around an expression are not its own.
  private func span(_ label: Character, _ parts: Parts) -> Span {
    guard let part = parts.first(where: { $0.label == label }) else { return lastSpan }
    guard let first = tokens[part.tokens].first, let last = tokens[part.tokens].last else { return lastSpan }
    let covered = Span(first.start, last.end)
    guard case .rule(let number) = part.part else { return covered }
    switch grammar.rules[number].name {
    case "Clauses":
      return Span(covered.start, clauses(part.tokens)?.span.end ?? covered.end)
    case "Plain", "LambdaPlain", "StarNameds", "PositionalPatterns":
      // These take the comma after them.
      let end = last.kind == .comma ? tokens[part.tokens.upperBound - 2].end : covered.end
      return Span(covered.start, end)
    default:
      return expression(label, parts)?.span ?? covered
    }
  }

  // MARK: Trees of parts

  /// What the parser makes of some tokens alone.
  private func parsed<Tree>(_ range: Range<Int>, _ rule: (inout Parser) throws -> Tree) -> Tree? {
    let end = tokens[range].last?.end ?? 0
    let part = Array(tokens[range]) + [Token(kind: .end, start: end, end: end)]
    return part.withUnsafeBufferPointer { part in
      var parser = Parser(text: text, tokens: part)
      return try? rule(&parser)
    }
  }

  private func expression(_ label: Character, _ parts: Parts) -> Expression? {
    guard let part = parts.first(where: { $0.label == label }), case .rule(let number) = part.part else { return nil }
    let name = grammar.rules[number].name
    return parsed(part.tokens) { parser throws in
      switch name {
      case "StarExpressions": try parser.starExpressions()
      case "StarNamed": try parser.starNamedExpression()
      case "StarredArgument": try parser.starredArgument()
      case "YieldExpression": try parser.yield()
      case "Or": try parser.operation(.or)
      case "BitOr": try parser.operation(.bitOr)
      case "WrongAnnotated": try parser.atom()
      case "Expression", "PlainExpression": try parser.expression()
      default: throw Parser.Unparsed()
      }
    }
  }

  /// The last expression of `for … in … if …`.
  private func clauses(_ range: Range<Int>) -> Expression? {
    parsed(range) { parser throws in try parser.comprehensionClauses() }?.last.map { $0.conditions.last ?? $0.iterable }
  }

  private func arguments(_ label: Character, _ parts: Parts) -> [Argument] {
    guard let part = parts.first(where: { $0.label == label }) else { return [] }
    return parsed(part.tokens) { parser throws in try parser.argumentList(until: part.tokens.count) } ?? []
  }

  // MARK: Texts

  /// The message with the facts of its parts in the places kept for them.
  private func filled(_ message: String, _ parts: Parts) -> String {
    var result = ""
    var rest = message[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      let words = rest[rest.index(after: open)..<close].split(separator: " ")
      rest = rest[rest.index(after: close)...]
      guard words.count == 2, let label = words[1].first, let part = parts.first(where: { $0.label == label }),
        let first = tokens[part.tokens].first
      else { continue }
      switch words[0] {
      case "name": result += expression(label, parts)?.kindName ?? ""
      case "line": result += String(source.line(at: first.start))
      default: result += spelling(part.tokens.lowerBound)
      }
    }
    return result + rest
  }
}
