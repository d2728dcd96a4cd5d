public import Autograd
public import NDArray

/// Counts of events, and numbers of the gamma family, drawn for parameters in tensors.
public enum RandomCounts {
  private static let generator = Typed<Generator?>("generator", default: Parameter.Default.none)

  /// Each element drawn for the elements of others of its shape, in double or in single precision.
  private static func drawn(
    _ inputs: [Tensor], _ kernel: String, _ float: ([Float]) throws -> Float, _ double: ([Double]) throws -> Double
  ) throws -> NDArray {
    if let refusal = Generators.refusal { throw refusal }
    guard let first = inputs.first else { return NDArray(0.0) }
    try first.dtype.requireFloatingPoint(kernel)
    let values = try inputs.map {
      try ($0.shape == first.shape ? $0 : Shapes.expand($0, first.shape)).data.doubles()
    }
    var out = [Double](repeating: 0, count: first.count)
    for i in out.indices {
      let own = values.map { $0[i] }
      out[i] = try first.dtype == .float64 ? double(own) : Double(float(own.map { Float($0) }))
    }
    return try NDArray.doubles(out, shape: first.shape, first.dtype)
  }

  public static let poisson = Op(
    "poisson", "How many events there are, drawn for the numbers that are expected.", forms: .function,
    Overload("PoissonBackward0", Arg.input, generator) { x, generator in
      let draws = generator ?? Generators.standard
      func count(_ rate: Double) throws -> Double {
        guard rate >= 0, rate.isFinite else {
          throw EngineError.runtime("invalid Poisson rate, expected rate to be non-negative")
        }
        return draws.poisson(rate: rate)
      }
      let data = try drawn([x], "poisson_cpu", { Float(try count(Double($0[0]))) }, { try count($0[0]) })
      return Recording.flat("PoissonBackward0", [x], data)
    },
    examples: ["torch.poisson(torch.zeros(3))"])

  public static let binomial = Op(
    "binomial", "How many of so many trials succeed, drawn for each element's chance.", forms: .function,
    Overload(nil, Typed<Tensor>("count"), Typed<Tensor>("prob"), generator) { count, p, generator in
      let draws = generator ?? Generators.standard
      guard count.dtype == p.dtype else {
        throw EngineError.runtime(
          "Found dtype \(p.dtype.scalarTypeName) but expected \(count.dtype.scalarTypeName)")
      }
      let result = Tensor(
        try drawn(
          [count, p], "binomial_cpu", { draws.binomial(count: $0[0], p: $0[1]) },
          { draws.binomial(count: $0[0], p: $0[1]) }))
      UnderivedNode.attach("binomial", to: result, [count, p])
      return result
    },
    examples: ["torch.binomial(torch.tensor([3., 4.]), torch.tensor([0., 1.]))"])

  /// Gamma numbers of scale 1.
  public static func gamma(_ shape: Tensor, _ draws: Generator = Generators.standard) throws -> Tensor {
    try shape.dtype.refuseHalf("gamma_cpu")
    let data = try drawn(
      [shape], "gamma_cpu", { max(Float.leastNormalMagnitude, Float(draws.gamma(shape: $0[0]))) },
      { max(Double.leastNormalMagnitude, draws.gamma(shape: $0[0])) })
    return Recording.record("StandardGammaBackward0", [shape], data, keeping: [shape], keepsResult: true) { d in
      [try d.gradient * gammaSlope(d.kept(0), d.kept(1))]
    }
  }

  /// How gamma numbers of scale 1 move with their shape.
  public static func gammaSlope(_ shape: Tensor, _ x: Tensor) throws -> Tensor {
    let data = try slopes([shape, x], "_standard_gamma_grad_cpu") { DrawSlopes.gamma(shape: $0[0], $0[1]) }
    return Recording.record("StandardGammaGradBackward0", [shape, x], data) { _ in
      throw EngineError(.notImplementedError, "the derivative for '_standard_gamma_grad' is not implemented.")
    }
  }

  /// How shares of one move with their concentrations, divided by what is left for the others.
  public static func dirichletSlope(_ x: Tensor, _ concentration: Tensor, _ total: Tensor) throws -> Tensor {
    let data = try slopes([x, concentration, total], "_dirichlet_grad_cpu") {
      DrawSlopes.dirichlet($0[0], concentration: $0[1], total: $0[2])
    }
    let result = Tensor(data)
    UnderivedNode.attach("_dirichlet_grad", to: result, [x, concentration, total])
    return result
  }

  private static func slopes(_ inputs: [Tensor], _ kernel: String, _ slope: ([Double]) -> Double) throws -> NDArray {
    guard let first = inputs.first else { return NDArray(0.0) }
    try first.dtype.requireFloatingPoint(kernel)
    try first.dtype.refuseHalf(kernel)
    if let other = inputs.first(where: { $0.dtype != first.dtype }) {
      throw EngineError.runtime(
        "Found dtype \(other.dtype.scalarTypeName) but expected \(first.dtype.scalarTypeName)")
    }
    let shape = try inputs.reduce(first.shape) { try Broadcast.shape($0, $1.shape) }
    let values = try inputs.map { try Shapes.expand($0, shape).data.doubles() }
    let count = shape.reduce(1, *)
    return try NDArray.doubles((0..<count).map { i in slope(values.map { $0[i] }) }, shape: shape, first.dtype)
  }

  /// Shares of one along the last dimension.
  public static func dirichlet(_ shape: Tensor, _ draws: Generator = Generators.standard) throws -> Tensor {
    if let refusal = Generators.refusal { throw refusal }
    try shape.dtype.requireFloatingPoint("dirichlet")
    try shape.dtype.refuseHalf("dirichlet")
    let drawn = shape.data.doubles().map { max(Double.leastNormalMagnitude, draws.gamma(shape: $0)) }
    let last = max(shape.shape.last ?? 1, 1)
    let isDouble = shape.dtype == .float64
    let (low, high) =
      isDouble
      ? (Double.leastNormalMagnitude, 1.0.nextDown)
      : (Double(Float.leastNormalMagnitude), Double(Float(1).nextDown))
    var shares: [Double] = []
    for start in stride(from: 0, to: drawn.count, by: last) {
      let row = drawn[start..<min(start + last, drawn.count)]
      let sum = row.reduce(0.0) { (total: Double, next: Double) -> Double in total + next }
      shares += row.map { value in
        let share = isDouble ? value / sum : Double(Float(value / sum))
        return min(high, max(low, share))
      }
    }
    let result = Tensor(try NDArray.doubles(shares, shape: shape.shape, shape.dtype))
    UnderivedNode.attach("_sample_dirichlet", to: result, [shape])
    return result
  }
}
