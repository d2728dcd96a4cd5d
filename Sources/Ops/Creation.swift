public import Autograd
public import NDArray

/// What every function that makes a tensor can be told.
public struct Making {
  public let dtype: DType?
  public let requiresGrad: Bool
  public let generator: Generator

  static let parameters: [Parameter] = [
    Parameter("out", .setting, default: Parameter.Default.none, keywordOnly: true),
    Arg.dtype.parameter,
    Parameter("layout", .setting, default: Parameter.Default.none, keywordOnly: true),
    Parameter("device", .device, default: Parameter.Default.none, keywordOnly: true),
    Parameter("pin_memory", .setting, default: .number(.bool(false)), keywordOnly: true),
    Parameter("requires_grad", .bool, default: .number(.bool(false)), keywordOnly: true, takesNone: true),
  ]
  /// As above, for those that draw random numbers.
  static let randomParameters: [Parameter] =
    [Parameter("generator", .generator, default: Parameter.Default.none, keywordOnly: true)] + parameters
  /// As above, for those that take another tensor as the pattern.
  static let likeParameters: [Parameter] =
    parameters.dropFirst() + [Parameter("memory_format", .setting, default: Parameter.Default.none, keywordOnly: true)]

  init(_ parameters: [Parameter], _ arguments: ArraySlice<Argument>) throws {
    var dtype: DType?
    var requiresGrad = false
    var generator = Generators.standard
    for (parameter, argument) in zip(parameters, arguments) {
      switch (parameter.name, argument) {
      case ("dtype", .dtype(let given)): dtype = given
      case ("requires_grad", .none): break
      case ("requires_grad", let given): requiresGrad = try Bool.from(given)
      case ("generator", .generator(let given)): generator = given
      default: break
      }
    }
    self.dtype = dtype
    self.requiresGrad = requiresGrad
    self.generator = generator
  }

  /// The dtype asked for, else the one of floating-point results.
  public var floatType: DType { dtype ?? DefaultDType.current }

  /// - Throws: `RuntimeError` where gradients are wanted of whole numbers.
  public func tensor(_ data: NDArray) throws -> Tensor {
    let result = Tensor(data)
    if requiresGrad {
      guard data.dtype.isFloatingPoint else {
        throw EngineError.runtime("Only Tensors of floating point and complex dtype can require gradients")
      }
      result.setRequiresGrad(true)
    }
    return result
  }
}

extension Overload {
  /// A way to make a tensor: its own parameters, then those that all makers share.
  @_semantics("optimize.no.crossmodule")
  static func making<each V: ArgumentValue>(
    _ parameters: repeat Typed<each V>, options: [Parameter] = Making.parameters,
    run: @escaping (Making, repeat each V) throws -> NDArray
  ) -> Overload {
    var own: [Parameter] = []
    for parameter in repeat each parameters { own.append(parameter.parameter) }
    let count = own.count
    return Overload(parameters: own + options, gradFn: nil) { arguments in
      var index = 0
      func next<T: ArgumentValue>(_: T.Type) throws -> T {
        defer { index += 1 }
        guard index < arguments.count else { throw EngineError(.typeError, "missing argument") }
        return try T.from(arguments[index])
      }
      let making = try Making(options, arguments.dropFirst(count))
      return .tensor(try making.tensor(run(making, repeat next((each V).self))))
    }
  }
}

extension Arg {
  public static let size = Typed<[Int]>("size", variadic: true)
}

/// Tensors made from a shape and a value.
public enum Creation {
  public static let zeros = Op(
    "zeros", "A tensor of zeros.", forms: .function,
    .making(Arg.size) { making, size in
      try checkSizes(size, "zeros")
      return try NDArray.filled(shape: size, .int(0), making.floatType)
    }, examples: ["torch.zeros(2)"])

  public static let ones = Op(
    "ones", "A tensor of ones.", forms: .function,
    .making(Arg.size) { making, size in try NDArray.filled(shape: size, .int(1), making.floatType) },
    examples: ["torch.ones(2)"])

  /// Its contents are zeros: PyTorch promises nothing about them.
  public static let empty = Op(
    "empty", "A tensor whose elements have not been set.", forms: .function,
    .making(Arg.size) { making, size in try NDArray.filled(shape: size, .int(0), making.floatType) },
    examples: ["torch.empty(2, 3).shape"])

  public static let full = Op(
    "full", "A tensor with one value everywhere.", forms: .function,
    .making(Typed<[Int]>("size"), Typed<Number>("fill_value")) { making, size, value in
      try NDArray.filling(size, value, making.dtype ?? value.dtype)
    }, examples: ["torch.full((2,), 7)"])

  public static let zerosLike = Op(
    "zeros_like", "Zeros with the shape and dtype of a tensor.", forms: .function,
    .making(Arg.input, options: Making.likeParameters) { making, x in
      try NDArray.filled(shape: x.shape, .int(0), making.dtype ?? x.dtype).laid(like: x.data)
    },
    examples: ["torch.zeros_like(torch.tensor([1., 2.]))"])

