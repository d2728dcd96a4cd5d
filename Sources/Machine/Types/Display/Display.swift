/// What the last expression of a cell shows: IPython's pretty printer over the machine's values.
public struct Display {
  private var layout: PrettyLayout
  private var stack: [Int] = []
  private let machine = Machine.current

  /// How floats are shown; nil is as `repr` writes them.
  nonisolated(unsafe) public static var floatFormat: ((Double) throws -> String)?

  /// Sequences show this many elements and then `...`.
  private static let longestSequence = 1000

  /// The method by which a class says itself how its instances are laid out.
  nonisolated(unsafe) private static let ownPrinter = StringObject.interned("_repr_pretty_")

  private init(width: Int) { layout = PrettyLayout(width: width) }

  /// The text of a value, over several lines when it does not fit into `width` characters.
  public static func text(of value: Value, width: Int = 79) throws -> String {
    var display = Display(width: width)
    try display.pretty(value)
    display.layout.flush()
    return display.layout.output
  }

  mutating func pretty(_ value: Value) throws {
    let id = Machine.identity(of: value)
    let isCycle = isContainer(value) && stack.contains(id)
    stack.append(id)
    layout.beginGroup()
    defer {
      layout.endGroup()
      stack.removeLast()
    }
    try machine.checkInterrupt()
    if stack.count > 200, !NativeStack.hasRoom { throw Machine.recursionError() }
    try show(value, isCycle)
  }

  private func isContainer(_ value: Value) -> Bool {
    switch value {
    case .object(let object): object.kind != .string
    default: false
    }
  }

  private mutating func show(_ value: Value, _ isCycle: Bool) throws {
    switch value {
    case .float(let number):
      if let format = Display.floatFormat { return layout.text(try format(number)) }
      return layout.text(try machine.repr(value))
    case .none, .bool, .int, .undefined: return layout.text(try machine.repr(value))
    case .object, .native: break
    }
    let type = machine.type(of: value)
    for ancestor in type.mro {
      if let printer = Display.printers[ObjectIdentifier(ancestor)] { return try printer(&self, value, isCycle) }
      if let method = ancestor.attributes.get(Display.ownPrinter), machine.isCallable(method) {
        return try withUnsafeMutablePointer(to: &self) { try PrettyPrinterType.call(method, of: value, $0, isCycle) }
      }
      let hasOwn =
        ancestor !== TypeObject.object && (ancestor.attributes.get("__repr__") != nil || ancestor.slots.repr != nil)
      if hasOwn { return try representation(value) }
    }
    if !type.resolve(.repr).isSlot(of: .object) { return try representation(value) }
    layout.beginGroup(1, "<")
    try pretty(.object(type))
    layout.text(" at 0x" + String(Machine.identity(of: value), radix: 16))
    if isCycle { layout.text(" ...") }
    layout.endGroup(1, ">")
  }

  /// The plain representation, line by line.
  private mutating func representation(_ value: Value) throws {
    let text = try machine.repr(value)
    layout.beginGroup()
    for (at, line) in Words.lines(text, keepEnds: false).enumerated() {
      if at > 0 { layout.breakLine() }
      layout.text(line)
    }
    layout.endGroup()
  }

  private mutating func elements(_ items: [Value], _ body: (inout Display, Value) throws -> Void) throws {
    for (at, item) in items.enumerated() {
      if at >= Display.longestSequence {
        layout.text(",")
        layout.breakable()
        layout.text("...")
        return
      }
      if at > 0 {
        layout.text(",")
        layout.breakable()
      }
      try body(&self, item)
    }
  }

  private mutating func sequence(_ items: [Value], _ open: String, _ close: String, isTuple: Bool = false) throws {
    let step = open.unicodeScalars.count
    layout.beginGroup(step, open)
    try elements(items) { try $0.pretty($1) }
    if isTuple, items.count == 1 { layout.text(",") }
    layout.endGroup(step, close)
  }

