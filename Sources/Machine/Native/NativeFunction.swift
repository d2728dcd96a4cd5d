/// A function written in Swift.
///
/// As an attribute of a type it is a method: the first argument is then the instance. The fixed-arity forms are called
/// without binding, an array or a bound method; when a call does not fit them (keywords, wrong number), the declared
/// parameters bind it or make the error.
public final class NativeFunction: Object {
  public enum Implementation {
    case nullary(() throws -> Value)
    case unary((Value) throws -> Value)
    case binary((Value, Value) throws -> Value)
    case ternary((Value, Value, Value) throws -> Value)
    /// Takes the arguments as they come, without binding.
    case variadic((Arguments) throws -> Value)
    /// Takes the arguments bound to the declared parameters.
    case bound((BoundArguments) throws -> Value)
  }

  public let name: String
  /// What errors call it: `list.append`, `sin`.
  public var qualifiedName: String
  public let summary: String
  public var parameters: [Parameter] {
    if let declare = parametersLater {
      parametersLater = nil
      declared = declare()
    }
    return declared
  }
  private var declared: [Parameter]
  /// Makes the parameters when they are asked for first.
  private var parametersLater: (() -> [Parameter])?
  public let implementation: Implementation
  /// How many positional arguments fill the parameters without more ado, from the required ones to all of them; `most`
  /// is -1 when some are variadic or keyword-only.
  let leastPlain: Int
  let mostPlain: Int
  /// The parameters' defaults, once they were needed: a value for each parameter.
  private var defaults: UnsafeMutablePointer<Value>?
  /// What the loop does without calling this.
  var shortcut = Shortcut.none
  /// Whether it takes the instance first when found on a class.
  public internal(set) var isMethod = false
  /// Whether its first parameter is not a person's to give: the instance or the class.
  var hidesFirst = false
  /// Whether wrong numbers of arguments are reported in the words "takes at least 1 argument (0 given)".
  var countsAsTaken = false
  /// Whether it is written in Python where Python has it, so that it takes arguments, and complains of them, as a
  /// person's function does.
  var isWrittenInPython = false
  /// Whether all it does is to say that it is closed or not supported.
  public internal(set) var isRefusal = false
  /// Whether it is a function of tensors, for what runs such functions otherwise.
  public var takesTensors = false
  /// What is asked before a native function is called, and may give the result in its place; nil when nobody is.
  nonisolated(unsafe) public static var interception: ((NativeFunction, Arguments) throws -> Value?)?
  /// The module a person finds it in, for `repr` and help.
  public var module: String?
  /// What else its declaration says; asked when help or completion wants it.
  public var notes: (() -> DeclarationNotes)?

  public init(
    _ name: String, _ parameters: [Parameter] = [], summary: String = "", _ implementation: Implementation
  ) {
    self.name = name
    qualifiedName = name
    self.summary = summary
    self.implementation = implementation
    if parameters.isEmpty {
      declared =
        switch implementation {
        case .unary: [.positional("x")]
        case .binary: [.positional("x"), .positional("y")]
        case .ternary: [.positional("x"), .positional("y"), .positional("z")]
        case .nullary, .variadic, .bound: []
        }
    } else {
      declared = parameters
    }
    let required = declared.prefix { $0.default == nil }.count
    let isPlain = declared.allSatisfy { $0.kind == .positionalOnly || $0.kind == .positionalOrKeyword }
    leastPlain = required
    mostPlain =
      isPlain && declared.dropFirst(required).allSatisfy { $0.default != nil } ? declared.count : -1
    super.init(.nativeFunction)
  }

  /// A function that looks at its arguments itself; its parameters are for help, completion and signatures, and are made
  /// when one of these asks.
  public init(
    _ name: String, later parameters: @escaping () -> [Parameter], summary: String,
    variadic body: @escaping (Arguments) throws -> Value
  ) {
    self.name = name
    qualifiedName = name
    self.summary = summary
    implementation = .variadic(body)
    declared = []
    parametersLater = parameters
    leastPlain = 0
    mostPlain = -1
    super.init(.nativeFunction)
  }

  deinit {
    guard let defaults else { return }
    defaults.deinitialize(count: parameters.count)
    defaults.deallocate()
  }

  /// Between `leastPlain` and `mostPlain` arguments, and the defaults of the parameters after them.
  @inline(__always) func bound(_ base: UnsafeMutablePointer<Value>, count: Int) -> BoundArguments {
    if count == mostPlain { return BoundArguments(base, count: count) }
    return BoundArguments(base, given: count, of: declared.count, defaults: defaults ?? makeDefaults())
  }

  @inline(never) private func makeDefaults() -> UnsafeMutablePointer<Value> {
    let made = UnsafeMutablePointer<Value>.allocate(capacity: Swift.max(parameters.count, 1))
    for (at, parameter) in parameters.enumerated() { (made + at).initialize(to: parameter.default ?? .undefined) }
    defaults = made
    return made
  }

  public override var type: TypeObject { isMethod ? .methodDescriptor : .nativeFunction }
}

extension NativeFunction {
  /// Functions so common that the loop does what they do itself, for arguments of exactly the type they are for.
  enum Shortcut: UInt8 {
    case none
    case append
    case get
    case length
  }
}

extension TypeObject {
  /// Adds a method; its first parameter is the instance.
  @discardableResult public func method(
    _ name: String, _ parameters: [Parameter] = [], summary: String = "",
    _ implementation: NativeFunction.Implementation
  ) -> NativeFunction {
    method(NativeFunction(name, parameters, summary: summary, implementation))
  }

  /// Adds a function as a method.
  @discardableResult public func method(_ function: NativeFunction) -> NativeFunction {
    function.isMethod = true
    function.hidesFirst = true
    function.qualifiedName = "\(name).\(function.name)"
    set(function.name, .object(function))
    return function
  }

  /// Adds a function that is reached through the class without an instance.
  @discardableResult public func staticMethod(
    _ name: String, _ parameters: [Parameter] = [], summary: String = "",
    _ implementation: NativeFunction.Implementation
  ) -> NativeFunction {
    let function = NativeFunction(name, parameters, summary: summary, implementation)
    function.qualifiedName = "\(self.name).\(name)"
    set(name, .object(StaticMethodObject(.object(function))))
    return function
  }

  /// Adds a function whose first parameter is the class it was reached through.
  @discardableResult public func classMethod(
    _ name: String, _ parameters: [Parameter] = [], summary: String = "",
    _ implementation: NativeFunction.Implementation
  ) -> NativeFunction {
    let function = NativeFunction(name, parameters, summary: summary, implementation)
    function.qualifiedName = "\(self.name).\(name)"
    function.hidesFirst = true
    set(name, .object(ClassMethodObject(.object(function))))
    return function
  }

  /// Adds a computed attribute.
  @discardableResult public func property(
    _ name: String, summary: String = "", get: @escaping (Value) throws -> Value,
    set setter: ((Value, Value) throws -> Void)? = nil
  ) -> NativeProperty {
    let property = NativeProperty(name, summary: summary, get: get, set: setter)
    set(name, .object(property))
    return property
  }
}
