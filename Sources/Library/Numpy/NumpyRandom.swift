import Glibc
import Machine
import NDArray

/// The module `numpy.random`: the functions that draw from one generator.
enum NumpyRandom {
  static func build(_ machine: Machine) throws -> ModuleObject {
    let module = ModuleObject("numpy.random", summary: "Random numbers.")
    let type = TypeObject("RandomState", module: "numpy.random.mtrand", summary: "A generator of one's own.")
    type.slots.new = { type, arguments in
      let generator = NumpyGenerator(seed: UInt32.random(in: 0...UInt32.max, using: &Entropy.source))
      if arguments.count > 0, !arguments[0].isNone { generator.seed(try seed(arguments[0])) }
      return .object(InstanceObject(type, payload: generator))
    }
    type.slots.initialize = { _, _ in }
    module.set("RandomState", .object(type))
    for function in functions {
      module.function(
        function.name, function.parameters, summary: function.summary,
        .bound { arguments in
          try function.run(.standard, (0..<arguments.count).map { arguments[$0] })
        })
      type.method(
        function.name, [.init("self")] + function.parameters, summary: function.summary,
        .bound { arguments in
          guard let generator = arguments[0].asInstance?.payload as? NumpyGenerator else { return .none }
          return try function.run(generator, (1..<arguments.count).map { arguments[$0] })
        })
    }
    NumpyDefaultGenerator.add(to: module)
    return module
  }

  private struct Function {
    let name: String
    let summary: String
    let parameters: [LanguageParameter]
    let run: (NumpyGenerator, [Value]) throws -> Value
  }

  private static func seed(_ value: Value) throws -> UInt32 {
    let number = try Machine.current.index(value)
    guard let seed = UInt32(exactly: number) else {
      throw PythonError(.valueError, "Seed must be between 0 and 2**32 - 1")
    }
    return seed
  }

  nonisolated(unsafe) private static let size = LanguageParameter("size", default: Value.none)

