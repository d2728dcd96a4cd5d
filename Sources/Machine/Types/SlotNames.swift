/// `__slots__`: instances have the attributes that are named and no others.
enum SlotNames {
  /// Gives a new class what its `__slots__` and those of its bases mean for instances.
  static func apply(to type: TypeObject) throws {
    var names: Set<String> = []
    for base in type.bases { names.formUnion(base.slotNames ?? base.slotNamesBesideDictionary) }
    let own = try own(type)
    names.formUnion(own ?? [])
    type.addsLayout = own?.subtracting(["__dict__", "__weakref__"]).isEmpty == false
    let hasDictionary =
      own?.contains("__dict__") ?? true || type.layout != .instance
      || type.bases.contains { $0 !== TypeObject.object && $0.slotNames == nil }
    if hasDictionary {
      type.slotNamesBesideDictionary = names.subtracting(["__dict__"])
    } else {
      type.slotNames = names
    }
  }

  /// Gives a class slots that its body did not name; what the class has under these names goes.
  static func add(_ names: [String], to type: TypeObject) throws {
    if type.attributes.get("__slots__") != nil {
      throw PythonError.typeFault("\(type.name) already specifies __slots__")
    }
    let inherited = type.mro.dropFirst().reduce(into: Set<String>()) { $0.formUnion($1.slotNames ?? []) }
    let own = names.filter { !inherited.contains($0) }
    for name in own { type.attributes.remove(StringObject.interned(name)) }
    type.attributes.set("__slots__", .tuple(own.map(Value.string)))
    try apply(to: type)
  }

  /// The names in the `__slots__` of the class itself; nil when it has none.
  private static func own(_ type: TypeObject) throws -> Set<String>? {
    guard let own = type.attributes.get("__slots__") else { return nil }
    var names: Set<String> = []
    for name in own.asString != nil ? [own] : try Machine.current.elements(own) {
      guard let text = name.asString?.text else {
        throw PythonError.typeFault("__slots__ items must be strings, not '\(name.typeName)'")
      }
      if type.attributes.get(StringObject.interned(text)) != nil {
        throw PythonError.valueFault("'\(text)' in __slots__ conflicts with class variable")
      }
      names.insert(Compiler.mangled(text, in: type.name))
    }
    return names
  }
}
