import Syntax

extension Builtin {
  nonisolated(unsafe) static let all_ = Builtin(
    "all", "Whether all elements are true.", [.positional("iterable")],
    examples: [Example("all([1, 0])", prints: "False")],
    .unary { iterable in
      var result = true
      try Machine.current.forEach(iterable) {
        result = try Machine.current.truth($0)
        return result
      }
      return .bool(result)
    })

  nonisolated(unsafe) static let any = Builtin(
    "any", "Whether an element is true.", [.positional("iterable")],
    examples: [Example("any([1, 0])", prints: "True")],
    .unary { iterable in
      var result = false
      try Machine.current.forEach(iterable) {
        result = try Machine.current.truth($0)
        return !result
      }
      return .bool(result)
    })

  nonisolated(unsafe) static let iter = Builtin(
    "iter", "An iterator over a value; or one that calls a function until it returns sentinel.",
    [.positional("object"), .positional("sentinel", default: .undefined)],
    .bound { arguments in
      let machine = Machine.current
      if arguments[1].isUndefined { return try machine.iterate(arguments[0]) }
      let (function, sentinel) = (arguments[0], arguments[1])
      guard machine.isCallable(function) else { throw PythonError.typeFault("iter(v, w): v must be callable") }
      return .object(
        ClosureIterator(.callableIterator) {
          // The function may be the `__next__` of another of these.
          guard NativeStack.hasRoom else { throw Machine.recursionError() }
          let value = try machine.call(function)
          return try machine.equal(value, sentinel) ? nil : value
        })
    })

  nonisolated(unsafe) static let next = Builtin(
    "next", "The next element of an iterator, or default at its end.",
    [.positional("iterator"), .positional("default", default: .undefined)],
    .bound { arguments in
      if let value = try Machine.current.next(arguments[0]) { return value }
      guard arguments[1].isUndefined else { return arguments[1] }
      if case .object(let object) = arguments[0], let generator = object as? GeneratorObject, !generator.result.isNone {
        throw PythonError(.stopIteration, arguments: [generator.result])
      }
      throw PythonError(.stopIteration)
    })

  nonisolated(unsafe) static let sorted = Builtin(
    "sorted", "A new list with the elements in order; equal ones keep their order.",
    [.positional("iterable"), .keyword("key", default: .none), .keyword("reverse", "bool", default: .bool(false))],
    examples: [Example("sorted([3, 1, 2], reverse=True)", prints: "[3, 2, 1]")],
    .variadic { arguments in
      if arguments.count != 1 {
        throw PythonError.typeFault("sorted expected 1 argument, got \(arguments.count)")
      }
      let bound = try arguments.dropping(1).parse("sort", ["key", "reverse"], positional: 0)
      let items = try Machine.current.elements(arguments[0])
      return .list(
        try Sorting.sorted(
          items, key: bound[0] ?? .none, reverse: Machine.current.index(bound[1] ?? .bool(false)) != 0))
    })

  private static func extreme(_ name: String, _ operation: ComparisonOperator, _ summary: String, _ example: Example)
    -> Builtin
  {
    Builtin(
      name, summary,
      [.variadic("args"), .keyword("key", default: .none), .keyword("default", default: .undefined)],
      examples: [example],
      .variadic { arguments in
        let machine = Machine.current
        if arguments.count == 0 { throw PythonError.typeFault("\(name) expected at least 1 argument, got 0") }
        let bound = try arguments.dropping(arguments.count).parse(name, ["key", "default"], positional: 0)
        let key = bound[0] ?? .none
        var best: (value: Value, key: Value)?
        func consider(_ value: Value) throws {
          let rank = key.isNone ? value : try machine.call(key, [value])
          if let known = best {
            if try machine.truth(machine.compare(operation, rank, known.key)) { best = (value, rank) }
          } else {
            best = (value, rank)
          }
        }
        if arguments.count > 1 {
          if bound[1] != nil {
            throw PythonError.typeFault("Cannot specify a default for \(name)() with multiple positional arguments")
          }
          for value in arguments.positional { try consider(value) }
        } else {
          try machine.forEach(arguments[0]) {
            try consider($0)
            return true
          }
        }
        if let best { return best.value }
        if let fallback = bound[1] { return fallback }
        throw PythonError.valueFault("\(name)() arg is an empty sequence")
      })
  }

  nonisolated(unsafe) static let min = extreme(
    "min", .less, "The smallest of the arguments, or of the elements of one.", Example("min(3, 1, 2)", prints: "1"))
  nonisolated(unsafe) static let max = extreme(
    "max", .greater, "The largest of the arguments, or of the elements of one.", Example("max([3, 1, 2])", prints: "3"))
}

