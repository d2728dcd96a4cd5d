public import Autograd
import NDArray

/// Products, variances, norms and truth over dimensions.
public enum Moments {
  // MARK: prod

  public static let prod = Op(
    "prod", "The product of every element, or of the elements along a dimension.", formula: "Π x",
    Overload(
      "ProdBackward0", Arg.input, Arg.dtype,
      samples: [Sample(.random([2, 3], 0.5...2)), Sample(.values([2, 0, 3], [3])), Sample(.values([2, 0, 0], [3]))]
    ) { x, dtype in
      try converted(product(x, nil, keepdim: false, dtype), dtype)
    },
    Overload(
      "ProdBackward1", Arg.input, Arg.dim, Arg.keepdim, Arg.dtype,
      samples: [
        Sample(.random([2, 3], 0.5...2), .number(.int(1)), .number(.bool(false))),
        Sample(.values([2, 0, 3, 1, 4, 5], [2, 3]), .number(.int(1)), .number(.bool(true))),
      ]
    ) { x, dim, keepdim, dtype in
      try converted(product(x, Dims.resolve(dim, x.rank), keepdim: keepdim, dtype), dtype)
    },
    examples: ["torch.tensor([1., 2., 3., 4.]).prod()"])

  /// Sums and products of whole numbers are int64.
  static func widened(_ x: Tensor, _ dtype: DType?) throws -> Tensor {
    if let dtype, !dtype.isFloatingPoint, x.requiresGrad, GradMode.isEnabled {
      throw EngineError.runtime("Autograd not support dtype: \(dtype.scalarTypeName)")
    }
    return try Casts.to(x, dtype ?? (x.dtype.isFloatingPoint ? x.dtype : .int64))
  }

  /// The result of a reduction in the dtype that was asked for: truth values and small whole numbers are summed as
  /// int64.
  static func converted(_ y: Tensor, _ dtype: DType?) throws -> Tensor {
    guard let dtype, dtype != y.dtype else { return y }
    return try Casts.to(y, dtype)
  }

  /// - Parameter dim: Nil for all of them.
  static func product(_ x: Tensor, _ dim: Int?, keepdim: Bool, _ dtype: DType?) throws -> Tensor {
    let source = try widened(x, dtype)
    let dims = x.rank == 0 ? [] : dim.map { [$0] } ?? Array(0..<x.rank)
    let data = try Reduction.prod(source.data, dims, keepdim: keepdim)
    let name = dim == nil ? "ProdBackward0" : "ProdBackward1"
    let type = x.dtype
    // The input is kept as it came: its derivative is rounded to its own dtype.
    return Recording.record(name, [x], data, keeping: [x], keepsResult: true) { d in
      let input = try Casts.to(d.kept(0), d.gradient.dtype)
      return [try Casts.to(factors(d.gradient, input, d.kept(1), dim, keepdim), type)]
    }
  }

  private static func factors(
    _ g: Tensor, _ x: Tensor, _ result: Tensor, _ dim: Int?, _ keepdim: Bool
  ) throws -> Tensor {
    if x.rank == 0 { return g }
    let zeros = x.data.doubles().count { $0 == 0 }
    guard let dim else {
      if zeros == 0 { return try g * (result / x) }
      if zeros > 1, !GradMode.isEnabled { return try x.constant(0) }
      return try Shapes.reshape(withoutEach(g, Shapes.reshape(x, [x.count]), 0), x.shape)
    }
    let (g, result) = keepdim ? (g, result) : (try Shapes.unsqueeze(g, dim), try Shapes.unsqueeze(result, dim))
    return try zeros == 0 ? g * (result / x) : withoutEach(g, x, dim)
  }

