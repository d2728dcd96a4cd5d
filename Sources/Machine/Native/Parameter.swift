/// One parameter of a native function, declared once for binding, errors, help and completion.
public struct Parameter {
  public enum Kind: Sendable { case positionalOnly, positionalOrKeyword, variadic, keywordOnly, variadicKeyword }

  public let name: String
  public let kind: Kind
  /// Nil when the argument is required.
  public let `default`: Value?
  /// What the argument should be, as help says it: `int`, `Tensor`, `tuple of ints`.
  public let typeText: String
  let key: StringObject

  public init(_ name: String, _ kind: Kind = .positionalOrKeyword, default: Value? = nil, type: String = "") {
    self.name = name
    self.kind = kind
    self.default = `default`
    typeText = type
    key = StringObject.interned(name)
  }

  /// `name` required, by position only.
  public static func positional(_ name: String, _ type: String = "") -> Parameter {
    Parameter(name, .positionalOnly, type: type)
  }

  /// `name` with a default, by position only.
  public static func positional(_ name: String, _ type: String = "", default: Value) -> Parameter {
    Parameter(name, .positionalOnly, default: `default`, type: type)
  }

  /// `name` with a default, by keyword only.
  public static func keyword(_ name: String, _ type: String = "", default: Value) -> Parameter {
    Parameter(name, .keywordOnly, default: `default`, type: type)
  }

  /// `*name`: bound to a tuple.
  public static func variadic(_ name: String, _ type: String = "") -> Parameter {
    Parameter(name, .variadic, type: type)
  }

  /// `**name`: bound to a dict.
  public static func variadicKeyword(_ name: String, _ type: String = "") -> Parameter {
    Parameter(name, .variadicKeyword, type: type)
  }
}

/// Arguments bound to declared parameters, by position in the declaration; defaults are filled in.
public struct BoundArguments {
  @usableFromInline let base: UnsafeMutablePointer<Value>
  public let count: Int
  /// How many values lie at `base`; those of the parameters after them are in `defaults`.
  @usableFromInline let given: Int
  @usableFromInline let defaults: UnsafeMutablePointer<Value>

  @inlinable init(_ base: UnsafeMutablePointer<Value>, count: Int) {
    self.base = base
    self.count = count
    given = count
    defaults = base
  }

  /// - Parameter defaults: A value for each of `count` parameters, of which the first `given` are not looked at.
  @inlinable init(
    _ base: UnsafeMutablePointer<Value>, given: Int, of count: Int, defaults: UnsafeMutablePointer<Value>
  ) {
    self.base = base
    self.count = count
    self.given = given
    self.defaults = defaults
  }

  @inlinable public subscript(index: Int) -> Value { index < given ? base[index] : defaults[index] }
}
