import Machine
import NDArray
import TensorText

/// How arrays are printed: the options and the formatters that take the place of numpy's own.
struct NumpyPrinting {
  var options = NumpyOptions.standard
  /// By the kind of element, as numpy names kinds.
  var formatters: [(kind: String, function: Value)] = []

  nonisolated(unsafe) static var current = NumpyPrinting()

  /// Writes an array, through a formatter where there is one for its elements.
  func write(_ data: NDArray, _ body: (PrintableArray, NumpyOptions, ((Int) -> String)?) -> String) throws -> String {
    guard let function = formatter(data.dtype) else {
      return Numpy.withPrintable(data) { body($0, options, nil) }
    }
    let memory = try data.inMemory()
    var failure: (any Error)?
    let text = Numpy.withPrintable(memory) { printable in
      body(printable, options) { offset in
        guard failure == nil else { return "" }
        do {
          let element = Numpy.value(memory.number(atOffset: offset), memory.dtype)
          return try Machine.current.str(Machine.current.call(function, [element]))
        } catch {
          failure = error
          return ""
        }
      }
    }
    if let failure { throw failure }
    return text
  }

  private func formatter(_ dtype: DType) -> Value? {
    let kinds: [String] =
      dtype == .bool
      ? ["all", "bool"] : dtype.isFloatingPoint ? ["all", "float_kind", "float"] : ["all", "int_kind", "int"]
    // The particular kind counts most.
    for kind in kinds.reversed() {
      if let found = formatters.last(where: { $0.kind == kind }) { return found.function }
    }
    return nil
  }

  // MARK: Options

  private static let names = [
    "precision", "threshold", "edgeitems", "linewidth", "suppress", "nanstr", "infstr", "formatter", "sign",
    "floatmode",
  ]

  private static func parameters(_ isKeyword: Bool) -> [LanguageParameter] {
    names.map { isKeyword ? .keyword($0, default: Value.none) : .init($0, default: Value.none) }
      + [.keyword("legacy", default: Value.none), .keyword("override_repr", default: Value.none)]
  }