  /// Each element's derivative as the product of all the others, from both sides.
  private static func withoutEach(_ g: Tensor, _ x: Tensor, _ dim: Int) throws -> Tensor {
    if x.count == 0 { return try Shapes.expand(g, x.shape) }
    let length = x.shape[dim]
    if length == 1 { return g }
    let one = Tensor(try NDArray.filled(shape: Shapes.withSize(x.shape, dim, 1), .int(1), g.dtype))
    let before = try Joining.joined([one, Shapes.slice(x, dim, 0, length - 1, 1)], dim)
    let behind = try Rearrangements.flip(Shapes.slice(x, dim, 1, length, 1), [dim])
    let after = try Joining.joined([one, behind], dim)
    return try g * (Running.product(before, dim) * Rearrangements.flip(Running.product(after, dim), [dim]))
  }

  // MARK: var, std

  public static let variance = spread("var", "VarBackward0", root: false, "The variance")
  public static let std = spread("std", "StdBackward0", root: true, "The standard deviation")

  private static func spread(_ name: String, _ node: String, root: Bool, _ what: String) -> Op {
    Op(
      name, "\(what) of every element, or of the elements along dimensions, unbiased unless said otherwise.",
      Overload(
        node, Arg.input, Dims.parameter, Typed<Bool>("unbiased", default: .number(.bool(true))), Arg.keepdim,
        samples: [Sample(.random([2, 3]), .ints([1]), .number(.bool(true)), .number(.bool(false)))]
      ) { x, dims, unbiased, keepdim in try spread(x, dims, unbiased ? 1 : 0, keepdim, root: root, node: node) },
      Overload(
        node, Arg.input, Typed<[Int]?>("dim", .ints, default: Parameter.Default.none),
        Typed<Double?>("correction", default: Parameter.Default.none, keywordOnly: true),
        Typed<Bool>("keepdim", default: .number(.bool(false)), keywordOnly: true),
        samples: [
          Sample(.random([2, 3]), .none, .none, .number(.bool(false))),
          Sample(.random([2, 3]), .ints([0]), .number(.int(0)), .number(.bool(true))),
        ]
      ) { x, dims, correction, keepdim in try spread(x, dims, correction ?? 1, keepdim, root: root, node: node) },
      Overload(node, Arg.input, Typed<Bool>("unbiased")) { x, unbiased in
        try spread(x, nil, unbiased ? 1 : 0, false, root: root, node: node)
      },
      examples: ["torch.tensor([1., 2., 4.]).\(name)()"])
  }

  static func spread(
    _ x: Tensor, _ dims: [Int]?, _ correction: Double, _ keepdim: Bool, root: Bool, node: String
  ) throws -> Tensor {
    guard x.dtype.isFloatingPoint else {
      throw EngineError.runtime("std and var only support floating point and complex dtypes")
    }
    let d = try Dims.resolve(dims, x.rank)
    let count = d.reduce(1) { $0 * x.shape[$1] }
    let data = try Reduction.variance(x.data, d, correction: correction, keepdim: keepdim, root: root)
    let freedom = Swift.max(Double(count) - correction, 0)
    if freedom <= 0 {
      try Warnings.warn(
        "\(root ? "std" : "var")(): degrees of freedom is <= 0. Correction should be strictly less than the reduction factor "
          + "(input numel divided by output numel).", at: "ReduceOps.cpp:1861")
    }
    return Recording.record(node, [x], data, keeping: [x], keepsResult: root) { derivation in
      let input = try derivation.kept(0)
      var g = derivation.gradient
      if root {
        // d std = d var / (2 std), and 0 where std is 0.
        let result = try derivation.kept(1)
        let half = try g / (result * 2)
        g = try Masking.fill(half, Equal.of(result, .int(0)), .int(0))
      }
      guard dims != nil, input.rank > 0 else {
        let mean = try Mean.all(input)
        if Double(count) - correction > 0 { return [try Mul.of(g, .float(2 / freedom)) * (input - mean)] }
        let nan = Tensor(NDArray(.float(.nan), g.dtype))
        return [try g * Where.of(Equal.of(input, mean), nan, Tensor(NDArray(.float(.infinity), g.dtype)))]
      }
      g = try Extrema.restored(g, d, keepdim, input.rank)
      let centred = try input - Mean.along(input, d, keepdim: true)
      return [try Mul.of(g, .float(2 / (Double(count) - correction))) * centred]
    }
  }

