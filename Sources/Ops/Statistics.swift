import Autograd
import NDArray

/// Sums that skip, differences, and how numbers lie together.
public enum Statistics {
  // MARK: Without NaN

  public static let nansum = Op(
    "nansum", "The sum, with NaN as zero.",
    Overload(
      "NansumBackward0", Arg.input, Typed<[Int]?>("dim", .ints, default: Parameter.Default.none), Arg.keepdim,
      Arg.dtype,
      samples: [Sample(.random([2, 3]))]
    ) { x, dims, keepdim, dtype in
      try Moments.converted(nansum(Moments.widened(x, dtype), dims, keepdim), dtype)
    },
    examples: ["torch.nansum(torch.tensor([1., float('nan')]))"])

  static func nansum(_ x: Tensor, _ dims: [Int]?, _ keepdim: Bool) throws -> Tensor {
    let d = try Dims.resolve(dims, x.rank)
    let isNaN = try Elementwise.ask(x.data, \.isNaN)
    let data = try Reduction.sum(Elementwise.select(isNaN, NDArray(.int(0), x.dtype), x.data), d, keepdim: keepdim)
    return Recording.record("NansumBackward0", [x], data, keeping: [x]) { derivation in
      let input = try derivation.kept(0)
      let g = try Shapes.expand(Extrema.restored(derivation.gradient, d, keepdim, input.rank), input.shape)
      return [try g * Casts.to(Tensor(Elementwise.ask(input.data) { !$0.isNaN }), g.dtype)]
    }
  }

  public static let nanmean = Op(
    "nanmean", "The mean, without NaN.",
    Overload(
      "DivBackward0", Arg.input, Typed<[Int]?>("dim", .ints, default: Parameter.Default.none), Arg.keepdim, Arg.dtype,
      samples: [Sample(.random([2, 3]))]
    ) { x, dims, keepdim, dtype in
      guard x.dtype.isFloatingPoint else {
        throw EngineError.runtime(
          "nanmean(): expected input to have floating point or complex dtype but got \(x.dtype.scalarTypeName)")
      }
      if let dtype, !dtype.isFloatingPoint {
        throw EngineError.runtime(
          "nanmean(): could not infer output dtype. Optional dtype must be either a floating point or complex dtype. Got: "
            + dtype.scalarTypeName)
      }
      let source = try dtype.map { try Casts.to(x, $0) } ?? x
      let real = try Elementwise.ask(source.data) { !$0.isNaN }.converted(to: .int64)
      let count = Tensor(try Reduction.sum(real, Dims.resolve(dims, x.rank), keepdim: keepdim))
      return try nansum(source, dims, keepdim) / count
    },
    examples: ["torch.nanmean(torch.tensor([1., 3., float('nan')]))"])

  // MARK: Differences

  public static let diff = Op(
    "diff", "The differences of neighbours along a dimension.", formula: "yᵢ = xᵢ₊₁ - xᵢ",
    Overload(
      "SubBackward0", Arg.input, Typed<Int>("n", default: .number(.int(1))),
      Typed<Int>("dim", default: .number(.int(-1))),
      Typed<Tensor?>("prepend", default: Parameter.Default.none),
      Typed<Tensor?>("append", default: Parameter.Default.none),
      samples: [Sample(.random([2, 4])), Sample(.random([5]), .number(.int(2)))]
    ) { x, n, dim, prepend, append in
      guard x.rank > 0 else { throw EngineError.runtime("diff expects input to be at least one-dimensional") }
      guard n >= 0 else { throw EngineError.runtime("order must be non-negative but got \(n)") }
      let d = try Dims.resolve(dim, x.rank)
      let parts = [prepend, x, append].compactMap { $0 }
      // Without a step the input itself is written into zeros.
      if n == 0 { return try InPlace.copy(Tensor(NDArray.zeros(shape: x.shape, x.dtype).laid(like: x.data)), x) }
      var result = parts.count > 1 ? try Joining.joinedChecked(parts, d) : x
      for _ in 0..<min(n, result.shape[d]) {
        let size = result.shape[d]
        let after = try Shapes.slice(result, d, min(1, size), size, 1)
        let before = try Shapes.slice(result, d, 0, max(size - 1, 0), 1)
        if result.dtype == .bool {
          result = Tensor(try Elementwise.compare(NotEqual.self, after.data, before.data))
        } else {
          result = try after - before
        }
      }
      return result
    },
    examples: ["torch.diff(torch.tensor([1, 4, 9]))"])

