import Machine
import NDArray

/// `numpy.random.default_rng`: numpy's newer generators.
enum NumpyDefaultGenerator {
  static func add(to module: ModuleObject) {
    module.set("Generator", .object(type))
    module.function(
      "default_rng", [.init("seed", default: Value.none)], summary: "A generator of one's own, begun at a seed.",
      .bound { arguments in
        if arguments[0].asInstance?.payload is PermutedCongruential { return arguments[0] }
        return .object(InstanceObject(type, payload: PermutedCongruential(entropy: try entropy(arguments[0]))))
      })
  }

  /// A seed in words of 32 bits, the lowest first.
  private static func entropy(_ value: Value) throws -> [UInt32] {
    if value.isNone { return (0..<4).map { _ in UInt32.random(in: 0...UInt32.max) } }
    if let items = value.sequenceItems { return try items.flatMap { try entropy($0) } }
    guard let number = value.asNumber, number.category < 2 else {
      throw PythonError(
        .typeError,
        "SeedSequence expects int or sequence of ints for entropy not \(try Machine.current.repr(value))")
    }
    guard number.asInt >= 0 else { throw PythonError(.valueError, "expected non-negative integer") }
    let bits = UInt64(number.asInt)
    return bits >> 32 == 0 ? [UInt32(bits)] : [UInt32(truncatingIfNeeded: bits), UInt32(bits >> 32)]
  }

  nonisolated(unsafe) private static let type: TypeObject = {
    let type = TypeObject("Generator", module: "numpy.random._generator", summary: "Draws random numbers.")
    type.slots.str = { _ in "Generator(PCG64)" }
    type.slots.repr = { "Generator(PCG64) at 0x" + String(Machine.identity(of: $0), radix: 16).uppercased() }
    for function in functions + NumpyDraw.shared {
      type.method(
        function.name, [.init("self")] + function.parameters, summary: function.summary,
        .bound { arguments in
          guard let generator = arguments[0].asInstance?.payload as? PermutedCongruential else {
            throw PythonError(.typeError, "descriptor '\(function.name)' requires a 'Generator' object")
          }
          return try function.run(generator, (1..<arguments.count).map { arguments[$0] })
        })
    }
    return type
  }()

  nonisolated(unsafe) private static let size = LanguageParameter("size", default: Value.none)
  nonisolated(unsafe) private static let dtype = LanguageParameter("dtype", default: Value.none)
  nonisolated(unsafe) private static let out = LanguageParameter("out", default: Value.none)

