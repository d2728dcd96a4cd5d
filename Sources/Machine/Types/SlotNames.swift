/// `__slots__`: instances have the attributes that are named and no others.
enum SlotNames {
  /// The names that instances of a new class are limited to; nil when they have a dictionary.
  static func limits(_ type: TypeObject) throws -> Set<String>? {
    guard type.layout == .instance, let own = type.attributes.get("__slots__") else { return nil }
    var names: Set<String> = []
    for name in own.asString != nil ? [own] : try Machine.current.elements(own) {
      guard let text = name.asString?.text else {
        throw PythonError.typeFault("__slots__ items must be strings, not '\(name.typeName)'")
      }
      if text == "__dict__" { return nil }
      if type.attributes.get(StringObject.interned(text)) != nil {
        throw PythonError.valueFault("'\(text)' in __slots__ conflicts with class variable")
      }
      names.insert(Compiler.mangled(text, in: type.name))
    }
    for base in type.bases where base !== TypeObject.object {
      guard let inherited = base.slotNames else { return nil }
      names.formUnion(inherited)
    }
    return names
  }
}
