import Syntax

/// `operator`.
enum OperatorModule {
  static func make() throws -> ModuleObject {
    let module = ModuleObject("operator", summary: "The operators as functions.")
    let binaries: [(String, BinaryOperator)] = [
      ("add", .add), ("sub", .subtract), ("mul", .multiply), ("truediv", .divide), ("floordiv", .floorDivide),
      ("mod", .modulo), ("pow", .power), ("matmul", .matrixMultiply), ("lshift", .leftShift), ("rshift", .rightShift),
      ("and_", .bitAnd), ("or_", .bitOr), ("xor", .bitXor),
    ]
    let pair: [Parameter] = [.positional("a"), .positional("b")]
    for (name, operation) in binaries {
      module.function(
        name, pair, summary: "a \(operation.text) b.",
        .binary { try Machine.current.binary(operation, $0, $1) })
      let plain = name.hasSuffix("_") ? String(name.dropLast()) : name
      module.function(
        "i" + plain, pair, summary: "a \(operation.text)= b.",
        .binary { try Machine.current.inPlace(operation, $0, $1) })
    }
    for (name, isInPlace) in [("concat", false), ("iconcat", true)] {
      module.function(
        name, pair, summary: "a \(isInPlace ? "+=" : "+") b, of sequences.",
        .binary { first, second in
          let machine = Machine.current
          guard machine.type(of: first).answers(.getitem) else {
            throw PythonError.typeFault("'\(first.typeName)' object can't be concatenated")
          }
          return try isInPlace ? machine.inPlace(.add, first, second) : machine.binary(.add, first, second)
        })
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
    module.function(
      "call", [.positional("obj"), .variadic("args"), .variadicKeyword("kwargs")], summary: "obj(*args, **kwargs).",
      .variadic { arguments in
        guard arguments.count > 0 else { throw PythonError.typeFault("call expected at least 1 argument, got 0") }
        return try Machine.current.call(arguments[0], arguments.dropping(1))
      })
    for type in [OperatorGetters.items, OperatorGetters.attributes, OperatorGetters.calls] {
      module.set(type.name, .object(type))
    }
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
}
