import Diagnostics

/// `warnings`: a person's warnings, and which ones are shown, the library's included.
enum WarningsModule {
  /// `WarningMessage`: what `catch_warnings(record=True)` collects.
  nonisolated(unsafe) private static let messageType: TypeObject = {
    let type = TypeObject("WarningMessage", module: "warnings", summary: "A warning that was recorded.")
    type.slots.str = { value in
      let names = ["message", "category", "filename", "lineno", "line"]
      let parts = try names.map { name in
        let field = value.asInstance?.field(StringObject.interned(name)) ?? .none
        let shown = name == "category" ? Quoting.repr(field.asType?.name ?? "None") : try Machine.current.repr(field)
        return "\(name) : \(shown)"
      }
      return "{" + parts.joined(separator: ", ") + "}"
    }
    return type
  }()

  static func record(_ warning: WarningFilter.Warning) throws -> Value {
    let message: Value
    if let exception = warning.exception {
      message = .object(exception)
    } else {
      message = try Machine.current.call(.object(warning.category), [.string(warning.text)])
    }
    let instance = InstanceObject(messageType)
    for (name, value) in [
      ("message", message), ("category", .object(warning.category)),
      ("filename", .string(warning.source?.name ?? "sys")), ("lineno", .int(warning.line)), ("file", .none),
      ("line", .none), ("source", .none), ("_category_name", .string(warning.category.name)),
    ] { instance.setField(StringObject.interned(name), value) }
    return .object(instance)
  }

  static func text(_ category: TypeObject, _ text: String, _ place: String, _ line: Int, _ lineText: String) -> String {
    "\(place):\(line): \(category.name): \(text)\n" + (lineText.isEmpty ? "" : "  \(lineText)\n")
  }

  /// Calls what a person put in the place of `showwarning`; nil when nobody did.
  static func replacement(for warning: WarningFilter.Warning) throws -> Bool? {
    let machine = Machine.current
    guard let own = machine.modules["warnings"]?.namespace.get("showwarning"), case .object(let object) = own,
      !(object is NativeFunction)
    else { return nil }
    let recorded = try record(warning)
    let fields = try ["message", "category", "filename", "lineno"].map { try machine.attribute(of: recorded, $0) }
    _ = try machine.call(own, fields)
    return true
  }

  // MARK: Rules

  private static func action(_ value: Value) throws -> WarningFilter.Action {
    let text = try value.stringArgument("action").text
    guard let action = WarningFilter.Action(rawValue: text == "all" ? "always" : text) else {
      throw PythonError(.assertionError, "invalid action: \(Quoting.repr(text))")
    }
    return action
  }

  private static func category(_ value: Value) throws -> TypeObject {
    guard let type = value.asType, type.isSubclass(of: .warning) else {
      throw PythonError(.assertionError, "category must be a Warning subclass")
    }
    return type
  }

  private static func add(_ rule: WarningFilter.Rule, atEnd: Bool) {
    let filter = Machine.current.warnings
    if atEnd { filter.rules.append(rule) } else { filter.rules.insert(rule, at: 0) }
    // A new rule is asked about what was shown before, too.
    filter.shown.removeAll()
  }

  private static func pattern(_ value: Value, ignoringCase: Bool) throws -> RegexPattern? {
    guard let text = value.asString, !text.isEmpty else { return nil }
    return try RegexPattern.make(text.text, flags: ignoringCase ? .ignoreCase : [])
  }

  static func make() throws -> ModuleObject {
    let module = ModuleObject("warnings", summary: "Warnings, and which ones are shown.")
    let category = Parameter("category", default: .object(TypeObject.warning), type: "type")
    let append = Parameter("append", default: .bool(false), type: "bool")
    let line = Parameter("lineno", default: .int(0), type: "int")
    module.function(
      "simplefilter", [Parameter("action", type: "str"), category, line, append],
      summary: "Says what becomes of the warnings of a category.",
      .bound { arguments in
        let rule = WarningFilter.Rule(
          action: try action(arguments[0]), category: try self.category(arguments[1]),
          line: try Machine.current.index(arguments[2]))
        add(rule, atEnd: try Machine.current.truth(arguments[3]))
        return .none
      })
    module.function(
      "filterwarnings",
      [
        Parameter("action", type: "str"), Parameter("message", default: .string(""), type: "str"), category,
        Parameter("module", default: .string(""), type: "str"), line, append,
      ], summary: "Says what becomes of warnings that begin so.",
      .bound { arguments in
        let rule = WarningFilter.Rule(
          action: try action(arguments[0]), category: try self.category(arguments[2]),
          message: try pattern(arguments[1], ignoringCase: true),
          module: try pattern(arguments[3], ignoringCase: false),
          line: try Machine.current.index(arguments[4]))
        add(rule, atEnd: try Machine.current.truth(arguments[5]))
        return .none
      })
    module.function(
      "resetwarnings", [], summary: "Forgets all rules.",
      .nullary {
        Machine.current.warnings.rules.removeAll()
        return .none
      })
    installShowing(module)
    module.set("catch_warnings", .object(contextType))
    module.set("WarningMessage", .object(messageType))
    module.set("filters", .list([]))
    return module
  }

