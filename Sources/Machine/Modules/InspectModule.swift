import Diagnostics

/// `inspect`: what functions and classes say of themselves.
enum InspectModule {
  nonisolated(unsafe) private static let empty = TypeObject("_empty", module: "inspect", summary: "Nothing was said.")

  // MARK: Parameters and signatures

  private static func kindName(_ kind: Parameter.Kind) -> String {
    switch kind {
    case .positionalOnly: "POSITIONAL_ONLY"
    case .positionalOrKeyword: "POSITIONAL_OR_KEYWORD"
    case .variadic: "VAR_POSITIONAL"
    case .keywordOnly: "KEYWORD_ONLY"
    case .variadicKeyword: "VAR_KEYWORD"
    }
  }

  /// What `param.kind` is: a number with a name.
  private final class Kind {
    let kind: Parameter.Kind
    init(_ kind: Parameter.Kind) { self.kind = kind }
  }

  nonisolated(unsafe) private static let kindType: TypeObject = {
    let type = TypeObject("_ParameterKind", module: "inspect")
    func kind(_ value: Value) -> Parameter.Kind { (value.asInstance?.payload as? Kind)?.kind ?? .positionalOnly }
    type.slots.repr = { value in
      let number =
        [Parameter.Kind.positionalOnly, .positionalOrKeyword, .variadic, .keywordOnly, .variadicKeyword].firstIndex(
          of: kind(value)) ?? 0
      return "<_ParameterKind.\(kindName(kind(value))): \(number)>"
    }
    type.slots.str = { kindName(kind($0)) }
    type.property("name", summary: "Its name.", get: { .string(kindName(kind($0))) })
    type.property(
      "description", summary: "In words.",
      get: { value in
        switch kind(value) {
        case .positionalOnly: .string("positional-only")
        case .positionalOrKeyword: .string("positional or keyword")
        case .variadic: .string("variadic positional")
        case .keywordOnly: .string("keyword-only")
        case .variadicKeyword: .string("variadic keyword")
        }
      })
    return type
  }()

  nonisolated(unsafe) private static var kinds: [Parameter.Kind: Value] = [:]

  private static func kindValue(_ kind: Parameter.Kind) -> Value {
    if let known = kinds[kind] { return known }
    let made = Value.object(InstanceObject(kindType, payload: Kind(kind)))
    kinds[kind] = made
    return made
  }

  private static func field(_ value: Value, _ name: String) -> Value {
    value.asInstance?.field(StringObject.interned(name)) ?? .none
  }

  nonisolated(unsafe) private static let parameterType: TypeObject = {
    let type = TypeObject("Parameter", module: "inspect", summary: "A parameter of a function.")
    type.slots.str = shown
    type.slots.repr = { "<Parameter \"\(try shown($0))\">" }
    type.set("empty", .object(empty))
    for kind in [Parameter.Kind.positionalOnly, .positionalOrKeyword, .variadic, .keywordOnly, .variadicKeyword] {
      type.set(kindName(kind), kindValue(kind))
    }
    return type
  }()

  private static func isEmpty(_ value: Value) -> Bool { value.asType === empty }

  private static func shown(_ parameter: Value) throws -> String {
    let machine = Machine.current
    var text = try machine.str(field(parameter, "name"))
    let kind = (field(parameter, "kind").asInstance?.payload as? Kind)?.kind
    if kind == .variadic { text = "*" + text }
    if kind == .variadicKeyword { text = "**" + text }
    let annotation = field(parameter, "annotation")
    let fallback = field(parameter, "default")
    if !isEmpty(annotation) { text += ": " + (try annotationText(annotation)) }
    if !isEmpty(fallback) { text += (isEmpty(annotation) ? "=" : " = ") + (try machine.repr(fallback)) }
    return text
  }

  private static func annotationText(_ value: Value) throws -> String {
    if value.asString != nil || value.isNone { return try Machine.current.repr(value) }
    let text = try GenericAlias.shown(value)
    return text.hasPrefix("typing.") ? String(text.dropFirst(7)) : text
  }

  nonisolated(unsafe) private static let signatureType: TypeObject = {
    let type = TypeObject("Signature", module: "inspect", summary: "What a function takes and gives.")
    type.set("empty", .object(empty))
    func text(_ value: Value) throws -> String {
      var parts: [String] = []
      var wasPositionalOnly = false
      var hasStar = false
      for (_, parameter) in field(value, "parameters").asMapping?.pairs ?? [] {
        let kind = (field(parameter, "kind").asInstance?.payload as? Kind)?.kind
        if wasPositionalOnly, kind != .positionalOnly { parts.append("/") }
        wasPositionalOnly = kind == .positionalOnly
        if kind == .variadic { hasStar = true }
        if kind == .keywordOnly, !hasStar {
          parts.append("*")
          hasStar = true
        }
        parts.append(try shown(parameter))
      }
      if wasPositionalOnly { parts.append("/") }
      let result = field(value, "return_annotation")
      return "(" + parts.joined(separator: ", ") + ")" + (isEmpty(result) ? "" : " -> " + (try annotationText(result)))
    }
    type.slots.str = text
    type.slots.repr = { "<Signature \(try text($0))>" }
    return type
  }()

