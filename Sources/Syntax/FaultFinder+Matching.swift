import Diagnostics

// Reading tokens by the grammar. A position after what was read, or nil where it does not fit.
extension FaultFinder {
  /// The parts of an alternative that have names, by the tokens they cover.
  typealias Parts = [(label: Character, part: Grammar.Part, tokens: Range<Int>)]

  /// Looks at a token; the lexer's fault, come to, is the program's.
  mutating func kind(_ position: Int) throws -> Token.Kind {
    if position > furthest { furthest = min(position, tokens.count - 1) }
    guard position < tokens.count else { return .end }
    let kind = tokens[position].kind
    if kind == .fault, let fault = lexer.fault { throw Found(diagnostic: lexerFault(fault)) }
    return kind
  }

  mutating func match(rule number: Int, _ position: Int) throws -> Int? {
    let rule = grammar.rules[number]
    let key = Key(
      rule: Int32(truncatingIfNeeded: number), position: Int32(truncatingIfNeeded: position),
      findsMistakes: findsMistakes && !rule.isShared)
    if let known = outcomes[key] { return known < 0 ? nil : known }
    depth += 1
    defer { depth -= 1 }
    if depth > FaultFinder.deepest { throw TooDeep() }

    let before = findsMistakes
    if rule.role == .withoutMistakes { findsMistakes = false }
    let end = try match(choice: rule.alternatives, position)
    findsMistakes = before
    if let end { try check(rule.role, position..<end) }
    outcomes[key] = end ?? -1
    return end
  }

  private mutating func match(choice alternatives: [Grammar.Alternative], _ position: Int) throws -> Int? {
    for alternative in alternatives where findsMistakes || !alternative.isMistake {
      var isCut = false
      var parts: Parts = []
      var place: Int? = position
      for item in alternative.items {
        guard let start = place else { break }
        if case .cut = item.part {
          isCut = true
          continue
        }
        place = try match(item.part, start)
        if let label = item.label, let end = place { parts.append((label, item.part, start..<end)) }
      }
      if let end = place {
        guard let report = alternative.report else { return end }
        if let diagnostic = diagnostic(report, parts, until: end) { throw Found(diagnostic: diagnostic) }
      } else if isCut {
        return nil
      }
    }
    return nil
  }

  private mutating func match(_ part: Grammar.Part, _ position: Int) throws -> Int? {
    switch part {
    case .token(let wanted):
      guard try kind(position) == wanted else { return nil }
      if wanted == .number { try checkNumber(tokens[position]) }
      return position + 1
    case .word(let word):
      guard try kind(position) == .name else { return nil }
      return text[tokens[position].start..<tokens[position].end].elementsEqual(word) ? position + 1 : nil
    case .softKeyword:
      guard try kind(position) == .name else { return nil }
      // CPython compares only as many letters as the name has, so that `c` counts as `case`.
      return ["match", "case", "_"].contains { $0.hasPrefix(spelling(position)) } ? position + 1 : nil
    case .rule(let number):
      return try match(rule: number, position)
    case .choice(let alternatives):
      return try match(choice: alternatives, position)
    case .optional(let part):
      return try match(part, position) ?? position
    case .many(let part, let least):
      var end = position
      var count = 0
      while let next = try match(part, end), next > end {
        end = next
        count += 1
      }
      return count >= least ? end : nil
    case .separated(let part, let separator):
      guard var end = try match(part, position) else { return nil }
      while try kind(end) == separator, let next = try match(part, end + 1) { end = next }
      return end
    case .ahead(let part):
      return try match(part, position) == nil ? nil : position
    case .notAhead(let part):
      return try match(part, position) == nil ? position : nil
    case .forced(let wanted, let spelling):
      guard try kind(position) != wanted else { return position + 1 }
      throw Found(diagnostic: fault("expected '\(spelling)'", tokens[position].span))
    case .cut:
      return position
    }
  }

  func spelling(_ position: Int) -> String {
    String(decoding: text[tokens[position].start..<tokens[position].end], as: UTF8.self)
  }

  private func checkNumber(_ token: Token) throws {
    guard DigitLimit.refuses(token.end - token.start) else { return }
    do {
      _ = try Literal.number(text[token.start..<token.end])
    } catch let fault as Literal.Fault {
      throw Found(diagnostic: self.fault(fault.message, token.span))
    }
  }

  /// What is checked when a rule fits: literals that cannot be.
  private func check(_ role: Grammar.Role, _ range: Range<Int>) throws {
    switch role {
    case .plain, .withoutMistakes: break
    case .real, .imaginary:
      let isImaginary = tokens[range.lowerBound].end > 0 && text[tokens[range.lowerBound].end - 1] | 0x20 == 0x6A
      guard isImaginary != (role == .imaginary) else { return }
      let kind = role == .real ? "real" : "imaginary"
      throw Found(diagnostic: fault("\(kind) number required in complex literal", tokens[range.lowerBound].span))
    case .strings:
      var literal = StringLiteral(text: text, recursion: 0)
      let source = self.source
      literal.readField = { literal, range in
        do {
          return try literal.parseField(range)
        } catch let diagnostic as Diagnostic {
          throw diagnostic
        } catch {
          throw Found(diagnostic: FaultFinder.fieldFault(in: source, literal.text, range))
        }
      }
      do {
        _ = try literal.value(of: UnsafeBufferPointer(rebasing: tokens[range]))
      } catch let fault as Literal.Fault {
        // Python points at the token it read last, the one after the strings; the string itself says more.
        let place = fault.span ?? Span(tokens[range.lowerBound].start, tokens[range.upperBound - 1].end)
        var diagnostic = self.fault(fault.message, place, type: fault.type)
        diagnostic.hint = fault.hint
        throw Found(diagnostic: diagnostic)
      }
    }
  }

  private static func fieldFault(
    in source: Source, _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Diagnostic {
    let lexer = Lexer(text, field: range)
    var diagnostic = fault(in: source, text, lexer, rule: "Field", from: 0, stoppedAt: 0, isField: true)
    diagnostic.needsMore = false
    return diagnostic
  }
}
