import BigInt
import Syntax

/// `sys`: what a program can know about itself.
enum SysModule {
  private final class Stream: Object {
    let name: String
    let write: (String) -> Void

    init(_ name: String, _ write: @escaping (String) -> Void) {
      self.name = name
      self.write = write
      super.init(.other)
    }

    override var type: TypeObject { SysModule.streamType }
  }

  private static func stream(_ value: Value) throws -> Stream {
    guard case .object(let object) = value, let stream = object as? Stream else {
      throw PythonError.typeFault("a standard stream is required, not '\(value.typeName)'")
    }
    return stream
  }

  nonisolated(unsafe) private static let streamType: TypeObject = {
    let type = TypeObject(
      "TextIOWrapper", module: "_io", bases: [IOModule.textBase], layout: .opaque, summary: "A stream of text.")
    type.slots.repr = { value in
      let name = try stream(value).name
      return "<_io.TextIOWrapper name='\(name)' mode='\(name == "<stdin>" ? "r" : "w")' encoding='utf-8'>"
    }
    type.method(
      "write", [.positional("self"), .positional("text", "str")], summary: "Writes text.",
      .binary { value, text in
        guard let text = text.asString else {
          throw PythonError.typeFault("write() argument must be str, not \(text.typeName)")
        }
        try stream(value).write(text.text)
        return .int(text.count)
      })
    type.method(
      "writelines", [.positional("self"), .positional("lines")], summary: "Writes each of the texts.",
      .binary { value, lines in
        let stream = try stream(value)
        for line in try Machine.current.elements(lines) {
          stream.write(try line.stringArgument("write() argument").text)
        }
        return .none
      })
    type.method(
      "readline", [.positional("self"), .positional("size", "int", default: .int(-1))],
      summary: "A line that a person types.",
      .bound { _ in
        guard let line = try StandardInput.readLine?("") else { return .string("") }
        return .string(line + "\n")
      })
    for (name, answer) in [("isatty", false), ("writable", true), ("readable", false), ("seekable", false)] {
      type.method(name, [.positional("self")], summary: "Whether it is so.", .unary { _ in .bool(answer) })
    }
    for name in ["flush", "close"] {
      type.method(name, [.positional("self")], summary: "Nothing is waiting.", .unary { _ in .none })
    }
    type.method(
      "fileno", [.positional("self")], summary: "Streams here have no numbers.",
      .unary { _ in throw PythonError(IOModule.unsupported, "fileno") })
    type.property("name", summary: "Its name.", get: { .string(try stream($0).name) })
    type.property("encoding", summary: "utf-8.", get: { _ in .string("utf-8") })
    type.property("closed", summary: "False.", get: { _ in .bool(false) })
    return type
  }()

  nonisolated(unsafe) private static let output = Value.object(
    Stream("<stdout>") { Machine.current.standardOutput($0) })
  nonisolated(unsafe) private static let errors = Value.object(
    Stream("<stderr>") { Machine.current.standardError($0) })

  /// What a program put in the place of `sys.stdout`, or of `sys.stderr`.
  static func replaced(_ name: String) -> Value? {
    guard let current = Machine.current.modules["sys"]?.namespace.get(name),
      !current.isIdentical(to: name == "stdout" ? output : errors)
    else { return nil }
    return current
  }

  private static func record(_ name: String, _ fields: [(String, Value)]) -> Value {
    let type = NamedTuple.makeType(name, fields.map(\.0), module: "sys")
    let shown = type.slots.repr
    type.slots.repr = { "sys." + (try shown?($0) ?? name) }
    return .object(TupleInstance(type, fields.map(\.1)))
  }

  static func make() throws -> ModuleObject {
    let module = ModuleObject("sys", summary: "About the running program.")
    module.set("stdout", output)
    module.set("__stdout__", output)
    module.set("stderr", errors)
    module.set("__stderr__", errors)
    module.set("stdin", .object(Stream("<stdin>") { _ in }))
    module.set("version", .string("3.11.0 (Argent)"))
    module.set("hexversion", .int(0x030B_00F0))
    module.set(
      "version_info",
      record(
        "version_info",
        [
          ("major", .int(3)), ("minor", .int(11)), ("micro", .int(0)), ("releaselevel", .string("final")),
          ("serial", .int(0)),
        ]))
    module.set("implementation", .object(InstanceObject(TypesModule.namespaceType)))
    if let implementation = module.namespace.get("implementation")?.asInstance {
      implementation.setField(StringObject.interned("name"), .string("argent"))
    }
    for (name, text) in [
      ("platform", "linux"), ("byteorder", "little"), ("executable", "argent"), ("prefix", "/"), ("copyright", ""),
      ("float_repr_style", "short"),
    ] { module.set(name, .string(text)) }
    module.set("maxsize", .int(.max))
    module.set("maxunicode", .int(0x10FFFF))
    module.set("argv", .list([.string("")]))
    module.set("path", .list([]))
    module.set("warnoptions", .list([]))
    module.set("modules", .object(LoadedModules()))
    module.set("flags", record("flags", [("optimize", .int(0)), ("interactive", .int(0)), ("verbose", .int(0))]))
    module.set(
      "float_info",
      record(
        "float_info",
        [
          ("max", .float(.greatestFiniteMagnitude)), ("max_exp", .int(1024)), ("max_10_exp", .int(308)),
          ("min", .float(.leastNormalMagnitude)), ("min_exp", .int(-1021)), ("min_10_exp", .int(-307)),
          ("dig", .int(15)), ("mant_dig", .int(53)), ("epsilon", .float(.ulpOfOne)), ("radix", .int(2)),
          ("rounds", .int(1)),
        ]))
    module.set(
      "int_info",
      record(
        "int_info",
        [
          ("bits_per_digit", .int(30)), ("sizeof_digit", .int(4)),
          ("default_max_str_digits", .int(DigitLimit.standard)),
          ("str_digits_check_threshold", .int(DigitLimit.least)),
        ]))
    installFunctions(module)
    return module
  }

