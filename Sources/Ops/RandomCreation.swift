import Autograd
import NDArray

/// Tensors of random numbers, drawn as PyTorch draws them.
public enum RandomCreation {
  public static let rand = Op(
    "rand", "Numbers drawn evenly from [0, 1).", forms: .function,
    .making(Arg.size, options: Making.randomParameters) { making, size in
      try NDArray.uniform(shape: size, making.floatType, making.generator)
    },
    examples: ["torch.rand(2, generator=torch.Generator().manual_seed(0))"])

  public static let randn = Op(
    "randn", "Numbers drawn from the standard normal distribution.", forms: .function,
    .making(Arg.size, options: Making.randomParameters) { making, size in
      try NDArray.normal(shape: size, making.floatType, making.generator)
    },
    examples: ["torch.randn(2, generator=torch.Generator().manual_seed(0))"])

  public static let randLike = Op(
    "rand_like", "Numbers drawn evenly from [0, 1), in the shape of a tensor.", forms: .function,
    .making(Arg.input, options: Making.likeParameters) { making, x in
      let type = making.dtype ?? x.dtype
      guard type.isFloatingPoint else { throw EngineError.notImplemented("check_uniform_bounds", type) }
      return try NDArray.uniform(shape: x.shape, type, making.generator).laid(like: x.data)
    },
    examples: ["torch.rand_like(torch.ones(2, 3)).shape"])

  public static let randnLike = Op(
    "randn_like", "Numbers drawn from the standard normal distribution, in the shape of a tensor.", forms: .function,
    .making(Arg.input, options: Making.likeParameters) { making, x in
      try NDArray.normal(
        shape: x.shape, making.dtype ?? x.dtype, contiguous: x.data.isRowWhenNew, making.generator
      ).laid(like: x.data)
    },
    examples: ["torch.randn_like(torch.ones(2, 3)).shape"])

  public static let randint = Op(
    "randint", "Whole numbers drawn evenly from `low` up to, not including, `high`.", forms: .function,
    .making(Typed<Int>("high"), Typed<[Int]>("size"), options: Making.randomParameters) { making, high, size in
      try integers(0, high, size, making.dtype ?? .int64, making)
    },
    .making(Typed<Int>("low"), Typed<Int>("high"), Typed<[Int]>("size"), options: Making.randomParameters) {
      try integers($1, $2, $3, $0.dtype ?? .int64, $0)
    },
    examples: ["torch.randint(0, 10, (4,), generator=torch.Generator().manual_seed(0))"])

  public static let randintLike = Op(
    "randint_like", "Whole numbers drawn evenly, in the shape of a tensor.", forms: .function,
    .making(Arg.input, Typed<Int>("high"), options: Making.likeParameters) { making, x, high in
      try integers(0, high, x.shape, making.dtype ?? x.dtype, making).laid(like: x.data)
    },
    .making(Arg.input, Typed<Int>("low"), Typed<Int>("high"), options: Making.likeParameters) { making, x, low, high in
      try integers(low, high, x.shape, making.dtype ?? x.dtype, making).laid(like: x.data)
    },
    examples: ["torch.randint_like(torch.zeros(2, 3), 10).shape"])

  static func integers(_ low: Int, _ high: Int, _ size: [Int], _ dtype: DType, _ making: Making) throws -> NDArray {
    let layout = try Layout.contiguous(size)
    try checkRange(low, high, dtype)
    return try NDArray.drawnIntegers(shape: layout.shape, dtype) {
      making.generator.integers(into: $0, from: Int64(low), to: Int64(dtype.reachable(low, high)))
    }
  }

  /// - Throws: PyTorch's `RuntimeError` for a range that is empty or beyond what elements of the dtype hold.
  static func checkRange(_ low: Int, _ high: Int, _ dtype: DType) throws {
    guard low < high else {
      throw EngineError.runtime("random_ expects 'from' to be less than 'to', but got from=\(low) >= to=\(high)")
    }
    try checkBound("from", low, dtype)
    try checkBound("to - 1", high - 1, dtype)
  }

  /// - Throws: PyTorch's `RuntimeError` for a bound of drawn numbers that the dtype does not reach.
  static func checkBound(_ name: String, _ value: Int, _ dtype: DType) throws {
    let isReached = dtype.largestFinite.map { Swift.abs(Double(value)) <= $0 } ?? dtype.integerBounds.contains(value)
    guard isReached else { throw EngineError.runtime("\(name) is out of bounds for \(cName(dtype))") }
  }