  private static func signature(of value: Value) throws -> Value {
    let machine = Machine.current
    guard machine.isCallable(value) else {
      throw PythonError.typeFault("\(try machine.repr(value)) is not a callable object")
    }
    var target = value
    var skipsFirst = false
    if let type = value.asType {
      guard let initializer = type.lookup("__init__"), case .object(let object) = initializer,
        object is FunctionObject || object is PersonLikeFunction
      else {
        if type.isNative {
          throw PythonError.valueFault("no signature found for builtin type \(try machine.repr(value))")
        }
        return make([], annotations: nil)
      }
      target = initializer
      skipsFirst = true
    }
    if case .object(let object) = target, let method = object as? BoundMethodObject {
      target = method.function
      skipsFirst = true
    }
    guard case .object(let object) = target else { return make([], annotations: nil) }
    if let wrapped = try machine.attributeIfAny(of: target, StringObject.interned("__wrapped__")) {
      return try signature(of: wrapped)
    }
    var parameters: [Parameter]
    var annotations: DictObject?
    if let function = object as? FunctionObject {
      parameters = function.parameters
      annotations = function.annotations
    } else if let function = object as? PersonLikeFunction {
      parameters = function.parameters
      annotations = function.annotations
    } else if let function = object as? NativeFunction {
      parameters = function.parameters
    } else if let method = machine.type(of: target).lookup("__call__") {
      return try signature(of: machine.bind(method, to: target, through: machine.type(of: target)))
    } else {
      throw PythonError.valueFault("no signature found for \(try machine.repr(value))")
    }
    if skipsFirst, !parameters.isEmpty { parameters.removeFirst() }
    return make(parameters, annotations: annotations)
  }

  private static func make(_ parameters: [Parameter], annotations: DictObject?) -> Value {
    let all = DictObject()
    for parameter in parameters {
      let instance = InstanceObject(parameterType)
      instance.setField(StringObject.interned("name"), .string(parameter.name))
      instance.setField(StringObject.interned("kind"), kindValue(parameter.kind))
      instance.setField(StringObject.interned("default"), parameter.default ?? .object(empty))
      instance.setField(
        StringObject.interned("annotation"), annotations?.get(StringObject.interned(parameter.name)) ?? .object(empty))
      all.set(parameter.name, .object(instance))
    }
    let signature = InstanceObject(signatureType)
    signature.setField(StringObject.interned("parameters"), .object(MappingProxy(all)))
    signature.setField(
      StringObject.interned("return_annotation"), annotations?.get(StringObject.interned("return")) ?? .object(empty))
    return .object(signature)
  }

  // MARK: Text

  /// The lines of a function or class, as they were written.
  static func source(of value: Value) throws -> String {
    let machine = Machine.current
    var target = value
    if case .object(let object) = target, let method = object as? BoundMethodObject { target = method.function }
    if let wrapped = try machine.attributeIfAny(of: target, StringObject.interned("__wrapped__")) { target = wrapped }
    if case .object(let object) = target, let function = object as? FunctionObject {
      return block(of: function)
    }
    if let type = value.asType, !type.isNative {
      for (_, attribute) in type.attributes.pairs {
        guard case .object(let object) = attribute, let function = object as? FunctionObject else { continue }
        if let found = classBlock(named: type.name, in: function.source) { return found }
      }
    }
    if value.asType != nil || machine.isCallable(value) { throw PythonError(.osError, "source code not available") }
    throw PythonError.typeFault(
      "module, class, method, function, traceback, frame, or code object was expected, got \(value.typeName)")
  }

  private static func indentation(_ line: String) -> Int { line.prefix { $0 == " " || $0 == "\t" }.count }

  /// The lines of a function, found from where its body begins.
  private static func block(of function: FunctionObject) -> String {
    let lines = Words.lines(function.source.text, keepEnds: false)
    let inside = function.code.spans.map(\.start).filter { $0 > 0 }.min() ?? 0
    var line = Swift.min(function.source.line(at: inside) - 1, lines.count - 1)
    let isLambda = function.code.name == "<lambda>"
    while line > 0, !lines[line].contains(isLambda ? "lambda" : "def \(function.code.name)") { line -= 1 }
    return block(lines, at: line)
  }

  /// A line with decorators before it and all that is indented further.
  private static func block(_ lines: [String], at start: Int) -> String {
    guard lines.indices.contains(start) else { return "" }
    var first = start
    let margin = indentation(lines[start])
    while first > 0, lines[first - 1].dropFirst(margin).hasPrefix("@"), indentation(lines[first - 1]) == margin {
      first -= 1
    }
    var end = start + 1
    var last = start
    while end < lines.count {
      let isBlank = lines[end].allSatisfy(\.isWhitespace)
      if !isBlank {
        if indentation(lines[end]) <= margin, !lines[end].drop(while: \.isWhitespace).hasPrefix(")") { break }
        last = end
      }
      end += 1
    }
    return lines[first...last].joined(separator: "\n") + "\n"
  }