  public static let trapezoid = Op(
    "trapezoid", "The area under points, by trapezoids.", formula: "Σ (yᵢ + yᵢ₊₁) / 2 * dx", forms: .function,
    aliases: ["trapz"],
    Overload(
      "DivBackward1", Typed<Tensor>("y"), Typed<Tensor>("x"), Typed<Int>("dim", keywordOnly: true)
    ) { y, x, dim in
      try area(y, x, dim)
    },
    Overload("DivBackward1", Typed<Tensor>("y"), Typed<Tensor>("x"), samples: [Sample(.random([4]), .random([4]))]) {
      try area($0, $1, -1)
    },
    Overload(
      "MulBackward1", Typed<Tensor>("y"), Typed<Double>("dx", default: .number(.float(1)), keywordOnly: true),
      Typed<Int>("dim", default: .number(.int(-1)), keywordOnly: true), samples: [Sample(.random([4]))]
    ) { y, dx, dim in
      let d = try Dims.resolve(dim, y.rank)
      _ = try Dims.existing(dim, y.rank)
      if y.shape[d] == 0 { return try nothing(y, d) }
      // All of them, less half of both ends.
      let ends = try (Shapes.select(y, d, 0) + Shapes.select(y, d, y.shape[d] - 1)) * 0.5
      return try Scalars.times(Sum.along(y, [d], keepdim: false) - ends, dx)
    },
    examples: ["torch.trapezoid(torch.tensor([0., 1., 4.]))"])

  private static func area(_ y: Tensor, _ x: Tensor, _ dim: Int) throws -> Tensor {
    let d = try Dims.resolve(dim, y.rank)
    if y.rank == 0 { throw EngineError(.indexError, "Dimension specified as 0 but tensor has no dimensions") }
    if y.shape[d] == 0 {
      return try nothing(y, d)
    }
    return try halved(Sum.along(trapezoids(y, x, dim), [d], keepdim: false))
  }

  /// The area under no points.
  private static func nothing(_ y: Tensor, _ dim: Int) throws -> Tensor {
    Tensor(try NDArray.zeros(shape: y.shape.enumerated().filter { $0.offset != dim }.map(\.element), y.dtype))
  }

  private static func trapezoids(_ y: Tensor, _ x: Tensor, _ dim: Int) throws -> Tensor {
    let d = try Dims.resolve(dim, y.rank)
    if y.rank == 0 { throw EngineError(.indexError, "slice() cannot be applied to a 0-dim tensor.") }
    let size = y.shape[d]
    let last = x.rank == 1 ? 0 : d
    guard x.rank > 0, last < x.rank, x.shape[last] == size else {
      throw EngineError.runtime("trapezoid: There must be one `x` value for each sample point")
    }
    var widths = try Shapes.slice(x, last, 1, x.shape[last], 1) - Shapes.slice(x, last, 0, x.shape[last] - 1, 1)
    if x.rank == 1 {
      var shape = [Int](repeating: 1, count: y.rank)
      shape[d] = widths.count
      widths = try Shapes.reshape(widths, shape)
    }
    let heights = try Shapes.slice(y, d, 1, size, 1) + Shapes.slice(y, d, 0, size - 1, 1)
    return try heights * widths
  }

  private static func halved(_ x: Tensor) throws -> Tensor { try Scalars.divided(x, by: 2) }

  public static let cumulativeTrapezoid = Op(
    "cumulative_trapezoid", "The running area under points, by trapezoids.", forms: .function,
    Overload("DivBackward1", Typed<Tensor>("y"), Typed<Tensor>("x"), samples: [Sample(.random([4]), .random([4]))]) {
      y, x in
      let areas = try trapezoids(y, x, -1)
      return try halved(Running.sum(areas.dtype.isFloatingPoint ? areas : Casts.to(areas, .int64), y.rank - 1))
    },
    Overload(
      "CumsumBackward0", Typed<Tensor>("y"), Typed<Double>("dx", default: .number(.float(1)), keywordOnly: true),
      Typed<Int>("dim", default: .number(.int(-1)), keywordOnly: true), samples: [Sample(.random([4]))]
    ) { y, dx, dim in
      let d = try Dims.resolve(dim, y.rank)
      if y.rank == 0 { throw EngineError(.indexError, "slice() cannot be applied to a 0-dim tensor.") }
      let size = y.shape[d]
      let heights = try Shapes.slice(y, d, 1, size, 1) + Shapes.slice(y, d, 0, size - 1, 1)
      return try Running.sum(heights * (0.5 * dx), d)
    },
    examples: ["torch.cumulative_trapezoid(torch.tensor([0., 1., 4.]))"])

