import Diagnostics

/// What exceptions do themselves.
extension Machine {
  static func defineExceptionTypes() {
    let type = TypeObject.baseException
    type.slots.new = { type, arguments in
      .object(ExceptionObject(type, TupleObject(Array(arguments.positional))))
    }
    type.slots.initialize = { value, arguments in
      guard let exception = value.asException else { return }
      if arguments.keywordCount > 0 {
        let accepted = exception.type.isSubclass(of: .importError) ? ["name", "path"] : ["name", "obj"]
        let takes = [TypeObject.importError, .nameError, .attributeError].contains { exception.type.isSubclass(of: $0) }
        for (name, value) in arguments.keywords {
          guard takes, accepted.contains(name.text) else {
            throw PythonError(.typeError, "\(exception.type.name)() takes no keyword arguments")
          }
          exception.setField(name.text, value)
        }
      }
      exception.args = TupleObject(Array(arguments.positional))
    }
    type.slots.str = { value in
      guard let exception = value.asException else { return "" }
      switch exception.args.items.count {
      case 0: return ""
      case 1: return try Machine.current.str(exception.args.items[0])
      default: return try Machine.current.repr(.object(exception.args))
      }
    }
    type.slots.repr = { value in
      guard let exception = value.asException else { return "" }
      let parts = try exception.args.items.map { try Machine.current.repr($0) }
      return "\(exception.type.name)(\(parts.joined(separator: ", ")))"
    }
    TypeObject.keyError.slots.str = { value in
      guard let exception = value.asException else { return "" }
      if exception.args.items.count == 1 { return try Machine.current.repr(exception.args.items[0]) }
      return exception.args.items.isEmpty ? "" : try Machine.current.repr(.object(exception.args))
    }
    TypeObject.osError.slots.str = { value in
      guard let exception = value.asException else { return "" }
      let items = exception.args.items
      switch items.count {
      case 0: return ""
      case 1: return try Machine.current.str(items[0])
      case 2: return "[Errno \(try Machine.current.str(items[0]))] \(try Machine.current.str(items[1]))"
      default:
        return "[Errno \(try Machine.current.str(items[0]))] \(try Machine.current.str(items[1])): "
          + (try Machine.current.repr(items[2]))
      }
    }
    defineExceptionAttributes(type)
  }

  private static func defineExceptionAttributes(_ type: TypeObject) {
    func link(_ name: String, _ path: ReferenceWritableKeyPath<ExceptionObject, ExceptionObject?>) {
      type.property(
        name, get: { $0.asException?[keyPath: path].map { .object($0) } ?? .none },
        set: { value, new in value.asException?[keyPath: path] = new.asException })
    }
    type.property(
      "args", get: { .object($0.asException?.args ?? .empty) },
      set: { value, new in value.asException?.args = TupleObject(try Machine.current.elements(new)) })
    link("__cause__", \.cause)
    link("__context__", \.context)
    type.property(
      "__suppress_context__", get: { .bool($0.asException?.suppressContext ?? false) },
      set: { value, new in value.asException?.suppressContext = try Machine.current.truth(new) })
    type.property("__traceback__", get: { _ in .none }, set: { _, _ in })
    type.method("with_traceback", summary: "Gives back the exception itself.", .binary { receiver, _ in receiver })
    type.method("add_note", summary: "Adds a line shown beneath the message.", .binary { receiver, note in
      guard let exception = receiver.asException else { return .none }
      guard note.asString != nil else {
        throw PythonError(.typeError, "note must be a str, not '\(Machine.current.type(of: note).name)'")
      }
      if let notes = exception.field("__notes__")?.asList {
        notes.items.append(note)
      } else {
        exception.setField("__notes__", .list([note]))
      }
      return .none
    })
    TypeObject.stopIteration.property(
      "value", get: { $0.asException?.args.items.first ?? .none })
    TypeObject.systemExit.property("code", get: { $0.asException?.args.items.first ?? .none })
    TypeObject.osError.property("errno", get: { value in
      guard let items = value.asException?.args.items, items.count >= 2 else { return .none }
      return items[0]
    })
    TypeObject.osError.property("strerror", get: { value in
      guard let items = value.asException?.args.items, items.count >= 2 else { return .none }
      return items[1]
    })
    for (type, names) in [
      (TypeObject.nameError, ["name"]), (.attributeError, ["name", "obj"]), (.importError, ["name", "path"]),
    ] {
      for name in names {
        type.property(
          name, get: { $0.asException?.field(name) ?? .none },
          set: { value, new in value.asException?.setField(name, new) })
      }
    }
  }

  /// What follows the message when an exception is shown: `. Did you mean: 'x'?`, or nothing.
  public func suggestion(for exception: ExceptionObject) -> String? {
    guard let name = exception.field("name")?.asString?.text else { return nil }
    if exception.type.isSubclass(of: .nameError), let candidates = exception.candidates {
      return Suggestion.nearest(to: name, in: candidates)
    }
    if exception.type.isSubclass(of: .attributeError), let object = exception.field("obj") {
      return Suggestion.nearest(to: name, in: attributeNames(of: object))
    }
    return nil
  }

  /// The last line of a traceback: `NameError: name 'y' is not defined. Did you mean: 'x'?`.
  public func headline(of exception: ExceptionObject) -> String {
    let type = exception.type
    let prefix = type.module == "builtins" || type.module == "__main__" ? "" : type.module + "."
    var message: String
    do { message = try str(.object(exception)) } catch { message = "<exception str() failed>" }
    if let suggestion = suggestion(for: exception) { message += ". Did you mean: '\(suggestion)'?" }
    return prefix + type.qualifiedName + (message.isEmpty ? "" : ": " + message)
  }
}
