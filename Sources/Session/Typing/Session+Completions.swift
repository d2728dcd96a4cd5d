import Diagnostics
import Library
import Machine
import Syntax

extension Session {
  /// What could stand at the cursor; nothing of the person's is run.
  ///
  /// - Parameter cursor: A UTF-8 offset into the text.
  /// - Returns: Where the word begins that is completed, and whole words in order.
  public func completions(in text: String, at cursor: Int) -> (start: Int, names: [String]) {
    let context = CursorContext(text, at: cursor)
    if context.isInComment { return (cursor, []) }
    if let string = context.string { return completions(in: string, context) }
    if let magic = completionsOfMagics(context) { return magic }
    let end = context.bytes.count
    let start = context.nameStart(before: end)
    let prefix = context.text(start..<end)
    if let first = prefix.utf8.first, (0x30...0x39).contains(first) { return (start, []) }
    if let modules = completionsOfModules(context, start, prefix) { return modules }
    if start > 0, context.bytes[start - 1] == UInt8(ascii: ".") {
      return (start, matching(prefix, attributes(before: start - 1, context, text)))
    }
    if ["def", "class", "as"].contains(context.statementWords(before: start).last) { return (start, []) }
    let keywords = keywordArguments(context, start, text)
    if prefix.isEmpty {
      let keys = context.brackets.last?.byte == UInt8(ascii: "[") ? keyLiterals(context, text) : []
      return (start, keys.isEmpty ? keywords : keys)
    }
    let own = context.ownNames(of: text)
    let names = matching(prefix, names() + Session.keywords + own)
    return (start, keywords.filter { $0.hasPrefix(prefix) } + names)
  }

  /// All names that mean something now.
  public func names() -> [String] {
    (globals.pairs + machine.builtins.pairs).compactMap { $0.key.asString?.text } + machine.namesAtHandList()
  }

  private func matching(_ prefix: String, _ candidates: [String]) -> [String] {
    let matching = candidates.filter { $0.hasPrefix(prefix) && (prefix.hasPrefix("_") || !$0.hasPrefix("_")) }
    return Array(Set(matching.filter(\.isIdentifier))).sorted()
  }

  /// What can be completed; asynchronous code is outside the language.
  private static let keywords = Keyword.all.filter { $0 != "async" && $0 != "await" }

  // MARK: Expressions

  /// What the expression in a range of the text is, by inference.
  func guess(_ range: Range<Int>, _ context: CursorContext, _ text: String) -> Guess {
    let source = Source(name: "", text: context.text(range))
    guard let expression = try? Parser.parseExpression(source) else { return .unknown }
    let inference = Inference(machine: machine, globals: globals)
    inference.take(statements(before: context))
    return inference.guess(expression)
  }

  /// The statements that stand whole before the one of the cursor.
  func statements(before context: CursorContext) -> [Statement] {
    guard context.statementStart > 0 else { return [] }
    let text = Cell.dedented(context.text(0..<context.statementStart))
    if let statements = try? Parser.parse(Source(name: "", text: text)) { return statements }
    // The last line may be the head of a block that has no body yet.
    let line = context.text(0..<context.statementStart)
    let indent = line.split(separator: "\n", omittingEmptySubsequences: true).last?.prefix { $0 == " " } ?? ""
    return (try? Parser.parse(Source(name: "", text: text + indent + "    pass\n"))) ?? []
  }

  private func attributes(before end: Int, _ context: CursorContext, _ text: String) -> [String] {
    guard let start = context.primaryStart(before: end) else { return [] }
    let guess = guess(start..<end, context, text)
    if case .value(let value) = guess { return machine.attributeNames(of: value) }
    guard let type = guess.type else { return [] }
    return machine.attributeNames(ofInstancesOf: type)
  }

  // MARK: Arguments

  /// The ways to call what is called around the cursor.
  func signatures(_ context: CursorContext, _ text: String) -> (name: String, signatures: [DeclaredSignature])? {
    guard let (_, callee) = context.call else { return nil }
    let name = context.text(callee).split(separator: ".").last.map(String.init) ?? ""
    switch guess(callee, context, text) {
    case .value(let value):
      let signatures = machine.signatures(of: value)
      return signatures.isEmpty ? nil : (name, signatures)
    case .method(let function, _): return (name, machine.signatures(of: .object(function)))
    default: return nil
    }
  }

