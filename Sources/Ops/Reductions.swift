public import Autograd
import NDArray

/// Sums and means over everything or over dimensions.
public enum Sum {
  public static let op = Op(
    "sum", "The sum of every element, or of the elements along `dim`.", formula: "Σ x",
    Overload(
      "SumBackward0", Arg.input, Arg.dtype, samples: [Sample(.random([2, 3]), .none), Sample(.random([]), .none)],
      direct: .unary(Sum.all)
    ) { x, dtype in try inType(x, dtype) { try Sum.all($0) } },
    Overload(
      "SumBackward1", Arg.input, Dims.parameter, Arg.keepdim, Arg.dtype,
      samples: [
        Sample(.random([2, 3]), .ints([0]), .number(.bool(false)), .none),
        Sample(.random([2, 3, 2]), .ints([0, 2]), .number(.bool(true)), .none),
      ]
    ) { x, dims, keepdim, dtype in try inType(x, dtype) { try Sum.along($0, dims, keepdim: keepdim) } },
    examples: ["torch.sum(torch.tensor([1., 2., 3.]))"])

  /// A sum in a dtype that was asked for.
  private static func inType(_ x: Tensor, _ dtype: DType?, _ run: (Tensor) throws -> Tensor) throws -> Tensor {
    guard let dtype else { return try run(x) }
    if !dtype.isFloatingPoint, x.requiresGrad, GradMode.isEnabled {
      throw EngineError.runtime("Autograd not support dtype: \(dtype.scalarTypeName)")
    }
    return try Casts.to(run(Casts.to(x, dtype)), dtype)
  }

  public static func all(_ x: Tensor) throws -> Tensor {
    let y = Tensor(try x.dtype.isFloatingPoint ? Reduction.total(x.data) : Reduction.sum(x.data, Array(0..<x.rank)))
    if let edge = x.edge, GradMode.isEnabled, y.dtype.isFloatingPoint {
      y.node = StretchNode("SumBackward0", x.data.layout, edge, divisor: nil)
    }
    return y
  }

  public static func along(_ x: Tensor, _ dims: [Int]?, keepdim: Bool) throws -> Tensor {
    let dims = try Dims.resolve(dims, x.rank)
    let y = Tensor(try Reduction.sum(x.data, dims, keepdim: keepdim))
    if let edge = x.edge, GradMode.isEnabled, y.dtype.isFloatingPoint {
      y.node = StretchNode("SumBackward1", x.data.layout, edge, divisor: nil, dims: keepdim ? nil : dims)
    }
    return y
  }
}

public enum Mean {
  public static let op = Op(
    "mean", "The mean of every element, or of the elements along `dim`.", formula: "Σ x / n",
    Overload(
      "MeanBackward0", Arg.input, Arg.dtype, samples: [Sample(.random([2, 3]), .none)], direct: .unary(Mean.all)
    ) { x, dtype in try Mean.all(converted(x, dtype)) },
    Overload(
      "MeanBackward1", Arg.input, Dims.parameter, Arg.keepdim, Arg.dtype,
      samples: [
        Sample(.random([2, 3]), .ints([0]), .number(.bool(false)), .none),
        Sample(.random([2, 3, 2]), .ints([0, 2]), .number(.bool(true)), .none),
      ]
    ) { x, dims, keepdim, dtype in
      try Mean.along(converted(x, dtype), dims, keepdim: keepdim)
    },
    examples: ["torch.tensor([1., 2., 6.]).mean()"])

  public static func all(_ x: Tensor) throws -> Tensor {
    try checkType(x)
    let y = Tensor(try divided(x, by: x.count) { try Reduction.total($0) })
    if let edge = x.edge, GradMode.isEnabled {
      y.node = StretchNode("MeanBackward0", x.data.layout, edge, divisor: x.count)
    }
    return y
  }

  public static func along(_ x: Tensor, _ dims: [Int]?, keepdim: Bool) throws -> Tensor {
    try checkType(x)
    let dims = try Dims.resolve(dims, x.rank)
    let n = dims.reduce(1) { $0 * x.shape[$1] }
    let y = Tensor(try divided(x, by: n) { try Reduction.sum($0, dims, keepdim: keepdim) })
    if let edge = x.edge, GradMode.isEnabled {
      y.node = StretchNode("MeanBackward1", x.data.layout, edge, divisor: n, dims: keepdim ? nil : dims)
    }
    return y
  }