  /// The options with those that are given in their place.
  private func changed(_ given: (String) -> Value) throws -> NumpyPrinting {
    var result = self
    let machine = Machine.current
    if let mode = given("floatmode").some {
      guard let found = mode.asString.flatMap({ NumpyOptions.FloatMode(rawValue: $0.text) }) else {
        throw PythonError(
          .valueError, #"floatmode option must be one of "fixed", "unique", "maxprec", "maxprec_equal""#)
      }
      result.options.floatMode = found
    }
    if let sign = given("sign").some {
      guard let found = sign.asString.flatMap({ NumpyOptions.Sign(rawValue: $0.text) }) else {
        throw PythonError(.valueError, "sign option must be one of ' ', '+', or '-'")
      }
      result.options.sign = found
    }
    if let threshold = given("threshold").some {
      guard let number = threshold.asNumber ?? Numpy.data(threshold)?.item else {
        throw PythonError(.typeError, "threshold must be numeric")
      }
      guard !number.asDouble.isNaN else {
        throw PythonError(
          .valueError, "threshold must be non-NAN, try sys.maxsize for untruncated representation")
      }
      result.options.threshold = number.asDouble
    }
    if let precision = given("precision").some {
      guard let digits = try? machine.index(precision) else {
        throw PythonError(.typeError, "precision must be an integer")
      }
      result.options.precision = max(0, digits)
    }
    if let count = given("edgeitems").some { result.options.edgeItems = max(0, try machine.index(count)) }
    if let width = given("linewidth").some { result.options.lineWidth = max(1, try machine.index(width)) }
    if let flag = given("suppress").some { result.options.suppress = try machine.truth(flag) }
    if let text = given("nanstr").some { result.options.nan = try machine.str(text) }
    if let text = given("infstr").some { result.options.infinity = try machine.str(text) }
    if let dictionary = given("formatter").some {
      result.formatters = try machine.elements(dictionary).map {
        (try machine.str($0), try machine.getItem(dictionary, $0))
      }
    }
    for name in ["legacy", "override_repr"] {
      if let value = given(name).some, try machine.truth(value) {
        throw PythonError(.notImplementedError, "\(name) is not available here")
      }
    }
    return result
  }

  private func value(_ name: String) -> Value {
    switch name {
    case "precision": .int(options.precision)
    case "threshold": Int(exactly: options.threshold).map { .int($0) } ?? .float(options.threshold)
    case "edgeitems": .int(options.edgeItems)
    case "linewidth": .int(options.lineWidth)
    case "suppress": .bool(options.suppress)
    case "nanstr": .string(options.nan)
    case "infstr": .string(options.infinity)
    case "sign": .string(options.sign.rawValue)
    case "floatmode": .string(options.floatMode.rawValue)
    case "legacy": .bool(false)
    default: .none
    }
  }

  private static func dictionary() throws -> Value {
    let result = DictObject()
    for name in [
      "edgeitems", "threshold", "floatmode", "precision", "suppress", "linewidth", "nanstr", "infstr", "sign",
      "formatter", "legacy", "override_repr",
    ] { try result.set(.string(name), current.value(name)) }
    return .object(result)
  }

  // MARK: Functions

  static func add(to module: ModuleObject) {
    let parameters = parameters(false)
    func reading(_ arguments: BoundArguments, from first: Int = 0) -> (String) -> Value {
      { name in parameters.firstIndex { $0.name == name }.map { arguments[first + $0] } ?? .none }
    }
    module.function(
      "set_printoptions", parameters, summary: "How arrays are printed.",
      .bound { arguments in
        var start = current
        start.formatters = []
        current = try start.changed(reading(arguments))
        return .none
      })
    module.function(
      "get_printoptions", summary: "How arrays are printed.", .bound { _ in try dictionary() })
    let type = TypeObject("printoptions", module: "numpy", summary: "Prints arrays in another way for a while.")
    type.slots.new = { type, _ in .object(InstanceObject(type, payload: Waiting())) }
    type.method(
      "__init__", [.init("self")] + parameters, summary: "Notes the options.",
      .bound { arguments in
        let waiting = arguments[0].asInstance?.payload as? Waiting
        let read = reading(arguments, from: 1)
        waiting?.options = Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, read($0.name)) })
        return .none
      })
    type.method(
      "__enter__", summary: "Begins to print so.",
      .unary { value in
        guard let waiting = value.asInstance?.payload as? Waiting else { return .none }
        let before = current
        var start = current
        start.formatters = []
        current = try start.changed { waiting.options[$0] ?? .none }
        waiting.before.append(before)
        return try dictionary()
      })
    type.method(
      "__exit__", [.init("self"), .variadic("exception")], summary: "Prints as before.",
      .bound { arguments in
        if let before = (arguments[0].asInstance?.payload as? Waiting)?.before.popLast() { current = before }
        return .none
      })
    module.set("printoptions", .object(type))
    addText(to: module)
  }

  /// The options of a `with` block, and those from before it.
  private final class Waiting {
    var options: [String: Value] = [:]
    var before: [NumpyPrinting] = []
  }

  private static func addText(to module: ModuleObject) {
    let text: [LanguageParameter] = [
      .init("a"), .init("max_line_width", default: Value.none), .init("precision", default: Value.none),
      .init("suppress_small", default: Value.none), .init("separator", default: .string(" ")),
      .init("prefix", default: .string("")), .keyword("formatter", default: Value.none),
      .keyword("threshold", default: Value.none), .keyword("edgeitems", default: Value.none),
      .keyword("sign", default: Value.none), .keyword("floatmode", default: Value.none),
      .keyword("suffix", default: .string("")), .keyword("legacy", default: Value.none),
    ]
    let old = ["linewidth": "max_line_width", "suppress": "suppress_small"]
    func changed(_ arguments: BoundArguments, _ names: [String]) throws -> NumpyPrinting {
      try current.changed { name in names.firstIndex(of: old[name] ?? name).map { arguments[$0] } ?? .none }
    }
    let names = text.map(\.name)
    module.function(
      "array2string", text, summary: "An array as text.",
      .bound { arguments in
        var printing = try changed(arguments, names)
        let data = try Numpy.anything(arguments[0])
        let suffix = try Machine.current.str(arguments[11]).unicodeScalars.count
        printing.options.lineWidth = max(1, printing.options.lineWidth - suffix)
        let separator = try Machine.current.str(arguments[4])
        let prefix = try Machine.current.str(arguments[5]).unicodeScalars.count
        if data.count == 0 { return .string("[]") }
        return .string(
          try printing.write(data) {
            NumpyText.elements($0, separator: separator, prefix: prefix, options: $1, cell: $2)
          })
      })
    for (name, isRepr) in [("array_repr", true), ("array_str", false)] {
      let few: [LanguageParameter] = [.init("arr")] + text[1...3]
      module.function(
        name, few, summary: "An array as text.",
        .bound { arguments in
          let printing = try changed(arguments, few.map(\.name))
          return .string(
            try printing.write(Numpy.anything(arguments[0])) {
              isRepr ? NumpyText.repr($0, options: $1, cell: $2) : NumpyText.str($0, options: $1, cell: $2)
            })
        })
    }
  }
}

extension Value {
  /// Nil for None.
  fileprivate var some: Value? { isNone ? nil : self }
}