  public static let varMean = withMean("var_mean", "VarMeanBackward0", root: false)
  public static let stdMean = withMean("std_mean", "StdMeanBackward0", root: true)

  private static func withMean(_ name: String, _ node: String, root: Bool) -> Op {
    func run(_ x: Tensor, _ dims: [Int]?, _ correction: Double, _ keepdim: Bool) throws -> [Tensor] {
      guard x.dtype.isFloatingPoint else {
        throw EngineError.runtime("\(name) only support floating point and complex dtypes")
      }
      // The mean is recorded first, so that its gradient is added to that of the variance, whose layout stays.
      let mean = try dims == nil && !keepdim ? Mean.all(x) : Mean.along(x, dims, keepdim: keepdim)
      let parts = [try spread(x, dims, correction, keepdim, root: root, node: node), mean]
      // Both are computed in one pass, also where each alone would be summed in another way.
      let values = try Reduction.varianceAndMean(
        x.data, Dims.resolve(dims, x.rank), correction: correction, keepdim: keepdim, root: root)
      // One node for both, which hands their gradients to the graphs that the two would have of their own.
      return Recording.recordSeveral(node, parts, values) { gradients, _ in gradients }
    }
    return Op(
      name, "The \(root ? "standard deviation" : "variance") and the mean.", forms: .function,
      Overload(
        node, Arg.input, Dims.parameter, Typed<Bool>("unbiased", default: .number(.bool(true))), Arg.keepdim
      ) { try run($0, $1, $2 ? 1 : 0, $3) },
      Overload(
        node, Arg.input, Typed<[Int]?>("dim", .ints, default: Parameter.Default.none),
        Typed<Double?>("correction", default: Parameter.Default.none, keywordOnly: true),
        Typed<Bool>("keepdim", default: .number(.bool(false)), keywordOnly: true)
      ) { try run($0, $1, $2 ?? 1, $3) },
      Overload(node, Arg.input, Typed<Bool>("unbiased")) { try run($0, nil, $1 ? 1 : 0, false) },
      examples: ["torch.\(name)(torch.tensor([1., 2., 4.]))"])
  }

  // MARK: all, any

  public static let all = truth("all", all: true, "Whether all elements are true.")
  public static let any = truth("any", all: false, "Whether any element is true.")

  private static func truth(_ name: String, all: Bool, _ summary: String) -> Op {
    Op(
      name, summary,
      Overload(nil, Arg.input) { x in Tensor(try Reduction.truth(x.data, Array(0..<x.rank), all: all, keepdim: false))
      },
      Overload(nil, Arg.input, Typed<[Int]?>("dim", .ints), Arg.keepdim) { x, dims, keepdim in
        // An empty list is no dimension here.
        let places = try dims == [] ? [] : Dims.resolve(dims, x.rank)
        return Tensor(try Reduction.truth(x.data, places, all: all, keepdim: keepdim))
      },
      examples: ["torch.tensor([True, False]).\(name)()"])
  }

  public static let countNonzero = Op(
    "count_nonzero", "How many elements are not zero.",
    Overload(nil, Arg.input, Typed<[Int]?>("dim", .ints, default: Parameter.Default.none, variadic: true)) { x, dims in
      let flags = try x.data.converted(to: .bool).converted(to: .int64)
      return Tensor(try Reduction.sum(flags, Dims.resolve(dims, x.rank)))
    },
    examples: ["torch.count_nonzero(torch.tensor([0, 1, 2]))"])
}

/// Running totals.
public enum Running {
  public static let cumsum = scan(
    "cumsum", "CumsumBackward0", "The sums of the elements up to each one along a dimension.", sum)
  public static let cumprod = scan(
    "cumprod", "CumprodBackward0", "The products of the elements up to each one along a dimension.", product)