  public static let onesLike = Op(
    "ones_like", "Ones with the shape and dtype of a tensor.", forms: .function,
    .making(Arg.input, options: Making.likeParameters) { making, x in
      try NDArray.filled(shape: x.shape, .int(1), making.dtype ?? x.dtype).laid(like: x.data)
    },
    examples: ["torch.ones_like(torch.tensor([1, 2]))"])

  public static let emptyLike = Op(
    "empty_like", "A tensor with the shape and dtype of another, not set.", forms: .function,
    .making(Arg.input, options: Making.likeParameters) { making, x in
      try NDArray.filled(shape: x.shape, .int(0), making.dtype ?? x.dtype).laid(like: x.data)
    },
    examples: ["torch.empty_like(torch.ones(2, 3)).shape"])

  public static let fullLike = Op(
    "full_like", "One value everywhere, with the shape and dtype of a tensor.", forms: .function,
    .making(Arg.input, Typed<Number>("fill_value"), options: Making.likeParameters) { making, x, value in
      try NDArray.filling(x.shape, value, making.dtype ?? x.dtype).laid(like: x.data)
    },
    examples: ["torch.full_like(torch.ones(2), 7)"])

  public static let newZeros = Op(
    "new_zeros", "Zeros with this tensor's dtype.", forms: .method,
    .making(Arg.input, Arg.size) { making, x, size in try NDArray.filled(shape: size, .int(0), making.dtype ?? x.dtype)
    },
    examples: ["torch.tensor([1, 2]).new_zeros(3)"])

  public static let newOnes = Op(
    "new_ones", "Ones with this tensor's dtype.", forms: .method,
    .making(Arg.input, Arg.size) { making, x, size in try NDArray.filled(shape: size, .int(1), making.dtype ?? x.dtype)
    },
    examples: ["torch.tensor([1., 2.]).new_ones(2, 2)"])

  public static let newEmpty = Op(
    "new_empty", "A tensor with this tensor's dtype, not set.", forms: .method,
    .making(Arg.input, Arg.size) { making, x, size in try NDArray.filled(shape: size, .int(0), making.dtype ?? x.dtype)
    },
    examples: ["torch.tensor([1, 2]).new_empty(3).dtype"])

  public static let newFull = Op(
    "new_full", "One value everywhere, with this tensor's dtype.", forms: .method,
    .making(Arg.input, Typed<[Int]>("size"), Typed<Number>("fill_value")) { making, x, size, value in
      try NDArray.filling(size, value, making.dtype ?? x.dtype)
    },
    examples: ["torch.tensor([1., 2.]).new_full((3,), 7)"])

  public static let eye = Op(
    "eye", "Ones on the diagonal of a matrix, zeros elsewhere.", forms: .function,
    .making(Typed<Int>("n")) { making, n in try identity(n, n, making) },
    .making(Typed<Int>("n"), Typed<Int>("m")) { making, n, m in try identity(n, m, making) },
    examples: ["torch.eye(2)"])

  private static func identity(_ n: Int, _ m: Int, _ making: Making) throws -> NDArray {
    guard n >= 0 else { throw EngineError.runtime("n must be greater or equal to 0, got \(n)") }
    guard m >= 0 else { throw EngineError.runtime("m must be greater or equal to 0, got \(m)") }
    return try NDArray.identity(n, m, making.floatType)
  }

  private static func checkSizes(_ size: [Int], _ name: String) throws {
    guard size.allSatisfy({ $0 >= 0 }) else {
      throw EngineError.runtime("\(name): Dimension size must be non-negative.")
    }
  }
}

/// Tensors of numbers in a row.
public enum Sequences {
  public static let arange = Op(
    "arange", "The numbers from `start` up to, not including, `end`, `step` apart.", forms: .function,
    .making(Typed<Number>("end")) { making, end in try arange(.int(0), end, .int(1), making) },
    .making(Typed<Number>("start"), Typed<Number>("end"), Typed<Number>("step", default: .number(.int(1)))) {
      try arange($1, $2, $3, $0)
    }, examples: ["torch.arange(3)"])

  public static let range = Op(
    "range", "The numbers from `start` to `end`, both included.", forms: .function,
    .making(Typed<Number>("start"), Typed<Number>("end"), Typed<Number>("step", default: .number(.int(1)))) {
      making, start, end, step in
      try Warnings.warn(
        "torch.range is deprecated and will be removed in a future release because its behavior is inconsistent with Python's "
          + "range builtin. Instead, use torch.arange, which produces values in [start, end).")
      try making.floatType.refuseBool("range_cpu")
      guard making.floatType.isFloatingPoint else { return try whole(start, end, step, making.floatType) }
      try check(start, end, step)
      let count = ((end.asDouble - start.asDouble) / step.asDouble).rounded(.down) + 1
      // Each number is rounded once, from double precision.
      let (first, by) = (start.asDouble, step.asDouble)
      let length = try size(count)
      let wide = try NDArray.uninitialized(shape: [length], .float64).inMemory()
      if let numbers = wide.pointer(Double.self) {
        for i in 0..<length { numbers[i] = first + by * Double(i) }
      }
      return try wide.converted(to: making.floatType)
    },
    examples: ["torch.arange(0, 4, 2)"])

