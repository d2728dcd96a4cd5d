extension Machine {
  /// Gives a new machine the names that every program has.
  func installBuiltins() {
    _ = Machine.coreDefined
    _ = Machine.typesInstalled
    let types: [TypeObject] = [
      .object, .type, .int, .bool, .float, .complex, .str, .bytes, .bytearray, .list, .tuple, .dict, .set, .frozenset,
      .range,
      .slice,
      .property, .staticMethod, .classMethod, .superType,
    ]
    for type in types + TypeObject.exceptionTypes { builtins.set(type.name, .object(type)) }
    builtins.set("IOError", .object(TypeObject.osError))
    builtins.set("EnvironmentError", .object(TypeObject.osError))
    builtins.set("Ellipsis", .ellipsis)
    builtins.set("NotImplemented", .notImplemented)
    installFunctions()
    installModules()
  }
}

extension Machine {
  /// Declares what the machine's own types do, once for the process.
  static let coreDefined: Void = {
    defineGeneratorType()
  }()
}
