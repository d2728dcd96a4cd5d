public import Autograd
public import Machine
import NDArray
import Ops

// How the engine's objects and the machine's values turn into each other.

extension Value {
  @inlinable public init(_ tensor: Tensor) { self = .native(tensor) }

  /// The tensor, when this is one.
  @inlinable public var asTensor: Tensor? {
    guard case .native(let object) = self, Swift.type(of: object) == Tensor.self else { return nil }
    return unsafeDowncast(object, to: Tensor.self)
  }

  /// The number, when this is a bool, an int of 64 bits or a float.
  var asNumber: Number? {
    switch self {
    case .int(let value): .int(value)
    // What tells one object that is no number from another stays with the language.
    case .float(let value): .float(value == value ? value : value.sign == .minus ? -.nan : .nan)
    case .bool(let value): .bool(value)
    default: nil
    }
  }

  init(_ number: Number) {
    switch number {
    case .bool(let value): self = .bool(value)
    case .int(let value): self = .int(value)
    case .float(let value): self = .float(value)
    }
  }

  /// Elements of a list or tuple.
  var sequenceItems: [Value]? { asList?.items ?? asTuple?.items }
}

extension Value {
  /// A result of an operation as a value of the language.
  init(_ argument: Argument) {
    switch argument {
    case .none: self = .none
    case .number(let number): self.init(number)
    case .text(let text): self = .string(text)
    case .tensor(let tensor): self = .native(tensor)
    case .list(let items): self = .tuple(items.map { Value($0) })
    case .dtype(let dtype): self = .object(DTypeObject.of(dtype))
    case .generator(let generator): self = .native(generator)
    case .named(let name, let fields):
      self = .object(NamedResult(name, fields.map { ($0.name, Value($0.value)) }))
    }
  }
}
