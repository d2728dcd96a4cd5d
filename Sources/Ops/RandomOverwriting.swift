import Autograd
import NDArray

/// Random numbers written over a tensor.
public enum RandomOverwriting {
  private static let generator = Typed<Generator?>("generator", default: Parameter.Default.none, keywordOnly: true)

  private static func float(_ name: String, _ value: Double) -> Typed<Double> {
    Typed<Double>(name, default: .number(.float(value)))
  }

  /// Writes drawn values in the order of memory; no gradient flows through them.
  private static func write(_ x: Tensor, _ name: String, _ draw: () throws -> NDArray) throws -> Tensor {
    if !Indexing.isRecorded(x, x) {
      try InPlace.check(x)
      InPlace.write(try draw().laid(like: x.data), to: x)
      return x
    }
    return try InPlace.replace(x) { before in
      Recording.record(name, [before], try draw().laid(like: x.data)) { [try $0.nothing()] }
    }
  }

  public static let normal = Op(
    "normal_", "Normal numbers written over the tensor.", forms: .method,
    Overload("NormalBackward0", Arg.input, float("mean", 0), float("std", 1), generator) { x, mean, std, generator in
      try InPlace.checkLeaf(x)
      guard std >= 0 else { throw EngineError.runtime("normal expects std >= 0.0, but found std \(Spelling.c(std))") }
      guard x.dtype.isFloatingPoint else { throw EngineError.notImplemented("normal_kernel_cpu", x.dtype) }
      return try write(x, "NormalBackward0") {
        try NDArray.normal(
          shape: x.shape, x.dtype, mean: mean, std: std, contiguous: x.data.layout.isContiguous,
          generator ?? Generators.standard)
      }
    },
    examples: ["torch.zeros(2).normal_(generator=torch.Generator().manual_seed(0))"])

  public static let uniform = Op(
    "uniform_", "Numbers drawn evenly from a range, written over the tensor.", forms: .method,
    Overload("UniformBackward0", Arg.input, float("from", 0), float("to", 1), generator) { x, from, to, generator in
      try InPlace.checkLeaf(x)
      guard x.dtype.isFloatingPoint else {
        throw EngineError.notImplemented("check_uniform_bounds", x.dtype)
      }
      guard from <= to else {
        throw EngineError.runtime(
          "uniform_ expects to return a [from, to) range, but found from=\(Spelling.c(from)) > to=\(Spelling.c(to))")
      }
      return try write(x, "UniformBackward0") {
        try NDArray.uniform(shape: x.shape, x.dtype, from: from, to: to, generator ?? Generators.standard)
      }
    },
    examples: ["torch.zeros(2).uniform_(generator=torch.Generator().manual_seed(0))"])

  public static let random = Op(
    "random_", "Whole numbers drawn evenly, written over the tensor.", forms: .method,
    Overload("RandomBackward2", Arg.input, generator) { x, generator in
      let draws = generator ?? Generators.standard
      return try write(x, "RandomBackward2") {
        try NDArray.drawnIntegers(shape: x.shape, x.dtype) { draws.integers(into: $0, of: WholeRange(x.dtype)) }
      }
    },
    Overload("RandomBackward1", Arg.input, Typed<Int>("to"), generator) { x, to, generator in
      try InPlace.check(x)
      try RandomCreation.checkRange(0, to, x.dtype)
      return try between(x, 0, to, "RandomBackward1", generator)
    },
    Overload("RandomBackward0", Arg.input, Typed<Int>("from"), Typed<Int?>("to"), generator) { x, from, to, generator in
      try InPlace.check(x)
      guard let to else { return try upwards(x, from, generator ?? Generators.standard) }
      try RandomCreation.checkRange(from, to, x.dtype)
      return try between(x, from, to, "RandomBackward0", generator)
    },
    examples: ["torch.zeros(3).random_(0, 10, generator=torch.Generator().manual_seed(0))"])

  private static func between(_ x: Tensor, _ from: Int, _ to: Int, _ node: String, _ generator: Generator?) throws
    -> Tensor
  {
    guard from < to else {
      throw EngineError.runtime("random_ expects 'from' to be less than 'to', but got from=\(from) >= to=\(to)")
    }
    let draws = generator ?? Generators.standard
    return try write(x, node) {
      try NDArray.drawnIntegers(shape: x.shape, x.dtype) {
        draws.integers(into: $0, from: Int64(from), to: Int64(x.dtype.reachable(from, to)))
      }
    }
  }

