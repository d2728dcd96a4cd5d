import Syntax

/// What every value can do: the methods of `object`.
enum ObjectType {
  static func install() {
    let type = TypeObject.object
    type.slots.new = { type, arguments in
      let isPlain = type.resolve(.initialize).isSlot(of: .object)
      let hasOwnNew = !type.resolve(.new).isSlot(of: .object)
      if !arguments.isEmpty, isPlain, !hasOwnNew {
        throw PythonError.typeFault("\(type.name)() takes no arguments")
      }
      if type.layout != .instance {
        throw PythonError.typeFault(
          "object.__new__(\(type.errorName)) is not safe, use \(type.nativeBase.name).__new__()")
      }
      if !type.abstractNames.isEmpty { throw ABCModule.cannotInstantiate(type) }
      return .object(InstanceObject(type))
    }
    type.slots.initialize = { value, arguments in
      if arguments.isEmpty { return }
      let type = Machine.current.type(of: value)
      if !type.resolve(.initialize).isSlot(of: .object) {
        throw PythonError.typeFault("object.__init__() takes exactly one argument (the instance to initialize)")
      }
      if type.resolve(.new).isSlot(of: .object) {
        throw PythonError.typeFault("\(type.name).__init__() takes exactly one argument (the instance to initialize)")
      }
    }
    type.slots.repr = { Machine.plainRepr(of: $0, Machine.current.type(of: $0)) }
    type.slots.str = { try Machine.current.representation($0, for: "__str__") }
    type.slots.hash = { value in
      switch value {
      case .object(let object): Machine.identityHash(object)
      case .native(let object): Machine.identityHash(object)
      default: 0
      }
    }
    type.slots.compare = { operation, left, right in
      switch operation {
      case .equal: return left.isIdentical(to: right) ? .bool(true) : nil
      case .notEqual: return left.isIdentical(to: right) ? .bool(false) : nil
      default: return nil
      }
    }
    type.slots.format = { value, spec in
      if spec.isEmpty { return try Machine.current.str(value) }
      throw PythonError.typeFault("unsupported format string passed to \(value.typeName).__format__")
    }
    for type in [TypeObject.list, .dict, .set, .slice, .dictKeys, .dictItems] {
      type.slots.hash = { throw PythonError.typeFault("unhashable type: '\($0.typeName)'") }
    }
    type.property("__class__", summary: "The type of the value.", get: { .object(Machine.current.type(of: $0)) }) {
      guard case .object(let object) = $0, let instance = object as? InstanceObject, let new = $1.asType else {
        throw PythonError.typeFault("__class__ assignment only supported for mutable types or ModuleType subclasses")
      }
      instance.classObject = new
    }
    type.property(
      "__doc__", summary: "What it is for.",
      get: { value in
        let type = Machine.current.type(of: value)
        return type.summary.isEmpty ? .none : .string(type.summary)
      })
    type.property(
      "__dict__", summary: "The value's own attributes.",
      get: { value in
        guard case .object(let object) = value, let fields = object.fields, object.type.slotNames == nil else {
          throw Machine.current.missingAttribute(of: value, StringObject.interned("__dict__"))
        }
        return .object(fields.asDictionary())
      }
    ) { value, new in
      guard case .object(let object) = value, let fields = object.fields, let dict = new.asDict else {
        throw PythonError.typeFault("__dict__ must be set to a dictionary, not a '\(new.typeName)'")
      }
      fields.adopt(dict)
    }
    type.method(
      "__dir__", [.positional("self")], summary: "The names of the attributes.",
      .unary { .list(AttributeListing.names(of: $0).map(Value.string)) })
    type.method(
      "__sizeof__", [.positional("self")], summary: "An estimate of the bytes it takes.",
      .unary { _ in .int(48) })
    type.classMethod(
      "__init_subclass__", [.positional("type"), .variadicKeyword("kwargs")],
      summary: "Called when a class is derived from this one.",
      .bound { arguments in
        guard let names = arguments[1].asDict, names.count == 0 else {
          throw PythonError.typeFault(
            "\(arguments[0].asType?.qualifiedName ?? "object").__init_subclass__() takes no keyword arguments")
        }
        return .none
      })
  }
}

extension TypeObject.Resolution {
  func isSlot(of type: TypeObject) -> Bool {
    if case .slot(let owner) = self { return owner === type }
    return false
  }
}

/// `None`, `Ellipsis` and `NotImplemented`.
enum SingletonTypes {
  static func install() {
    TypeObject.none.slots.repr = { _ in "None" }
    TypeObject.none.slots.truth = { _ in false }
    TypeObject.none.slots.hash = { _ in 0xfca_86420 }
    TypeObject.none.slots.binary = { operation, left, right in
      guard operation == .bitOr, left.asType != nil || right.asType != nil else { return nil }
      return .object(UnionType([left, right]))
    }
    TypeObject.ellipsis.slots.repr = { _ in "Ellipsis" }
    TypeObject.notImplemented.slots.repr = { _ in "NotImplemented" }
    for (type, value) in [
      (TypeObject.none, Value.none), (.ellipsis, .ellipsis), (.notImplemented, .notImplemented),
    ] {
      type.slots.new = { type, arguments in
        if !arguments.isEmpty { throw PythonError.typeFault("\(type.name) takes no arguments") }
        return value
      }
    }
    let module = TypeObject.module
    module.slots.new = { _, arguments in
      let bound = try arguments.parse("module", ["name", "doc"], required: 1)
      let made = ModuleObject(try (bound[0] ?? .none).stringArgument("module() argument 'name'").text)
      made.set("__doc__", bound[1] ?? .none)
      return .object(made)
    }
    module.slots.repr = { value in
      guard let module = value.asModule else { return "<module>" }
      return module.name == "__main__" ? "<module '__main__'>" : "<module '\(module.name)' (built-in)>"
    }
    module.property(
      "__dict__", summary: "The names in the module.", get: { .object($0.asModule?.namespace ?? DictObject()) })
    module.property(
      "__doc__", summary: "What the module is for.",
      get: { value in
        if let own = value.asModule?.namespace.get("__doc__") { return own }
        return value.asModule.map { .string($0.summary) } ?? .none
      })
    installGenerator()
  }

  private static func installGenerator() {
    let type = TypeObject.generator
    func generator(_ value: Value) throws -> GeneratorObject {
      guard case .object(let object) = value, let generator = object as? GeneratorObject else {
        throw PythonError.typeFault("a generator is required, not '\(value.typeName)'")
      }
      return generator
    }
    type.slots.repr = { value in
      "<generator object \(try generator(value).function.qualifiedName) at \(Machine.address(of: value))>"
    }
    type.property("gi_running", summary: "Whether it runs now.", get: { .bool(try generator($0).state == .running) })
    type.property(
      "gi_suspended", summary: "Whether it stands at a yield.", get: { .bool(try generator($0).state == .suspended) })
    type.property(
      "gi_code", summary: "What its function was compiled to.", get: { .object(try generator($0).function.code) })
  }
}