  private static func cName(_ dtype: DType) -> String {
    switch dtype {
    case .uint8: "unsigned char"
    case .int8: "signed char"
    case .int16: "short int"
    case .int32: "int"
    case .bool: "bool"
    case .float16: "c10::Half"
    case .bfloat16: "c10::BFloat16"
    case .float32: "float"
    case .float64: "double"
    default: "long int"
    }
  }

  public static let randperm = Op(
    "randperm", "The whole numbers below `n` in random order.", forms: .function,
    .making(Typed<Int>("n"), options: Making.randomParameters) { making, n in
      let dtype = making.dtype ?? .int64
      guard dtype != .bool else { throw EngineError(.notImplementedError, "\"randperm\" not implemented for 'Bool'") }
      return try NDArray.drawnIntegers(shape: [n], dtype) { making.generator.permutation(into: $0) }
    },
    examples: ["torch.randperm(4, generator=torch.Generator().manual_seed(0))"])

  public static let normal = Op(
    "normal", "Numbers drawn from normal distributions.", forms: .function,
    .making(Typed<Tensor>("mean"), Typed<Tensor>("std"), options: Array(Making.randomParameters.prefix(2))) {
      making, mean, std in
      try Storage.check(elements: std.count, ofSize: 2 * MemoryLayout<Number>.stride)
      guard try Elementwise.compare(Less.self, std.data, .int(0)).numbers().allSatisfy({ $0 == .bool(false) }) else {
        throw EngineError.runtime("normal expects all elements of std >= 0.0")
      }
      let shape = try Broadcast.shape(mean.shape, std.shape)
      return try scaled(shape, mean.data, std.data, mean.dtype, making)
    },
    .making(
      Typed<Tensor>("mean"), Typed<Double>("std", default: .number(.int(1))),
      options: Array(Making.randomParameters.prefix(2))
    ) { making, mean, std in
      try check(std)
      let drawn = try NDArray.normal(shape: mean.shape, mean.dtype, std: std, making.generator)
      return try Elementwise.zip(Add.self, drawn, mean.data)
    },
    .making(Typed<Double>("mean"), Typed<Tensor>("std"), options: Array(Making.randomParameters.prefix(2))) {
      making, mean, std in
      try scaled(std.shape, NDArray(.float(mean), std.dtype), std.data, std.dtype, making)
    },
    .making(Typed<Double>("mean"), Typed<Double>("std"), Typed<[Int]>("size"), options: Making.randomParameters) {
      making, mean, std, size in
      try check(std)
      return try NDArray.normal(shape: size, making.floatType, mean: mean, std: std, making.generator)
    },
    examples: ["torch.normal(0., 1., (2,), generator=torch.Generator().manual_seed(0))"])

  private static func check(_ std: Double) throws {
    guard std >= 0 else { throw EngineError.runtime("normal expects std >= 0.0, but found std \(Spelling.c(std))") }
  }

  private static func scaled(
    _ shape: [Int], _ mean: NDArray, _ std: NDArray, _ dtype: DType, _ making: Making
  ) throws -> NDArray {
    // Both steps are in place, in the mean's dtype.
    let standard = try NDArray.normal(shape: shape, dtype, making.generator)
    let wide = try Elementwise.zip(Mul.self, standard, std).converted(to: dtype)
    return try Elementwise.zip(Add.self, wide, mean).converted(to: dtype)
  }

  private static let drawing = Typed<Generator?>("generator", default: Parameter.Default.none, keywordOnly: true)

  public static let bernoulli = Op(
    "bernoulli", "Ones and zeros, each one with the probability its element says, or with one probability for all.",
    Overload(nil, Arg.input, drawing) { p, generator in
      Recording.record("BernoulliBackward0", [p], try trials(p.data, generator).converted(to: p.dtype)) { d in
        [Tensor(try NDArray.filled(shape: d.gradient.shape, .int(0), d.gradient.dtype))]
      }
    },
    Overload(nil, Arg.input, Typed<Double>("p"), drawing) { x, p, generator in
      let result = Tensor(try RandomOverwriting.trials(x.data, p, generator))
      UnderivedNode.attach("bernoulli", to: result, [x])
      return result
    },
    examples: ["torch.bernoulli(torch.tensor([0., 1., 1.]))"])