  /// From a number to the highest of those that `random_()` draws.
  private static func upwards(_ x: Tensor, _ from: Int, _ draws: Generator) throws -> Tensor {
    let range = WholeRange(x.dtype)
    if from == .min { try checkTakesEverything(x.dtype) }
    try RandomCreation.checkBound("from", from, x.dtype)
    guard from <= range.highest else {
      throw EngineError.runtime(
        "random_ expects 'from' casted to dtype to be less than or equal to 'to_inc' casted to dtype, but got from=\(from) > "
          + "to_inc=\(range.highest)")
    }
    return try write(x, "RandomBackward0") {
      try NDArray.drawnIntegers(shape: x.shape, x.dtype) {
        draws.integers(into: $0, from: Int64(from), throughout: range)
      }
    }
  }

  /// - Throws: PyTorch's errors for dtypes that 64 random bits are not written to.
  private static func checkTakesEverything(_ dtype: DType) throws {
    let kernel = "random_full_64_bits_range_kernel_cpu"
    switch dtype {
    case .int64, .float64, .float32, .bfloat16: return
    case .float16, .bool: throw EngineError.notImplemented(kernel, dtype)
    default: throw EngineError.runtime("\(kernel) handles only int64, double, float and bfloat16")
    }
  }

  public static let bernoulli = Op(
    "bernoulli_", "Ones and zeros, one with probability p, written over the tensor.", forms: .method,
    Overload("BernoulliBackward1", Arg.input, Typed<Tensor>("p"), generator) { x, p, generator in
      try InPlace.check(x)
      let chances = try withoutRecording { try Shapes.expand(p, x.shape) }.data.contiguous().inMemory()
      // One after the other in the order of memory, as the values are written.
      let ordered = try chances.laidOut(like: x.data).strided(x.shape, Layout.contiguous(x.shape).strides)
      return try write(x, "BernoulliBackward1") {
        try RandomCreation.trials(ordered, generator).converted(to: x.dtype)
      }
    },
    Overload("BernoulliBackward2", Arg.input, float("p", 0.5), generator) { x, p, generator in
      try InPlace.checkLeaf(x)
      try checkChance(p)
      return try write(x, "BernoulliBackward2") { try trials(x.data, p, generator) }
    },
    examples: ["torch.zeros(3).bernoulli_(1.)"])

  private static func checkChance(_ p: Double) throws {
    guard p >= 0, p <= 1 else {
      throw EngineError.runtime("bernoulli_ expects p to be in [0, 1], but got p=\(Spelling.c(p))")
    }
  }

  /// Ones and zeros in the shape and the dtype of another array, ones with one probability.
  static func trials(_ x: NDArray, _ p: Double, _ generator: Generator?) throws -> NDArray {
    try checkChance(p)
    let draws = generator ?? Generators.standard
    return try NDArray.drawnIntegers(shape: x.shape, x.dtype) { draws.bernoulli(into: $0, p: p, yes: 1, no: 0) }
  }

  public static let exponential = drawn("exponential_", "Exponential numbers written over the tensor.", [("lambd", 1)])
  {
    generator, values, out32, out64 in
    if let out32 { generator.exponential(into: out32, lambda: values[0]) }
    if let out64 { generator.exponential(into: out64, lambda: values[0]) }
  }
  public static let cauchy = drawn("cauchy_", "Cauchy numbers written over the tensor.", [("median", 0), ("sigma", 1)])
  {
    generator, values, out32, out64 in
    if let out32 { generator.cauchy(into: out32, median: values[0], sigma: values[1]) }
    if let out64 { generator.cauchy(into: out64, median: values[0], sigma: values[1]) }
  }
  public static let logNormal = drawn(
    "log_normal_", "Numbers whose logarithm is normal, written over the tensor.", [("mean", 1), ("std", 2)]
  ) { generator, values, out32, out64 in
    if let out32 { generator.logNormal(into: out32, mean: values[0], std: values[1]) }
    if let out64 { generator.logNormal(into: out64, mean: values[0], std: values[1]) }
  }
  public static let geometric = drawn(
    "geometric_", "The number of trials up to the first success, written over the tensor.", [("p", .nan)]
  ) { generator, values, out32, out64 in
    if let out32 { generator.geometric(into: out32, p: values[0]) }
    if let out64 { generator.geometric(into: out64, p: values[0]) }
  }

