import Diagnostics

/// Says what is wrong with a program that the parser could not read, in CPython's words and at its place.
///
/// As CPython does, it reads the tokens twice by the grammar: first to see how far right Python goes, then with rules for
/// known mistakes. Being slow is fine here: it runs once, on the one statement that does not fit.
struct FaultFinder {
  let source: Source
  let text: UnsafeBufferPointer<UInt8>
  let tokens: UnsafeBufferPointer<Token>
  let lexer: Lexer
  let grammar: Grammar
  /// Set inside f-strings, whose faults say so.
  let isField: Bool

  /// The last token that was looked at, in both readings.
  var furthest = 0
  var findsMistakes = false
  var depth = 0
  /// What rules came to, by place.
  var outcomes: [Key: Int] = [:]

  /// Deeper than this the reading gives up, and the fault is plain invalid syntax.
  static let deepest = 9_000

  struct Key: Hashable {
    let rule: Int32
    let position: Int32
    let findsMistakes: Bool
  }

  /// Ends the reading: the fault is found.
  struct Found: Error {
    var diagnostic: Diagnostic
  }

  /// Ends the reading: it went too deep.
  struct TooDeep: Error {}

  /// - Parameters:
  ///   - rule: What the tokens should have been.
  ///   - start: Where the statement begins that the parser did not get through.
  static func fault(
    in source: Source, _ text: UnsafeBufferPointer<UInt8>, _ lexer: Lexer, rule: String, from start: Int,
    stoppedAt position: Int, isField: Bool = false
  ) -> Diagnostic {
    lexer.tokens.withUnsafeBufferPointer { tokens in
      let generic = Diagnostic(
        "SyntaxError", "invalid syntax", in: source, at: tokens[position].span, needsMore: position >= lexer.firstAtEnd)
      guard let grammar = Grammar.python, let number = grammar.numbers[rule] else { return generic }
      var finder = FaultFinder(
        source: source, text: text, tokens: tokens, lexer: lexer, grammar: grammar, isField: isField)
      return finder.find(number, from: start) ?? generic
    }
  }

  private init(
    source: Source, text: UnsafeBufferPointer<UInt8>, tokens: UnsafeBufferPointer<Token>, lexer: Lexer,
    grammar: Grammar, isField: Bool
  ) {
    self.source = source
    self.text = text
    self.tokens = tokens
    self.lexer = lexer
    self.grammar = grammar
    self.isField = isField
  }

  private mutating func find(_ rule: Int, from start: Int) -> Diagnostic? {
    furthest = start
    var fault = read(rule, from: start)
    let last = furthest
    if fault == nil {
      findsMistakes = true
      outcomes.removeAll()
      fault = read(rule, from: start)
    }
    if fault == nil, tokens[last].kind == .indent || tokens[last].kind == .dedent {
      fault = wrongIndentation(tokens[last])
    } else {
      fault = laterFault() ?? fault ?? self.fault("invalid syntax", tokens[last].span)
    }
    if last >= lexer.firstAtEnd { fault?.needsMore = true }
    return fault
  }

  private mutating func read(_ rule: Int, from start: Int) -> Diagnostic? {
    do {
      _ = try match(rule: rule, start)
      return nil
    } catch let found as Found {
      return found.diagnostic
    } catch {
      return nil
    }
  }

  private func wrongIndentation(_ token: Token) -> Diagnostic {
    fault(
      token.kind == .indent ? "unexpected indent" : "unexpected unindent", place(of: token), type: "IndentationError")
  }

  /// Where a token is pointed at: for an indent that is the last character of it.
  func place(of token: Token) -> Span {
    token.kind == .indent ? Span(max(token.start - 1, 0), token.start) : token.span
  }

  /// A fault of the lexer's after the one found: Python reports that instead, if it is in a token or a bracket that was
  /// open on an earlier line.
  private func laterFault() -> Diagnostic? {
    guard let later = lexer.fault, tokens[furthest].kind != .fault else { return nil }
    if later.isInToken { return lexerFault(later) }
    guard let open = lexer.brackets.last, !isField,
      lexer.lines(upTo: tokens[furthest].start) > lexer.lines(upTo: open.offset)
    else { return nil }
    let bracket = Character(Unicode.Scalar(open.byte))
    return Diagnostic(
      "SyntaxError", "'\(bracket)' was never closed", in: source, at: Span(open.offset, open.offset + 1))
  }

  func lexerFault(_ fault: Lexer.Fault) -> Diagnostic {
    Diagnostic(
      fault.type, (isField && !fault.isInToken ? "f-string: " : "") + fault.message, in: source, at: fault.span,
      needsMore: fault.atEnd)
  }

  func fault(_ message: String, _ span: Span, type: String = "SyntaxError") -> Diagnostic {
    Diagnostic(type, (isField ? "f-string: " : "") + message, in: source, at: span)
  }
}
