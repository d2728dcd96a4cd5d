public import Autograd
public import NDArray

/// What operations take and give: the engine's own vocabulary, free of any language.
public enum Argument {
  case none
  case number(Number)
  case text(String)
  case tensor(Tensor)
  case list([Argument])
  case dtype(DType)
  case generator(Generator)
  /// Several results with the name PyTorch prints for them: `torch.return_types.max`.
  case named(String, [(name: String, value: Argument)])
}

/// What kind of value a parameter accepts, and PyTorch's name for it in messages.
public enum ParameterType: String, Sendable {
  case tensor = "Tensor"
  case tensors = "tuple of Tensors"
  case number = "Number"
  /// A tensor or a number.
  case tensorOrNumber = "Tensor or Number"
  case int = "int"
  case ints = "tuple of ints"
  case floats = "tuple of floats"
  case bool = "bool"
  case float = "float"
  case text = "str"
  case dtype = "torch.dtype"
  case generator = "torch.Generator"
  /// Only the CPU is there.
  case device = "torch.device"
  /// Accepted without effect: `layout`, `memory_format`, …
  case setting = "setting"
  /// Indices in any form.
  case any = "object"
}

/// A parameter of an operation, declared once.
public struct Parameter: Sendable {
  public let name: String
  public let type: ParameterType
  /// Nil when an argument must be given.
  public let `default`: Default?
  public let isKeywordOnly: Bool
  /// Whether several positional integers may stand for one tuple: `x.view(2, 3)`.
  public let isVariadic: Bool
  /// Whether one number may stand for a tuple of it.
  public let takesOne: Bool
  /// Whether this is Python's `*tensors`: tensors one by one, however many.
  public let isStarred: Bool
  /// Whether None may be given.
  public let takesNone: Bool

  public enum Default: Sendable {
    case none
    case number(Number)
    case text(String)
    case ints([Int])
  }

  public init(
    _ name: String, _ type: ParameterType, default: Default? = nil, keywordOnly: Bool = false, variadic: Bool = false,
    takesOne: Bool = true, starred: Bool = false, takesNone: Bool = false
  ) {
    self.takesOne = takesOne
    if case .some(.none) = `default` { self.takesNone = true } else { self.takesNone = takesNone }
    isStarred = starred
    self.name = name
    self.type = type
    self.default = `default`
    isKeywordOnly = keywordOnly
    isVariadic = variadic
  }

  public var defaultArgument: Argument? {
    switch `default` {
    case nil: nil
    case .some(.none): Argument.none
    case .number(let number): .number(number)
    case .text(let text): .text(text)
    case .ints(let values): .list(values.map { .number(.int($0)) })
    }
  }

  /// `dim: int = 0`
  public var text: String {
    let shown: String? =
      switch `default` {
      case nil: nil
      case .some(.none): "None"
      case .number(.bool(let b)): b ? "True" : "False"
      case .number(.int(let i)): String(i)
      case .number(.float(let d)): "\(d)"
      case .text(let s): "'\(s)'"
      case .ints(let values): "(" + values.map(String.init).joined(separator: ", ") + (values.count == 1 ? ",)" : ")")
      }
    return shown.map { "\(name)=\($0)" } ?? name
  }
}

/// A parameter whose argument arrives as the Swift type `V`.
public struct Typed<V: ArgumentValue>: Sendable {
  public let parameter: Parameter

  public init(
    _ name: String, _ type: ParameterType = V.parameterType, default: Parameter.Default? = nil,
    keywordOnly: Bool = false, variadic: Bool = false, takesOne: Bool = true, starred: Bool = false
  ) {
    parameter = Parameter(
      name, type, default: `default`, keywordOnly: keywordOnly, variadic: variadic, takesOne: takesOne,
      starred: starred,
      takesNone: V.takesNone)
  }
}

/// A Swift type that arguments can become and results can be.
public protocol ArgumentValue {
  static var parameterType: ParameterType { get }
  /// Whether None is such a value.
  static var takesNone: Bool { get }
  /// - Throws: `TypeError` for an argument of another kind. The binder has checked kinds before, so this is only seen
  ///   by callers that skip it.
  static func from(_ argument: Argument) throws -> Self
  var argument: Argument { get }
}

