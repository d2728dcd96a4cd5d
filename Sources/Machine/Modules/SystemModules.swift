import Syntax

/// `sys`, `os`, `warnings` and others that notebooks import: what they touch of them, and nothing that opens the machine.
enum SystemModules {
  /// The refusal of what would reach files, processes, the network or the environment.
  static func closed(_ what: String) -> PythonError {
    PythonError(
      .permissionError,
      "\(what) is closed: a session computes and prints, and reaches neither files, processes, "
        + "the network nor the environment unless it was started with permission")
  }

  private static func refuse(_ module: ModuleObject, _ names: [String]) {
    for name in names {
      module.function(
        name, [.variadic("args"), .variadicKeyword("kwargs")], summary: "Closed in a session.",
        .variadic { _ in throw closed("\(module.name).\(name)()") }
      ).isRefusal = true
    }
  }

  /// A stream with `write` and `flush`.
  private static func stream(_ name: String, _ write: @escaping (String) -> Void) -> Value {
    let type = TypeObject("TextIOWrapper", module: "_io", summary: "A stream of text.")
    type.method(
      "write", [.positional("self"), .positional("text", "str")], summary: "Writes text.",
      .binary { _, text in
        let text = try text.stringArgument("write() argument")
        write(text.text)
        return .int(text.count)
      })
    type.method("flush", [.positional("self")], summary: "Writes what is waiting.", .unary { _ in .none })
    type.method("isatty", [.positional("self")], summary: "Whether it is a terminal.", .unary { _ in .bool(false) })
    type.property("name", summary: "Its name.", get: { _ in .string(name) })
    type.property("encoding", summary: "utf-8.", get: { _ in .string("utf-8") })
    return .object(InstanceObject(type))
  }

  static func makeSys() throws -> ModuleObject {
    let module = ModuleObject("sys", summary: "About the running program.")
    module.set("stdout", stream("<stdout>") { Machine.current.standardOutput($0) })
    module.set("stderr", stream("<stderr>") { Machine.current.standardError($0) })
    module.set("version", .string("3.11.0 (Argent)"))
    module.set(
      "version_info",
      .object(
        TupleInstance(
          NamedTuple.makeType("version_info", ["major", "minor", "micro", "releaselevel", "serial"], module: "sys"),
          [.int(3), .int(11), .int(0), .string("final"), .int(0)])))
    module.set("maxsize", .int(.max))
    module.set("platform", .string("linux"))
    module.set("byteorder", .string("little"))
    module.set("executable", .string("argent"))
    module.set("argv", .list([.string("")]))
    module.set("path", .list([]))
    module.set("modules", .object(DictObject()))
    module.set(
      "float_info",
      .object(
        TupleInstance(
          NamedTuple.makeType(
            "float_info",
            [
              "max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig", "epsilon", "radix",
              "rounds",
            ],
            module: "sys"),
          [
            .float(.greatestFiniteMagnitude), .int(1024), .int(308), .float(.leastNormalMagnitude), .int(-1021),
            .int(-307),
            .int(15), .int(53), .float(.ulpOfOne), .int(2), .int(1),
          ])))
    module.function(
      "exit", [.positional("status", default: .none)], summary: "Ends the program.",
      .bound {
        throw PythonError(.systemExit, arguments: $0[0].isNone ? [] : [$0[0]])
      })
    module.function(
      "getrecursionlimit", [], summary: "How deep calls may be nested.",
      .nullary { .int(Machine.current.recursionLimit) })
    module.function(
      "setrecursionlimit", [.positional("limit", "int")], summary: "Sets how deep calls may be nested.",
      .unary { value in
        let limit = try Machine.current.index(value)
        if limit < 1 { throw PythonError.valueFault("recursion limit must be greater or equal than 1") }
        Machine.current.recursionLimit = limit
        return .none
      })
    module.function(
      "getsizeof", [.positional("object"), .positional("default", default: .none)],
      summary: "An estimate of the bytes a value takes.",
      .bound { arguments in
        try Machine.current.call(Machine.current.attribute(of: arguments[0], "__sizeof__"))
      })
    module.function("intern", [.positional("string")], summary: "The string itself.", .unary { $0 })
    return module
  }

  static func makeOS() throws -> ModuleObject {
    let module = ModuleObject("os", summary: "The operating system, closed to a session.")
    module.set("name", .string("posix"))
    module.set("sep", .string("/"))
    module.set("linesep", .string("\n"))
    module.set("curdir", .string("."))
    module.set("environ", environment())
    module.set("path", .object(try makeOSPath()))
    module.function(
      "getenv", [Parameter("key"), Parameter("default", default: Value.none)],
      summary: "The default: the environment is closed.",
      .bound { $0[1] })
    module.function("cpu_count", [], summary: "The number of processors.", .nullary { .int(1) })
    refuse(
      module,
      [
        "system", "popen", "listdir", "remove", "unlink", "mkdir", "makedirs", "rmdir", "rename", "open", "getcwd",
        "chdir",
        "walk", "stat", "scandir", "fork", "kill", "execv", "urandom", "getpid", "chmod",
      ])
    return module
  }

  /// `os.environ`: nothing can be read; what a person sets stays in the session.
  private static func environment() -> Value {
    let type = TypeObject("_Environ", module: "os", bases: [.dict], summary: "The environment, closed to a session.")
    type.slots.new = { type, _ in .object(DictInstance(type)) }
    return .object(DictInstance(type))
  }

