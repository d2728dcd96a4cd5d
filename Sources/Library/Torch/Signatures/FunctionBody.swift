import Autograd
import Machine
import NDArray
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
    steps: for (text, signatures) in steps {
      var text = text
      while !text.hasPrefix("!"), let mark = text.firstIndex(of: "?") {
        guard try holds(text[..<mark], values) else { continue steps }
        text = text[mark...].dropFirst(2)
      }
      if text.hasPrefix("!") { return try raised(text.dropFirst(), values) }
      let goesOn = text.hasPrefix("then ")
      if goesOn { text = text.dropFirst(5) }
      let words = text.split(separator: " ")
      if text.hasSuffix("(all:args)"), let given = values["args"]?.asTuple?.items {
        return operands(given, signatures)
      } else if text.hasPrefix("-"), let value = values[String(text.dropFirst())] {
        _ = try Machine.current.unary(.negative, value)
      } else if words.count == 3, words[1] == "among", let value = values[String(words[0])] {
        try choose(value, words[2])
      } else if let open = text.firstIndex(of: "(") {
        let refusal = try call(text[open...].dropFirst().dropLast(), signatures, values)
        if refusal != nil || !goesOn { return refusal }
      } else if words.count == 3, words[1] == "-", let left = values[String(words[0])] {
        guard let right = values[String(words[2])], left.asTensor != nil else { continue }
        if right.asTensor == nil, right.asNumber == nil { throw unsupported(left, right) }
      } else if words.count == 3, let left = operand(words[0], values) {
        _ = try compare(left, words[1], words[2], values)
      } else if let dot = text.firstIndex(of: "."), let value = values[String(text[..<dot])], !value.isUndefined {
        _ = try Machine.current.attribute(of: value, String(text[dot...].dropFirst()))
      }
    }
    return nil
  }

  /// What a function raises, in words with its arguments in braces: `ValueError median is not one: {reduction}`.
  private func raised(_ text: Substring, _ values: [String: Value]) throws -> PythonError {
    let kinds: [Substring: TypeObject] = [
      "ValueError": .valueError, "TypeError": .typeError, "NotImplementedError": .notImplementedError,
      "RuntimeError": .runtimeError,
    ]
    // A word is joined to what may be no text.
    if text.hasPrefix("+"), let value = values[String(text.dropFirst().prefix { $0 != " " })] {
      _ = try Machine.current.binary(.add, value, .object(StringObject("")))
      return try raised(text.drop { $0 != " " }.dropFirst(), values)
    }
    let sides = text.split(separator: " ", maxSplits: 1)
    var message = String(sides[sides.count - 1])
    for (name, value) in values where message.contains("{\(name)}") {
      message = message.replacing("{\(name)}", with: try Machine.current.str(value))
    }
    if let shape = values["input"]?.asTensor?.shape {
      let spatial = shape.dropFirst(2).map(String.init).joined(separator: ", ")
      message = message.replacing("{spatial}", with: "[\(spatial)]")
    }
    for (name, value) in values where message.contains("{types:\(name)}") {
      let types = (value.sequenceItems ?? []).map { "<class '\(Machine.current.type(of: $0).errorName)'>" }
      message = message.replacing("{types:\(name)}", with: "[" + types.joined(separator: ", ") + "]")
    }
    return PythonError(kinds[sides[0]] ?? .valueError, message)
  }

  private func unsupported(_ left: Value, _ right: Value) -> PythonError {
    let names = [left, right].map { "'\(Machine.current.type(of: $0).errorName)'" }
    return PythonError(.typeError, "unsupported operand type(s) for -: \(names[0]) and \(names[1])")
  }

  /// `p < 0.0`, `reduction!=none,mean,sum`, `len size!=4,5`, `len size!=dims`
  private func compares(_ condition: Substring, _ values: [String: Value]) throws -> Bool? {
    let words = condition.split(separator: " ")
    if words.count == 3, let left = values[String(words[0])] {
      guard !left.isUndefined, let answer = try compare(left, words[1], words[2], values) else { return false }
      return try Machine.current.truth(answer)
    }
    guard let range = condition.firstRange(of: "!=") else { return nil }
    let wanted = condition[range.upperBound...].split(separator: ",")
    let isLength = condition.hasPrefix("len ")
    let name = condition[..<range.lowerBound].dropFirst(isLength ? 4 : 0)
    guard let value = values[String(name)], !value.isUndefined else { return false }
    guard isLength else { return !wanted.contains { String($0) == value.asString?.text } }
    let length = try Machine.current.length(value)
    if wanted == ["dims"] { return values["input"]?.asTensor.map { length != $0.rank - 2 } ?? false }
    return !wanted.contains { Int($0) == length }
  }

  /// `inplace`, `dim=None`, `dim=given`, `dims=int`, `size=list`, `size=uncounted`, `mode=linear`, `rank=4`, `p=number`
  private func holds(_ condition: Substring, _ values: [String: Value]) throws -> Bool {
    if let answer = try compares(condition, values) { return answer }
    let sides = condition.split(separator: "=")
    if sides.count == 2, sides[0] == "rank" { return values["input"]?.asTensor?.rank == Int(sides[1]) }
    guard let value = values[String(sides[0])] else { return false }
    let isLeftOut = value.isUndefined || value.isNone
    if sides.count > 1, sides[1] == "int" {
      switch value {
      case .int, .bool: return true
      default: return value.isUndefined
      }
    }
    if sides.count > 1, sides[1] == "number" { return value.asString == nil }
    if sides.count > 1 { return holds(value, sides[1]) ?? ((sides[1] == "None") == isLeftOut) }
    return try !isLeftOut && Machine.current.truth(value)
  }

  private func holds(_ value: Value, _ word: Substring) -> Bool? {
    switch word {
    case "None", "given": return nil
    case "list": return value.asList != nil || value.asTuple != nil
    case "uncounted":
      return value.sequenceItems?.contains { item in
        switch item {
        case .int, .bool: false
        default: item.asTensor.map { !$0.dtype.isIntegral || $0.rank > 0 } ?? true
        }
      } ?? false
    default: return value.asString.map { $0.text == String(word) } ?? false
    }
  }

  /// An argument that was given, or the number behind a colon: `min_val:-1.0`.
  private func operand(_ text: Substring, _ values: [String: Value]) -> Value? {
    let sides = text.split(separator: ":")
    guard let name = sides.first, let value = values[String(name)] else { return nil }
    if !value.isUndefined { return value }
    return sides.count > 1 ? Double(sides[1]).map(Value.float) : nil
  }

  private func compare(
    _ left: Value, _ operation: Substring, _ right: Substring, _ values: [String: Value]
  ) throws -> Value? {
    guard let other = Int(right).map(Value.int) ?? Double(right).map(Value.float) ?? operand(right, values) else {
      return nil
    }
    let comparison: ComparisonOperator = operation == "<" ? .less : operation == ">" ? .greater : .lessOrEqual
    return try Machine.current.compare(comparison, left, other)
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

  /// A list, or what is no list as often as a tensor has dimensions of space.
  private func repeated(_ value: Value, _ values: [String: Value]) -> Value {
    if value.isNone || value.asList != nil || value.asTuple != nil { return value }
    return .list([Value](repeating: value, count: max((values["input"]?.asTensor?.rank ?? 2) - 2, 0)))
  }

  /// What an argument of a call stands for: `dim` a value of the function's, `dim:0` the same with its default, `_` one of
  /// the right kind, `1` a number, `pair:size` something listed twice where it is single, `listed:size` a list of what is
  /// in it where it is no number, `only:tensors` the one of several where there is one, `repeated:size` what stands for each
  /// of the dimensions of space, `all:args` an equation and operands.
  private func handed(_ text: Substring, _ values: [String: Value]) throws -> Value {
    if let number = Int(text) { return .int(number) }
    if text == "None" || text == "False" { return text == "None" ? .none : .bool(false) }
    guard let colon = text.firstIndex(of: ":") else { return values[String(text)] ?? .undefined }
    let (word, name) = (text[..<colon], text[colon...].dropFirst())
    if let value = values[String(word)] {
      return value.isUndefined ? name == "False" ? .bool(false) : Int(name).map(Value.int) ?? .none : value
    }
    guard let value = values[String(name)], !value.isUndefined else { return word == "repeated" ? .none : .undefined }
    if word == "repeated" { return repeated(value, values) }
    if case .int = value, word != "only" { return value }
    if case .bool = value, word == "listed" { return value }
    switch word {
    case "pair":
      guard let items = try? Machine.current.elements(value) else { return .list([value, value]) }
      return .list(items)
    case "listed":
      let length = try Machine.current.length(value)
      if let rank = values["input"]?.asTensor?.rank, length >= rank {
        throw PythonError(.valueError, "Input dimension should be at least \(length + 1)")
      }
      return .list(try Machine.current.elements(value).map { $0.isNone ? .int(1) : $0 })
    default: return value.asTuple.flatMap { $0.items.count == 1 ? $0.items[0] : nil } ?? value
    }
  }
}