/// The built-in types whose instances are iterators over others.
enum IterationTypes {
  static func install() {
    TypeObject.enumerate.summary = "Pairs of a count and an element."
    TypeObject.enumerate.slots.new = { _, arguments in
      let machine = Machine.current
      if arguments.count == 0, arguments.keywordCount == 0 {
        throw PythonError.typeFault("enumerate() missing required argument 'iterable'")
      }
      let bound = try arguments.parse("enumerate", ["iterable", "start"], required: 1)
      let iterator = try machine.iterate(bound[0] ?? .none)
      var count: Value = .int(0)
      if let start = bound[1] {
        guard let index = try machine.indexIfAny(start) else {
          throw PythonError.typeFault("'\(start.typeName)' object cannot be interpreted as an integer")
        }
        count = index
      }
      return .object(
        ClosureIterator(.enumerate) {
          guard let value = try machine.next(iterator) else { return nil }
          defer { if case .int(let number) = count, number < .max { count = .int(number + 1) } }
          if case .int(.max) = count { count = try machine.binary(.add, count, .int(1)) }
          return .tuple([count, value])
        })
    }

    TypeObject.zip.summary = "Tuples of one element of each iterable, until the shortest ends."
    TypeObject.zip.slots.new = { _, arguments in
      let machine = Machine.current
      let bound = try arguments.dropping(arguments.count).parse("zip", ["strict"], positional: 0)
      let isStrict = try machine.truth(bound[0] ?? .bool(false))
      let iterators = try arguments.positional.map(machine.iterate)
      return .object(ClosureIterator(.zip) { try zipped(iterators, isStrict: isStrict) })
    }

    TypeObject.map.summary = "A function applied to each element."
    TypeObject.map.slots.new = { _, arguments in
      let machine = Machine.current
      try arguments.refuseKeywords("map")
      if arguments.count < 2 { throw PythonError.typeFault("map() must have at least two arguments.") }
      let function = arguments[0]
      let iterators = try arguments.positional.dropFirst().map(machine.iterate)
      return .object(
        ClosureIterator(.map) {
          var values: [Value] = []
          for iterator in iterators {
            guard let value = try machine.next(iterator) else { return nil }
            values.append(value)
          }
          return try machine.call(function, values)
        })
    }

    TypeObject.filter.summary = "The elements for which a function is true, or that are true."
    TypeObject.filter.slots.new = { _, arguments in
      let machine = Machine.current
      try arguments.expect("filter", 2...2)
      let function = arguments[0]
      let iterator = try machine.iterate(arguments[1])
      return .object(
        ClosureIterator(.filter) {
          while let value = try machine.next(iterator) {
            let keep = function.isNone ? value : try machine.call(function, [value])
            if try machine.truth(keep) { return value }
            try machine.checkInterrupt()
          }
          return nil
        })
    }

    TypeObject.reversed.summary = "The elements from the last to the first."
    TypeObject.reversed.slots.new = { _, arguments in
      try arguments.expect("reversed", 1...1)
      return try Machine.current.reversed(arguments[0])
    }
  }

  private static func zipped(_ iterators: [Value], isStrict: Bool) throws -> Value? {
    let machine = Machine.current
    if iterators.isEmpty { return nil }
    func earlier(_ at: Int) -> String { at == 1 ? "argument 1" : "arguments 1-\(at)" }
    var values: [Value] = []
    values.reserveCapacity(iterators.count)
    for (at, iterator) in iterators.enumerated() {
      if let value = try machine.next(iterator) {
        values.append(value)
        continue
      }
      guard isStrict else { return nil }
      if at > 0 { throw PythonError.valueFault("zip() argument \(at + 1) is shorter than \(earlier(at))") }
      for (later, iterator) in iterators.enumerated().dropFirst() where try machine.next(iterator) != nil {
        throw PythonError.valueFault("zip() argument \(later + 1) is longer than \(earlier(later))")
      }
      return nil
    }
    return .tuple(values)
  }
}

extension Machine {
  /// `reversed(value)`.
  public func reversed(_ value: Value) throws -> Value {
    let type = type(of: value)
    switch type.resolve(.reversed) {
    case .slot(let owner):
      if let reversed = owner.slots.reversed { return try reversed(value) }
    case .method(let method):
      if !method.isNone { return try callMethod(method, on: value) }
    case .nobody:
      if type.answers(.getitem), value.asDict == nil {
        return .object(ReverseIterator(.reversed, value, try length(value)))
      }
    }
    throw PythonError.typeFault("'\(type.errorName)' object is not reversible")
  }
}
