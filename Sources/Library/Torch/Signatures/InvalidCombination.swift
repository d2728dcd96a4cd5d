import Machine

/// PyTorch's message for arguments that go with none of an operation's signatures.
struct InvalidCombination {
  private let name: String
  private let signatures: [Signature]
  private let positional: [Value]
  /// In the order in which PyTorch shows them.
  private let keywords: [(name: String, value: Value)]

  init(_ name: String, _ signatures: [Signature], _ given: Arguments) {
    self.name = name
    self.signatures = signatures
    positional = Array(given.positional)
    keywords = HashOrder.arranged(given.keywords.map { ($0.name.text, $0.value) })
  }

  var text: String {
    let start = "\(name)() received an invalid combination of arguments - "
    if signatures.count == 1 {
      let options = Options(signatures[0])
      let unknown = options.unknown(keywords)
      if !unknown.isEmpty {
        return start + "got unrecognized keyword arguments: " + unknown.joined(separator: ", ")
      }
      let got = options.fitsCount(given) ? described(by: options) : described
      return start + "got \(got), but expected \(signatures[0].text)"
    }
    var text = start + "got \(described), but expected one of:\n"
    for signature in signatures {
      text += " * \(signature.text)\n"
      let options = Options(signature)
      guard options.fitsCount(given) else { continue }
      let unknown = options.unknown(keywords)
      text +=
        unknown.isEmpty
        ? "      didn't match because some of the arguments have invalid types: \(described(by: options))\n"
        : "      didn't match because some of the keywords were incorrect: \(unknown.joined(separator: ", "))\n"
    }
    return text
  }

  private var given: Int { positional.count + keywords.count }

  /// The words of a signature as the message's maker reads them: it cuts the signature's text at commas, so that a star
  /// counts and a default is taken for the name.
  private struct Options {
    let entries: [(type: String, name: String)]

    init(_ signature: Signature) {
      entries = signature.text.dropFirst().dropLast().components(at: ", ").map { part in
        guard let gap = part.lastIndex(of: " ") else { return (part, part) }
        return (String(part[..<gap]), String(part[part.index(after: gap)...]))
      }
    }

    func fitsCount(_ count: Int) -> Bool { entries.count == count }

    func unknown(_ keywords: [(name: String, value: Value)]) -> [String] {
      let rest = entries.dropFirst(max(entries.count - keywords.count, 0))
      return keywords.map(\.name).filter { name in !rest.contains { $0.name == name } }
    }
  }

  /// `(Tensor, dim=int)`
  private var described: String {
    var text = "("
    for value in positional { text += Signature.typeName(value) + ", " }
    for (name, value) in keywords { text += "\(name)=\(Signature.typeName(value)), " }
    if !positional.isEmpty { text.removeLast(2) }
    return text + ")"
  }

  /// The same with what does not fit between exclamation marks.
  private func described(by options: Options) -> String {
    var text = "("
    for (place, entry) in options.entries.enumerated() {
      let isKeyword = place >= positional.count
      guard let value = isKeyword ? keywords.first(where: { $0.name == entry.name })?.value : positional[place] else {
        continue
      }
      let type = Signature.typeName(value)
      let fits = type == entry.type || entry.type == "float" && type == "int"
      let shown = (isKeyword ? "\(entry.name)=" : "") + InvalidCombination.detailed(value, type)
      text += (fits ? shown : "!\(shown)!") + ", "
    }
    if !positional.isEmpty { text.removeLast(2) }
    return text + ")"
  }

  private static func detailed(_ value: Value, _ type: String) -> String {
    if let items = value.asTuple?.items {
      let names = items.map(Signature.typeName).joined(separator: ", ")
      return "\(type) of (\(names)\(items.count == 1 ? "," : ""))"
    }
    if let items = value.asList?.items {
      return "\(type) of [" + items.map(Signature.typeName).joined(separator: ", ") + "]"
    }
    return type
  }
}

extension Substring {
  fileprivate func components(at separator: String) -> [String] {
    var parts: [String] = []
    var rest = self
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
