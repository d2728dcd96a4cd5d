/// A namespace that looks at what a class body defines.
class ClassNamespace: DictObject {
  override init() { super.init(isSubclassInstance: true) }

  /// Takes a name that the body binds.
  func define(_ name: StringObject, _ value: Value) throws { set(name, value) }
}
