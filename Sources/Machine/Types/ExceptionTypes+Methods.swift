/// What exceptions do: their arguments, text and attributes.
enum ExceptionTypes {
  private static func exception(_ value: Value) throws -> ExceptionObject {
    try value.receiver(value.asException, "args", "BaseException")
  }

  static func install() {
    let base = TypeObject.baseException
    base.slots.new = { type, arguments in
      var type = type
      if type === TypeObject.osError, arguments.count >= 2, let number = arguments[0].intValue {
        type = operatingSystemType(number)
      }
      let object = ExceptionObject(type, TupleObject(Array(arguments.positional)))
      return .object(object)
    }
    base.slots.initialize = { value, arguments in
      let object = try exception(value)
      if arguments.keywordCount > 0, !takesKeywords(object.type) {
        throw PythonError.typeFault("\(object.type.name)() takes no keyword arguments")
      }
      object.args = TupleObject(Array(arguments.positional))
      try setAttributes(object, arguments)
    }
    base.slots.repr = { value in
      let object = try exception(value)
      let items = object.args.items
      let body = items.count == 1 ? try Machine.current.repr(items[0]) : ""
      let whole = items.count > 1 ? try Machine.current.repr(.object(object.args)) : "(\(body))"
      return object.type.name + whole
    }
    base.slots.str = { value in
      let object = try exception(value)
      switch object.args.items.count {
      case 0: return ""
      case 1: return try Machine.current.str(object.args.items[0])
      default: return try Machine.current.repr(.object(object.args))
      }
    }
    TypeObject.keyError.slots.str = { value in
      let items = try exception(value).args.items
      if items.count == 1 { return try Machine.current.repr(items[0]) }
      return try base.slots.str?(value) ?? ""
    }
    installAttributes(base)
    installSpecial()
    UnicodeFault.install()
  }

  private static func takesKeywords(_ type: TypeObject) -> Bool {
    type.isSubclass(of: .importError) || type.isSubclass(of: .nameError) || type.isSubclass(of: .attributeError)
  }

  private static func setAttributes(_ object: ExceptionObject, _ arguments: Arguments) throws {
    for (name, value) in arguments.keywords { object.setField(name.text, value) }
    let items = object.args.items
    let type = object.type
    if type.isSubclass(of: .osError), (2...5).contains(items.count) {
      object.setField("errno", items[0])
      object.setField("strerror", items[1])
      if items.count > 2 { object.setField("filename", items[2]) }
      object.args = TupleObject(Array(items.prefix(2)))
    }
    if type.isSubclass(of: .syntaxError), items.count == 2, let details = items[1].asTuple?.items {
      for (name, value) in zip(["filename", "lineno", "offset", "text"], details) { object.setField(name, value) }
    }
  }

  private static func operatingSystemType(_ number: Int) -> TypeObject {
    switch number {
    case 1, 13: .permissionError
    case 2: .fileNotFoundError
    case 11: .blockingIOError
    case 17: .fileExistsError
    case 20: .notADirectoryError
    case 21: .isADirectoryError
    case 110: .timeoutError
    default: .osError
    }
  }

  private static func installAttributes(_ base: TypeObject) {
    base.property("args", summary: "What the exception was made with.", get: { .object(try exception($0).args) }) {
      try exception($0).args = TupleObject(Machine.current.elements($1))
    }
    func optional(_ object: ExceptionObject?) -> Value { object.map { .object($0) } ?? .none }
    base.property("__cause__", summary: "The exception after from.", get: { optional(try exception($0).cause) }) {
      let object = try exception($0)
      guard $1.isNone || $1.asException != nil else {
        throw PythonError.typeFault("exception cause must be None or derive from BaseException")
      }
      object.cause = $1.asException
      object.suppressContext = true
    }
    base.property(
      "__context__", summary: "What was being handled when this was raised.",
      get: { optional(try exception($0).context) }
    ) { try exception($0).context = $1.asException }
    base.property(
      "__suppress_context__", summary: "Whether the context is left out of the traceback.",
      get: { .bool(try exception($0).suppressContext) }
    ) {
      try exception($0).suppressContext = Machine.current.truth($1)
    }
    base.property(
      "__traceback__", summary: "Where it went through.",
      get: { try TracebackObject.value(exception($0), from: 0) }
    ) { _, _ in }
    base.method(
      "with_traceback", [.positional("self"), .positional("tb")], summary: "The exception itself.",
      .binary { value, _ in value })
    base.method(
      "add_note", [.positional("self"), .positional("note", "str")],
      summary: "Adds a line that is shown below the exception.",
      .binary { value, note in
        let object = try exception(value)
        guard note.asString != nil else {
          throw PythonError.typeFault("note must be a str, not '\(note.typeName)'")
        }
        if let notes = object.field("__notes__")?.asList {
          notes.items.append(note)
        } else {
          object.setField("__notes__", .list([note]))
        }
        return .none
      })
  }

  private static func installSpecial() {
    func defaulting(
      _ type: TypeObject, _ name: String, _ summary: String, _ fallback: @escaping (ExceptionObject) -> Value
    ) {
      type.property(
        name, summary: summary,
        get: { value in
          let object = try exception(value)
          return object.field(name) ?? fallback(object)
        }
      ) { try exception($0).setField(name, $1) }
    }
    func first(_ object: ExceptionObject) -> Value { object.args.items.first ?? .none }
    defaulting(.stopIteration, "value", "What the generator returned.", first)
    defaulting(
      .systemExit, "code", "The exit status.",
      { object in
        object.args.items.count > 1 ? .object(object.args) : first(object)
      })
    for name in ["name", "path", "msg"] {
      defaulting(.importError, name, "About the module.") { name == "msg" ? first($0) : .none }
    }
    defaulting(.nameError, "name", "The name that was not found.") { _ in .none }
    defaulting(.attributeError, "name", "The name that was not found.") { _ in .none }
    defaulting(.attributeError, "obj", "Where it was looked for.") { _ in .none }
    for name in ["errno", "strerror", "filename"] { defaulting(.osError, name, "About the failure.") { _ in .none } }
    for name in ["msg", "filename", "lineno", "offset", "text"] {
      defaulting(.syntaxError, name, "About the place.") { name == "msg" ? first($0) : .none }
    }
    TypeObject.osError.slots.str = { value in
      let object = try exception(value)
      guard let number = object.field("errno"), let text = object.field("strerror") else {
        return try TypeObject.baseException.slots.str?(value) ?? ""
      }
      let machine = Machine.current
      let place = try object.field("filename").map { ": " + (try machine.repr($0)) } ?? ""
      return "[Errno \(try machine.str(number))] \(try machine.str(text))\(place)"
    }
  }
}