  nonisolated(unsafe) private static let functions: [NumpyDraw<PermutedCongruential>] = [
    NumpyDraw(name: "random", summary: "Evenly in [0, 1).", parameters: [size, dtype, out]) { generator, arguments in
      if try isShort(arguments[1], "random") {
        return try short(NumpyRandom.draw(arguments[0]) { Double(generator.shortUnit()) }, arguments[2])
      }
      return try filled(NumpyRandom.draw(arguments[0]) { generator.unit() }, arguments[2])
    },
    NumpyDraw(name: "standard_normal", summary: "Normal numbers.", parameters: [size, dtype, out]) {
      generator, arguments in
      try refuseShort(arguments[1], "standard_normal")
      return try filled(NumpyRandom.draw(arguments[0]) { generator.normal() }, arguments[2])
    },
    NumpyDraw(
      name: "standard_exponential", summary: "Exponential numbers.",
      parameters: [size, dtype, .init("method", default: .string("zig")), out]
    ) { generator, arguments in
      try refuseShort(arguments[1], "standard_exponential")
      let isInverse = arguments[2].asString?.text == "inv"
      return try filled(
        NumpyRandom.draw(arguments[0]) { isInverse ? generator.inverseExponential() : generator.exponential() },
        arguments[3])
    },
    NumpyDraw(
      name: "standard_gamma", summary: "Numbers of the gamma distribution.",
      parameters: [.init("shape"), size, dtype, out]
    ) { generator, arguments in
      try refuseShort(arguments[2], "standard_gamma")
      return try filled(NumpyRandom.gamma(generator, arguments), arguments[3])
    },
    NumpyDraw(
      name: "integers", summary: "Whole numbers of [low, high).",
      parameters: [
        .init("low"), .init("high", default: Value.none), size, dtype, .init("endpoint", default: .bool(false)),
      ]
    ) { generator, arguments in
      try NumpyWholeDraws(
        arguments[0], arguments[1], dtype: arguments[3], includesHigh: Machine.current.truth(arguments[4]),
        word: "integers"
      ).run(generator, arguments[2])
    },
    NumpyDraw(
      name: "permutation", summary: "A random order.", parameters: [.init("x"), .init("axis", default: .int(0))]
    ) { generator, arguments in
      if case .int(let count) = arguments[0] {
        try MemoryCap.check(elements: max(0, count), ofSize: 2 * MemoryLayout<Value>.stride)
        var order = Array(0..<max(0, count))
        generator.shuffle(order.count) { order.swapAt($0, $1) }
        return .native(NumpyArray(try NumpyBuilding.build(.list(order.map { .int($0) }), dtype: .int64)))
      }
      let data = try Numpy.anything(arguments[0]).inMemory()
      guard data.rank > 0 else { throw PythonError(.indexError, "x must be an integer or at least 1-dimensional") }
      return .native(NumpyArray(try NumpyRandom.rows(data, order(generator, data.shape[0]))))
    },
    NumpyDraw(
      name: "shuffle", summary: "Brings into a random order.",
      parameters: [.init("x"), .init("axis", default: .int(0))]
    ) { generator, arguments in
      if let list = arguments[0].asList {
        generator.shuffle(list.items.count) { list.items.swapAt($0, $1) }
        return .none
      }
      if arguments[0].asTuple != nil {
        throw PythonError(.typeError, "'tuple' object does not support item assignment")
      }
      guard let array = Numpy.array(arguments[0])?.array, array.rank > 0 else {
        throw PythonError(.typeError, "object of type '\(Machine.current.type(of: arguments[0]).name)' has no len()")
      }
      array.assign(try NumpyRandom.rows(array, order(generator, array.shape[0])))
      return .none
    },
    NumpyDraw(
      name: "choice", summary: "Elements drawn from an array.",
      parameters: [
        .init("a"), size, .init("replace", default: .bool(true)), .init("p", default: Value.none),
        .init("axis", default: .int(0)), .init("shuffle", default: .bool(true)),
      ], run: choice),
  ]

  private static func order(_ generator: PermutedCongruential, _ count: Int) -> [Int] {
    var order = Array(0..<count)
    generator.shuffle(count) { order.swapAt($0, $1) }
    return order
  }

  private static func isShort(_ value: Value, _ name: String) throws -> Bool {
    let dtype = try NumpyTypes.dtype(value) ?? .float64
    guard dtype == .float64 || dtype == .float32 else {
      throw PythonError(.typeError, "Unsupported dtype dtype('\(dtype.name)') for \(name)")
    }
    return dtype == .float32
  }

  private static func refuseShort(_ value: Value, _ name: String) throws {
    guard try !isShort(value, name) else {
      throw PythonError(.notImplementedError, "\(name) draws float64 numbers only here; use .astype(np.float32)")
    }
  }

  private static func short(_ drawn: Value, _ out: Value) throws -> Value {
    if case .float(let number) = drawn { return .float(number) }
    return try filled(Numpy.value(Numpy.anything(drawn).converted(to: .float32)), out)
  }

  private static func filled(_ drawn: Value, _ out: Value) throws -> Value {
    guard let target = Numpy.array(out) else { return drawn }
    target.array.assign(try Numpy.anything(drawn).converted(to: target.array.dtype).expanded(to: target.array.shape))
    return out
  }

  private static func choice(_ generator: PermutedCongruential, _ arguments: [Value]) throws -> Value {
    let (source, count) = try NumpyRandom.population(arguments[0])
    let shape = try arguments[1].isNone ? [] : NumpyBuilding.shape(arguments[1])
    let total = shape.reduce(1, *)
    let replaces = try Machine.current.truth(arguments[2])
    let picked: [Int]
    if !arguments[3].isNone {
      picked = try NumpyRandom.weighted(
        generator, Numpy.anything(arguments[3]).doubles(), count, total, replaces)
    } else if replaces {
      picked = (0..<total).map { _ in Int(generator.whole(upTo: UInt64(count - 1))) }
    } else {
      guard total <= count else {
        throw PythonError(.valueError, "Cannot take a larger sample than population when replace is False")
      }
      picked = generator.sample(total, of: count, isShuffled: try Machine.current.truth(arguments[5]))
    }
    return try NumpyRandom.picked(picked, source, shape, isSingle: arguments[1].isNone, isScalarNumpy: true)
  }
}