  private static func installShowing(_ module: ModuleObject) {
    module.function(
      "warn",
      [
        Parameter("message"), Parameter("category", default: Value.none), Parameter("stacklevel", default: .int(1)),
        Parameter("source", default: Value.none),
      ], summary: "Shows a warning.",
      .bound { arguments in
        let machine = Machine.current
        let given = arguments[0].asException
        if let given, given.type.isSubclass(of: .warning) {
          try machine.warn(
            given.type, machine.str(arguments[0]), level: machine.index(arguments[2]), exception: given,
            module: "__main__")
          return .none
        }
        var type = TypeObject.userWarning
        if !arguments[1].isNone {
          guard let given = arguments[1].asType, given.isSubclass(of: .warning) else {
            throw PythonError.typeFault(
              "category must be a Warning subclass, not '\(arguments[1].typeName)'")
          }
          type = given
        }
        let made = try machine.call(.object(type), [arguments[0]]).asException
        try machine.warn(
          type, machine.str(arguments[0]), level: machine.index(arguments[2]), exception: made, module: "__main__")
        return .none
      })
    let place: [Parameter] = [
      Parameter("message"), Parameter("category"), Parameter("filename"), Parameter("lineno"),
    ]
    func formatted(_ arguments: BoundArguments, line: Value) throws -> String {
      let machine = Machine.current
      return text(
        arguments[1].asType ?? .userWarning, try machine.str(arguments[0]), try machine.str(arguments[2]),
        try machine.index(arguments[3]), line.asString?.text ?? "")
    }
    module.function(
      "formatwarning", place + [Parameter("line", default: Value.none)], summary: "A warning as it is shown.",
      .bound { .string(try formatted($0, line: $0[4])) })
    module.function(
      "showwarning", place + [Parameter("file", default: Value.none), Parameter("line", default: Value.none)],
      summary: "Shows a warning.",
      .bound { arguments in
        Machine.current.standardError(try formatted(arguments, line: arguments[5]))
        return .none
      })
    module.function(
      "warn_explicit", place + [.variadicKeyword("options")], summary: "Shows a warning with a place given.",
      .bound { arguments in
        Machine.current.standardError(try formatted(arguments, line: .none))
        return .none
      })
  }

  // MARK: catch_warnings

  private final class Saved {
    let isRecording: Bool
    let action: WarningFilter.Rule?
    var rules: [WarningFilter.Rule] = []
    var shown: Set<WarningFilter.Key> = []
    var recorder: ListObject?
    var showing: Value?

    init(isRecording: Bool, action: WarningFilter.Rule?) {
      self.isRecording = isRecording
      self.action = action
    }
  }

  nonisolated(unsafe) private static let contextType: TypeObject = {
    let type = TypeObject(
      "catch_warnings", module: "warnings", summary: "Holds changes of the rules, or records warnings.")
    type.slots.new = { type, arguments in
      let bound = try arguments.parse(
        "catch_warnings.__init__", ["record", "module", "action", "category", "lineno", "append"], positional: 0)
      let machine = Machine.current
      var rule: WarningFilter.Rule?
      if let given = bound[2], !given.isNone {
        rule = WarningFilter.Rule(
          action: try action(given), category: try bound[3].map(category) ?? .warning)
      }
      return .object(
        InstanceObject(type, payload: Saved(isRecording: try machine.truth(bound[0] ?? .bool(false)), action: rule)))
    }
    type.slots.initialize = { _, _ in }
    func saved(_ value: Value) throws -> Saved {
      guard let saved = value.asInstance?.payload as? Saved else {
        throw PythonError.typeFault("catch_warnings is required, not '\(value.typeName)'")
      }
      return saved
    }
    type.slots.enter = { value in
      let saved = try saved(value)
      let filter = Machine.current.warnings
      saved.rules = filter.rules
      saved.shown = filter.shown
      saved.recorder = filter.recorder
      saved.showing = Machine.current.modules["warnings"]?.namespace.get("showwarning")
      filter.shown.removeAll()
      if let rule = saved.action { filter.rules.insert(rule, at: 0) }
      guard saved.isRecording else { return .none }
      let list = ListObject([])
      filter.recorder = list
      return .object(list)
    }
    type.slots.exit = { value, _ in
      let saved = try saved(value)
      let filter = Machine.current.warnings
      filter.rules = saved.rules
      filter.shown = saved.shown
      filter.recorder = saved.recorder
      if let showing = saved.showing { Machine.current.modules["warnings"]?.set("showwarning", showing) }
      return .none
    }
    return type
  }()
}