  private static func classBlock(named name: String, in source: Source) -> String? {
    let lines = Words.lines(source.text, keepEnds: false)
    let start = lines.firstIndex { line in
      let body = line.drop(while: \.isWhitespace)
      guard body.hasPrefix("class \(name)") else { return false }
      let next = body.dropFirst(6 + name.count).first
      return next == ":" || next == "(" || next == " "
    }
    return start.map { block(lines, at: $0) }
  }

  // MARK: The module

  static func make() throws -> ModuleObject {
    let module = ModuleObject("inspect", summary: "What functions and classes say of themselves.")
    module.set("Parameter", .object(parameterType))
    module.set("Signature", .object(signatureType))
    module.set("_empty", .object(empty))
    module.function(
      "signature", [Parameter("obj")], summary: "What a function takes and gives.", .bound { try signature(of: $0[0]) })
    module.function(
      "getsource", [.positional("object")], summary: "The text of a function or class.",
      .unary { .string(try source(of: $0)) })
    module.function(
      "getdoc", [.positional("object")], summary: "The documentation, without indentation.",
      .unary { value in
        let doc = try Machine.current.attributeIfAny(of: value, StringObject.interned("__doc__")) ?? .none
        return doc.asString.map { .string(Help.cleaned($0.text)) } ?? .none
      })
    module.function(
      "cleandoc", [.positional("doc")], summary: "A text without indentation.",
      .unary { .string(Help.cleaned(try $0.plainString().text)) })
    module.function(
      "getmembers", [.positional("object"), .positional("predicate", default: .none)],
      summary: "Names and values of attributes.",
      .bound { arguments in
        let machine = Machine.current
        var found: [Value] = []
        for name in machine.attributeNames(of: arguments[0]) {
          guard let value = try machine.attributeIfAny(of: arguments[0], StringObject.interned(name)) else { continue }
          if !arguments[1].isNone, try !machine.truth(machine.call(arguments[1], [value])) { continue }
          found.append(.tuple([.string(name), value]))
        }
        return .list(found)
      })
    module.function(
      "getmro", [.positional("cls")], summary: "The classes in the order attributes are looked up.",
      .unary { .tuple(($0.asType?.mro ?? []).map { .object($0) }) })
    func ask(_ name: String, _ summary: String, _ body: @escaping (Value) throws -> Bool) {
      module.function(name, [.positional("object")], summary: summary, .unary { .bool(try body($0)) })
    }
    func object(_ value: Value) -> Object? { if case .object(let object) = value { object } else { nil } }
    ask("isclass", "Whether it is a class.") { $0.asType != nil }
    ask("isfunction", "Whether it is a person's function.") {
      object($0) is FunctionObject || object($0) is PersonLikeFunction
    }
    ask("ismethod", "Whether it is a bound method.") {
      (object($0) as? BoundMethodObject).map { $0.type === TypeObject.method } ?? false
    }
    ask("isbuiltin", "Whether it is a built-in function.") { object($0) is NativeFunction }
    ask("isroutine", "Whether it can be called as a function.") {
      object($0) is FunctionObject || object($0) is NativeFunction || object($0) is BoundMethodObject
    }
    ask("ismodule", "Whether it is a module.") { $0.asModule != nil }
    ask("isgenerator", "Whether it is a generator.") { object($0) is GeneratorObject }
    let states: [(GeneratorObject.State, String)] = [
      (.created, "GEN_CREATED"), (.suspended, "GEN_SUSPENDED"), (.running, "GEN_RUNNING"), (.finished, "GEN_CLOSED"),
    ]
    for (_, name) in states { module.set(name, .string(name)) }
    module.function(
      "getgeneratorstate", [Parameter("generator")], summary: "Where a generator stands.",
      .bound { arguments in
        guard let generator = object(arguments[0]) as? GeneratorObject else {
          throw PythonError(.attributeError, "'\(arguments[0].typeName)' object has no attribute 'gi_running'")
        }
        return .string(states.first { $0.0 == generator.state }?.1 ?? "")
      })
    ask("isgeneratorfunction", "Whether it makes generators.") {
      (object($0) as? FunctionObject)?.code.isGenerator ?? false
    }
    ask("iscoroutinefunction", "False.") { _ in false }
    ask("isabstract", "Whether a class lacks methods.") { !($0.asType?.abstractNames.isEmpty ?? true) }
    return module
  }
}

extension Value {
  /// The dictionary behind a mapping that can only be read.
  fileprivate var asMapping: DictObject? {
    if case .object(let object) = self, let proxy = object as? MappingProxy { return proxy.dict }
    return asDict
  }
}
