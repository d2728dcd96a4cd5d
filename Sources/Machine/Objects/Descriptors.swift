/// `property`.
public final class PropertyObject: Object {
  public private(set) var getter: Value
  public private(set) var setter: Value
  public private(set) var deleter: Value
  public var doc: Value
  /// The attribute's name, once a class gave it.
  var name: String?

  init(getter: Value, setter: Value, deleter: Value, doc: Value) {
    self.getter = getter
    self.setter = setter
    self.deleter = deleter
    self.doc = doc
    super.init(.property)
  }

  deinit {
    Reclaimer.release(&getter)
    Reclaimer.release(&setter)
    Reclaimer.release(&deleter)
  }

  public override var type: TypeObject { .property }
}

/// An attribute of a native type that is computed in Swift.
public final class NativeProperty: Object {
  public let name: String
  public let summary: String
  let get: (Value) throws -> Value
  let set: ((Value, Value) throws -> Void)?

  init(
    _ name: String, summary: String, get: @escaping (Value) throws -> Value, set: ((Value, Value) throws -> Void)?
  ) {
    self.name = name
    self.summary = summary
    self.get = get
    self.set = set
    super.init(.nativeProperty)
  }

  public override var type: TypeObject { .getSetDescriptor }
}

/// `staticmethod`.
public final class StaticMethodObject: Object {
  public private(set) var function: Value

  deinit { Reclaimer.release(&function) }

  public init(_ function: Value) {
    self.function = function
    super.init(.staticMethod)
  }

  public override var type: TypeObject { .staticMethod }
}

/// `classmethod`.
public final class ClassMethodObject: Object {
  public private(set) var function: Value

  deinit { Reclaimer.release(&function) }

  public init(_ function: Value) {
    self.function = function
    super.init(.classMethod)
  }

  public override var type: TypeObject { .classMethod }
}

/// A function and the instance (or class) it was reached through.
public final class BoundMethodObject: Object {
  public let function: Value
  public private(set) var receiver: Value

  public init(_ function: Value, _ receiver: Value) {
    self.function = function
    self.receiver = receiver
    super.init(.boundMethod)
  }

  deinit { Reclaimer.release(&receiver) }

  /// `method` for a person's function, `builtin_function_or_method` for a native one.
  public override var type: TypeObject {
    if case .object(let object) = function, object is NativeFunction { return .nativeFunction }
    if case .object(let object) = function, object is SlotWrapper { return .methodWrapper }
    return .method
  }
}

/// `super(…)`: look-ups go on after `start` in the order of the receiver's class.
public final class SuperObject: Object {
  public let start: TypeObject
  public private(set) var receiver: Value
  /// The class whose order of look-up counts: the receiver's, or the receiver itself in a class method.
  let receiverType: TypeObject

  init(start: TypeObject, receiver: Value, receiverType: TypeObject) {
    self.start = start
    self.receiver = receiver
    self.receiverType = receiverType
    super.init(.superObject)
  }

  deinit { Reclaimer.release(&receiver) }

  public override var type: TypeObject { .superType }
}

/// A native slot seen as the special method it stands for: `int.__add__`.
public final class SlotWrapper: Object {
  public let special: SpecialName
  public let owner: TypeObject

  init(_ special: SpecialName, of owner: TypeObject) {
    self.special = special
    self.owner = owner
    super.init(.slotWrapper)
  }

  public override var type: TypeObject { .slotWrapper }
}

/// A module: a namespace with a name.
public final class ModuleObject: Object {
  public let name: String
  public let summary: String
  public let namespace: DictObject

  public init(_ name: String, summary: String = "", namespace: DictObject = DictObject()) {
    self.name = name
    self.summary = summary
    self.namespace = namespace
    super.init(.module)
    if namespace.get("__name__") == nil { namespace.set("__name__", .string(name)) }
  }

  public override var type: TypeObject { .module }

  public func set(_ name: String, _ value: Value) { namespace.set(name, value) }

  /// Adds a function.
  @discardableResult public func function(
    _ name: String, _ parameters: [Parameter] = [], summary: String = "",
    _ implementation: NativeFunction.Implementation
  ) -> NativeFunction {
    let function = NativeFunction(name, parameters, summary: summary, implementation)
    function.module = self.name
    namespace.set(name, .object(function))
    return function
  }
}
