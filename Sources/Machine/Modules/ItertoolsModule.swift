import Syntax

/// `itertools`.
enum ItertoolsModule {
  private static func machine() -> Machine { .current }

  /// A type whose call makes an iterator.
  private static func add(
    _ module: ModuleObject, _ name: String, _ summary: String, _ make: @escaping (TypeObject, Arguments) throws -> Value
  ) -> TypeObject {
    let type = TypeObject(name, module: "itertools", layout: .opaque, summary: summary)
    type.canBeSubclassed = false
    type.errorName = type.module + "." + type.name
    type.becomesIterator()
    type.slots.new = make
    module.set(name, .object(type))
    return type
  }

  static func make() throws -> ModuleObject {
    let module = ModuleObject("itertools", summary: "Iterators made of others.")
    installEndless(module)
    installSelecting(module)
    installCombining(module)
    installCombinatorics(module)
    return module
  }

  private static func installEndless(_ module: ModuleObject) {
    let count = add(module, "count", "Numbers from start on, in steps.") { type, arguments in
      let bound = try arguments.parse("count", ["start", "step"])
      var current = bound[0] ?? .int(0)
      let step = bound[1] ?? .int(1)
      for number in [current, step] where !machine().isNumber(number) {
        throw PythonError.typeFault("a number is required")
      }
      let iterator = ClosureIterator(type) {
        let value = current
        current = try machine().binary(.add, current, step)
        return value
      }
      iterator.text = {
        let tail = step.intValue == 1 ? "" : ", \(try machine().repr(step))"
        return .string("count(\(try machine().repr(current))\(tail))")
      }
      return .object(iterator)
    }
    _ = add(module, "cycle", "The elements over and over.") { type, arguments in
      try arguments.expect("cycle", 1...1)
      let iterator = try machine().iterate(arguments[0])
      var saved: [Value] = []
      var at: Int?
      return .object(
        ClosureIterator(type) {
          if let position = at {
            if saved.isEmpty { return nil }
            at = (position + 1) % saved.count
            return saved[position]
          }
          if let value = try machine().next(iterator) {
            saved.append(value)
            return value
          }
          if saved.isEmpty { return nil }
          at = 1 % saved.count
          return saved[0]
        })
    }
    let repetition = add(module, "repeat", "One value, times times or for ever.") { type, arguments in
      let bound = try arguments.parse("repeat", ["object", "times"], required: 1)
      let value = bound[0] ?? .none
      var left = try bound[1].map(machine().index)
      let iterator = ClosureIterator(type) {
        guard let count = left else { return value }
        if count <= 0 { return nil }
        left = count - 1
        return value
      }
      iterator.text = {
        .string("repeat(\(try machine().repr(value))\(left.map { ", \(Swift.max($0, 0))" } ?? ""))")
      }
      return .object(iterator)
    }
    for type in [count, repetition] {
      type.slots.repr = { value in
        guard case .object(let object) = value, let iterator = object as? ClosureIterator, let text = iterator.text
        else { return Machine.plainRepr(of: value, machine().type(of: value)) }
        return try text()?.asString?.text ?? ""
      }
    }
  }