  private static func scan(
    _ name: String, _ node: String, _ summary: String, _ run: @escaping (Tensor, Int) throws -> Tensor
  ) -> Op {
    Op(
      name, summary, forms: .elementwise,
      Overload(
        parameters: [Arg.input.parameter, Arg.dim.parameter, Arg.dtype.parameter], gradFn: node,
        samples: [
          Sample(.random([2, 3], 0.5...2), .number(.int(1))), Sample(.random([2, 3], 0.5...2), .number(.int(0))),
          Sample(.values([2, 0, 3, 1], [4]), .number(.int(0))),
        ],
        inPlace: { try inPlace($0, run, name) },
        call: { arguments in
          let x = try Tensor.from(arguments[0])
          let d = try Dims.resolve(Int.from(arguments[1]), x.rank)
          let dtype = try DType?.from(arguments[2])
          if let dtype { try refuseBool(x, dtype, name) }
          if let dtype, dtype != x.dtype {
            return .tensor(try converted(x, dtype, node, d, run))
          }
          return .tensor(try run(Moments.widened(x, nil), d))
        }),
      examples: ["torch.\(name)(torch.tensor([1., 2., 3.]), dim=0)"])
  }

  /// As the operation on the converted tensor, in one node, whose derivative is in the tensor's own dtype.
  private static func converted(
    _ x: Tensor, _ dtype: DType, _ node: String, _ dim: Int, _ run: @escaping (Tensor, Int) throws -> Tensor
  ) throws -> Tensor {
    if GradMode.isEnabled, x.requiresGrad, !dtype.isFloatingPoint {
      throw EngineError.runtime("Autograd not support dtype: \(dtype.scalarTypeName)")
    }
    let source = Tensor(try x.data.converted(to: dtype))
    let data = try withoutRecording { try run(source, dim) }.data
    return Recording.record(node, [x], data, keeping: [x], keepsResult: true) { d in
      let input = try d.kept(0)
      let gradient = try d.gradient.converted(to: input.dtype)
      if node == "CumsumBackward0" { return [try reversedSum(gradient, dim)] }
      if input.count <= 1 || input.shape[dim] == 1 { return [gradient] }
      let result = try d.kept(1)
      guard !input.data.doubles().contains(0) else { return [try productWithZeros(gradient, input, result, dim)] }
      return [try Casts.to(reversedSum(gradient * result, dim) / input, input.dtype)]
    }
  }

  /// `x.cumsum_(dim, dtype=)`, which may not change the dtype.
  private static func inPlace(_ arguments: [Argument], _ run: @escaping (Tensor, Int) throws -> Tensor, _ name: String)
    throws -> Argument
  {
    let x = try Tensor.from(arguments[0])
    let d = try Dims.resolve(Int.from(arguments[1]), x.rank)
    if let dtype = try DType?.from(arguments[2]), dtype != x.dtype {
      throw EngineError.runtime(
        "Bad in-place call: input tensor dtype \(x.dtype.cName) and output tensor dtype \(dtype.cName) should match")
    }
    try refuseBool(x, x.dtype, name)
    return .tensor(try InPlace.replace(x) { try run($0, d) })
  }

  /// - Throws: PyTorch's `NotImplementedError` where there is something to add up.
  private static func refuseBool(_ x: Tensor, _ dtype: DType, _ name: String) throws {
    if x.rank > 0, x.count > 0 { try dtype.refuseBool("\(name)_out_cpu") }
  }

  static func sum(_ x: Tensor, _ dim: Int) throws -> Tensor {
    Recording.record("CumsumBackward0", [x], try Scans.sum(x.data, dim)) { [try reversedSum($0.gradient, dim)] }
  }

  /// The sums of the elements from each one on.
  static func reversedSum(_ x: Tensor, _ dim: Int) throws -> Tensor {
    x.rank == 0 ? x : try Rearrangements.flip(sum(Rearrangements.flip(x, [dim]), dim), [dim])
  }

