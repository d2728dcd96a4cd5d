public import Autograd
import NDArray
import Ops

/// Values moved and scaled to mean 0 and variance 1.
public enum Normalisation {
  /// Over the last dimensions of each row.
  ///
  /// - Throws: PyTorch's `RuntimeError` when the last dimensions are others.
  public static func layer(_ x: Tensor, _ shape: [Int], _ weight: Tensor?, _ bias: Tensor?, _ eps: Double) throws
    -> Tensor
  {
    guard x.rank >= shape.count, Array(x.shape.suffix(shape.count)) == shape else {
      throw EngineError.runtime(
        "Given normalized_shape=\(Layout.text(shape)), expected input with shape [*, "
          + "\(shape.map(String.init).joined(separator: ", "))], but got input of size\(Layout.text(x.shape))")
    }
    let dims = Array((x.rank - shape.count)..<x.rank)
    return try named("NativeLayerNormBackward0", affine(scaled(x, dims, eps).result, weight, bias))
  }

  /// Over everything but the second dimension.
  ///
  /// - Parameters:
  ///   - mean: Running mean, moved when training.
  ///   - momentum: How far the running values move; nil is the mean over all batches.
  public static func batch(
    _ x: Tensor, mean: Tensor?, variance: Tensor?, batches: Tensor?, _ weight: Tensor?, _ bias: Tensor?,
    isTraining: Bool,
    momentum: Double?, eps: Double
  ) throws -> Tensor {
    let channels = x.shape[1]
    let across = [Int](repeating: 1, count: x.rank).enumerated().map { $0.offset == 1 ? channels : 1 }
    func row(_ tensor: Tensor) throws -> Tensor { try Shapes.reshape(tensor, across) }
    let dims = (0..<x.rank).filter { $0 != 1 }
    let result: Tensor
    let used: (mean: NDArray, variance: NDArray)
    let isOwn = isTraining || mean == nil
    if isTraining || mean == nil {
      let count = dims.reduce(1) { $0 * x.shape[$1] }
      guard count > 1 else {
        throw EngineError(
          .valueError,
          "Expected more than 1 value per channel when training, got input size torch.Size(\(Layout.text(x.shape)))")
      }
      let moments = try scaled(x, dims, eps)
      result = moments.result
      let sums = x.dtype == .float32 ? try summed(x.detached(), dims, count) : nil
      used = sums.map { ($0.mean, $0.variance) } ?? (moments.mean, moments.variance)
      if isTraining, let mean, let variance {
        if let batches { InPlace.write(NDArray(.int(batches.data.item.asInt + 1), .int64), to: batches) }
        let factor = momentum ?? 1 / Double(max(batches?.data.item.asInt ?? 1, 1))
        let spread =
          try sums?.unbiased
          ?? Elementwise.zip(Mul.self, moments.variance, .float(Double(count) / Double(count - 1)))
        try move(mean, towards: used.mean, factor)
        try move(variance, towards: spread, factor, isFused: x.dtype == .float32)
      }
    } else {
      guard let mean, let variance else { return x }
      used = try (row(mean).data, row(variance).data)
      let root = try Sqrt.of(Add.of(row(variance), .float(eps)))
      result = try Div.of(Sub.of(x, row(mean)), root)
    }
    let (weight, bias) = (try weight.map(row), try bias.map(row))
    let shown = try affine(result, weight, bias)
    guard shown.dtype == .float32 else { return try named("NativeBatchNormBackward0", shown) }
    return try named(
      "NativeBatchNormBackward0", shown,
      rounded(x.detached(), used.mean, used.variance, isOwn: isOwn, weight, bias, eps))
  }

  static func scaled(_ x: Tensor, _ dims: [Int], _ eps: Double) throws -> (
    result: Tensor, mean: NDArray, variance: NDArray
  ) {
    let mean = try Mean.along(x, dims, keepdim: true)
    let centered = try Sub.of(x, mean)
    let variance = try Mean.along(Mul.of(centered, centered), dims, keepdim: true)
    let result = try Mul.of(centered, Rsqrt.of(Add.of(variance, .float(eps))))
    return (result, mean.data, variance.data)
  }