  /// A range whose bounds and step lose their fractions before it is counted.
  private static func whole(_ start: Number, _ end: Number, _ step: Number, _ type: DType) throws -> NDArray {
    let (first, last, by) = (Number.int(start.asInt), Number.int(end.asInt), Number.int(step.asInt))
    try check(first, last, by)
    let (distance, overflow) = last.asInt.subtractingReportingOverflow(first.asInt)
    guard !overflow, distance > .min else { throw EngineError.runtime("invalid size, possible overflow?") }
    return try NDArray.arange(count: size(Double(distance / by.asInt + 1)), from: first, by: by, type)
  }

  private static func arange(_ start: Number, _ end: Number, _ step: Number, _ making: Making) throws -> NDArray {
    let isFloat = [start, end, step].contains { $0.category == 2 }
    let dtype = making.dtype ?? (isFloat ? DefaultDType.current : .int64)
    guard dtype != .bool else { throw EngineError(.notImplementedError, "\"arange_cpu\" not implemented for 'Bool'") }
    try check(start, end, step)
    if dtype.compute == .int {
      let (distance, overflow) = end.asInt.subtractingReportingOverflow(start.asInt)
      let by = step.asInt
      guard !overflow, by != 0 || dtype != .int64 else { throw EngineError.runtime("invalid size, possible overflow?") }
      // Only where the result has 64 bits do bounds with a fraction lose it before they are counted.
      guard dtype == .int64 else {
        let count = ((end.asDouble - start.asDouble) / step.asDouble).rounded(.up)
        return try NDArray.arange(count: size(count), from: start, by: step, dtype)
      }
      let count = (distance / by) + (distance % by == 0 ? 0 : 1)
      return try NDArray.arange(count: max(count, 0), from: start, by: step, dtype)
    }
    let count = ((end.asDouble - start.asDouble) / step.asDouble).rounded(.up)
    return try NDArray.arange(count: size(count), from: start, by: step, dtype)
  }

  private static func size(_ count: Double) throws -> Int {
    guard count < 0x1p62 else { throw EngineError.runtime("invalid size, possible overflow?") }
    return max(Int(count), 0)
  }

  private static func check(_ start: Number, _ end: Number, _ step: Number) throws {
    let by = step.asDouble
    guard by != 0 else { throw EngineError.runtime("step must be nonzero") }
    guard start.asDouble.isFinite, end.asDouble.isFinite else {
      throw EngineError.runtime("unsupported range: \(text(start)) -> \(text(end))")
    }
    guard by > 0 ? end.asDouble >= start.asDouble : end.asDouble <= start.asDouble else {
      throw EngineError.runtime("upper bound and lower bound inconsistent with step sign")
    }
  }

  private static func text(_ number: Number) -> String {
    let value = number.asDouble
    return value == value.rounded() && Swift.abs(value) < 1e15 ? String(Int(value)) : "\(value)"
  }

  public static let linspace = Op(
    "linspace", "`steps` numbers that divide the way from `start` to `end` evenly.", forms: .function,
    .making(Typed<Number>("start"), Typed<Number>("end"), Typed<Int>("steps")) { making, start, end, steps in
      try checkSteps(steps)
      if steps > 1 { try making.floatType.refuseBool("linspace_cpu") }
      let (from, to) = try ends(start, end, steps, making.floatType)
      return try NDArray.linspace(from, to, count: steps, making.floatType)
    }, examples: ["torch.linspace(0, 1, 3)"])

  public static let logspace = Op(
    "logspace", "Powers of `base` whose exponents divide the way from `start` to `end` evenly.",
    formula: "base ** linspace(start, end, steps)", forms: .function,
    .making(
      Typed<Number>("start"), Typed<Number>("end"), Typed<Int>("steps"),
      Typed<Double>("base", default: .number(.float(10)))
    ) { making, start, end, steps, base in
      try checkSteps(steps)
      if steps > 1 { try making.floatType.refuseBool("logspace_cpu") }
      let (from, to) =
        try steps > 1 ? ends(start, end, steps, making.floatType) : (start.asDouble, end.asDouble)
      return try NDArray.logspace(from, to, count: steps, base: base, making.floatType)
    },
    examples: ["torch.logspace(0, 2, 3)"])

  /// Both ends as elements of a dtype.
  private static func ends(_ start: Number, _ end: Number, _ steps: Int, _ type: DType) throws -> (Double, Double) {
    for number in [start, end].prefix(steps) { try type.checkFills(number, count: steps) }
    func own(_ number: Number) -> Double {
      type.compute == .int ? NDArray(number, type).item.asDouble : number.asDouble
    }
    return steps > 0 ? (own(start), own(end)) : (start.asDouble, end.asDouble)
  }

  private static func checkSteps(_ steps: Int) throws {
    guard steps >= 0 else { throw EngineError.runtime("number of steps must be non-negative") }
  }
}
