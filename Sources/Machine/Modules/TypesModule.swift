import Syntax

/// `types`: the types that have no name of their own among the built-in ones.
enum TypesModule {
  /// `SimpleNamespace`.
  nonisolated(unsafe) static let namespaceType: TypeObject = {
    let type = TypeObject("SimpleNamespace", module: "types", summary: "An object with the attributes given.")
    type.slots.new = { type, arguments in
      let instance = InstanceObject(type)
      for (name, value) in arguments.keywords { instance.setField(StringObject.interned(name.text), value) }
      return .object(instance)
    }
    type.slots.initialize = { _, arguments in
      if arguments.count > 0 { throw PythonError.typeFault("no positional arguments expected") }
    }
    type.slots.repr = { value in
      guard case .object(let object) = value, ReprGuard.enter(object) else { return "namespace(...)" }
      defer { ReprGuard.leave(object) }
      let pairs = value.asInstance?.fieldPairs ?? []
      let name = Machine.current.type(of: value) === namespaceType ? "namespace" : value.typeName
      return "\(name)(" + (try pairs.map { "\($0.text)=\(try Machine.current.repr($1))" }.joined(separator: ", ")) + ")"
    }
    type.slots.compare = { operation, left, right in
      guard operation == .equal || operation == .notEqual, let a = left.asInstance, let b = right.asInstance,
        a.classObject.isSubclass(of: namespaceType), b.classObject.isSubclass(of: namespaceType)
      else { return nil }
      return .bool(try DictType.isEqual(a.asDictionary(), b.asDictionary()) == (operation == .equal))
    }
    type.slots.hash = { throw PythonError.typeFault("unhashable type: '\($0.typeName)'") }
    Display.printers[ObjectIdentifier(type)] = { display, value, isCycle in
      if isCycle { return display.text("namespace(...)") }
      try display.call("namespace", [], keywords: (value.asInstance?.fieldPairs ?? []).map { ($0.text, $1) })
    }
    return type
  }()

  static func make() throws -> ModuleObject {
    let module = ModuleObject("types", summary: "The types of functions, modules and the like.")
    for (name, type) in [
      ("FunctionType", TypeObject.function), ("LambdaType", .function), ("MethodType", .method),
      ("ModuleType", .module), ("GeneratorType", .generator), ("BuiltinFunctionType", .nativeFunction),
      ("BuiltinMethodType", .nativeFunction), ("NoneType", .none), ("EllipsisType", .ellipsis),
      ("NotImplementedType", .notImplemented), ("MappingProxyType", .mappingProxy), ("GenericAlias", .genericAlias),
      ("UnionType", .unionType), ("CodeType", .code), ("CellType", .cell), ("TracebackType", .traceback),
      ("MethodDescriptorType", .methodDescriptor), ("WrapperDescriptorType", .slotWrapper),
      ("MethodWrapperType", .methodWrapper), ("GetSetDescriptorType", .getSetDescriptor),
      ("MemberDescriptorType", .memberDescriptor),
    ] { module.set(name, .object(type)) }
    TypeObject.mappingProxy.slots.new = { _, arguments in
      guard arguments.count == 1, let dict = arguments[0].asDict else {
        throw PythonError.typeFault("mappingproxy() argument must be a mapping")
      }
      return .object(MappingProxy(dict))
    }
    TypeObject.method.slots.new = { _, arguments in
      guard arguments.count == 2 else {
        throw PythonError.typeFault("method expected 2 arguments, got \(arguments.count)")
      }
      guard Machine.current.isCallable(arguments[0]) else {
        throw PythonError.typeFault("first argument must be callable")
      }
      return .object(BoundMethodObject(arguments[0], arguments[1]))
    }
    TypeObject.module.slots.new = { _, arguments in
      guard arguments.count > 0, let name = arguments[0].asString else {
        throw PythonError.typeFault("module() missing required argument 'name' (pos 1)")
      }
      return .object(ModuleObject(name.text))
    }
    TypeObject.module.slots.initialize = { _, _ in }
    module.set("SimpleNamespace", .object(namespaceType))
    module.function(
      "new_class",
      [
        Parameter("name"), Parameter("bases", default: .object(TupleObject.empty)),
        Parameter("kwds", default: Value.none),
        Parameter("exec_body", default: Value.none),
      ], summary: "Makes a class.",
      .bound { arguments in
        let machine = Machine.current
        let namespace = DictObject()
        if !arguments[3].isNone { _ = try machine.call(arguments[3], [.object(namespace)]) }
        let bases = try machine.elements(arguments[1]).compactMap(\.asType)
        let metaclass = try machine.metaclass(arguments[2].asDict?.get("metaclass"), bases)
        return try machine.call(
          metaclass, [arguments[0], .tuple(bases.map { .object($0) }), .object(namespace)])
      })
    return module
  }
}
