public import Diagnostics

/// Reads Python: from a source to its statements.
///
/// Parsing is two things. This type knows only right programs and is fast; where it does not get on, it says so and no
/// more. Then `FaultFinder` reads the tokens again, slowly, to say what Python would say, and where.
public struct Parser {
  /// The input is not Python; what exactly is wrong is the fault finder's to say.
  struct Unparsed: Error {}

  /// Deeper trees are refused, in CPython's words, so that whoever walks a tree may recurse. CPython's own limit is 2,985;
  /// frames of Swift are larger than those of C.
  public static let deepestTree = 1_000
  /// How deep this parser may call itself.
  static let deepestRecursion = 1_000

  let text: UnsafeBufferPointer<UInt8>
  let tokens: UnsafeBufferPointer<Token>
  var position = 0
  /// The height of the expression parsed last.
  var height = 0
  /// The height, in statements, of the statement parsed last.
  var statementHeight = 0
  var recursion = 0
  /// Where the statement of the module that is being read began.
  var statementStart = 0

  init(text: UnsafeBufferPointer<UInt8>, tokens: UnsafeBufferPointer<Token>, recursion: Int = 0) {
    self.text = text
    self.tokens = tokens
    self.recursion = recursion
  }
}

extension Parser {
  /// The statements of a program.
  ///
  /// - Parameter warn: Is told of what CPython would warn of, when the program is right.
  /// - Throws: `Diagnostic` with the exception, text and place that CPython 3.11 gives. `needsMore` is set if the
  ///   program only stops too early.
  public static func parse(
    _ source: Source, warn: ((Diagnostic) -> Void)? = nil
  ) throws(Diagnostic) -> [Statement] {
    try parse(source, "Program", warn: warn) { parser throws in try parser.file() }
  }

  /// A program that is one expression, as `eval` takes it.
  public static func parseExpression(_ source: Source) throws(Diagnostic) -> Expression {
    let statements = try parse(source, "Single") { parser throws in
      let expression = try parser.expressions()
      while parser.kind == .newline { parser.advance() }
      try parser.expect(.end)
      return [Statement(.expression(expression), expression.span)]
    }
    guard case .expression(let expression)? = statements.first?.kind else {
      throw Diagnostic("SyntaxError", "invalid syntax", in: source, at: Span(0, 0))
    }
    return expression
  }

  /// Every level of a tree takes a token, so that short programs need no stack of their own.
  private static let mostTokensHere = 500

  /// In a long program only the statement at fault is read again; in a short one all of it, because CPython finds some
  /// mistakes before it in statements that are right, such as `match -x`.
  private static let mostTokensReread = 5_000

  private static func parse(
    _ source: Source, _ name: String, warn: ((Diagnostic) -> Void)? = nil, _ rule: (inout Parser) throws -> [Statement]
  ) throws(Diagnostic) -> [Statement] {
    if let fault = Encoding.fault(in: source) { throw fault }
    var warnings: [Diagnostic] = []
    let result: Result<[Statement], Diagnostic> = source.bytes.withUnsafeBufferPointer { text in
      let lexer = Lexer(text)
      return lexer.tokens.withUnsafeBufferPointer { tokens in
        func parse() -> Result<[Statement], Diagnostic> {
          var parser = Parser(text: text, tokens: tokens)
          do {
            let statements = try rule(&parser)
            try Check.program(statements, needsNames: tokens.contains(where: Check.concernsNames))
            if warn != nil { warnings = SyntaxWarnings.of(statements, text, tokens) }
            return .success(statements)
          } catch let diagnostic as Diagnostic {
            var diagnostic = diagnostic
            diagnostic.source = source
            return .failure(diagnostic)
          } catch {
            return .failure(
              OwnStack.run {
                FaultFinder.fault(
                  in: source, text, lexer, rule: name,
                  from: tokens.count > mostTokensReread ? parser.statementStart : 0, stoppedAt: parser.position)
              })
          }
        }
        return tokens.count > mostTokensHere ? OwnStack.run(parse) : parse()
      }
    }
    let statements = try result.get()
    for var warning in warnings {
      warning.source = source
      warn?(warning)
    }
    return statements
  }
}

// The state of the parse.
extension Parser {
  var kind: Token.Kind { tokens[position].kind }
  var start: Int { tokens[position].start }
  /// Where the token before this one ended.
  var previousEnd: Int { position > 0 ? tokens[position - 1].end : 0 }

  /// The kind of the token `distance` ahead; the last token repeats.
  func kind(ahead distance: Int) -> Token.Kind {
    tokens[min(position + distance, tokens.count - 1)].kind
  }

  mutating func advance() {
    if position < tokens.count - 1 { position += 1 }
  }

  mutating func accept(_ kind: Token.Kind) -> Bool {
    guard self.kind == kind else { return false }
    advance()
    return true
  }

  mutating func expect(_ kind: Token.Kind) throws {
    guard self.kind == kind else { throw Unparsed() }
    advance()
  }

  func span(from start: Int) -> Span { Span(start, previousEnd) }

  func spelling(_ token: Token) -> String {
    String(decoding: text[token.start..<token.end], as: UTF8.self)
  }

  /// Whether this token is the name `word`: a soft keyword.
  func isWord(_ word: StaticString) -> Bool {
    let token = tokens[position]
    guard token.kind == .name, token.end - token.start == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { $0.elementsEqual(text[token.start..<token.end]) }
  }

  mutating func name() throws -> (name: String, span: Span) {
    let token = tokens[position]
    guard token.kind == .name else { throw Unparsed() }
    advance()
    return (spelling(token), token.span)
  }

  /// Notes that a node stands on children of height `below`.
  mutating func grow(over below: Int) throws {
    height = below + 1
    if height > Parser.deepestTree { throw Parser.tooDeep(Span(start, start)) }
  }

  static func tooDeep(_ span: Span) -> Diagnostic {
    Diagnostic("RecursionError", "maximum recursion depth exceeded during compilation", at: span)
  }

  mutating func nested<Tree>(_ rule: (inout Parser) throws -> Tree) throws -> Tree {
    recursion += 1
    defer { recursion -= 1 }
    if recursion > Parser.deepestRecursion { throw Parser.tooDeep(Span(start, start)) }
    return try rule(&self)
  }
}