  nonisolated(unsafe) private static let functions: [Function] = [
    Function(name: "seed", summary: "Begins the stream of a seed.", parameters: [.init("seed", default: Value.none)]) {
      generator, arguments in
      generator.seed(
        try arguments[0].isNone ? UInt32.random(in: 0...UInt32.max, using: &Entropy.source) : seed(arguments[0]))
      return .none
    },
    Function(name: "rand", summary: "Evenly in [0, 1).", parameters: [.variadic("d")]) { generator, arguments in
      try draw(arguments[0]) { generator.unit() }
    },
    Function(name: "randn", summary: "Normal numbers.", parameters: [.variadic("d")]) { generator, arguments in
      try draw(arguments[0]) { generator.normal() }
    },
    Function(name: "random", summary: "Evenly in [0, 1).", parameters: [size]) { generator, arguments in
      try draw(arguments[0]) { generator.unit() }
    },
    Function(name: "random_sample", summary: "Evenly in [0, 1).", parameters: [size]) { generator, arguments in
      try draw(arguments[0]) { generator.unit() }
    },
    Function(
      name: "uniform", summary: "Evenly in [low, high).",
      parameters: [.init("low", default: .float(0)), .init("high", default: .float(1)), size]
    ) { generator, arguments in
      try draw(arguments[2], arguments[0], arguments[1]) { low, high in low + (high - low) * generator.unit() }
    },
    Function(
      name: "normal", summary: "Normal numbers.",
      parameters: [.init("loc", default: .float(0)), .init("scale", default: .float(1)), size]
    ) { generator, arguments in
      if try Numpy.anything(arguments[1]).doubles().contains(where: { $0 < 0 }) {
        throw PythonError(.valueError, "scale < 0")
      }
      return try draw(arguments[2], arguments[0], arguments[1]) { mean, spread in mean + spread * generator.normal() }
    },
    Function(name: "standard_normal", summary: "Normal numbers.", parameters: [size]) { generator, arguments in
      try draw(arguments[0]) { generator.normal() }
    },
    Function(
      name: "exponential", summary: "Exponential numbers.", parameters: [.init("scale", default: .float(1)), size]
    ) { generator, arguments in
      try draw(arguments[1], arguments[0], .float(0)) { scale, _ in scale * generator.exponential() }
    },
    Function(
      name: "randint", summary: "Whole numbers of [low, high).",
      parameters: [.init("low"), .init("high", default: Value.none), size, .init("dtype", default: Value.none)]
    ) { generator, arguments in
      let first = try Machine.current.index(arguments[0])
      let (low, high) = try arguments[1].isNone ? (0, first) : (first, Machine.current.index(arguments[1]))
      guard low < high else {
        throw PythonError(.valueError, arguments[1].isNone ? "high <= 0" : "low >= high")
      }
      let most = UInt64(bitPattern: Int64(high &- 1 &- low))
      guard !arguments[2].isNone else { return .int(low &+ Int(generator.whole(upTo: most))) }
      let result = try NDArray.uninitialized(shape: NumpyBuilding.shape(arguments[2]), .int64).inMemory()
      if let out = result.pointer(Int.self) {
        for i in 0..<result.count { out[i] = low &+ Int(truncatingIfNeeded: generator.whole(upTo: most)) }
      }
      return .native(NumpyArray(try result.converted(to: NumpyTypes.dtype(arguments[3]) ?? .int64)))
    },
    Function(name: "permutation", summary: "A random order.", parameters: [.init("x")]) { generator, arguments in
      if case .int(let count) = arguments[0] {
        return .native(
          NumpyArray(
            try NumpyBuilding.build(.list(generator.permutation(max(0, count)).map { .int($0) }), dtype: .int64)))
      }
      let data = try Numpy.anything(arguments[0]).inMemory()
      guard data.rank > 0 else { throw PythonError(.indexError, "tuple index out of range") }
      return .native(
        NumpyArray(try rows(data, data.rank == 1 ? shuffled(data, generator) : generator.permutation(data.shape[0]))))
    },
    Function(name: "shuffle", summary: "Brings into a random order.", parameters: [.init("x")]) {
      generator, arguments in
      if let list = arguments[0].asList {
        generator.shuffle(list.items.count) { list.items.swapAt($0, $1) }
        return .none
      }
      guard let array = Numpy.array(arguments[0])?.array, array.rank > 0 else {
        throw PythonError(.typeError, "object of type '\(Machine.current.type(of: arguments[0]).name)' has no len()")
      }
      array.assign(try rows(array, generator.permutation(array.shape[0])))
      return .none
    },
    Function(
      name: "choice", summary: "Elements drawn from an array.",
      parameters: [.init("a"), size, .init("replace", default: .bool(true)), .init("p", default: Value.none)],
      run: choice),
  ]

  private static func shuffled(_ data: NDArray, _ generator: NumpyGenerator) -> [Int] {
    generator.permutation(data.count)
  }

  static func rows(_ data: NDArray, _ order: [Int]) throws -> NDArray {
    var shape = data.shape
    shape[0] = order.count
    let result = try NDArray.uninitialized(shape: shape, data.dtype).inMemory()
    for (to, from) in order.enumerated() { result.selected(0, to).assign(data.selected(0, from)) }
    return result
  }

  private static func choice(_ generator: NumpyGenerator, _ arguments: [Value]) throws -> Value {
    let (source, count) = try population(arguments[0])
    let shape = try arguments[1].isNone ? [] : NumpyBuilding.shape(arguments[1])
    let total = shape.reduce(1, *)
    let replaces = try Machine.current.truth(arguments[2])
    var picked: [Int] = []
    if arguments[3].isNone {
      if replaces {
        picked = (0..<total).map { _ in Int(generator.whole(upTo: UInt64(count - 1))) }
      } else {
        guard total <= count else {
          throw PythonError(.valueError, "Cannot take a larger sample than population when 'replace=False'")
        }
        picked = Array(generator.permutation(count).prefix(total))
      }
    } else {
      picked = try weighted(generator.unit, Numpy.anything(arguments[3]).doubles(), count, total, replaces)
    }
    return try self.picked(picked, source, shape, isSingle: arguments[1].isNone, isScalarNumpy: false)
  }

