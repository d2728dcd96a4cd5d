/// `collections.namedtuple`.
enum NamedTuple {
  static let keywords: Set<String> = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
  ]

  static func make(_ arguments: BoundArguments) throws -> Value {
    let machine = Machine.current
    let name = try machine.str(arguments[0])
    var fields: [String]
    if let text = arguments[1].asString {
      try MemoryCap.check(codePointsOf: text)
      fields = Words.split(text.text.replacingCommas(), limit: -1)
    } else {
      fields = try machine.elements(arguments[1]).map(machine.str)
    }
    if try machine.truth(arguments[2]) {
      var seen: Set<String> = []
      for (at, field) in fields.enumerated() {
        let isBad = !TextClass.isIdentifier(field) || keywords.contains(field) || field.hasPrefix("_")
        if isBad || !seen.insert(field).inserted { fields[at] = "_\(at)" }
      }
    }
    for candidate in [name] + fields {
      if !TextClass.isIdentifier(candidate) {
        throw PythonError.valueFault(
          "Type names and field names must be valid identifiers: \(Quoting.repr(candidate))")
      }
      if keywords.contains(candidate) {
        throw PythonError.valueFault("Type names and field names cannot be a keyword: \(Quoting.repr(candidate))")
      }
    }
    var seen: Set<String> = []
    for field in fields {
      if field.hasPrefix("_"), try !machine.truth(arguments[2]) {
        throw PythonError.valueFault("Field names cannot start with an underscore: \(Quoting.repr(field))")
      }
      if !seen.insert(field).inserted {
        throw PythonError.valueFault("Encountered duplicate field name: \(Quoting.repr(field))")
      }
    }
    let defaults = arguments[3].isNone ? [] : try machine.elements(arguments[3])
    if defaults.count > fields.count { throw PythonError.typeFault("Got more default values than field names") }
    return .object(makeType(name, fields, defaults: defaults, module: "__main__"))
  }

  static func makeType(_ name: String, _ fields: [String], defaults: [Value] = [], module: String) -> TypeObject {
    let type = TypeObject(
      name, module: module, bases: [.tuple], summary: "\(name)(\(fields.joined(separator: ", ")))")
    type.acceptsAttributes = true
    configure(type, name, fields, defaults)
    return type
  }

  /// Makes a class derived from `tuple` one whose elements have names.
  static func configure(_ type: TypeObject, _ name: String, _ fields: [String], _ defaults: [Value]) {
    let optional = fields.count - defaults.count
    type.slots.new = { type, arguments in
      .object(TupleInstance(type, try bind(name, fields, optional, defaults, arguments)))
    }
    for (at, field) in fields.enumerated() {
      type.property(
        field, summary: "Alias for field number \(at)",
        get: { value in
          guard let items = value.asTuple?.items, items.indices.contains(at) else {
            throw PythonError.indexFault("tuple index out of range")
          }
          return items[at]
        },
        set: { _, _ in throw PythonError(.attributeError, "can't set attribute") })
    }
    type.slots.repr = { value in
      let machine = Machine.current
      let items = value.asTuple?.items ?? []
      return machine.type(of: value).name + "("
        + (try zip(fields, items).map { "\($0)=\(try machine.repr($1))" }.joined(separator: ", ")) + ")"
    }
    let names = Value.tuple(fields.map(Value.string))
    type.set("_fields", names)
    type.set("__match_args__", names)
    let fieldDefaults = DictObject()
    for (field, value) in zip(fields.dropFirst(optional), defaults) { fieldDefaults.set(field, value) }
    type.set("_field_defaults", .object(fieldDefaults))
    type.method(
      "_asdict", [.positional("self")], summary: "The fields as a dictionary.",
      .unary { value in
        let dict = DictObject()
        for (field, item) in zip(fields, value.asTuple?.items ?? []) { dict.set(field, item) }
        return .object(dict)
      })
    type.method(
      "_replace", [.positional("self"), .variadicKeyword("kwargs")],
      summary: "A copy with some fields replaced.",
      .bound { arguments in
        var items = arguments[0].asTuple?.items ?? []
        var unknown: [Value] = []
        for (key, value) in arguments[1].asDict?.pairs ?? [] {
          if let at = fields.firstIndex(of: key.asString?.text ?? "") { items[at] = value } else { unknown.append(key) }
        }
        if !unknown.isEmpty {
          throw PythonError.valueFault("Got unexpected field names: \(try Machine.current.repr(.list(unknown)))")
        }
        return .object(TupleInstance(Machine.current.type(of: arguments[0]), items))
      })
    type.classMethod(
      "_make", [.positional("type"), .positional("iterable")],
      summary: "A new one of the elements of an iterable.",
      .binary { type, iterable in
        let items = try Machine.current.elements(iterable)
        guard items.count == fields.count else {
          throw PythonError.typeFault("Expected \(fields.count) arguments, got \(items.count)")
        }
        return .object(TupleInstance(type.asType ?? .tuple, items))
      })
  }

  /// `typing.NamedTuple`: a base whose annotated attributes become the fields, or a call with pairs.
  static func makeBase() -> TypeObject {
    let base = TypeObject(
      "NamedTuple", module: "typing", bases: [.tuple], summary: "A class of tuples whose elements have names.")
    base.slots.new = { type, arguments in
      let machine = Machine.current
      let bound = try arguments.parse("NamedTuple", ["typename", "fields"], required: 1)
      let fields = try machine.elements(bound[1] ?? .list([])).map { try machine.str(machine.getItem($0, .int(0))) }
      return .object(makeType(try machine.str(bound[0] ?? .none), fields, module: "__main__"))
    }
    base.slots.initialize = { _, _ in }
    base.subclassHook = { [unowned base] type in
      guard type.bases.contains(where: { $0 === base }) else { return }
      let fields = type.attributes.get("__annotations__")?.asDict?.keys.compactMap { $0.asString?.text } ?? []
      var defaults: [Value] = []
      for field in fields {
        if let value = type.attributes.get(StringObject.interned(field)) {
          defaults.append(value)
        } else if !defaults.isEmpty {
          throw PythonError.typeFault(
            "non-default namedtuple field \(field) cannot follow default field "
              + "\(fields.first { type.attributes.get(StringObject.interned($0)) != nil } ?? "")")
        }
      }
      configure(type, type.name, fields, defaults)
      type.changed()
    }
    return base
  }

  /// The fields' values, with the errors of a Python function `__new__(_cls, …)`.
  private static func bind(
    _ name: String, _ fields: [String], _ optional: Int, _ defaults: [Value], _ arguments: Arguments
  ) throws -> [Value] {
    var values: [Value?] = Array(repeating: nil, count: fields.count)
    if arguments.count > fields.count {
      let most = fields.count + 1
      let quantity = defaults.isEmpty ? "\(most)" : "from \(optional + 1) to \(most)"
      throw PythonError.typeFault(
        "\(name).__new__() takes \(quantity) positional argument\(most == 1 ? "" : "s") but \(arguments.count + 1) were given"
      )
    }
    for (at, value) in arguments.positional.enumerated() { values[at] = value }
    for (key, value) in arguments.keywords {
      guard let at = fields.firstIndex(of: key.text) else {
        throw PythonError.typeFault("\(name).__new__() got an unexpected keyword argument '\(key.text)'")
      }
      if values[at] != nil {
        throw PythonError.typeFault("\(name).__new__() got multiple values for argument '\(key.text)'")
      }
      values[at] = value
    }
    for at in optional..<Swift.max(optional, fields.count) where values[at] == nil {
      values[at] = defaults[at - optional]
    }
    let missing = fields.indices.filter { values[$0] == nil }.map { "'\(fields[$0])'" }
    if !missing.isEmpty {
      let list =
        switch missing.count {
        case 1: missing[0]
        case 2: missing.joined(separator: " and ")
        default: missing.dropLast().joined(separator: ", ") + ", and " + (missing.last ?? "")
        }
      throw PythonError.typeFault(
        "\(name).__new__() missing \(missing.count) required positional argument\(missing.count == 1 ? "" : "s"): \(list)"
      )
    }
    return values.map { $0 ?? .none }
  }
}

extension String {
  fileprivate func replacingCommas() -> String {
    String(String.UnicodeScalarView(unicodeScalars.map { $0 == "," ? " " : $0 }))
  }
}