  /// A sum divided by a count; the half types are rounded once, behind the division.
  private static func divided(_ x: Tensor, by count: Int, _ sum: (NDArray) throws -> NDArray) throws -> NDArray {
    guard x.dtype == .float16 || x.dtype == .bfloat16 else {
      return try Elementwise.zip(Div.self, sum(x.data), .int(count))
    }
    return try Elementwise.zip(Div.self, sum(x.data.converted(to: .float32)), .int(count)).converted(to: x.dtype)
  }

  private static func converted(_ x: Tensor, _ dtype: DType?) throws -> Tensor {
    guard let dtype else { return x }
    guard dtype.isFloatingPoint else {
      throw EngineError.runtime(
        "mean(): could not infer output dtype. Optional dtype must be either a floating point or complex dtype. Got: "
          + dtype.scalarTypeName)
    }
    return try Casts.to(x, dtype)
  }

  private static func checkType(_ x: Tensor) throws {
    guard x.dtype.isFloatingPoint else {
      throw EngineError.runtime(
        "mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: "
          + x.dtype.scalarTypeName)
    }
  }
}

/// The node of a sum or mean: every element gets the gradient of the total it went into.
public final class StretchNode: Node {
  let ownName: String
  let layout: Layout
  let divisor: Int?
  /// Dimensions that the result no longer has.
  let dims: [Int]?

  init(_ name: String, _ layout: Layout, _ edge: Edge, divisor: Int?, dims: [Int]? = nil) {
    ownName = name
    self.layout = layout
    self.divisor = divisor
    self.dims = dims
    super.init(inputCount: 1)
    edge0 = edge
  }

  public override var name: String { ownName }

  public override func backward(_ gradient: Tensor, _ walk: GradientWalk) throws {
    guard let edge = edge0 else { return }
    if walk.createsGraph {
      var g = gradient
      if let dims { for d in dims.sorted() { g = try Shapes.unsqueeze(g, d) } }
      g = try Shapes.expand(g, layout.shape)
      if let divisor { g = try Div.of(g, .int(divisor)) }
      try walk.deliver(g, to: edge)
      return
    }
    if let divisor, gradient.data.layout.rank == 0, layout.rank > 0, layout.count > 0 {
      // A mean divides what was stretched, which gives every element a place of its own.
      if gradient.isSingle {
        return try walk.deliver(Tensor(NDArray.filled(layout, gradient.single / Float(divisor))), to: edge)
      }
      let shared = try Elementwise.zip(Div.self, gradient.data, .int(divisor))
      return try walk.deliver(Tensor(NDArray.filled(shape: layout.shape, shared.item, shared.dtype)), to: edge)
    }
    var g = gradient.data
    if let divisor { g = try Elementwise.zip(Div.self, g, .int(divisor)) }
    if let dims { for d in dims.sorted() { g = try g.inMemory().unsqueezed(d) } }
    if g.layout !== layout, g.layout.shape != layout.shape {
      if g.layout.rank == 0 {
        try g.materialize()
        g.layout = layout.stretched
      } else {
        g = try g.inMemory().expanded(to: layout.shape)
        if divisor != nil { g = try g.copied() }
      }
    }
    try walk.deliver(Tensor(g), to: edge)
  }
}

/// Dimensions given by a person, negative ones counted from the end.
public enum Dims {
  /// A dimension that there is.
  ///
  /// - Throws: PyTorch's `IndexError`, which other words are for where there are no dimensions.
  public static func existing(_ dim: Int, _ rank: Int) throws -> Int {
    guard rank > 0 else {
      throw EngineError(.indexError, "Dimension specified as \(dim) but tensor has no dimensions")
    }
    return try resolve(dim, rank)
  }

  /// `dim` of a reduction: one, several, or None for all.
  public static let parameter = Typed<[Int]?>("dim", .ints)

  /// - Throws: `IndexError` in PyTorch's words when `dim` is out of range.
  public static func resolve(_ dim: Int, _ rank: Int) throws -> Int {
    let limit = max(rank, 1)
    guard dim >= -limit, dim < limit else {
      throw EngineError(
        .indexError, "Dimension out of range (expected to be in range of [\(-limit), \(limit - 1)], but got \(dim))")
    }
    return dim < 0 ? dim + limit : dim
  }

  /// - Throws: as above, and `RuntimeError` for a dimension named twice.
  public static func resolve(_ dims: [Int]?, _ rank: Int) throws -> [Int] {
    guard let dims, !dims.isEmpty else { return Array(0..<rank) }
    var result: [Int] = []
    for dim in dims {
      let d = try resolve(dim, rank)
      guard !result.contains(d) else {
        throw EngineError.runtime("dim \(d) appears multiple times in the list of dims")
      }
      if rank > 0 { result.append(d) }
    }
    return result
  }
}