  private mutating func mapping(_ dict: DictObject, _ open: String, _ close: String) throws {
    let step = open.unicodeScalars.count
    layout.beginGroup(step, open)
    let keys = dict.keys
    try elements(keys) { display, key in
      try display.pretty(key)
      display.layout.text(": ")
      try display.pretty(dict.get(key) ?? .none)
    }
    layout.endGroup(step, close)
  }

  private mutating func set(_ value: Value, _ open: String, _ close: String) throws {
    guard let set = value.asSet else { return }
    if set.count == 0 { return layout.text(machine.type(of: value).name + "()") }
    var items = set.elements
    if items.count < Display.longestSequence {
      do {
        items = try Sorting.sorted(items, key: .none, reverse: false)
      } catch {
        items = try Sorting.sorted(items, key: .object(TypeObject.str), reverse: false)
      }
    }
    try sequence(items, open, close)
  }

  /// A call as it would make the value again: `Counter({'a': 2})`.
  mutating func call(_ name: String, _ arguments: [Value], keywords: [(String, Value)] = []) throws {
    let prefix = name + "("
    layout.beginGroup(prefix.unicodeScalars.count, prefix)
    var isFirst = true
    func separate(_ display: inout Display) {
      if !isFirst {
        display.layout.text(",")
        display.layout.breakable()
      }
      isFirst = false
    }
    for argument in arguments {
      separate(&self)
      try pretty(argument)
    }
    for (name, value) in keywords {
      separate(&self)
      layout.beginGroup(name.unicodeScalars.count + 1, name + "=")
      try pretty(value)
      layout.endGroup(name.unicodeScalars.count + 1)
    }
    layout.endGroup(prefix.unicodeScalars.count, ")")
  }

  /// The same, of arguments that are text already.
  mutating func call(_ name: String, texts: [String]) {
    let prefix = name + "("
    layout.beginGroup(prefix.unicodeScalars.count, prefix)
    for (at, text) in texts.enumerated() {
      if at > 0 {
        layout.text(",")
        layout.breakable()
      }
      layout.text(text)
    }
    layout.endGroup(prefix.unicodeScalars.count, ")")
  }

  mutating func text(_ text: String) { layout.text(text) }

  // MARK: For a class's own printer

  var width: Int { layout.width }
  mutating func breakable(_ separator: String) { layout.breakable(separator) }
  mutating func breakLine() { layout.breakLine() }

  /// Opens a group; without an opening it is only an indentation.
  mutating func open(_ indentation: Int, _ opening: String?) {
    guard let opening else { return layout.indentation = layout.indentation &+ indentation }
    layout.beginGroup(indentation, opening)
  }

  mutating func close(_ indentation: Int, _ closing: String?) {
    guard let closing else { return layout.indentation = layout.indentation &- indentation }
    layout.endGroup(indentation, closing)
  }

  // MARK: By type

  typealias Printer = (inout Display, Value, _ isCycle: Bool) throws -> Void

