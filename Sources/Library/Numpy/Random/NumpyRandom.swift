import Glibc
import Machine
import NDArray
import Ops

/// The module `numpy.random`: the functions that draw from one generator.
enum NumpyRandom {
  static func build(_ machine: Machine) throws -> ModuleObject {
    let module = ModuleObject("numpy.random", summary: "Random numbers.")
    let type = TypeObject("RandomState", module: "numpy.random.mtrand", summary: "A generator of one's own.")
    type.slots.new = { type, arguments in
      let generator = NumpyGenerator(seed: UInt32.random(in: 0...UInt32.max, using: &Entropy.source))
      if arguments.count > 0 { try seed(generator, arguments[0]) }
      return .object(InstanceObject(type, payload: generator))
    }
    type.slots.initialize = { _, _ in }
    type.slots.str = { _ in "RandomState(MT19937)" }
    type.slots.repr = { "RandomState(MT19937) at 0x" + String(Machine.identity(of: $0), radix: 16).uppercased() }
    module.set("RandomState", .object(type))
    for function in functions + NumpyDraw.shared {
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

  /// Begins the stream of a seed, which is a number, a row of numbers or None.
  private static func seed(_ generator: NumpyGenerator, _ value: Value) throws {
    if value.isNone { return generator.seed(UInt32.random(in: 0...UInt32.max, using: &Entropy.source)) }
    func word(_ number: Number) throws -> UInt32 {
      guard number.category < 2 else {
        throw PythonError(
          .typeError, "Cannot cast scalar from dtype('float64') to dtype('int64') according to the rule 'safe'")
      }
      guard let seed = UInt32(exactly: number.asInt) else {
        throw PythonError(.valueError, "Seed must be between 0 and 2**32 - 1")
      }
      return seed
    }
    if let number = value.asNumber { return generator.seed(try word(number)) }
    if let text = value.asString?.text {
      throw PythonError(
        .typeError,
        "Cannot cast scalar from dtype('<U\(text.unicodeScalars.count)') to dtype('int64') according to the rule 'safe'"
      )
    }
    let data = try Numpy.anything(value)
    if data.rank == 0 { return generator.seed(try word(data.item)) }
    guard data.rank == 1 else { throw PythonError(.valueError, "Seed array must be 1-d") }
    guard data.count > 0 else { throw PythonError(.valueError, "Seed must be non-empty") }
    generator.seed(try data.numbers().map(word))
  }

  nonisolated(unsafe) private static let size = LanguageParameter("size", default: Value.none)

  nonisolated(unsafe) private static let functions: [NumpyDraw<NumpyGenerator>] = [
    NumpyDraw(name: "seed", summary: "Begins the stream of a seed.", parameters: [.init("seed", default: Value.none)]) {
      generator, arguments in
      try seed(generator, arguments[0])
      return .none
    },
    NumpyDraw(name: "rand", summary: "Evenly in [0, 1).", parameters: [.variadic("d")]) { generator, arguments in
      try draw(arguments[0]) { generator.unit() }
    },
    NumpyDraw(name: "randn", summary: "Normal numbers.", parameters: [.variadic("d")]) { generator, arguments in
      try draw(arguments[0]) { generator.normal() }
    },
    NumpyDraw(name: "random", summary: "Evenly in [0, 1).", parameters: [size]) { generator, arguments in
      try draw(arguments[0]) { generator.unit() }
    },
    NumpyDraw(name: "random_sample", summary: "Evenly in [0, 1).", parameters: [size]) { generator, arguments in
      try draw(arguments[0]) { generator.unit() }
    },
    NumpyDraw(name: "ranf", summary: "Evenly in [0, 1).", parameters: [size]) { generator, arguments in
      try draw(arguments[0]) { generator.unit() }
    },
    NumpyDraw(name: "sample", summary: "Evenly in [0, 1).", parameters: [size]) { generator, arguments in
      try draw(arguments[0]) { generator.unit() }
    },
    NumpyDraw(name: "standard_normal", summary: "Normal numbers.", parameters: [size]) { generator, arguments in
      try draw(arguments[0]) { generator.normal() }
    },
    NumpyDraw(
      name: "standard_exponential", summary: "Exponential numbers.", parameters: [size]
    ) { generator, arguments in try draw(arguments[0]) { generator.exponential() } },
    NumpyDraw(
      name: "standard_gamma", summary: "Numbers of the gamma distribution.", parameters: [.init("shape"), size]
    ) { generator, arguments in try NumpyRandom.gamma(generator, arguments) },
    NumpyDraw(
      name: "randint", summary: "Whole numbers of [low, high).",
      parameters: [.init("low"), .init("high", default: Value.none), size, .init("dtype", default: Value.none)]
    ) { generator, arguments in
      try NumpyWholeDraws(arguments[0], arguments[1], dtype: arguments[3], includesHigh: false, word: "randint")
        .run(generator, arguments[2])
    },
    NumpyDraw(name: "permutation", summary: "A random order.", parameters: [.init("x")]) { generator, arguments in
      if case .int(let count) = arguments[0] {
        return .native(
          NumpyArray(
            try NumpyBuilding.build(.list(generator.permutation(max(0, count)).map { .int($0) }), dtype: .int64)))
      }
      let data = try Numpy.anything(arguments[0]).inMemory()
      guard data.rank > 0 else { throw PythonError(.indexError, "x must be an integer or at least 1-dimensional") }
      return .native(
        NumpyArray(try rows(data, data.rank == 1 ? shuffled(data, generator) : generator.permutation(data.shape[0]))))
    },
    NumpyDraw(name: "shuffle", summary: "Brings into a random order.", parameters: [.init("x")]) {
      generator, arguments in
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
      array.assign(try rows(array, generator.permutation(array.shape[0])))
      return .none
    },
    NumpyDraw(
      name: "choice", summary: "Elements drawn from an array.",
      parameters: [.init("a"), size, .init("replace", default: .bool(true)), .init("p", default: Value.none)],
      run: choice),
  ]

  private static func shuffled(_ data: NDArray, _ generator: NumpyGenerator) throws -> [Int] {
    try generator.permutation(data.count)
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
        picked = Array(try generator.permutation(count).prefix(total))
      }
    } else {
      picked = try weighted(generator, Numpy.anything(arguments[3]).doubles(), count, total, replaces)
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
    _ bits: any NumpyBits, _ chances: [Double], _ count: Int, _ total: Int, _ replaces: Bool
  ) throws -> [Int] {
    guard chances.count == count else { throw PythonError(.valueError, "'a' and 'p' must have same size") }
    guard chances.allSatisfy({ $0 >= 0 }) else {
      throw PythonError(
        .valueError, bits.isLegacy ? "probabilities are not non-negative" : "Probabilities are not non-negative")
    }
    guard abs(chances.reduce(0, +) - 1) < 1.5e-8 else {
      throw PythonError(
        .valueError,
        bits.isLegacy
          ? "probabilities do not sum to 1"
          : "Probabilities do not sum to 1. See Notes section of docstring for more information.")
    }
    func cumulative(_ p: [Double]) -> [Double] {
      var sum = 0.0
      let sums = p.map { chance in
        sum += chance
        return sum
      }
      return sums.map { $0 / (sums.last ?? 1) }
    }
    /// The first place whose sum is above a number.
    func place(_ u: Double, _ sums: [Double]) -> Int {
      var (low, high) = (0, sums.count)
      while low < high {
        let middle = (low + high) / 2
        if sums[middle] > u { high = middle } else { low = middle + 1 }
      }
      return min(low, sums.count - 1)
    }
    if replaces {
      let sums = cumulative(chances)
      return (0..<total).map { _ in place(bits.unit(), sums) }
    }
    guard total <= count else {
      throw PythonError(
        .valueError,
        "Cannot take a larger sample than population when "
          + (bits.isLegacy ? "'replace=False'" : "replace is False"))
    }
    guard chances.filter({ $0 > 0 }).count >= total else {
      throw PythonError(.valueError, "Fewer non-zero entries in p than size")
    }
    var left = chances
    var found: [Int] = []
    while found.count < total {
      let draws = (0..<(total - found.count)).map { _ in bits.unit() }
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

  static func gamma(_ bits: any NumpyBits, _ arguments: [Value]) throws -> Value {
    guard let gamma = NumpyDistribution.all.first(where: { $0.name == "gamma" }) else { return .none }
    return try gamma.run(bits, [arguments[0], .float(1), arguments[1]])
  }

  /// Floats in the shape of an argument; one float of the language for None or no sizes.
  static func draw(_ shape: Value, _ next: () -> Double) throws -> Value {
    if shape.isNone || shape.asTuple?.items.isEmpty == true { return .float(next()) }
    let result = try NDArray.uninitialized(shape: NumpyBuilding.shape(shape), .float64).inMemory()
    if let out = result.pointer(Double.self) { for i in 0..<result.count { out[i] = next() } }
    return .native(NumpyArray(result))
  }

  /// As `draw`, with whole numbers.
  static func drawWhole(_ shape: Value, _ next: () -> Int) throws -> Value {
    if shape.isNone { return .int(next()) }
    let result = try NDArray.uninitialized(shape: NumpyBuilding.shape(shape), .int64).inMemory()
    if let out = result.pointer(Int.self) { for i in 0..<result.count { out[i] = next() } }
    return .native(NumpyArray(result))
  }

  /// The shape that several are stretched to.
  static func commonShape(_ shapes: [[Int]]) throws -> [Int] {
    var common: [Int] = []
    for (place, shape) in shapes.enumerated() {
      do {
        common = try Broadcast.shape(common, shape)
      } catch {
        let other = shapes.firstIndex { (try? Broadcast.shape($0, shape)) == nil } ?? 0
        throw PythonError(
          .valueError,
          "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg \(other) with shape "
            + "\(tuple(shapes[other])) and arg \(place) with shape \(tuple(shape)).")
      }
    }
    return common
  }

  static func tuple(_ shape: [Int]) -> String {
    "(" + shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? ",)" : ")")
  }
}
