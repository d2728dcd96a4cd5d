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
      let words = text.split(separator: " ")
      if let open = text.firstIndex(of: "(") {
        return call(text[open...].dropFirst().dropLast(), signatures, values)
      } else if words.count == 3, let left = values[String(words[0])], !left.isUndefined {
        try compare(left, words[1], words[2], values)
      } else if let dot = text.firstIndex(of: "."), let value = values[String(text[..<dot])], !value.isUndefined {
        _ = try Machine.current.attribute(of: value, String(text[dot...].dropFirst()))
      }
    }
    return nil
  }

  /// `inplace`, `dim=None`, `dim=given`
  private func holds(_ condition: Substring, _ values: [String: Value]) throws -> Bool {
    let sides = condition.split(separator: "=")
    guard let value = values[String(sides[0])] else { return false }
    let isLeftOut = value.isUndefined || value.isNone
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

  private func call(_ text: Substring, _ signatures: [Signature], _ values: [String: Value]) -> PythonError? {
    guard signatures.count == 1, let signature = signatures.first else { return nil }
    var position = 0
    for part in text.split(separator: ",") {
      let sides = part.drop { $0 == " " }.split(separator: "=")
      let isKeyword = sides.count > 1
      defer { position += 1 }
      guard let value = values[String(sides[sides.count - 1])], !value.isUndefined else { continue }
      let index = isKeyword ? signature.parameters.firstIndex { $0.name == sides[0] } : position
      guard let index, let text = signature.refusal(of: value, at: index, isKeyword: isKeyword) else { continue }
      return PythonError(.typeError, text)
    }
    return nil
  }
}
