/// What `dir()` lists.
enum AttributeListing {
  /// What every object has besides what the machine keeps in tables.
  private static let everywhere: Set = [
    "__delattr__", "__getattribute__", "__getstate__", "__reduce__", "__reduce_ex__", "__setattr__",
    "__subclasshook__",
  ]

  /// Names that types have and do not list, or list and do not have: some operations need no method of their own here.
  nonisolated(unsafe) private static let exceptions: [(type: TypeObject, without: Set<String>, with: Set<String>)] = [
    (.int, [], ["__getnewargs__"]), (.float, ["__invert__"], ["__getformat__", "__getnewargs__"]),
    (.complex, ["__invert__"], ["__getnewargs__"]), (.str, ["__bool__"], ["__getnewargs__"]),
    (.bytes, ["__bool__"], ["__bytes__", "__getnewargs__"]), (.tuple, ["__bool__"], ["__getnewargs__"]),
    (.list, ["__bool__"], []), (.dict, ["__bool__"], []), (.set, ["__bool__"], []), (.frozenset, ["__bool__"], []),
    (.none, ["__or__", "__ror__"], []), (.baseException, [], ["__setstate__"]),
  ]

  static func names(of value: Value) -> [String] {
    let machine = Machine.current
    let listed = machine.attributeNames(of: value)
    if value.asModule != nil { return listed }
    var names = Set(listed).union(everywhere)
    let type = value.asType ?? machine.type(of: value)
    let own = type.mro.filter { !$0.isNative }
    for (ancestor, without, with) in exceptions where type.mro.contains(where: { $0 === ancestor }) {
      for name in without where !own.contains(where: { $0.attributes.get(name) != nil }) { names.remove(name) }
      names.formUnion(with)
    }
    if !type.isNative || type.module == "builtins" && !isFunction(type) {
      names.remove("__dict__")
      if type.provides("__dict__") { names.insert("__dict__") }
    }
    for ancestor in own {
      for (key, value) in ancestor.shownNamespace.pairs {
        if case .object(let object) = value, object is KeptAttribute, let name = key.asString {
          names.insert(name.text)
        }
      }
    }
    return names.sorted()
  }

  private static func isFunction(_ type: TypeObject) -> Bool {
    type === TypeObject.function || type === TypeObject.method
  }
}