  /// Ones and zeros in the shape of their probabilities, in double precision where those are, else in single.
  /// - Throws: PyTorch's errors for numbers that are no probabilities.
  static func trials(_ p: NDArray, _ generator: Generator?) throws -> NDArray {
    guard p.dtype.isFloatingPoint else { throw EngineError.notImplemented("bernoulli_tensor_cpu_p_", p.dtype) }
    guard p.doubles().allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
      throw EngineError.runtime(
        "Expected p_in >= 0 && p_in <= 1 to be true, but got false.  (Could this error message be improved?  If so, please report an enhancement request to PyTorch.)"
      )
    }
    let draws = generator ?? Generators.standard
    let wide = p.dtype == .float64
    let source = try p.converted(to: wide ? .float64 : .float32).contiguous().inMemory()
    let result = try NDArray.uninitialized(source.layout, wide ? .float64 : .float32)
    if wide, let from = source.pointer(Double.self), let to = result.pointer(Double.self) {
      draws.bernoulli(
        into: UnsafeMutableBufferPointer(start: to, count: result.count),
        probabilities: UnsafeBufferPointer(start: from, count: result.count), yes: 1, no: 0)
    } else if let from = source.pointer(Float.self), let to = result.pointer(Float.self) {
      draws.bernoulli(
        into: UnsafeMutableBufferPointer(start: to, count: result.count),
        probabilities: UnsafeBufferPointer(start: from, count: result.count), yes: 1, no: 0)
    }
    return result
  }

  public static let multinomial = Op(
    "multinomial", "Indices drawn by the weights in each row.",
    Overload(
      nil, Arg.input, Typed<Int>("num_samples"), Typed<Bool>("replacement", default: .number(.bool(false))),
      Typed<Generator?>("generator", default: Parameter.Default.none, keywordOnly: true)
    ) { weights, samples, replacement, generator in
      try multinomial(weights, samples, replacement, generator ?? Generators.standard)
    },
    examples: ["torch.multinomial(torch.tensor([0., 1.]), 3, replacement=True)"])

  static func multinomial(_ weights: Tensor, _ samples: Int, _ replacement: Bool, _ generator: Generator) throws
    -> Tensor
  {
    guard weights.rank == 1 || weights.rank == 2 else {
      throw EngineError.runtime("prob_dist must be 1 or 2 dim")
    }
    guard weights.dtype.isFloatingPoint else {
      throw EngineError.runtime(
        "multinomial only supports floating-point dtypes for input, got: \(weights.dtype.scalarTypeName)")
    }
    guard samples > 0 else { throw EngineError.runtime("cannot sample n_sample <= 0 samples") }
    let categories = weights.shape[weights.rank - 1]
    guard replacement || samples <= categories else {
      throw EngineError.runtime("cannot sample n_sample > prob_dist.size(-1) samples without replacement")
    }
    let values = weights.data.doubles()
    guard values.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
      throw EngineError.runtime("probability tensor contains either `inf`, `nan` or element < 0")
    }
    for row in stride(from: 0, to: values.count, by: max(categories, 1)) {
      guard values[row..<min(row + categories, values.count)].contains(where: { $0 > 0 }) else {
        throw EngineError.runtime("invalid multinomial distribution (sum of probabilities <= 0)")
      }
    }
    let shape = Array(weights.shape.dropLast()) + [samples]
    let wide = weights.dtype == .float64
    let source = try weights.data.converted(to: wide ? .float64 : .float32).contiguous().inMemory()
    return Tensor(
      try NDArray.drawnIntegers(shape: shape, .int64) { out in
        if wide, let p = source.pointer(Double.self) {
          generator.multinomial(
            into: out, weights: UnsafeBufferPointer(start: p, count: source.count), categories: categories,
            samples: samples, replacement: replacement)
        } else if let p = source.pointer(Float.self) {
          generator.multinomial(
            into: out, weights: UnsafeBufferPointer(start: p, count: source.count), categories: categories,
            samples: samples, replacement: replacement)
        }
      })
  }
}

/// Numbers as C++ streams spell them in messages.
enum Spelling {
  /// `-1`, `0.5`, `1e+20`
  static func c(_ value: Double) -> String {
    if value == value.rounded(), Swift.abs(value) < 1e6 { return String(Int(value)) }
    return "\(value)"
  }
}
