import Diagnostics
import Library
import Machine
import Syntax

/// A few words beside what is being typed.
public struct TypingHint {
  /// A stretch of it.
  public struct Part: Equatable {
    public let text: String
    /// Whether it is what matters now: the argument at the cursor, the shapes that do not fit.
    public let isMain: Bool
  }

  public let parts: [Part]

  init(_ text: String) { parts = [Part(text: text, isMain: false)] }
  init(_ parts: [Part]) { self.parts = parts }

  /// The words alone.
  public var text: String { parts.map(\.text).joined() }
}

extension Session {
  /// What to say at the right edge while a cell is typed: what will not fit, what the call at the cursor takes, the shape
  /// of what the line gives, or which bracket is open. Nothing is run.
  ///
  /// - Parameters:
  ///   - cursor: A UTF-8 offset into the text.
  ///   - room: How many columns there are for it.
  public func hint(for text: String, at cursor: Int, room: Int = .max) -> TypingHint? {
    // A long text is a pasted program: nobody waits for a hint there, and every key would read it again.
    guard text.utf8.count <= 4_000 else { return nil }
    let context = CursorContext(text, at: cursor)
    guard !context.isInComment, context.string == nil else { return nil }
    let statement = line(of: text, from: context.statementStart)
    guard !statement.hasPrefix("%"), !statement.hasPrefix("?"), !statement.hasPrefix("!") else { return nil }
    let before = statements(before: context)
    let whole = outcome(of: statement, before)
    if let fault = whole?.faultText ?? faultOfArgument(context, text) {
      return TypingHint([.init(text: "✗ " + fault, isMain: true)])
    }
    if let bracket = context.brackets.last {
      if let hint = argumentHint(context, text, room) { return hint }
      if whole == nil { return TypingHint("\(Character(Unicode.Scalar(bracket.byte))) is open") }
    }
    return whole.flatMap(shown)
  }

  /// The row of the cursor's statement, up to where it ends.
  private func line(of text: String, from start: Int) -> String {
    let bytes = Array(text.utf8)
    guard start <= bytes.count else { return "" }
    let context = CursorContext(text, at: bytes.count)
    if context.statementStart == start { return String(decoding: bytes[start...], as: UTF8.self).trimmedOfBlanks }
    // The statement ends where its brackets are closed and a row ends.
    var end = start
    while end < bytes.count {
      end = bytes[end...].firstIndex { $0 == Ascii.newline || $0 == UInt8(ascii: ";") } ?? bytes.count
      if end == bytes.count || CursorContext(text, at: end + 1).statementStart == end + 1 { break }
      end += 1
    }
    return String(decoding: bytes[start..<end], as: UTF8.self).trimmedOfBlanks
  }

  /// What a statement of one row gives or sets, or nil where it cannot be read yet.
  private func outcome(of statement: String, _ before: [Statement]) -> Guess? {
    guard !statement.isEmpty, let last = parsed(statement) else { return nil }
    let inference = Inference(machine: machine, globals: globals)
    inference.take(before)
    switch last.kind {
    case .expression(let expression): return inference.guess(expression)
    case .assign(let targets, let value):
      let guess = inference.guess(value)
      if let fault = targets.lazy.compactMap({ inference.guessOfPlace($0)?.faultText }).first { return .fault(fault) }
      return guess
    case .annotatedAssign(_, _, let value?): return inference.guess(value)
    case .augmentedAssign(let target, let sign, let value): return inference.guess(target, sign, value)
    case .return(let value?): return inference.guess(value)
    default: return nil
    }
  }

  private func parsed(_ statement: String) -> Statement? {
    if let found = try? Parser.parse(Source(name: "", text: statement)).last { return found }
    // `return` stands in a function.
    guard statement.hasPrefix("return ") else { return nil }
    let value = String(statement.dropFirst(7))
    return (try? Parser.parseExpression(Source(name: "", text: value))).map { Statement(.return($0), $0.span) }
  }

  private func shown(_ guess: Guess) -> TypingHint? {
    switch guess {
    case .tensor(let tensor): return TypingHint(ShapeText.of(tensor.shape))
    case .value(let value): return machine.tensorNote(value).map { TypingHint($0) }
    case .items(let items):
      let shapes = items.compactMap(\.shape)
      guard !items.isEmpty, shapes.count == items.count, shapes.count <= 4 else { return nil }
      return TypingHint("(" + shapes.map(ShapeText.of).joined(separator: ", ") + ")")
    default: return nil
    }
  }

  /// `sum(input, dim, keepdim=False)`, the argument at the cursor standing out.
  private func argumentHint(_ context: CursorContext, _ text: String, _ room: Int) -> TypingHint? {
    guard let (bracket, _) = context.call, let (name, signatures) = signatures(context, text) else { return nil }
    let argument = context.text(bracket.argumentStart..<context.bytes.count)
    let keyword = argument.contains("=") ? argument.prefix { $0 != "=" }.filter { $0 != " " } : ""
    let given = bracket.arguments
    // The first way to call that has room for so many arguments, and for the keyword.
    let fitting = signatures.first { signature in
      keyword.isEmpty
        ? signature.items.contains { $0.kind == .variadic }
          || signature.items.filter { $0.kind != .keywordOnly }.count > given
        : signature.items.contains { $0.name == keyword }
    }
    guard let signature = fitting ?? signatures.first, !signature.items.isEmpty else {
      return TypingHint("\(name)()")
    }
    let main = current(signature, given, keyword)
    let pieces = signature.pieces
    // As many pieces around the one that matters as there is room for.
    var shown = pieces.indices
    func hint() -> TypingHint {
      var parts = [TypingHint.Part(text: "\(name)(" + (shown.lowerBound > 0 ? "…, " : ""), isMain: false)]
      for at in shown {
        if at > shown.lowerBound { parts.append(.init(text: ", ", isMain: false)) }
        parts.append(.init(text: pieces[at].text, isMain: main != nil && pieces[at].item == main))
      }
      parts.append(.init(text: shown.upperBound < pieces.count ? ", …)" : ")", isMain: false))
      return TypingHint(parts)
    }
    let center = pieces.firstIndex { $0.item != nil && $0.item == main } ?? 0
    while hint().text.count > room, shown.count > 1 {
      let isLeftLonger = center - shown.lowerBound >= shown.upperBound - 1 - center
      shown = isLeftLonger ? shown.lowerBound + 1..<shown.upperBound : shown.lowerBound..<shown.upperBound - 1
    }
    return hint()
  }

  /// Why the argument at the cursor cannot be, while its call is not whole.
  private func faultOfArgument(_ context: CursorContext, _ text: String) -> String? {
    guard let bracket = context.brackets.last else { return nil }
    let argument = context.text(bracket.argumentStart..<context.bytes.count)
    let equals = argument.contains("==") ? nil : argument.firstIndex(of: "=")
    let offset = equals.map { argument[...$0].utf8.count } ?? 0
    return guess(bracket.argumentStart + offset..<context.bytes.count, context, text).faultText
  }

  private func current(_ signature: DeclaredSignature, _ given: Int, _ keyword: String) -> Int? {
    if !keyword.isEmpty { return signature.items.firstIndex { $0.name == keyword } }
    var place = 0
    for (at, item) in signature.items.enumerated() {
      switch item.kind {
      case .variadic: return at
      case .positionalOnly, .positionalOrKeyword:
        if place == given { return at }
        place += 1
      default: break
      }
    }
    return nil
  }
}

extension String {
  fileprivate var trimmedOfBlanks: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
