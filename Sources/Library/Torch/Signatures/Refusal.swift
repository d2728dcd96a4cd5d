import Machine

/// Why PyTorch would not take a call's arguments, in its words.
enum Refusal {
  /// Where an operation is called: the first word of its line in the table.
  enum Place: String, Sendable {
    case torch, method, functional, linalg, special
  }

  /// - Parameters:
  ///   - given: A call's arguments; for a method the instance is the first.
  /// - Returns: Nil where PyTorch has the operation not, or would take the arguments.
  static func of(_ place: Place, _ name: String, _ given: Arguments) -> PythonError? {
    let entries = SignatureLines.entries(place, name)
    guard let first = entries.first else { return nil }
    if first.hasPrefix("python ") { return python(first.dropFirst(7), FunctionBody(entries.dropFirst()), given) }
    if first.hasPrefix("when ") { return dispatched(entries, given) }
    let arguments = place == .method ? given.dropping(1) : given
    let signatures = entries.compactMap { Signature($0) }
    if place == .method, signatures.count == 1, signatures[0].parameters.isEmpty {
      return withoutArguments(name, arguments)
    }
    return message(name: signatures[0].name, signatures, arguments).map { PythonError(.typeError, $0) }
  }

  /// Whether the function is one that PyTorch writes in Python, which takes any object for a flag and any for a word.
  static func isPython(_ place: Place, _ name: String) -> Bool {
    SignatureLines.entries(place, name).first.map { $0.hasPrefix("python ") || $0.hasPrefix("when ") } ?? false
  }

  static func message(name: String, _ signatures: [Signature], _ given: Arguments) -> String? {
    if signatures.count == 1 { return signatures[0].refusal(given) }
    for signature in signatures {
      switch signature.refusal(given) {
      case nil: return nil
      // A list of tensors with something else in it is refused at once.
      case .some(let text) where text.hasPrefix("expected Tensor as element") || text.contains("failed to unpack"):
        return text
      default: break
      }
    }
    let count = given.count + given.keywordCount
    let plausible = signatures.filter { $0.required <= count && count <= $0.parameters.count && !$0.isHidden }
    if plausible.count == 1, let text = plausible[0].refusal(given) { return text }
    return InvalidCombination(name, signatures.filter { !$0.isHidden }, given).text
  }

  /// A method of Python's that takes nothing.
  private static func withoutArguments(_ name: String, _ given: Arguments) -> PythonError? {
    if given.keywordCount > 0 { return PythonError(.typeError, "TensorBase.\(name)() takes no keyword arguments") }
    guard given.count > 0 else { return nil }
    return PythonError(.typeError, "TensorBase.\(name)() takes no arguments (\(given.count) given)")
  }

  /// One of several functions that are written in Python, as flags among the arguments say:
  /// `when return_indices@6 python max_pool1d_with_indices(…)`, with `!` before a flag that is not set.
  private static func dispatched(_ entries: [Substring], _ given: Arguments) -> PythonError? {
    let functions = entries.filter { $0.hasPrefix("when ") }
    let body = FunctionBody(entries.drop { $0.hasPrefix("when ") })
    for function in functions {
      guard let range = function.firstRange(of: " python ") else { continue }
      let isMeant = function[..<range.lowerBound].dropFirst(5).split(separator: " ").allSatisfy { flag in
        let isNegated = flag.hasPrefix("!")
        let sides = flag.drop { $0 == "!" }.split(separator: "@")
        guard sides.count == 2, let place = Int(sides[1]) else { return false }
        let value = given.keyword(String(sides[0])) ?? (place < given.count ? given[place] : .bool(false))
        return ((try? Machine.current.truth(value)) ?? false) != isNegated
      }
      if isMeant { return python(function[range.upperBound...], body, given) }
    }
    return nil
  }

  /// A function that is written in Python: what Python itself says.
  private static func python(_ text: Substring, _ body: FunctionBody, _ given: Arguments) -> PythonError? {
    guard let open = text.firstIndex(of: "("), text.hasSuffix(")") else { return nil }
    var parameters: [LanguageParameter] = []
    var isKeywordOnly = false
    for part in text[text.index(after: open)...].dropLast().split(separator: ",") {
      let part = part.drop { $0 == " " }
      if part.hasPrefix("**") {
        parameters.append(LanguageParameter(String(part.dropFirst(2)), .variadicKeyword))
      } else if part.hasPrefix("*") {
        if part.count > 1 { parameters.append(LanguageParameter(String(part.dropFirst()), .variadic)) }
        isKeywordOnly = true
      } else {
        let words = part.split(separator: "=")
        parameters.append(
          LanguageParameter(
            String(words[0]), isKeywordOnly ? .keywordOnly : .positionalOrKeyword,
            default: words.count > 1 ? Value.undefined : nil))
      }
    }
    do {
      let values = try PythonSignature(String(text[..<open]), parameters).bind(given)
      return try body.refusal(Dictionary(zip(parameters.map(\.name), values)) { first, _ in first })
    } catch {
      return error as? PythonError
    }
  }
}
