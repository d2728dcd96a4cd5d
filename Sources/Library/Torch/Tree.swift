import Autograd
import Machine
import NDArray

/// Nested tuples, lists and dictionaries of values, as function transforms take and give them.
enum Tree {
  /// The same nesting with every other value replaced.
  static func map(_ value: Value, _ body: (Value) throws -> Value) throws -> Value {
    if case .object(let object) = value {
      if let named = object as? NamedResult {
        return .object(NamedResult(named.name, try zip(named.fieldNames, named.items).map { ($0, try map($1, body)) }))
      }
      if let tuple = value.asTuple, object.isExactly(.tuple) {
        return .tuple(try tuple.items.map { try map($0, body) })
      }
      if let list = value.asList { return .list(try list.items.map { try map($0, body) }) }
      if let dict = value.asDict {
        let result = DictObject()
        for (key, item) in dict.pairs { try result.set(key, map(item, body)) }
        return .object(result)
      }
    }
    return try body(value)
  }

  /// The values that are no containers, in order.
  static func leaves(_ value: Value) -> [Value] {
    var result: [Value] = []
    _ = try? map(value) { leaf in
      result.append(leaf)
      return leaf
    }
    return result
  }

  /// The same nesting with its leaves taken from a list, in order.
  static func rebuilt(_ value: Value, _ leaves: [Value]) -> Value {
    var next = 0
    let result = try? map(value) { leaf in
      defer { next += 1 }
      return next < leaves.count ? leaves[next] : leaf
    }
    return result ?? value
  }

  /// `[*, *]` in PyTorch's words, for messages about nestings that do not fit.
  static func spec(_ value: Value) -> String { "TreeSpec(" + inner(value, 9) + ")" }

  private static func inner(_ value: Value, _ indent: Int) -> String {
    func joined(_ items: [Value]) -> String {
      items.map { part($0) }.joined(separator: ",\n  ")
    }
    if let items = value.asTuple?.items { return "tuple, None, [\(joined(items))]" }
    if let items = value.asList?.items { return "list, None, [\(joined(items))]" }
    return "*"
  }

  private static func part(_ value: Value) -> String {
    value.sequenceItems == nil ? "*" : "TreeSpec(\(inner(value, 0)))"
  }

  /// `<class 'int'>`
  static func className(_ value: Value) -> String {
    (try? Machine.current.repr(.object(Machine.current.type(of: value)))) ?? ""
  }
}
