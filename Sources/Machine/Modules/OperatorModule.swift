import Syntax

/// `operator`.
enum OperatorModule {
  static func make() throws -> ModuleObject {
    let module = ModuleObject("operator", summary: "The operators as functions.")
    let binaries: [(String, BinaryOperator)] = [
      ("add", .add), ("sub", .subtract), ("mul", .multiply), ("truediv", .divide), ("floordiv", .floorDivide),
      ("mod", .modulo), ("pow", .power), ("matmul", .matrixMultiply), ("lshift", .leftShift), ("rshift", .rightShift),
      ("and_", .bitAnd), ("or_", .bitOr), ("xor", .bitXor), ("concat", .add),
    ]
    let pair: [Parameter] = [.positional("a"), .positional("b")]
    for (name, operation) in binaries {
      module.function(
        name, pair, summary: "a \(operation.text) b.",
        .binary { try Machine.current.binary(operation, $0, $1) })
      let plain = name.hasSuffix("_") ? String(name.dropLast()) : name
      if name != "concat" {
        module.function(
          "i" + plain, pair, summary: "a \(operation.text)= b.",
          .binary { try Machine.current.inPlace(operation, $0, $1) })
      }
    }
    let comparisons: [(String, ComparisonOperator)] = [
      ("eq", .equal), ("ne", .notEqual), ("lt", .less), ("le", .lessOrEqual), ("gt", .greater), ("ge", .greaterOrEqual),
      ("is_", .is_), ("is_not", .isNot),
    ]
    for (name, operation) in comparisons {
      module.function(
        name, pair, summary: "a \(operation.text) b.",
        .binary { try Machine.current.compare(operation, $0, $1) })
    }
    let single: [Parameter] = [.positional("a")]
    for (name, operation) in [
      ("neg", UnaryOperator.negative), ("pos", .positive), ("invert", .invert), ("inv", .invert), ("not_", .not),
    ] {
      module.function(
        name, single, summary: "\(operation.text) a.", .unary { try Machine.current.unary(operation, $0) })
    }
    module.function(
      "abs", single, summary: "abs(a).", .unary { try Machine.current.call(.object(Builtin.abs.function), [$0]) })
    module.function("truth", single, summary: "bool(a).", .unary { .bool(try Machine.current.truth($0)) })
    module.function(
      "index", single, summary: "a as an integer.",
      .unary { value in
        guard let index = try Machine.current.indexIfAny(value) else {
          throw PythonError.typeFault("'\(value.typeName)' object cannot be interpreted as an integer")
        }
        return index
      })
    module.function("contains", pair, summary: "b in a.", .binary { .bool(try Machine.current.contains($0, $1)) })
    module.function("getitem", pair, summary: "a[b].", .binary { try Machine.current.getItem($0, $1) })
    module.function(
      "setitem", pair + [.positional("c")], summary: "a[b] = c.",
      .ternary {
        try Machine.current.setItem($0, $1, $2)
        return .none
      })
    module.function(
      "delitem", pair, summary: "del a[b].",
      .binary {
        try Machine.current.deleteItem($0, $1)
        return .none
      })
    module.function(
      "length_hint", [.positional("obj"), .positional("default", default: .int(0))],
      summary: "How many elements there are, or the default where nobody knows.",
      .binary { value, fallback in
        Machine.current.type(of: value).answers(.len) ? .int(try Machine.current.length(value)) : fallback
      })
    module.function(
      "countOf", pair, summary: "How often b occurs in a.",
      .binary { container, element in
        var count = 0
        try Machine.current.forEach(container) {
          if try Machine.current.equal($0, element) { count += 1 }
          return true
        }
        return .int(count)
      })
    module.function(
      "indexOf", pair, summary: "The first index of b in a.",
      .binary { container, element in
        var place = 0
        var isFound = false
        try Machine.current.forEach(container) {
          isFound = try Machine.current.equal($0, element)
          if !isFound { place += 1 }
          return !isFound
        }
        if !isFound { throw PythonError.valueFault("sequence.index(x): x not in sequence") }
        return .int(place)
      })
    installGetters(module)
    for (key, value) in module.namespace.pairs {
      guard let name = key.asString?.text, !name.hasPrefix("_"), !notSpecial.contains(name) else { continue }
      module.set("__\(name.hasSuffix("_") ? String(name.dropLast()) : name)__", value)
    }
    return module
  }

  /// Functions that are no operator's, and so have no name with underscores.
  private static let notSpecial: Set = [
    "truth", "is_", "is_not", "countOf", "length_hint", "indexOf", "itemgetter", "attrgetter", "methodcaller",
  ]

  private static func needsOne(_ name: String, _ arguments: Arguments) throws {
    if arguments.keywordCount > 0 { throw PythonError.typeFault("\(name)() takes no keyword arguments") }
    if arguments.count == 0 { throw PythonError.typeFault("\(name) expected 1 argument, got 0") }
  }

  private static func installGetters(_ module: ModuleObject) {
    module.function(
      "itemgetter", [.positional("item"), .variadic("items")], summary: "A function that takes items out.",
      .variadic { arguments in
        try needsOne("itemgetter", arguments)
        let keys = Array(arguments.positional)
        return .object(
          NativeFunction(
            "itemgetter", [.positional("obj")],
            .unary { value in
              let found = try keys.map { try Machine.current.getItem(value, $0) }
              return found.count == 1 ? found[0] : .tuple(found)
            }))
      })
    module.function(
      "attrgetter", [.positional("attr"), .variadic("attrs")], summary: "A function that takes attributes.",
      .variadic { arguments in
        try needsOne("attrgetter", arguments)
        let names = try arguments.positional.map { value -> String in
          guard let name = value.asString else { throw PythonError.typeFault("attribute name must be a string") }
          return name.text
        }
        return .object(
          NativeFunction(
            "attrgetter", [.positional("obj")],
            .unary { value in
              let found = try names.map { name in
                try name.split(separator: ".").reduce(value) { try Machine.current.attribute(of: $0, String($1)) }
              }
              return found.count == 1 ? found[0] : .tuple(found)
            }))
      })
    module.function(
      "methodcaller", [.positional("name"), .variadic("args"), .variadicKeyword("kwargs")],
      summary: "A function that calls a method.",
      .bound { arguments in
        let name = try arguments[0].stringArgument("method name").text
        let given = arguments[1].asTuple?.items ?? []
        let keywords = (arguments[2].asDict?.pairs ?? []).map { ($0.key.asString?.text ?? "", $0.value) }
        return .object(
          NativeFunction(
            "methodcaller", [.positional("obj")],
            .unary { value in
              try Machine.current.call(Machine.current.attribute(of: value, name), given, keywords: keywords)
            }))
      })
  }
}