  static func product(_ x: Tensor, _ dim: Int) throws -> Tensor {
    Recording.record("CumprodBackward0", [x], try Scans.product(x.data, dim), keeping: [x], keepsResult: true) { d in
      let input = try d.kept(0)
      if input.count <= 1 || input.shape[dim] == 1 { return [d.gradient] }
      let result = try d.kept(1)
      if !input.data.doubles().contains(0) { return [try reversedSum(d.gradient * result, dim) / input] }
      return [try productWithZeros(d.gradient, input, result, dim)]
    }
  }

  /// Before the first zero as without zeros; at the first zero the sum up to the second one; zero behind it.
  private static func productWithZeros(_ g: Tensor, _ x: Tensor, _ result: Tensor, _ dim: Int) throws -> Tensor {
    if GradMode.isEnabled { return try productWithZeros(g, x, dim) }
    let isZero = try Equal.of(x, .int(0))
    let zeros = try sum(Casts.to(isZero, .int64), dim)
    let isBefore = try Equal.of(zeros, .int(0))
    let isBehindFirst = try Equal.of(zeros, .int(1))
    let isFirst = try LogicalAnd.of(isZero, isBehindFirst)
    let weighted = try Masking.fill(result * g, LogicalNot.of(isBefore), .int(0))
    let before = try reversedSum(weighted, dim) / x
    let between = try LogicalAnd.of(isBehindFirst, LogicalNot.of(isFirst))
    let products = try product(Masking.fill(x, LogicalNot.of(between), .int(1)), dim)
    let total = try Sum.along(products * Masking.fill(g, LogicalNot.of(isBehindFirst), .int(0)), [dim], keepdim: true)
    let place = Tensor(try Extremes.along(isBehindFirst.data, dim, highest: true, keepdim: true).indices)
    let last = try Gathering.gather(result, dim, Sub.of(place, Casts.to(Greater.of(place, .int(0)), .int64)))
    let at = try total * Masking.fill(last, Equal.of(place, .int(0)), .int(1))
    let behind = Tensor(NDArray(.int(0), before.dtype))
    return try Casts.to(Where.of(isBefore, before, Where.of(isFirst, at, behind)), g.dtype).inRow()
  }

  /// dx[k] = Σ over i ≥ k of g[i] times the product of all x[j], j ≤ i, but x[k]: those before k times those between.
  private static func productWithZeros(_ g: Tensor, _ x: Tensor, _ dim: Int) throws -> Tensor {
    let length = x.shape[dim]
    var parts: [Tensor] = []
    var before = Tensor(try NDArray.filled(shape: Shapes.withSize(x.shape, dim, 1), .int(1), x.dtype))
    for k in 0..<length {
      var total = try Shapes.slice(g, dim, k, k + 1, 1)
      if k + 1 < length {
        let between = try product(Shapes.slice(x, dim, k + 1, length, 1), dim)
        total = try total + Sum.along(Shapes.slice(g, dim, k + 1, length, 1) * between, [dim], keepdim: true)
      }
      parts.append(try total * before)
      before = try before * Shapes.slice(x, dim, k, k + 1, 1)
    }
    return try Joining.joined(parts, dim)
  }

  public static let logcumsumexp = Op(
    "logcumsumexp", "The logarithms of the running sums of exponentials.", formula: "yᵢ = log(exp(x₀) + … + exp(xᵢ))",
    Overload("LogcumsumexpBackward0", Arg.input, Arg.dim, samples: [Sample(.random([2, 3]), .number(.int(1)))]) {
      x, dim in
      let d = try Dims.resolve(dim, x.rank)
      guard x.dtype.isFloatingPoint else {
        throw EngineError(
          .notImplementedError, "\"logcumsumexp_out_cpu\" not implemented for '\(x.dtype.scalarTypeName)'")
      }
      return try logSumExp(x, d)
    },
    examples: ["torch.logcumsumexp(torch.zeros(3), dim=0)"])