  private static func installFunctions(_ module: ModuleObject) {
    module.function(
      "exit", [.positional("status", default: .none)], summary: "Ends the program.",
      .bound { throw PythonError(.systemExit, arguments: $0[0].isNone ? [] : [$0[0]]) })
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
      summary: "An estimate of the bytes a value takes.", .bound { .int(try size(of: $0[0])) })
    module.function("getrefcount", [.positional("object")], summary: "An estimate: 2.", .unary { _ in .int(2) })
    module.function("intern", [.positional("string")], summary: "The string itself.", .unary { $0 })
    module.function("getdefaultencoding", [], summary: "utf-8.", .nullary { .string("utf-8") })
    module.function("getfilesystemencoding", [], summary: "utf-8.", .nullary { .string("utf-8") })
    module.function("gettrace", [], summary: "None.", .nullary { .none })
    module.function(
      "get_int_max_str_digits", [], summary: "How many decimal digits an integer may have as text; 0 is any number.",
      .nullary { .int(DigitLimit.most) })
    module.function(
      "set_int_max_str_digits", [Parameter("maxdigits", type: "int")],
      summary: "Sets how many decimal digits an integer may have as text; 0 is any number.",
      .unary { value in
        let most = Int(try Machine.current.smallIndex(value))
        if most != 0, most < DigitLimit.least {
          throw PythonError.valueFault("maxdigits must be 0 or larger than \(DigitLimit.least)")
        }
        DigitLimit.most = most
        return .none
      })
    module.function(
      "exc_info", [], summary: "The exception being handled: type, value and traceback.",
      .nullary {
        guard let handled = Machine.current.handled else { return .tuple([.none, .none, .none]) }
        let traceback = try Machine.current.attribute(of: .object(handled), "__traceback__")
        return .tuple([.object(handled.type), .object(handled), traceback])
      })
    module.function(
      "exception", [], summary: "The exception being handled.",
      .nullary { Machine.current.handled.map { .object($0) } ?? .none })
    module.function(
      "displayhook", [.positional("object")], summary: "Prints a value.",
      .unary { value in
        if !value.isNone { Machine.current.standardOutput(try Machine.current.repr(value) + "\n") }
        return .none
      })
  }

  /// What CPython's objects take.
  private static func size(of value: Value) throws -> Int {
    switch value {
    case .none: return 16
    case .bool(let flag): return flag ? 28 : 24
    case .float: return 24
    case .int(let number): return number == 0 ? 24 : 24 + 4 * ((64 - number.magnitude.leadingZeroBitCount + 29) / 30)
    case .object, .native, .undefined: break
    }
    if let big = value.asBigInt { return 24 + 4 * ((big.value.magnitude.bitWidth + 29) / 30) }
    if let text = value.asString {
      let widest = text.text.unicodeScalars.reduce(0) { Swift.max($0, $1.value) }
      switch widest {
      case ..<0x80: return 49 + text.count
      case ..<0x100: return 73 + text.count
      case ..<0x10000: return 74 + 2 * text.count
      default: return 76 + 4 * text.count
      }
    }
    if let list = value.asList { return 56 + 8 * list.items.count }
    if let tuple = value.asTuple { return 40 + 8 * tuple.items.count }
    if let dict = value.asDict {
      if dict.count == 0 { return 64 }
      var room = 8
      while room * 2 / 3 < dict.count { room *= 2 }
      return dict.count <= 5 ? 232 : 64 + 40 + room + room * 2 / 3 * 24
    }
    if let bytes = value.asBytes { return 33 + bytes.bytes.count }
    return (try Machine.current.call(Machine.current.attribute(of: value, "__sizeof__"))).intValue ?? 48
  }
}

/// `sys.modules`: made anew from what was imported whenever it is asked.
private final class LoadedModules: Object {
  init() { super.init(.other) }

  override var type: TypeObject { LoadedModules.type }

  private static func now() -> Value {
    let dict = DictObject()
    for (name, module) in Machine.current.modules.sorted(by: { $0.key < $1.key }) { dict.set(name, .object(module)) }
    return .object(dict)
  }

  nonisolated(unsafe) private static let type: TypeObject = {
    let type = TypeObject("dict", layout: .opaque, summary: "The modules imported so far.")
    type.slots.getItem = { try Machine.current.getItem(now(), $1) }
    type.slots.contains = { try Machine.current.contains(now(), $1) }
    type.slots.iterate = { _ in try Machine.current.iterate(now()) }
    type.slots.length = { _ in try Machine.current.length(now()) }
    type.slots.repr = { _ in try Machine.current.repr(now()) }
    for name in ["get", "keys", "values", "items", "copy"] {
      type.method(
        name, [.positional("self"), .variadic("args")], summary: "As of a dict.",
        .variadic { try Machine.current.call(Machine.current.attribute(of: now(), name), $0.dropping(1)) })
    }
    return type
  }()
}