  static func makeOSPath() throws -> ModuleObject {
    let module = ModuleObject("os.path", summary: "Paths as text.")
    module.function(
      "join", [.positional("a"), .variadic("p")], summary: "Parts put together with slashes.",
      .bound { arguments in
        var path = try arguments[0].plainString().text
        for part in try (arguments[1].asTuple?.items ?? []).map({ try $0.plainString().text }) {
          if part.hasPrefix("/") {
            path = part
          } else {
            path += path.isEmpty || path.hasSuffix("/") ? part : "/" + part
          }
        }
        return .string(path)
      })
    func parted(_ text: String) -> (String, String) {
      guard let at = text.lastIndex(of: "/") else { return ("", text) }
      let head = String(text[...at])
      let trimmed = head.allSatisfy { $0 == "/" } ? head : String(head.dropLast())
      return (trimmed, String(text[text.index(after: at)...]))
    }
    module.function(
      "basename", [.positional("p")], summary: "What is after the last slash.",
      .unary { .string(parted(try $0.plainString().text).1) })
    module.function(
      "dirname", [.positional("p")], summary: "What is before the last slash.",
      .unary { .string(parted(try $0.plainString().text).0) })
    module.function(
      "split", [.positional("p")], summary: "What is before and after the last slash.",
      .unary {
        let parts = parted(try $0.plainString().text)
        return .tuple([.string(parts.0), .string(parts.1)])
      })
    module.function(
      "splitext", [.positional("p")], summary: "The path and its extension.",
      .unary {
        let text = try $0.plainString().text
        let base = parted(text).1.drop { $0 == "." }
        guard let dot = base.lastIndex(of: ".") else { return .tuple([.string(text), .string("")]) }
        let tail = String(base[dot...])
        return .tuple([.string(String(text.dropLast(tail.count))), .string(tail)])
      })
    refuse(module, ["exists", "isfile", "isdir", "getsize", "abspath", "expanduser", "realpath", "getmtime"])
    return module
  }

  static func makeWarnings() throws -> ModuleObject {
    let module = ModuleObject("warnings", summary: "Warnings to the person.")
    let rest: [Parameter] = [.variadic("args"), .variadicKeyword("kwargs")]
    for name in ["filterwarnings", "simplefilter", "resetwarnings"] {
      module.function(name, rest, summary: "Says which warnings are shown.", .variadic { _ in .none })
    }
    module.function(
      "warn",
      [
        Parameter("message"), Parameter("category", default: Value.none), Parameter("stacklevel", default: .int(1)),
        Parameter("source", default: Value.none),
      ],
      summary: "Shows a warning.",
      .bound { arguments in
        let machine = Machine.current
        let category = arguments[1].asType ?? machine.type(of: arguments[0])
        let type = category.isSubclass(of: .warning) ? category : .userWarning
        machine.standardError("\(type.name): \(try machine.str(arguments[0]))\n")
        return .none
      })
    let context = TypeObject("catch_warnings", module: "warnings", summary: "Holds a change of what is shown.")
    context.slots.new = { type, _ in .object(InstanceObject(type)) }
    context.slots.initialize = { _, _ in }
    context.slots.enter = { _ in .list([]) }
    context.slots.exit = { _, _ in .bool(false) }
    module.set("catch_warnings", .object(context))
    return module
  }

  static func makeBuiltins() throws -> ModuleObject {
    ModuleObject("builtins", summary: "The names every program has.", namespace: Machine.current.builtins)
  }

  static func makeFuture() throws -> ModuleObject {
    let module = ModuleObject("__future__", summary: "What is the case already.")
    for name in [
      "annotations", "division", "print_function", "absolute_import", "unicode_literals", "generators",
      "with_statement",
    ] {
      module.set(name, .bool(true))
    }
    return module
  }

  static func makeABC() throws -> ModuleObject {
    let module = ModuleObject("abc", summary: "Abstract classes.")
    module.set("ABC", .object(AbstractClasses.base))
    module.set("ABCMeta", .object(AbstractClasses.metaclass))
    module.function(
      "abstractmethod", [.positional("funcobj")], summary: "Marks a method that a subclass must define.",
      .unary { value in
        if case .object(let object) = value {
          object.fields?.setField(StringObject.interned("__isabstractmethod__"), .bool(true))
        }
        return value
      })
    return module
  }

  static func makeTypes() throws -> ModuleObject {
    let module = ModuleObject("types", summary: "The types of functions and modules.")
    for (name, type) in [
      ("FunctionType", TypeObject.function), ("LambdaType", .function), ("MethodType", .method),
      ("ModuleType", .module),
      ("GeneratorType", .generator), ("BuiltinFunctionType", .nativeFunction), ("NoneType", .none),
      ("EllipsisType", .ellipsis), ("MappingProxyType", .mappingProxy), ("GenericAlias", .genericAlias),
      ("UnionType", .unionType),
    ] { module.set(name, .object(type)) }
    let namespace = TypeObject("SimpleNamespace", module: "types", summary: "An object with the attributes given.")
    namespace.acceptsAttributes = true
    namespace.slots.new = { type, arguments in
      let instance = InstanceObject(type)
      for (name, value) in arguments.keywords { instance.setField(StringObject.interned(name.text), value) }
      return .object(instance)
    }
    namespace.slots.initialize = { _, arguments in
      if arguments.count > 0 { throw PythonError.typeFault("no positional arguments expected") }
    }
    namespace.slots.repr = { value in
      let pairs = value.asInstance?.fieldPairs ?? []
      return "namespace(" + (try pairs.map { "\($0.text)=\(try Machine.current.repr($1))" }.joined(separator: ", "))
        + ")"
    }
    namespace.slots.compare = { operation, left, right in
      guard operation == .equal || operation == .notEqual, let a = left.asInstance, let b = right.asInstance,
        b.classObject === a.classObject
      else { return nil }
      return .bool(try DictType.isEqual(a.asDictionary(), b.asDictionary()) == (operation == .equal))
    }
    module.set("SimpleNamespace", .object(namespace))
    return module
  }
}