  /// How values of a type and of its subclasses are shown, unless a subclass has a representation of its own.
  nonisolated(unsafe) static var printers: [ObjectIdentifier: Printer] = {
    var table: [ObjectIdentifier: Printer] = [:]
    func add(_ types: TypeObject..., printer: @escaping Printer) {
      for type in types { table[ObjectIdentifier(type)] = printer }
    }
    add(.int, .float, .str, .bytes, .range, .slice, .method) { display, value, _ in try display.representation(value) }
    add(.list) { display, value, isCycle in
      if isCycle { return display.layout.text("[...]") }
      try display.sequence(value.asList?.items ?? [], "[", "]")
    }
    add(.tuple) { display, value, isCycle in
      if isCycle { return display.layout.text("(...)") }
      try display.sequence(value.asTuple?.items ?? [], "(", ")", isTuple: true)
    }
    add(.dict) { display, value, isCycle in
      if isCycle { return display.layout.text("{...}") }
      try display.mapping(value.asDict ?? DictObject(), "{", "}")
    }
    add(.mappingProxy) { display, value, isCycle in
      guard case .object(let object) = value, let proxy = object as? MappingProxy, !isCycle else {
        return display.layout.text("{...}")
      }
      try display.mapping(proxy.dict, "mappingproxy({", "})")
    }
    add(.set) { display, value, isCycle in
      if isCycle { return display.layout.text("{...}") }
      try display.set(value, "{", "}")
    }
    add(.frozenset) { display, value, isCycle in
      if isCycle { return display.layout.text("frozenset({...})") }
      try display.set(value, "frozenset({", "})")
    }
    add(.type) { display, value, _ in
      guard let type = value.asType else { return }
      display.layout.text(type.module == "builtins" ? type.qualifiedName : type.module + "." + type.qualifiedName)
    }
    add(.function) { display, value, _ in
      guard case .object(let object) = value, let function = object as? FunctionObject else { return }
      let module = function.globals.get("__name__").flatMap(\.asString)?.text ?? "__main__"
      let name = module == "builtins" ? function.qualifiedName : module + "." + function.qualifiedName
      display.layout.text("<function " + name + (try Signature.text(of: function)) + ">")
    }
    add(WrappingFunction.type) { display, value, _ in
      func field(_ name: String) -> String? { value.asInstance?.field(StringObject.interned(name))?.asString?.text }
      let place = field("__module__").map { $0 == "builtins" ? "" : $0 + "." } ?? ""
      let signature = try WrappingFunction.innermost(value).map { try Signature.text(of: $0) } ?? ""
      display.layout.text("<function " + place + (field("__qualname__") ?? "?") + signature + ">")
    }
    add(.nativeFunction) { display, value, _ in
      guard case .object(let object) = value else { return }
      var parameters: [Parameter] = []
      var name = ""
      if let function = object as? NativeFunction {
        parameters = function.parameters
        name = (function.module.map { $0 == "builtins" ? "" : $0 + "." } ?? "") + function.qualifiedName
      } else if let method = object as? BoundMethodObject, case .object(let inner) = method.function,
        let function = inner as? NativeFunction
      {
        parameters = Array(function.parameters.dropFirst())
        name = function.qualifiedName
      }
      let isKnown = parameters.allSatisfy { $0.default?.isUndefined != true }
      display.layout.text("<function " + name + (isKnown ? Signature.text(of: parameters) : "") + ">")
    }
    add(.baseException) { display, value, _ in
      guard let exception = value.asException else { return }
      let type = exception.type
      let name = type.module == "builtins" ? type.qualifiedName : type.module + "." + type.qualifiedName
      try display.call(name, exception.args.items)
    }
    return table
  }()
}

extension Signature {
  /// The signature of a person's function, with its annotations.
  static func text(of function: FunctionObject) throws -> String {
    var function = function
    // A decorator that says what it wraps has the signature of that.
    var unwrapped = 0
    while unwrapped < 100, case .object(let inner)? = function.fields?.field(wrappedName),
      let wrapped = inner as? FunctionObject
    {
      function = wrapped
      unwrapped += 1
    }
    guard let annotations = function.annotations, annotations.count > 0 else { return text(of: function.parameters) }
    var parts: [String] = []
    var lastKind: Parameter.Kind?
    for parameter in function.parameters {
      if lastKind == .positionalOnly, parameter.kind != .positionalOnly { parts.append("/") }
      if parameter.kind == .keywordOnly, lastKind != .keywordOnly, lastKind != .variadic { parts.append("*") }
      lastKind = parameter.kind
      let stars = parameter.kind == .variadic ? "*" : (parameter.kind == .variadicKeyword ? "**" : "")
      var part = stars + parameter.name
      let annotation = annotations.get(parameter.name)
      if let annotation { part += ": " + (try shown(annotation)) }
      if let value = parameter.default {
        part += (annotation == nil ? "=" : " = ") + (try Machine.current.repr(value))
      }
      parts.append(part)
    }
    if lastKind == .positionalOnly { parts.append("/") }
    let result = try annotations.get("return").map { " -> " + (try shown($0)) } ?? ""
    return "(" + parts.joined(separator: ", ") + ")" + result
  }

  nonisolated(unsafe) private static let wrappedName = StringObject.interned("__wrapped__")

  private static func shown(_ annotation: Value) throws -> String {
    annotation.asType != nil ? try GenericAlias.shown(annotation) : try Machine.current.repr(annotation)
  }
}
