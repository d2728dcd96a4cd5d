/// A function written in Swift that stands for a person's own: with its name, documentation and attributes, and bound
/// to an instance when it is found on a class.
public enum WrappingFunction {
  private final class Body {
    let call: (Arguments) throws -> Value
    init(_ call: @escaping (Arguments) throws -> Value) { self.call = call }
  }

  nonisolated(unsafe) static let type: TypeObject = {
    let type = TypeObject("function", summary: "A function.")
    type.canBeSubclassed = false
    type.slots.call = { value, arguments in
      guard let body = value.asInstance?.payload as? Body else { return .none }
      return try body.call(arguments)
    }
    type.slots.repr = { value in
      let name = value.asInstance?.field(StringObject.interned("__qualname__"))?.asString?.text ?? "?"
      return "<function \(name) at \(Machine.address(of: value))>"
    }
    type.slots.descriptorGet = { function, receiver, _ in
      receiver.map { .object(BoundMethodObject(function, $0)) } ?? function
    }
    type.keepsOwnDocumentation()
    return type
  }()

  /// A function that looks like `original`.
  public static func make(like original: Value, _ body: @escaping (Arguments) throws -> Value) throws -> Value {
    try FunctoolsModule.updated(.object(InstanceObject(type, payload: Body(body))), from: original)
  }

  /// Whether a value is such a function.
  public static func isOne(_ value: Value) -> Bool { value.asInstance?.payload is Body }

  /// The person's function behind it, through any number of others; nil when there is none.
  static func innermost(_ value: Value) -> FunctionObject? {
    var value = value
    while isOne(value), let inner = value.asInstance?.field(StringObject.interned("__wrapped__")) { value = inner }
    guard case .object(let object) = value else { return nil }
    return object as? FunctionObject
  }
}

extension TypeObject {
  /// Lets instances have a `__doc__` of their own in place of the type's.
  func keepsOwnDocumentation() {
    let key = StringObject.interned("__doc__")
    property("__doc__", summary: "What it is for.", get: { $0.asInstance?.field(key) ?? .none }) {
      $0.asInstance?.setField(key, $1)
    }
  }
}
