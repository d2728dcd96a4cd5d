import Machine
import Syntax

/// What a function that PyTorch writes in Python does with its arguments before anything is computed: it asks for their
/// attributes, compares them, and hands them to a function of PyTorch's own, whose words for a wrong argument are others.
struct FunctionBody {
  private var steps: [(text: Substring, signatures: [Signature])] = []

  /// - Parameter entries: What stands in the table behind a function's parameters.
  init(_ entries: some Sequence<Substring>) {
    for entry in entries {
      if entry.hasPrefix("step ") {
        steps.append((entry.dropFirst(5), []))
      } else if entry.hasPrefix("calling "), let signature = Signature(entry.dropFirst(8)), !steps.isEmpty {
        steps[steps.count - 1].signatures.append(signature)
      }
    }
  }

  /// - Parameter values: The function's arguments by name, `.undefined` where a default stands.
  /// - Returns: What goes wrong before anything is computed.
  /// - Throws: What asking for an attribute or comparing throws.
  func refusal(_ values: [String: Value]) throws -> PythonError? {
    for (text, signatures) in steps {
      var text = text
      if let mark = text.firstIndex(of: "?") {
        guard try holds(text[..<mark], values) else { continue }
        text = text[mark...].dropFirst(2)
      }
      let goesOn = text.hasPrefix("then ")
      if goesOn { text = text.dropFirst(5) }
      let words = text.split(separator: " ")
      if words.count == 2, words[0] == "operands", let given = values[String(words[1])]?.asTuple?.items {
        return operands(given, signatures)
      } else if text.hasPrefix("-"), let value = values[String(text.dropFirst())] {
        _ = try Machine.current.unary(.negative, value)
      } else if words.count == 3, words[1] == "among", let value = values[String(words[0])] {
        try choose(value, words[2])
      } else if let open = text.firstIndex(of: "(") {
        let refusal = try call(text[open...].dropFirst().dropLast(), signatures, values)
        if refusal != nil || !goesOn { return refusal }
      } else if words.count == 3, let left = values[String(words[0])], !left.isUndefined {
        try compare(left, words[1], words[2], values)
      } else if let dot = text.firstIndex(of: "."), let value = values[String(text[..<dot])], !value.isUndefined {
        _ = try Machine.current.attribute(of: value, String(text[dot...].dropFirst()))
      }
    }
    return nil
  }

  /// `inplace`, `dim=None`, `dim=given`, `dims=int`, `p=number`
  private func holds(_ condition: Substring, _ values: [String: Value]) throws -> Bool {
    let sides = condition.split(separator: "=")
    guard let value = values[String(sides[0])] else { return false }
    let isLeftOut = value.isUndefined || value.isNone
    if sides.count > 1, sides[1] == "int" {
      switch value {
      case .int, .bool: return true
      default: return value.isUndefined
      }
    }
    if sides.count > 1, sides[1] == "number" { return value.asString == nil }
    if sides.count > 1 { return (sides[1] == "None") == isLeftOut }
    return try !isLeftOut && Machine.current.truth(value)
  }

  private func compare(
    _ left: Value, _ operation: Substring, _ right: Substring, _ values: [String: Value]
  ) throws {
    let other = Int(right).map(Value.int) ?? Double(right).map(Value.float) ?? values[String(right)]
    guard let other, !other.isUndefined else { return }
    _ = try Machine.current.compare(operation == "<" ? .less : operation == ">" ? .greater : .lessOrEqual, left, other)
  }

  /// An equation and its operands, one by one or in a list.
  private func operands(_ given: [Value], _ signatures: [Signature]) -> PythonError? {
    guard given.count > 1 else {
      return PythonError(
        .valueError,
        "einsum(): must specify the equation string and at least one operand, or at least one operand and its subscripts "
          + "list")
    }
    guard given[0].asTensor == nil, let signature = signatures.first else { return nil }
    let rest = Array(given[1...])
    let listed = rest.count == 1 ? rest[0].asTuple?.items ?? rest[0].asList?.items : nil
    return Arguments.with([given[0], .tuple(listed ?? rest)]) { signature.refusal($0) }
      .map { PythonError(.typeError, $0) }
  }

  /// - Throws: `ValueError` for a word that is none of those that the function knows.
  private func choose(_ value: Value, _ words: Substring) throws {
    if value.isUndefined || words.split(separator: ",").contains(where: { String($0) == value.asString?.text }) {
      return
    }
    throw PythonError(.valueError, "\(try Machine.current.str(value)) is not a valid value for compute_mode")
  }

  private func call(_ text: Substring, _ signatures: [Signature], _ values: [String: Value]) throws -> PythonError? {
    guard let signature = signatures.first else { return nil }
    var positional: [Value] = []
    var keywords: [(String, Value)] = []
    for (position, part) in text.split(separator: ",").enumerated() {
      let sides = part.drop { $0 == " " }.split(separator: "=")
      let value = try handed(sides[sides.count - 1], values)
      if sides.count > 1 {
        if !value.isUndefined { keywords.append((String(sides[0]), value)) }
      } else {
        positional.append(value)
      }
      guard signatures.count == 1, !value.isUndefined else { continue }
      let index = sides.count > 1 ? signature.parameters.firstIndex { $0.name == sides[0] } : position
      guard let index, let text = signature.refusal(of: value, at: index, isKeyword: sides.count > 1) else { continue }
      return PythonError(.typeError, text)
    }
    if signatures.count == 1 || positional.contains(where: \.isUndefined) { return nil }
    return Arguments.with(positional, keywords: keywords) { given in
      Refusal.message(name: signature.name, signatures, given).map { PythonError(.typeError, $0) }
    }
  }

  /// What an argument of a call stands for: `dim` a value of the function's, `dim:0` the same with its default, `_` one of
  /// the right kind, `1` a number, `pair:size` something listed twice where it is single, `listed:size` a list of what is
  /// in it where it is no number, `only:tensors` the one of several where there is one.
  private func handed(_ text: Substring, _ values: [String: Value]) throws -> Value {
    if let number = Int(text) { return .int(number) }
    guard let colon = text.firstIndex(of: ":") else { return values[String(text)] ?? .undefined }
    let (word, name) = (text[..<colon], text[colon...].dropFirst())
    if let value = values[String(word)] {
      return value.isUndefined ? name == "False" ? .bool(false) : Int(name).map(Value.int) ?? .none : value
    }
    guard let value = values[String(name)], !value.isUndefined else { return .undefined }
    if case .int = value, word != "only" { return value }
    switch word {
    case "pair":
      guard let items = try? Machine.current.elements(value) else { return .list([value, value]) }
      return .list(items)
    case "listed":
      _ = try Machine.current.length(value)
      return .list(try Machine.current.elements(value).map { $0.isNone ? .int(1) : $0 })
    default: return value.asTuple.flatMap { $0.items.count == 1 ? $0.items[0] : nil } ?? value
    }
  }
}
