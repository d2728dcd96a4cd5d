import Machine

/// A function made around another one, as `functools.wraps` leaves it: a method when it stands in a class, with the
/// name and documentation of what it wraps.
enum WrappedFunction {
  private final class Payload {
    let body: (Arguments) throws -> Value
    init(_ body: @escaping (Arguments) throws -> Value) { self.body = body }
  }

  private static let copied = ["__module__", "__name__", "__qualname__", "__doc__"]

  nonisolated(unsafe) private static let type: TypeObject = {
    let type = TypeObject("function", module: "builtins", summary: "A function made around another one.")
    type.slots.call = { value, arguments in
      guard let payload = value.asInstance?.payload as? Payload else { return .none }
      return try payload.body(arguments)
    }
    type.slots.descriptorGet = { function, receiver, _ in
      receiver.map { .object(BoundMethodObject(function, $0)) } ?? function
    }
    let documentation = StringObject.interned("__doc__")
    type.property(
      "__doc__", summary: "That of the function.",
      get: { $0.asInstance?.field(documentation) ?? .none },
      set: { $0.asInstance?.setField(documentation, $1) })
    type.slots.repr = { value in
      guard let instance = value.asInstance else { return "" }
      let name = instance.field(StringObject.interned("__qualname__"))?.asString?.text ?? "wrapper"
      return "<function \(name) at \(Machine.address(of: value))>"
    }
    return type
  }()

  /// A function that does `body` and is called what the given one is called.
  static func make(around function: Value, _ body: @escaping (Arguments) throws -> Value) -> Value {
    let instance = InstanceObject(type, payload: Payload(body))
    for name in copied {
      guard let value = try? Machine.current.attribute(of: function, name) else { continue }
      instance.setField(StringObject.interned(name), value)
    }
    instance.setField(StringObject.interned("__wrapped__"), function)
    return .object(instance)
  }

  static func isOne(_ value: Value) -> Bool { value.asInstance?.payload is Payload }
}
