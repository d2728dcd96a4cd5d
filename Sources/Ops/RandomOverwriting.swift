import Autograd
import NDArray

/// Random numbers written over a tensor.
public enum RandomOverwriting {
  private static let generator = Typed<Generator?>("generator", default: Parameter.Default.none, keywordOnly: true)

  private static func float(_ name: String, _ value: Double) -> Typed<Double> {
    Typed<Double>(name, default: .number(.float(value)))
  }

  /// Writes drawn values, which no gradient flows through.
  private static func write(_ x: Tensor, _ name: String, _ draw: () throws -> NDArray) throws -> Tensor {
    if !Indexing.isRecorded(x, x) {
      try InPlace.check(x)
      InPlace.write(try draw(), to: x)
      return x
    }
    return try InPlace.replace(x) { before in
      Recording.record(name, [before], try draw()) { [try Mul.of($0.gradient, .int(0))] }
    }
  }

  public static let normal = Op(
    "normal_", "Normal numbers written over the tensor.", forms: .method,
    Overload("NormalBackward0", Arg.input, float("mean", 0), float("std", 1), generator) { x, mean, std, generator in
      guard std >= 0 else { throw EngineError.runtime("normal expects std >= 0.0, but found std \(Spelling.c(std))") }
      return try write(x, "NormalBackward0") {
        try NDArray.normal(
          shape: x.shape, x.dtype, mean: mean, std: std, contiguous: x.data.layout.isContiguous,
          generator ?? Generators.standard)
      }
    })

  public static let uniform = Op(
    "uniform_", "Numbers drawn evenly from a range, written over the tensor.", forms: .method,
    Overload("UniformBackward0", Arg.input, float("from", 0), float("to", 1), generator) { x, from, to, generator in
      guard from <= to else {
        throw EngineError.runtime(
          "uniform_ expects to return a [from, to) range, but found from=\(Spelling.c(from)) > to=\(Spelling.c(to))")
      }
      return try write(x, "UniformBackward0") {
        try NDArray.uniform(shape: x.shape, x.dtype, from: from, to: to, generator ?? Generators.standard)
      }
    })

  public static let random = Op(
    "random_", "Whole numbers drawn evenly, written over the tensor.", forms: .method,
    Overload("RandomBackward0", Arg.input, generator) { x, generator in
      let draws = generator ?? Generators.standard
      return try write(x, "RandomBackward0") {
        try NDArray.drawnIntegers(shape: x.shape, x.dtype) { draws.integers(into: $0, of: range(x.dtype)) }
      }
    },
    Overload("RandomBackward0", Arg.input, Typed<Int>("to"), generator) { x, to, generator in
      try between(x, 0, to, generator)
    },
    Overload("RandomBackward0", Arg.input, Typed<Int>("from"), Typed<Int?>("to"), generator) { x, from, to, generator in
      try between(x, from, to ?? Int.max, generator)
    })

  private static func between(_ x: Tensor, _ from: Int, _ to: Int, _ generator: Generator?) throws -> Tensor {
    guard from < to else {
      throw EngineError.runtime("random_ expects 'from' to be less than 'to', but got from=\(from) >= to=\(to)")
    }
    let draws = generator ?? Generators.standard
    return try write(x, "RandomBackward0") {
      try NDArray.drawnIntegers(shape: x.shape, x.dtype) { draws.integers(into: $0, from: Int64(from), to: Int64(to)) }
    }
  }

  private static func range(_ dtype: DType) -> WholeRange {
    switch dtype {
    case .bool: .bool
    case .uint8: .uint8
    case .int8: .int8
    case .int16: .int16
    case .int32: .int32
    case .int64: .int64
    case .bfloat16: .bfloat16
    case .float16: .float16
    case .float32: .float32
    case .float64: .float64
    }
  }

  public static let bernoulli = Op(
    "bernoulli_", "Ones and zeros, one with probability p, written over the tensor.", forms: .method,
    Overload("BernoulliBackward0", Arg.input, float("p", 0.5), generator) { x, p, generator in
      guard p >= 0, p <= 1 else {
        throw EngineError.runtime("bernoulli_ expects p to be in [0, 1], but got p=\(Spelling.c(p))")
      }
      let draws = generator ?? Generators.standard
      return try write(x, "BernoulliBackward0") {
        try NDArray.drawnIntegers(shape: x.shape, x.dtype) { draws.bernoulli(into: $0, p: p, yes: 1, no: 0) }
      }
    })

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
        return .tensor(
          try write(x, "ExponentialBackward0") {
            try NDArray.drawn(
              shape: x.shape, x.dtype, unsupported: String(name.dropLast()),
              float: { buffer, format in
                draw(draws, values, buffer, nil)
                if let format { for i in buffer.indices { buffer[i] = format.round(buffer[i]) } }
              }, double: { draw(draws, values, nil, $0) })
          })
      })
  }
}
