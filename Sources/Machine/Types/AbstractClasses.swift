/// Abstract classes: those with a method marked by `@abstractmethod` cannot be instantiated.
enum AbstractClasses {
  nonisolated(unsafe) static let base: TypeObject = {
    let type = TypeObject("ABC", module: "abc", summary: "A base of abstract classes.")
    type.set("__abstractmethods__", frozen([]))
    type.subclassHook = mark
    return type
  }()

  /// Named after `metaclass=`, it does what deriving from `ABC` does.
  nonisolated(unsafe) static let metaclass = TypeObject(
    "ABCMeta", module: "abc", bases: [.type], summary: "What makes a class abstract that is not derived from ABC.")

  /// Notes which methods of a new class still have to be defined, and looks after the classes derived from it.
  static func mark(_ type: TypeObject) throws {
    type.subclassHook = mark
    var names: [String] = []
    for (key, value) in type.attributes.pairs where isAbstract(value) {
      if let name = key.asString?.text { names.append(name) }
    }
    for base in type.bases {
      for name in base.abstractMethods where !names.contains(name) {
        if let value = type.lookup(name), isAbstract(value) { names.append(name) }
      }
    }
    type.abstractMethods = names.sorted()
    type.set("__abstractmethods__", frozen(type.abstractMethods))
  }

  private static func frozen(_ names: [String]) -> Value {
    (try? Machine.current.call(.object(TypeObject.frozenset), [.list(names.map(Value.string))])) ?? .none
  }

  private static func isAbstract(_ value: Value) -> Bool {
    guard case .object(let object) = value else { return false }
    switch object {
    case let property as PropertyObject:
      return [property.getter, property.setter, property.deleter].contains(where: isAbstract)
    case let method as StaticMethodObject: return isAbstract(method.function)
    case let method as ClassMethodObject: return isAbstract(method.function)
    default:
      let mark = object.fields?.field(StringObject.interned("__isabstractmethod__"))
      return mark.map { (try? Machine.current.truth($0)) ?? false } ?? false
    }
  }

  /// The refusal to make an instance, where a method is missing.
  static func check(_ type: TypeObject) throws {
    let names = type.abstractMethods
    if names.isEmpty { return }
    throw PythonError.typeFault(
      "Can't instantiate abstract class \(type.name) with abstract method\(names.count == 1 ? "" : "s") "
        + names.joined(separator: ", "))
  }
}