extension Argument {
  /// Python's name of the value's type.
  public var typeName: String {
    switch self {
    case .none: "NoneType"
    case .number(.bool): "bool"
    case .number(.int): "int"
    case .number(.float): "float"
    case .text: "str"
    case .tensor: "Tensor"
    case .list: "list"
    case .dtype: "torch.dtype"
    case .generator: "torch._C.Generator"
    case .named: "tuple"
    }
  }

  func mismatch(_ wanted: ParameterType) -> EngineError {
    EngineError(.typeError, "argument must be \(wanted.rawValue), not \(typeName)")
  }
}

extension Argument: ArgumentValue {
  public static var parameterType: ParameterType { .any }
  public static func from(_ argument: Argument) -> Argument { argument }
  public var argument: Argument { self }
}

extension Tensor: ArgumentValue {
  public static var parameterType: ParameterType { .tensor }
  public static func from(_ argument: Argument) throws -> Tensor {
    guard case .tensor(let tensor) = argument else { throw argument.mismatch(.tensor) }
    return tensor
  }
  public var argument: Argument { .tensor(self) }
}

extension Number: ArgumentValue {
  public static var parameterType: ParameterType { .number }
  public static func from(_ argument: Argument) throws -> Number {
    switch argument {
    case .number(let number): return number
    case .tensor(let tensor) where tensor.count == 1: return tensor.data.item
    default: throw argument.mismatch(.number)
    }
  }
  public var argument: Argument { .number(self) }
}

extension Int: ArgumentValue {
  public static var parameterType: ParameterType { .int }
  public static func from(_ argument: Argument) throws -> Int {
    switch argument {
    case .number(let number) where number.category < 2: return number.asInt
    case .tensor(let tensor) where tensor.count == 1 && !tensor.dtype.isFloatingPoint: return tensor.data.item.asInt
    default: throw argument.mismatch(.int)
    }
  }
  public var argument: Argument { .number(.int(self)) }
}

extension Double: ArgumentValue {
  public static var parameterType: ParameterType { .float }
  public static func from(_ argument: Argument) throws -> Double { try Number.from(argument).asDouble }
  public var argument: Argument { .number(.float(self)) }
}

extension Bool: ArgumentValue {
  public static var parameterType: ParameterType { .bool }
  public static func from(_ argument: Argument) throws -> Bool {
    guard case .number(let number) = argument else { throw argument.mismatch(.bool) }
    return number.asDouble != 0
  }
  public var argument: Argument { .number(.bool(self)) }
}

extension String: ArgumentValue {
  public static var parameterType: ParameterType { .text }
  public static func from(_ argument: Argument) throws -> String {
    guard case .text(let text) = argument else { throw argument.mismatch(.text) }
    return text
  }
  public var argument: Argument { .text(self) }
}

extension DType: ArgumentValue {
  public static var parameterType: ParameterType { .dtype }
  public static func from(_ argument: Argument) throws -> DType {
    guard case .dtype(let dtype) = argument else { throw argument.mismatch(.dtype) }
    return dtype
  }
  public var argument: Argument { .dtype(self) }
}

extension Generator: ArgumentValue {
  public static var parameterType: ParameterType { .generator }
  public static func from(_ argument: Argument) throws -> Generator {
    guard case .generator(let generator) = argument else { throw argument.mismatch(.generator) }
    return generator
  }
  public var argument: Argument { .generator(self) }
}

extension ArgumentValue {
  public static var takesNone: Bool { false }
}

extension Optional: ArgumentValue where Wrapped: ArgumentValue {
  public static var parameterType: ParameterType { Wrapped.parameterType }
  public static var takesNone: Bool { true }
  public static func from(_ argument: Argument) throws -> Wrapped? {
    if case .none = argument { return nil }
    return try Wrapped.from(argument)
  }
  public var argument: Argument { self.map(\.argument) ?? Argument.none }
}

extension Array: ArgumentValue where Element: ArgumentValue {
  public static var parameterType: ParameterType {
    Element.self == Int.self ? .ints : Element.self == Tensor.self ? .tensors : .any
  }
  public static func from(_ argument: Argument) throws -> [Element] {
    guard case .list(let list) = argument else { return [try Element.from(argument)] }
    return try list.map(Element.from)
  }
  public var argument: Argument { .list(map(\.argument)) }
}