  public static let gradient = Op(
    "gradient", "Derivatives estimated from neighbours.", formula: "(xᵢ₊₁ - xᵢ₋₁) / (2 * spacing)", forms: .function,
    Overload(
      "CatBackward0", Arg.input, Typed<Double>("spacing", default: .number(.int(1)), keywordOnly: true),
      Typed<[Int]?>("dim", .ints, default: Parameter.Default.none, keywordOnly: true),
      Typed<Int>("edge_order", default: .number(.int(1)), keywordOnly: true), samples: [Sample(.random([4]))]
    ) { x, spacing, dims, order -> [Tensor] in
      guard order == 1 || order == 2 else {
        throw EngineError.runtime("torch.gradient only supports edge_order=1 and edge_order=2.")
      }
      return try Dims.resolve(dims, x.rank).map { d in
        let n = x.shape[d]
        guard n > order else {
          throw EngineError.runtime("torch.gradient expected each dimension size to be at least edge_order+1")
        }
        func at(_ i: Int) throws -> Tensor { try Shapes.slice(x, d, i, i + 1, 1) }
        let middle = try (Shapes.slice(x, d, 2, n, 1) - Shapes.slice(x, d, 0, n - 2, 1)) / (2 * spacing)
        let first: Tensor
        let last: Tensor
        if order == 1 {
          first = try (at(1) - at(0)) / spacing
          last = try (at(n - 1) - at(n - 2)) / spacing
        } else {
          first = try (at(0) * -1.5 + at(1) * 2 - at(2) * 0.5) / spacing
          last = try (at(n - 1) * 1.5 - at(n - 2) * 2 + at(n - 3) * 0.5) / spacing
        }
        return try Joining.joined([first, middle, last], d)
      }
    },
    examples: ["torch.gradient(torch.tensor([0., 1., 4., 9.]))"])

  // MARK: Together

  public static let cov = Op(
    "cov", "The covariances of rows.",
    Overload(
      "SqueezeBackward0", Arg.input, Typed<Int>("correction", default: .number(.int(1)), keywordOnly: true),
      Typed<Tensor?>("fweights", default: Parameter.Default.none, keywordOnly: true),
      Typed<Tensor?>("aweights", default: Parameter.Default.none, keywordOnly: true),
      samples: [Sample(.random([2, 4]))],
      run: cov),
    examples: ["torch.cov(torch.tensor([[0., 1., 2.], [2., 1., 0.]]))"])

  static func cov(_ x: Tensor, _ correction: Int, _ counts: Tensor?, _ weights: Tensor?) throws -> Tensor {
    guard x.rank <= 2 else {
      throw EngineError.runtime(
        "cov(): expected input to have two or fewer dimensions but got an input with \(x.rank) dimensions")
    }
    guard x.dtype != .bool else { throw EngineError.runtime("cov(): bool dtype is not supported for input") }
    let rows = x.rank < 2 ? try Shapes.view(x, [1, -1]) : x
    let source = rows.dtype.isFloatingPoint ? rows : try Casts.to(rows, DefaultDType.current)
    let count = source.shape[1]
    var weight: Tensor?
    if let counts { weight = try Casts.to(counts, source.dtype) }
    if let weights { weight = try weight.map { try $0 * weights } ?? Casts.to(weights, source.dtype) }
    let mean: Tensor
    let normalizer: Tensor
    if let weight {
      let total = try Sum.all(weight)
      if total.data.item.asDouble == 0 {
        throw EngineError.runtime("cov(): weights sum to zero, can't be normalized")
      }
      mean = try Sum.along(source * weight, [1], keepdim: true) / total
      if counts == nil, count == 1, correction == 1 {
        normalizer = Tensor(NDArray(.int(0), source.dtype))
      } else if let weights, correction != 0 {
        normalizer = try total - Sum.all(weight * weights) * Double(correction) / total
      } else {
        normalizer = try total - Double(correction)
      }
    } else {
      mean = try Mean.along(source, [1], keepdim: true)
      normalizer = Tensor(NDArray(.int(count - correction), source.dtype))
    }
    if normalizer.data.item.asDouble <= 0 {
      try Warnings.warn(
        "cov(): degrees of freedom is <= 0. Correction should be strictly less than the number of observations.",
        at: "Correlation.cpp:129")
    }
    // With one observation and weights of one kind PyTorch writes zeros over the input.
    let isSingle = count == 1 && (counts == nil) != (weights == nil)
    let centred =
      try isSingle
      ? Casts.to(InPlace.fill(rows, .int(0), name: "ZeroBackward0"), source.dtype) : source - mean
    let right = try weight.map { try centred * $0 } ?? centred
    let product = try Products.mm(centred, Shapes.t(right))
    let bound = Tensor(NDArray(.float(max(normalizer.data.item.asDouble, 0)), source.dtype))
    let scaled = try product / (normalizer.data.item.asDouble > 0 ? normalizer : bound)
    return try Shapes.squeeze(scaled, Array(0..<2), name: "SqueezeBackward0")
  }

  public static let corrcoef = Op(
    "corrcoef", "The correlations of rows.",
    Overload("ClampBackward1", Arg.input, samples: [Sample(.random([2, 4]))]) { x in
      guard x.rank <= 2 else {
        throw EngineError.runtime(
          "corrcoef(): expected input to have two or fewer dimensions but got an input with \(x.rank) dimensions")
      }
      let c = try cov(x, 1, nil, nil)
      if c.rank == 0 { return try c / c }
      let spread = try Shapes.diagonal(c, 0, 0, 1).sqrt()
      let n = spread.count
      let ratio = try c / Shapes.view(spread, [n, 1]) / Shapes.view(spread, [1, n])
      return try Bounds.clamp(ratio, .int(-1), .int(1))
    },
    examples: ["torch.corrcoef(torch.tensor([[0., 1., 2.], [2., 1., 0.]]))"])
}