  /// The moments of a batch in single precision. Sums over pictures are in double precision and rounded once, those over
  /// rows of channels are added row by row.
  private static func summed(
    _ x: Tensor, _ dims: [Int], _ count: Int
  ) throws -> (mean: NDArray, variance: NDArray, unbiased: NDArray) {
    func sum(_ x: NDArray) throws -> NDArray {
      try Sum.along(Tensor(x.converted(to: .float64)), dims, keepdim: true).data
    }
    let total = try x.rank == 2 ? summedRows(x.data) { $0 + $1 } : sum(x.data)
    let mean = try Elementwise.zip(Div.self, total, .float(Double(count))).converted(to: .float32)
    let centered = try Elementwise.zip(Sub.self, x.data, mean)
    let squares =
      try x.rank == 2
      ? summedRows(centered) { $0.addingProduct($1, $1) }
      : sum(Elementwise.zip(Mul.self, centered, centered)).converted(to: .float32)
    return (
      mean, try Elementwise.zip(Div.self, squares, .float(Double(count))),
      try Elementwise.zip(Div.self, squares, .float(Double(count - 1)))
    )
  }

  private static func summedRows(_ x: NDArray, _ add: (Float, Float) -> Float) throws -> NDArray {
    let source = try x.contiguous().inMemory()
    let columns = x.shape[1]
    let sums = try NDArray.zeros(shape: [1, columns], .float32).inMemory()
    guard let terms = source.pointer(Float.self), let out = sums.pointer(Float.self) else { return sums }
    for row in 0..<x.shape[0] {
      for column in 0..<columns { out[column] = add(out[column], terms[row * columns + column]) }
    }
    return sums
  }

  static func affine(_ x: Tensor, _ weight: Tensor?, _ bias: Tensor?) throws -> Tensor {
    var result = x
    if let weight { result = try Mul.of(result, weight) }
    if let bias { result = try Add.of(result, bias) }
    return result
  }

  /// Moves running values towards the means, over a batch, of each picture's own moments.
  public static func follow(_ x: Tensor, _ mean: Tensor, _ variance: Tensor, _ factor: Double) throws {
    let flat = try Shapes.reshape(x.detached(), [x.shape[0], x.shape[1], -1])
    let own = try scaled(flat, [2], 0)
    let count = Double(max(flat.shape[2], 2))
    let spread = try Elementwise.zip(Mul.self, own.variance, .float(count / (count - 1)))
    try move(mean, towards: Mean.along(Tensor(own.mean), [0, 2], keepdim: false).data, factor)
    try move(variance, towards: Mean.along(Tensor(spread), [0, 2], keepdim: false).data, factor)
  }

  /// The values of a batch as PyTorch rounds them: x times one number for each channel plus another, rounded once.
  ///
  /// - Parameter isOwn: Whether the moments are the batch's own, whose root PyTorch takes in double precision.
  private static func rounded(
    _ x: Tensor, _ mean: NDArray, _ variance: NDArray, isOwn: Bool, _ weight: Tensor?, _ bias: Tensor?, _ eps: Double
  ) throws -> NDArray {
    func precise(_ array: NDArray) throws -> Tensor { Tensor(try array.converted(to: .float64)) }
    var slope =
      try isOwn
      ? Tensor(Rsqrt.of(Add.of(precise(variance), .float(eps))).data.converted(to: .float32))
      : Reciprocal.of(Sqrt.of(Add.of(Tensor(variance), .float(eps))))
    if let weight { slope = try Mul.of(slope, weight.detached()) }
    var start = try Mul.of(Mul.of(precise(mean), precise(slope.data)), .float(-1))
    if let bias { start = try Add.of(start, precise(bias.data)) }
    start = try precise(start.data.converted(to: .float32))
    return try Add.of(Mul.of(precise(x.data), precise(slope.data)), start).data.converted(to: .float32)
  }

  /// - Parameter isFused: Whether the new share is added without a rounding of its own.
  private static func move(
    _ running: Tensor, towards new: NDArray, _ factor: Double, isFused: Bool = false
  ) throws {
    let kept = try Elementwise.zip(Mul.self, running.data, .float(1 - factor))
    if isFused {
      let share = try Elementwise.zip(
        Mul.self, new.reshaped(running.shape).converted(to: .float64), .float(Double(Float(factor))))
      let sum = try Elementwise.zip(Add.self, kept.converted(to: .float64), share)
      return InPlace.write(try sum.converted(to: running.dtype), to: running)
    }
    let added = try Elementwise.zip(Mul.self, new.reshaped(running.shape), .float(factor))
    InPlace.write(try Elementwise.zip(Add.self, kept, added), to: running)
  }

  /// The result under the name that the whole layer has in PyTorch's graph.
  ///
  /// - Parameter values: The values, where they are to be others than those of `x`.
  static func named(_ name: String, _ x: Tensor, _ values: NDArray? = nil) throws -> Tensor {
    Recording.record(name, [x], values ?? x.data) { [$0.gradient] }
  }
}
