public import Autograd
import NDArray
import Ops

/// Normalisation over parts of a picture.
extension Normalisation {
  /// Over groups of channels of each picture.
  ///
  /// - Throws: PyTorch's `RuntimeError` where channels do not fall into so many groups.
  public static func group(_ x: Tensor, _ groups: Int, _ weight: Tensor?, _ bias: Tensor?, _ eps: Double) throws
    -> Tensor
  {
    guard x.rank >= 2 else {
      throw EngineError.runtime(
        "Expected at least 2 dimensions for input tensor but received \(x.rank)")
    }
    guard groups > 0 else { throw EngineError.runtime("Expected num groups to be greater than 0, got \(groups)") }
    guard x.shape[1] % groups == 0 else {
      throw EngineError.runtime(
        "Expected number of channels in input to be divisible by num_groups, but got input of shape "
          + "\(Layout.text(x.shape)) and num_groups=\(groups)")
    }
    for (name, tensor) in [("weight", weight), ("bias", bias)] {
      guard let tensor, tensor.rank != 1 || tensor.count != x.shape[1] else { continue }
      throw EngineError.runtime(
        "Expected \(name) to be a vector of size equal to the number of channels in input, but got \(name) of shape "
          + "\(Layout.text(tensor.shape)) and input of shape \(Layout.text(x.shape))")
    }
    let rows = try Shapes.reshape(x, [x.shape[0] * groups, -1])
    let result = try Shapes.reshape(scaled(rows, [1], eps).result, x.shape)
    let across = x.shape.indices.map { $0 == 1 ? x.shape[1] : 1 }
    return try named(
      "NativeGroupNormBackward0",
      affine(result, weight.map { try Shapes.reshape($0, across) }, bias.map { try Shapes.reshape($0, across) }))
  }

  /// Over each channel of each picture.
  public static func instance(_ x: Tensor, _ weight: Tensor?, _ bias: Tensor?, _ eps: Double) throws -> Tensor {
    guard x.rank >= 2 else { throw EngineError.runtime("instance_norm expects at least 2 dimensions") }
    let area = x.shape.dropFirst(2).reduce(1, *)
    guard area > 1 else {
      throw EngineError(
        .valueError,
        "Expected more than 1 spatial element when training, got input size torch.Size(\(Layout.text(x.shape)))")
    }
    let dims = Array(2..<x.rank)
    let across = x.shape.indices.map { $0 == 1 ? x.shape[1] : 1 }
    return try named(
      "ViewBackward0",
      affine(
        scaled(x, dims, eps).result, weight.map { try Shapes.reshape($0, across) },
        bias.map { try Shapes.reshape($0, across) }))
  }

  /// Over each channel, by running statistics.
  public static func instance(
    _ x: Tensor, mean: Tensor, variance: Tensor, _ weight: Tensor?, _ bias: Tensor?, _ eps: Double
  ) throws -> Tensor {
    try named(
      "ViewBackward0",
      batch(
        x, mean: mean, variance: variance, batches: nil, weight, bias, isTraining: false, momentum: nil, eps: eps))
  }

  /// Scaled to a root mean square of 1 over the last dimensions.
  public static func rootMeanSquare(_ x: Tensor, _ shape: [Int], _ weight: Tensor?, _ eps: Double?) throws -> Tensor {
    guard x.rank >= shape.count, Array(x.shape.suffix(shape.count)) == shape else {
      throw EngineError.runtime(
        "Given normalized_shape=\(Layout.text(shape)), expected input with shape [*, "
          + "\(shape.map(String.init).joined(separator: ", "))], but got input of size\(Layout.text(x.shape))")
    }
    let dims = Array((x.rank - shape.count)..<x.rank)
    let smallest = x.dtype == .float64 ? 0x1p-52 : 0x1p-23
    let mean = try Mean.along(Pow.of(x, .int(2)), dims, keepdim: true)
    let result = try Mul.of(x, Rsqrt.of(Add.of(mean, .float(eps ?? smallest))))
    return try weight.map { try Mul.of(result, $0) } ?? result
  }
}