  private static func logSumExp(_ x: Tensor, _ d: Int) throws -> Tensor {
    Recording.record(
      "LogcumsumexpBackward0", [x], try Scans.logSumExp(x.data, d), keeping: [x], keepsResult: true
    ) { derivation in
      // dx[k] = Σ over i ≥ k of g[i] exp(x[k] - y[i]): gradients above and below zero apart, each by its logarithm.
      let (input, result, g) = (try derivation.kept(0), try derivation.kept(1), derivation.gradient)
      if input.rank == 0 || g.count == 0 { return [g] }
      let sizes = try g.abs().log()
      let lowest = Tensor(NDArray(.float(-g.dtype.greatest), g.dtype))
      func part(_ isThere: Tensor) throws -> Tensor {
        let logs = try Where.of(isThere, sizes, lowest) - result
        let sums = try Rearrangements.flip(logSumExp(Rearrangements.flip(logs, [d]), d), [d])
        return try (sums + input).exp()
      }
      return [try part(Greater.of(g, .int(0))) - part(Less.of(g, .int(0)))]
    }
  }

  public static let logsumexp = Op(
    "logsumexp", "The logarithm of the sum of exponentials.", formula: "log(Σ exp(x))",
    forms: [.function, .method, .special],
    Overload(
      "LogsumexpBackward0", Arg.input, Typed<[Int]>("dim"), Arg.keepdim,
      samples: [Sample(.random([2, 3]), .ints([1]), .number(.bool(false)))], run: logSumExp),
    examples: ["torch.logsumexp(torch.zeros(4), dim=0)"])

  public static func logSumExp(_ x: Tensor, _ dims: [Int], _ keepdim: Bool) throws -> Tensor {
    let source = x.dtype.isFloatingPoint ? x : try Casts.to(x, DefaultDType.current)
    let d = try Dims.resolve(dims, x.rank)
    if dims.isEmpty, !keepdim, x.rank > 0, x.count > 0 {
      let ones = Layout.text([Int](repeating: 1, count: x.rank))
      throw EngineError.runtime("output with shape [] doesn't match the broadcast shape \(ones)")
    }
    let data: NDArray
    if source.count == 0 {
      let shape = Reduction.shape(source.shape, d, keepdim: keepdim)
      data = try NDArray.filled(shape: shape, .float(-.infinity), source.dtype)
    } else {
      let most = try Extremes.over(source.data, d, highest: true, keepdim: true)
      let finite = try Elementwise.select(
        Elementwise.compare(Less.self, Elementwise.map(Abs.self, most), .float(.infinity)), most,
        NDArray(.int(0), most.dtype))
      let exponentials = try Elementwise.map(Exp.self, Elementwise.zip(Sub.self, source.data, finite))
      let sums = try Elementwise.map(Log.self, Reduction.sum(exponentials, d, keepdim: keepdim))
      data = try Elementwise.zip(Add.self, sums, finite.reshaped(sums.shape))
    }
    return Recording.record("LogsumexpBackward0", [source], data, keeping: [source], keepsResult: true) { derivation in
      let input = try derivation.kept(0)
      let g = try Extrema.restored(derivation.gradient, d, keepdim, input.rank)
      let result = try Extrema.restored(derivation.kept(1), d, keepdim, input.rank)
      return [try g * (input - result).exp()]
    }
  }
}

extension Shapes {
  static func withSize(_ shape: [Int], _ dim: Int, _ size: Int) -> [Int] {
    var result = shape
    result[dim] = size
    return result
  }
}

extension Masking {
  /// `x.masked_fill(mask, value)`
  static func fill(_ x: Tensor, _ mask: Tensor, _ value: Number) throws -> Tensor {
    try Where.of(mask, Tensor(NDArray(value, x.dtype)), x)
  }
}
