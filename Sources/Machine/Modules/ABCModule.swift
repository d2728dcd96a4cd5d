/// `abc`.
enum ABCModule {
  /// `ABCMeta`: classes that cannot be instantiated before their abstract methods are defined, and that others can be
  /// registered with.
  nonisolated(unsafe) static let metaclass: TypeObject = {
    let type = TypeObject("ABCMeta", module: "abc", bases: [.type], summary: "The type of abstract classes.")
    type.method(
      "register", [.positional("cls"), .positional("subclass")],
      summary: "Has a class count as derived from this one.",
      .binary { owner, subclass in
        guard let owner = owner.asType, let type = subclass.asType else {
          throw PythonError.typeFault("Can only register classes")
        }
        owner.virtualSubclasses.append(type)
        if !type.isNative {
          if owner.isSequence { type.isSequencePattern = true }
          if owner.isMapping { type.isMappingPattern = true }
        }
        return subclass
      })
    type.method(
      "__instancecheck__", [.positional("cls"), .positional("instance")],
      summary: "Whether instance is one of this class, or of one that counts as derived from it.",
      .binary { owner, value in
        guard let owner = owner.asType else { return .bool(false) }
        return .bool(try isVirtualSubclass(Machine.current.type(of: value), of: owner))
      })
    type.method(
      "__subclasscheck__", [.positional("cls"), .positional("subclass")],
      summary: "Whether a class is derived from this one, or counts as such.",
      .binary { owner, subclass in
        guard let owner = owner.asType, let type = subclass.asType else { return .bool(false) }
        return .bool(try isVirtualSubclass(type, of: owner))
      })
    return type
  }()

  private static func isVirtualSubclass(_ type: TypeObject, of owner: TypeObject) throws -> Bool {
    if type.isSubclass(of: owner) { return true }
    let machine = Machine.current
    if let hook = owner.lookup("__subclasshook__") {
      let answer = try machine.call(machine.bind(hook, to: nil, through: owner), [.object(type)])
      if !answer.isNotImplemented { return try machine.truth(answer) }
    }
    return try machine.nested {
      for known in owner.virtualSubclasses where type.isSubclass(of: known) { return true }
      for subclass in owner.directSubclasses where try isVirtualSubclass(type, of: subclass) { return true }
      return false
    }
  }

  private static let mark = "__isabstractmethod__"

  private static func isAbstract(_ value: Value) throws -> Bool {
    let machine = Machine.current
    guard case .object(let object) = value else { return false }
    switch object {
    case let property as PropertyObject:
      return try isAbstract(property.getter) || isAbstract(property.setter) || isAbstract(property.deleter)
    case let method as StaticMethodObject: return try isAbstract(method.function)
    case let method as ClassMethodObject: return try isAbstract(method.function)
    default:
      guard object.fields != nil, object.kind != .type else { return false }
      guard let found = object.fields?.field(StringObject.interned(mark)) else { return false }
      return try machine.truth(found)
    }
  }

  /// Works out which abstract methods a new class still has.
  static func noteAbstractNames(of type: TypeObject) throws {
    var names: Set<String> = []
    for (key, value) in type.attributes.pairs where try isAbstract(value) {
      if let name = key.asString { names.insert(name.text) }
    }
    for base in type.bases {
      for name in base.abstractNames {
        if let found = type.lookup(name), try isAbstract(found) { names.insert(name) }
      }
    }
    type.abstractNames = names.sorted()
    let shown = SetObject(isFrozen: true)
    for name in type.abstractNames { try shown.insert(.string(name)) }
    type.attributes.set("__abstractmethods__", .object(shown))
  }

  static func cannotInstantiate(_ type: TypeObject) -> PythonError {
    let names = type.abstractNames
    return PythonError.typeFault(
      "Can't instantiate abstract class \(type.name) with abstract method\(names.count == 1 ? "" : "s") "
        + names.joined(separator: ", "))
  }

  /// `ABC`.
  nonisolated(unsafe) private static let base: TypeObject = {
    let type = TypeObject("ABC", module: "abc", summary: "A base of abstract classes.")
    type.metaclass = metaclass
    return type
  }()

  static func make() throws -> ModuleObject {
    let module = ModuleObject("abc", summary: "Abstract classes.")
    module.set("ABC", .object(base))
    module.set("ABCMeta", .object(metaclass))
    func marked(_ value: Value) throws -> Value {
      if case .object(let object) = value { object.fields?.setField(StringObject.interned(mark), .bool(true)) }
      return value
    }
    module.function(
      "abstractmethod", [.positional("funcobj")], summary: "Marks a method that a subclass must define.",
      .unary(marked))
    module.function(
      "abstractproperty", [.positional("fget")], summary: "A property that a subclass must define.",
      .unary { try Machine.current.call(.object(TypeObject.property), [marked($0)]) })
    module.function(
      "abstractclassmethod", [.positional("callable")], summary: "A class method that a subclass must define.",
      .unary { .object(ClassMethodObject(try marked($0))) })
    module.function(
      "abstractstaticmethod", [.positional("callable")], summary: "A static method that a subclass must define.",
      .unary { .object(StaticMethodObject(try marked($0))) })
    module.function(
      "update_abstractmethods", [.positional("cls")], summary: "Works out anew what a class lacks.",
      .unary { value in
        if let type = value.asType, !type.isNative { try noteAbstractNames(of: type) }
        return value
      })
    return module
  }
}