  private func keywordArguments(_ context: CursorContext, _ start: Int, _ text: String) -> [String] {
    guard let (bracket, _) = context.call, let (_, signatures) = signatures(context, text) else { return [] }
    // Behind `=` stands a value, and so does what follows an operator.
    let before = context.text(bracket.argumentStart..<start)
    guard before.allSatisfy({ $0 == " " || $0 == "\n" }) else { return [] }
    let given = Set(
      context.text(bracket.offset + 1..<bracket.argumentStart).split(separator: ",").compactMap { part in
        part.contains("=") ? part.split(separator: "=").first.map { $0.trimmed } : nil
      })
    var names: [String] = []
    for signature in signatures {
      for (at, item) in signature.items.enumerated() {
        guard item.kind == .positionalOrKeyword || item.kind == .keywordOnly
        else { continue }
        let isTaken = item.kind == .positionalOrKeyword && at < bracket.arguments - given.count
        if !isTaken, !given.contains(item.name), !names.contains(item.name) { names.append(item.name) }
      }
    }
    return names.map { $0 + "=" }
  }

  // MARK: Strings

  private func completions(
    in string: CursorContext.OpenString, _ context: CursorContext
  ) -> (start: Int, names: [String]) {
    let prefix = context.text(string.contents..<context.bytes.count)
    guard let bracket = context.brackets.last else { return (string.contents, []) }
    if bracket.byte == UInt8(ascii: "["), let owner = context.primaryStart(before: bracket.offset),
      case .value(let value) = guess(owner..<bracket.offset, context, ""), let dict = value.asDict
    {
      let keys = dict.keys.compactMap { $0.asString?.text }
      let plain = keys.filter { key in !key.contains { $0 == "\\" || $0 == "'" || $0 == "\"" || $0.isNewline } }
      return (string.contents, plain.filter { $0.hasPrefix(prefix) }.sorted())
    }
    guard let (_, callee) = context.call, takesPath(callee, bracket, context) else { return (string.contents, []) }
    return (string.contents, FileNames.beginning(with: prefix))
  }

  /// Whether the argument at the cursor is the path of a file.
  private func takesPath(_ callee: Range<Int>, _ bracket: CursorContext.Bracket, _ context: CursorContext) -> Bool {
    let name = context.text(callee)
    guard let place = Session.pathPlaces[name.split(separator: ".").last.map(String.init) ?? ""] else { return false }
    return bracket.arguments == place
  }

  /// Functions that take a path, by its place.
  private static let pathPlaces = [
    "open": 0, "load": 0, "save": 1, "loadtxt": 0, "savetxt": 0, "savefig": 0, "Path": 0,
  ]

  /// The keys of what is indexed, as they are written.
  private func keyLiterals(_ context: CursorContext, _ text: String) -> [String] {
    guard let bracket = context.brackets.last, let owner = context.primaryStart(before: bracket.offset),
      context.text(bracket.offset + 1..<context.bytes.count).allSatisfy({ $0 == " " }),
      case .value(let value) = guess(owner..<bracket.offset, context, text), let dict = value.asDict
    else { return [] }
    return dict.keys.compactMap { key in DeclaredSignature.isPlain(key) ? try? machine.repr(key) : nil }
  }

  // MARK: Modules

  private func completionsOfModules(
    _ context: CursorContext, _ start: Int, _ prefix: String
  ) -> (start: Int, names: [String])? {
    let words = context.statementWords(before: start)
    guard let first = words.first, first == "import" || first == "from" else { return nil }
    if first == "from", let at = words.firstIndex(of: "import") {
      guard at == 2, let module = try? machine.importModule(String(words[1])) else { return (start, []) }
      let submodules = machine.moduleNames.filter { $0.hasPrefix(module.name + ".") }
        .map { String($0.dropFirst(module.name.count + 1).prefix { $0 != "." }) }
      return (start, matching(prefix, machine.attributeNames(of: .object(module)) + submodules))
    }
    if first == "from", words.count >= 2, start > 0, context.bytes[start - 1] == UInt8(ascii: " ") {
      return (start, matching(prefix, ["import"]))
    }
    // The dotted name begins behind the last blank or comma.
    var begin = start
    while begin > 0, Ascii.isNamePart(context.bytes[begin - 1]) || context.bytes[begin - 1] == UInt8(ascii: ".") {
      begin -= 1
    }
    let parent = context.text(begin..<start)
    let names = machine.moduleNames.filter { $0.hasPrefix(parent) }
      .map { String($0.dropFirst(parent.count).prefix { $0 != "." }) }
    return (start, matching(prefix, names))
  }
}

extension String {
  /// Whether it can be written behind a dot: the children of a Sequential have numbers for names.
  fileprivate var isIdentifier: Bool {
    utf8.allSatisfy(Ascii.isNamePart) && !(utf8.first.map { (0x30...0x39).contains($0) } ?? true)
  }
}

extension Substring {
  fileprivate var trimmed: String {
    String(drop { $0 == " " || $0 == "\n" }.reversed().drop { $0 == " " || $0 == "\n" }.reversed())
  }
}