  /// What `choice` draws from: an array, or the numbers below a count.
  static func population(_ value: Value) throws -> (source: NDArray?, count: Int) {
    if case .int(let number) = value {
      guard number > 0 else { throw PythonError(.valueError, "a must be greater than 0 unless no samples are taken") }
      return (nil, number)
    }
    let data = try Numpy.anything(value).inMemory()
    guard data.rank == 1 else { throw PythonError(.valueError, "a must be 1-dimensional") }
    guard data.count > 0 else { throw PythonError(.valueError, "'a' cannot be empty unless no samples are taken") }
    return (data, data.count)
  }

  /// The elements at places of an array, or the places themselves.
  static func picked(
    _ places: [Int], _ source: NDArray?, _ shape: [Int], isSingle: Bool, isScalarNumpy: Bool
  ) throws -> Value {
    let indices = try NumpyBuilding.build(.list(places.map { .int($0) }), dtype: .int64)
    let result = try (source.map { try rows($0, places) } ?? indices).reshaped(shape)
    guard isSingle, shape.isEmpty else { return .native(NumpyArray(result)) }
    return source == nil && !isScalarNumpy ? .int(places.first ?? 0) : Numpy.value(result)
  }

  static func weighted(
    _ unit: () -> Double, _ chances: [Double], _ count: Int, _ total: Int, _ replaces: Bool
  ) throws -> [Int] {
    guard chances.count == count else { throw PythonError(.valueError, "'a' and 'p' must have same size") }
    guard chances.allSatisfy({ $0 >= 0 }) else { throw PythonError(.valueError, "probabilities are not non-negative") }
    guard abs(chances.reduce(0, +) - 1) < 1.5e-8 else {
      throw PythonError(.valueError, "probabilities do not sum to 1")
    }
    func cumulative(_ p: [Double]) -> [Double] {
      var sum = 0.0
      let sums = p.map { chance in
        sum += chance
        return sum
      }
      return sums.map { $0 / (sums.last ?? 1) }
    }
    func place(_ u: Double, _ sums: [Double]) -> Int {
      min(sums.firstIndex { $0 > u } ?? sums.count - 1, sums.count - 1)
    }
    if replaces {
      let sums = cumulative(chances)
      return (0..<total).map { _ in place(unit(), sums) }
    }
    guard chances.filter({ $0 > 0 }).count >= total else {
      throw PythonError(.valueError, "Fewer non-zero entries in p than size")
    }
    var left = chances
    var found: [Int] = []
    while found.count < total {
      let draws = (0..<(total - found.count)).map { _ in unit() }
      for index in found { left[index] = 0 }
      let sums = cumulative(left)
      var new: [Int] = []
      for draw in draws {
        let index = place(draw, sums)
        if !new.contains(index) { new.append(index) }
      }
      found += new
    }
    return found
  }

  /// Floats in the shape of an argument; one float of the language for None or no sizes.
  static func draw(_ shape: Value, _ next: () -> Double) throws -> Value {
    if shape.isNone || shape.asTuple?.items.isEmpty == true { return .float(next()) }
    let result = try NDArray.uninitialized(shape: NumpyBuilding.shape(shape), .float64).inMemory()
    if let out = result.pointer(Double.self) { for i in 0..<result.count { out[i] = next() } }
    return .native(NumpyArray(result))
  }

  /// As `draw`, with two settings that may be arrays.
  static func draw(_ shape: Value, _ a: Value, _ b: Value, _ next: (Double, Double) -> Double) throws -> Value {
    let x = try Numpy.anything(a).converted(to: .float64)
    let y = try Numpy.anything(b).converted(to: .float64)
    if x.rank == 0, y.rank == 0 { return try draw(shape) { next(x.item.asDouble, y.item.asDouble) } }
    let common = try NumpyArithmetic.broadcast(x, y)
    let full = try shape.isNone ? common : NumpyBuilding.shape(shape)
    let result = try NDArray.uninitialized(shape: full, .float64).inMemory()
    guard let out = result.pointer(Double.self) else { return .none }
    try NumpyArithmetic.each(x, y, full, Double.self) { out[$2] = next($0, $1) }
    return .native(NumpyArray(result))
  }
}