  private static func installSelecting(_ module: ModuleObject) {
    func testing(_ name: String, _ summary: String, _ body: @escaping (Value, Value, TypeObject) throws -> Value) {
      _ = add(module, name, summary) { type, arguments in
        try arguments.expect(name, 2...2)
        return try body(arguments[0], machine().iterate(arguments[1]), type)
      }
    }
    testing("takewhile", "The elements up to the first for which the function is false.") { function, iterator, type in
      .object(
        ClosureIterator(type) {
          guard let value = try machine().next(iterator) else { return nil }
          return try machine().truth(machine().call(function, [value])) ? value : nil
        })
    }
    testing("dropwhile", "The elements from the first on for which the function is false.") {
      function, iterator, type in
      var started = false
      return .object(
        ClosureIterator(type) {
          while let value = try machine().next(iterator) {
            if started { return value }
            if try !machine().truth(machine().call(function, [value])) {
              started = true
              return value
            }
          }
          return nil
        })
    }
    testing("filterfalse", "The elements for which the function is false.") { function, iterator, type in
      .object(
        ClosureIterator(type) {
          while let value = try machine().next(iterator) {
            let keep = function.isNone ? value : try machine().call(function, [value])
            if try !machine().truth(keep) { return value }
          }
          return nil
        })
    }
    testing("starmap", "A function called with each element as its arguments.") { function, iterator, type in
      .object(
        ClosureIterator(type) {
          guard let value = try machine().next(iterator) else { return nil }
          return try machine().call(function, machine().elements(value))
        })
    }
    _ = add(module, "compress", "The elements for which a second iterable is true.") { type, arguments in
      let bound = try arguments.parse("compress", ["data", "selectors"], required: 2)
      let data = try machine().iterate(bound[0] ?? .none)
      let selectors = try machine().iterate(bound[1] ?? .none)
      return .object(
        ClosureIterator(type) {
          while let value = try machine().next(data), let selector = try machine().next(selectors) {
            if try machine().truth(selector) { return value }
          }
          return nil
        })
    }
    _ = add(module, "islice", "The elements a slice of an iterable would have.") { type, arguments in
      try arguments.expect("islice", 2...4)
      /// -1 for what is no index.
      func bound(_ at: Int, _ fallback: Int?) throws -> Int? {
        guard at < arguments.count, !arguments[at].isNone else { return fallback }
        return try machine().indexIfAny(arguments[at])?.intValue ?? -1
      }
      func fault(_ what: String) -> PythonError {
        PythonError.valueFault("\(what) for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
      }
      let start = arguments.count == 2 ? 0 : try bound(1, 0) ?? 0
      let stop = try arguments.count == 2 ? bound(1, nil) : bound(2, nil)
      if stop == -1 { throw fault("Stop argument") }
      if start < 0 || (stop ?? 0) < 0 { throw fault("Indices") }
      let step = try bound(3, 1) ?? 1
      if step < 1 { throw PythonError.valueFault("Step for islice() must be a positive integer or None.") }
      let iterator = try machine().iterate(arguments[0])
      var at = 0
      var wanted = start
      return .object(
        ClosureIterator(type) {
          while true {
            if let stop, wanted >= stop {
              while at < stop, try machine().next(iterator) != nil { at += 1 }
              return nil
            }
            guard let value = try machine().next(iterator) else { return nil }
            at += 1
            if at - 1 == wanted {
              wanted = wanted.addingReportingOverflow(step).partialValue
              return value
            }
            try machine().checkInterrupt()
          }
        })
    }
  }

  private static func installCombining(_ module: ModuleObject) {
    func chained(_ type: TypeObject, _ outer: Value) -> Value {
      var current: Value?
      return .object(
        ClosureIterator(type) {
          while true {
            if let iterator = current, let value = try machine().next(iterator) { return value }
            guard let next = try machine().next(outer) else { return nil }
            current = try machine().iterate(next)
          }
        })
    }
    let chain = add(module, "chain", "The elements of one iterable after those of another.") { type, arguments in
      try arguments.refuseKeywords("chain")
      return chained(type, try machine().iterate(.tuple(Array(arguments.positional))))
    }
    chain.classMethod(
      "from_iterable", [.positional("type"), .positional("iterable")],
      summary: "The elements of all iterables in an iterable.",
      .binary { type, iterable in chained(type.asType ?? .object, try machine().iterate(iterable)) })
    _ = add(module, "zip_longest", "As zip, until the longest ends; fillvalue stands for what is missing.") {
      type, arguments in
      let bound = try arguments.dropping(arguments.count).parse("zip_longest", ["fillvalue"], positional: 0)
      let fill = bound[0] ?? .none
      var iterators: [Value?] = try arguments.positional.map(machine().iterate)
      return .object(
        ClosureIterator(type) {
          var values: [Value] = []
          for (at, iterator) in iterators.enumerated() {
            if let iterator, let value = try machine().next(iterator) {
              values.append(value)
            } else {
              iterators[at] = nil
              values.append(fill)
            }
          }
          return iterators.allSatisfy { $0 == nil } ? nil : .tuple(values)
        })
    }
    _ = add(module, "accumulate", "The sums so far, or another function's results.") { type, arguments in
      let bound = try arguments.parse("accumulate", ["iterable", "func", "initial"], required: 1, positional: 2)
      let iterator = try machine().iterate(bound[0] ?? .none)
      let function = bound[1] ?? .none
      var total: Value?
      var pending = bound[2] ?? .none
      return .object(
        ClosureIterator(type) {
          if total == nil, !pending.isNone {
            total = pending
            pending = .none
            return total
          }
          guard let value = try machine().next(iterator) else { return nil }
          guard let known = total else {
            total = value
            return value
          }
          let result =
            try function.isNone ? machine().binary(.add, known, value) : machine().call(function, [known, value])
          total = result
          return result
        })
    }
    _ = add(module, "pairwise", "Each element with the one after it.") { type, arguments in
      try arguments.expect("pairwise", 1...1)
      let iterator = try machine().iterate(arguments[0])
      var previous: Value?
      return .object(
        ClosureIterator(type) {
          if previous == nil { previous = try machine().next(iterator) }
          guard let first = previous, let second = try machine().next(iterator) else { return nil }
          previous = second
          return .tuple([first, second])
        })
    }
    _ = add(module, "groupby", "Runs of equal elements with what they have in common.") { type, arguments in
      let bound = try arguments.parse("groupby", ["iterable", "key"], required: 1)
      return try grouped(type, machine().iterate(bound[0] ?? .none), bound[1] ?? .none)
    }
    module.function(
      "tee", [.positional("iterable"), .positional("n", "int", default: .int(2))],
      summary: "n iterators over the same elements.",
      .bound { arguments in
        let count = try machine().index(arguments[1])
        if count < 0 { throw PythonError.valueFault("n must be >= 0") }
        try MemoryCap.check(elements: count, ofSize: bytesOfTee)
        let iterator = try machine().iterate(arguments[0])
        let shared = TeeBuffer()
        return .tuple(
          (0..<count).map { _ in
            var at = 0
            return .object(
              ClosureIterator(.sequenceIterator) {
                if at == shared.items.count {
                  guard let value = try machine().next(iterator) else { return nil }
                  shared.items.append(value)
                }
                at += 1
                return shared.items[at - 1]
              })
          })
      })
  }

  /// About what one place of a choice takes.
  private static let bytesOfPool = 64
  private final class TeeBuffer { var items: [Value] = [] }
  /// About what one of the iterators takes.
  private static let bytesOfTee = 256

  private static func grouped(_ type: TypeObject, _ iterator: Value, _ key: Value) throws -> Value {
    var current: (key: Value, value: Value)?
    var generation = 0
    func advance() throws {
      guard let value = try machine().next(iterator) else {
        current = nil
        return
      }
      current = (key.isNone ? value : try machine().call(key, [value]), value)
    }
    var target: Value?
    var started = false
    return .object(
      ClosureIterator(type) {
        generation += 1
        let own = generation
        if !started {
          started = true
          try advance()
        } else if let target {
          while let now = current, try machine().equal(now.key, target) { try advance() }
        }
        guard let now = current else { return nil }
        target = now.key
        let groupKey = now.key
        let group = ClosureIterator(.sequenceIterator) {
          guard generation == own, let now = current, try machine().equal(now.key, groupKey) else { return nil }
          try advance()
          return now.value
        }
        return .tuple([groupKey, .object(group)])
      })
  }

  // MARK: Combinatorics

  private static func installCombinatorics(_ module: ModuleObject) {
    _ = add(module, "product", "All tuples with one element of each iterable.") { type, arguments in
      let bound = try arguments.dropping(arguments.count).parse("product", ["repeat"], positional: 0)
      let times = try bound[0].map(machine().index) ?? 1
      if times < 0 { throw PythonError.valueFault("repeat argument cannot be negative") }
      let once = try arguments.positional.map(machine().elements)
      let (count, overflow) = once.count.multipliedReportingOverflow(by: times)
      // What CPython cannot count in a machine word.
      if overflow || count > Int.max / MemoryLayout<Int>.stride {
        throw PythonError(.overflowError, "repeat argument too large")
      }
      try MemoryCap.check(elements: count, ofSize: bytesOfPool)
      let pools = once.isEmpty ? [] : Array(repeatElement(once, count: times).joined())
      var places = Array(repeating: 0, count: pools.count)
      var isFirst = true
      var isDone = pools.contains(where: \.isEmpty)
      return .object(
        ClosureIterator(type) {
          if isDone { return nil }
          if !isFirst {
            var at = pools.count - 1
            while at >= 0 {
              places[at] += 1
              if places[at] < pools[at].count { break }
              places[at] = 0
              at -= 1
            }
            if at < 0 {
              isDone = true
              return nil
            }
          }
          isFirst = false
          return .tuple(zip(pools, places).map { $0[$1] })
        })
    }
    func choosing(
      _ name: String, _ summary: String, _ isOptional: Bool, _ next: @escaping (inout [Int], _ count: Int) -> Bool,
      _ first: @escaping (_ count: Int, _ length: Int) -> [Int]?
    ) {
      _ = add(module, name, summary) { type, arguments in
        let bound = try arguments.parse(name, ["iterable", "r"], required: isOptional ? 1 : 2)
        let pool = try machine().elements(bound[0] ?? .none)
        var length = pool.count
        if let wanted = bound[1], !wanted.isNone {
          length = try machine().index(wanted)
        }
        if length < 0 { throw PythonError.valueFault("r must be non-negative") }
        try MemoryCap.check(elements: length, ofSize: bytesOfPool)
        var places: [Int]?
        var isFirst = true
        return .object(
          ClosureIterator(type) {
            if isFirst {
              isFirst = false
              places = first(pool.count, length)
            } else if var now = places {
              places = nil
              places = next(&now, pool.count) ? now : nil
            }
            return places.map { .tuple($0.prefix(length).map { pool[$0] }) }
          })
      }
    }
    choosing(
      "combinations", "All choices of r elements, in order.", false,
      { places, count in
        let length = places.count
        guard let at = (0..<length).last(where: { places[$0] != $0 + count - length }) else { return false }
        places[at] += 1
        for later in (at + 1)..<Swift.max(length, at + 1) { places[later] = places[later - 1] + 1 }
        return true
      }
    ) { count, length in length <= count ? Array(0..<length) : nil }
    choosing(
      "combinations_with_replacement", "All choices of r elements, each as often as one likes.", false,
      { places, count in
        guard let at = places.lastIndex(where: { $0 != count - 1 }) else { return false }
        let value = places[at] + 1
        for later in at..<places.count { places[later] = value }
        return true
      }
    ) { count, length in count > 0 || length == 0 ? Array(repeating: 0, count: length) : nil }
    _ = add(module, "permutations", "All orders of r elements.") { type, arguments in
      let bound = try arguments.parse("permutations", ["iterable", "r"], required: 1)
      let pool = try machine().elements(bound[0] ?? .none)
      var length = pool.count
      if let wanted = bound[1], !wanted.isNone {
        guard wanted.intValue != nil else { throw PythonError.typeFault("Expected int as r") }
        length = try machine().index(wanted)
      }
      if length < 0 { throw PythonError.valueFault("r must be non-negative") }
      var order = Array(pool.indices)
      var cycles = (0..<Swift.min(length, pool.count)).map { pool.count - $0 }
      var isFirst = true
      var isDone = length > pool.count
      return .object(
        ClosureIterator(type) {
          if isDone { return nil }
          if isFirst {
            isFirst = false
            return .tuple(order.prefix(length).map { pool[$0] })
          }
          var at = length - 1
          while at >= 0 {
            cycles[at] -= 1
            if cycles[at] == 0 {
              order.append(order.remove(at: at))
              cycles[at] = pool.count - at
            } else {
              order.swapAt(at, order.count - cycles[at])
              return .tuple(order.prefix(length).map { pool[$0] })
            }
            at -= 1
          }
          isDone = true
          return nil
        })
    }
  }
}