  /// - Throws: PyTorch's `RuntimeError` for parameters that a distribution cannot have.
  private static func check(_ name: String, _ values: [Double]) throws {
    let last = values[values.count - 1]
    switch name {
    case "geometric_" where !(last > 0 && last < 1):
      throw EngineError.runtime("geometric_ expects p to be in (0, 1), but got p=\(Spelling.c(last))")
    case "exponential_" where !(last > 0):
      throw EngineError.runtime("exponential_ expects lambda > 0.0, but found lambda=\(Spelling.c(last))")
    case "cauchy_" where !(last > 0):
      throw EngineError.runtime("cauchy_ expects sigma > 0.0, but found sigma=\(Spelling.c(last))")
    case "log_normal_" where !(last > 0):
      throw EngineError.runtime("log_normal_ expects std > 0.0, but found std=\(Spelling.c(last))")
    default: break
    }
  }

  /// - Throws: PyTorch's `RuntimeError` where whole numbers are asked of a distribution that has none.
  private static func checkType(_ name: String, _ dtype: DType) throws {
    guard !dtype.isFloatingPoint else { return }
    let problem =
      "distribution is a continuous probability distribution. dtype must be a floating point but you specified"
    switch name {
    case "exponential_": throw EngineError.runtime("Exponential \(problem) \(dtype.scalarTypeName)")
    case "cauchy_": throw EngineError.runtime("Cauchy \(problem) \(Products.cName(dtype, isShort: true))")
    default: break
    }
  }

  /// `LogNormalBackward0`
  private static func node(_ name: String) -> String {
    name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined() + "Backward0"
  }

  /// PyTorch's name of what draws, for the error with whole numbers.
  private static func kernel(_ name: String) -> String {
    switch name {
    case "log_normal_", "geometric_", "exponential_": name + "cpu"
    default: String(name.dropLast())
    }
  }

  /// - Parameter numbers: The distribution's parameters with their defaults; NaN for none.
  private static func drawn(
    _ name: String, _ summary: String, _ numbers: [(String, Double)],
    _ draw:
      @escaping (Generator, [Double], UnsafeMutableBufferPointer<Float>?, UnsafeMutableBufferPointer<Double>?) -> Void
  ) -> Op {
    let own = numbers.map { Parameter($0.0, .float, default: $0.1.isNaN ? nil : .number(.float($0.1))) }
    return Op(
      name, summary, forms: .method,
      Overload(parameters: [Arg.input.parameter] + own + [generator.parameter], gradFn: nil) { arguments in
        let x = try Tensor.from(arguments[0])
        let values = try (1...numbers.count).map { try Double.from(arguments[$0]) }
        let draws = try Generator?.from(arguments[numbers.count + 1]) ?? Generators.standard
        try InPlace.checkLeaf(x)
        try check(name, values)
        if name == "exponential_" {
          if x.count == 0, !x.dtype.isFloatingPoint {
            x.bumpVersion()
            return .tensor(x)
          }
          try InPlace.checkPlaces(x)
        }
        try checkType(name, x.dtype)
        return .tensor(
          try write(x, node(name)) {
            // Whole numbers of trials are whole numbers in any dtype.
            if name == "geometric_", !x.dtype.isFloatingPoint, x.dtype != .bool {
              return try NDArray.drawn(
                shape: x.shape, .float64, unsupported: kernel(name), float: { _, _ in },
                double: { draw(draws, values, nil, $0) }
              ).converted(to: x.dtype)
            }
            return try NDArray.drawn(
              shape: x.shape, x.dtype, unsupported: kernel(name),
              float: { buffer, format in
                draw(draws, values, buffer, nil)
                if let format { for i in buffer.indices { buffer[i] = format.round(buffer[i]) } }
              }, double: { draw(draws, values, nil, $0) })
          })
      },
      examples: ["torch.zeros(2).\(name)(0.5, generator=torch.Generator().manual_seed(0))"])
  }
}
