import Syntax

/// The classes of `operator` whose instances are functions: `itemgetter`, `attrgetter`, `methodcaller`.
enum OperatorGetters {
  private final class Given: CopiedPayload {
    let values: [Value]
    let keywords: [(String, Value)]

    init(_ values: [Value], _ keywords: [(String, Value)] = []) {
      self.values = values
      self.keywords = keywords
    }

    func copied(_ body: (Value) throws -> Value) throws -> any CopiedPayload {
      Given(try values.map(body), try keywords.map { ($0, try body($1)) })
    }
  }

  nonisolated(unsafe) static let items = type(
    "itemgetter", "A function that takes items out.",
    given: { Array($0.positional) },
    call: { value, given in
      let found = try given.values.map { try Machine.current.getItem(value, $0) }
      return found.count == 1 ? found[0] : .tuple(found)
    })

  nonisolated(unsafe) static let attributes = type(
    "attrgetter", "A function that takes attributes.",
    given: { arguments in
      for name in arguments.positional where name.asString == nil {
        throw PythonError.typeFault("attribute name must be a string")
      }
      return Array(arguments.positional)
    },
    call: { value, given in
      let found = try given.values.map { name in
        let path = name.asString?.text.split(separator: ".", omittingEmptySubsequences: false) ?? []
        return try path.reduce(value) { try Machine.current.attribute(of: $0, String($1)) }
      }
      return found.count == 1 ? found[0] : .tuple(found)
    })

  nonisolated(unsafe) static let calls = type(
    "methodcaller", "A function that calls a method.",
    given: { arguments in
      guard arguments.count > 0 else {
        throw PythonError.typeFault("methodcaller needs at least one argument, the method name")
      }
      guard arguments[0].asString != nil else { throw PythonError.typeFault("method name must be a string") }
      return Array(arguments.positional)
    },
    call: { value, given in
      let method = try Machine.current.attribute(of: value, given.values.first?.asString?.text ?? "")
      return try Machine.current.call(method, Array(given.values.dropFirst()), keywords: given.keywords)
    })

  private static func type(
    _ name: String, _ summary: String, given: @escaping (Arguments) throws -> [Value],
    call: @escaping (Value, Given) throws -> Value
  ) -> TypeObject {
    let type = TypeObject(name, module: "operator", summary: summary)
    type.errorName = "operator.\(name)"
    type.slots.new = { type, arguments in
      if name != "methodcaller" {
        if arguments.keywordCount > 0 { throw PythonError.typeFault("\(name)() takes no keyword arguments") }
        if arguments.count == 0 { throw PythonError.typeFault("\(name) expected 1 argument, got 0") }
      }
      let keywords = arguments.keywords.map { ($0.text, $1) }
      return .object(InstanceObject(type, payload: Given(try given(arguments), keywords)))
    }
    type.slots.initialize = { _, _ in }
    type.slots.call = { value, arguments in
      guard let given = value.asInstance?.payload as? Given else { return .none }
      if arguments.keywordCount > 0 { throw PythonError.typeFault("\(name)() takes no keyword arguments") }
      guard arguments.count == 1 else {
        throw PythonError.typeFault("\(name) expected 1 argument, got \(arguments.count)")
      }
      return try call(arguments[0], given)
    }
    type.slots.repr = { value in
      let machine = Machine.current
      guard let given = value.asInstance?.payload as? Given else { return "operator.\(name)()" }
      let parts = try given.values.map(machine.repr) + given.keywords.map { "\($0)=\(try machine.repr($1))" }
      return "operator.\(name)(\(parts.joined(separator: ", ")))"
    }
    return type
  }
}
