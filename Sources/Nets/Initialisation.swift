public import Autograd
import Glibc
public import NDArray

/// First values of parameters, drawn as PyTorch draws them.
public enum Initialisation {
  /// Inputs and outputs of one unit: what most rules scale by.
  ///
  /// - Throws: PyTorch's `ValueError` for fewer than two dimensions.
  public static func fans(_ shape: [Int]) throws -> (in: Int, out: Int) {
    guard shape.count >= 2 else {
      throw EngineError(
        .valueError, "Fan in and fan out can not be computed for tensor with fewer than 2 dimensions")
    }
    let area = shape.dropFirst(2).reduce(1, *)
    return (shape[1] * area, shape[0] * area)
  }

  /// The factor that keeps the spread of values through a nonlinearity.
  public static func gain(_ nonlinearity: String, _ parameter: Double? = nil) throws -> Double {
    switch nonlinearity {
    case "linear", "conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d", "sigmoid":
      return 1
    case "tanh": return 5.0 / 3
    case "relu": return 2.0.squareRoot()
    case "leaky_relu":
      let slope = parameter ?? 0.01
      return (2.0 / (1 + slope * slope)).squareRoot()
    case "selu": return 3.0 / 4
    default: throw EngineError(.valueError, "Unsupported nonlinearity \(nonlinearity)")
    }
  }

  /// Overwrites a tensor with values drawn evenly from a range.
  public static func uniform(_ tensor: Tensor, _ from: Double, _ to: Double, _ generator: Generator) throws {
    try write(NDArray.uniform(shape: tensor.shape, tensor.dtype, from: from, to: to, generator), to: tensor)
  }

  /// Overwrites a tensor with normal values.
  public static func normal(_ tensor: Tensor, mean: Double, std: Double, _ generator: Generator) throws {
    try write(NDArray.normal(shape: tensor.shape, tensor.dtype, mean: mean, std: std, generator), to: tensor)
  }

  /// He's rule: evenly, so that the spread stays through a nonlinearity.
  public static func kaimingUniform(
    _ tensor: Tensor, a: Double = 0, mode: String = "fan_in", nonlinearity: String = "leaky_relu",
    _ generator: Generator
  ) throws {
    guard tensor.count > 0 else { return }
    let bound = try 3.0.squareRoot() * kaimingSpread(tensor, a, mode, nonlinearity)
    try uniform(tensor, -bound, bound, generator)
  }

  public static func kaimingNormal(
    _ tensor: Tensor, a: Double = 0, mode: String = "fan_in", nonlinearity: String = "leaky_relu",
    _ generator: Generator
  ) throws {
    guard tensor.count > 0 else { return }
    try normal(tensor, mean: 0, std: kaimingSpread(tensor, a, mode, nonlinearity), generator)
  }

  private static func kaimingSpread(_ tensor: Tensor, _ a: Double, _ mode: String, _ nonlinearity: String) throws
    -> Double
  {
    let fans = try fans(tensor.shape)
    guard mode == "fan_in" || mode == "fan_out" else {
      throw EngineError(.valueError, "Mode \(mode) not supported, please use one of ['fan_in', 'fan_out']")
    }
    return try gain(nonlinearity, a) / Double(mode == "fan_in" ? fans.in : fans.out).squareRoot()
  }

  /// Glorot's rule, for both directions at once.
  public static func xavierUniform(_ tensor: Tensor, gain: Double = 1, _ generator: Generator) throws {
    let bound = try 3.0.squareRoot() * xavierSpread(tensor, gain)
    try uniform(tensor, -bound, bound, generator)
  }

  public static func xavierNormal(_ tensor: Tensor, gain: Double = 1, _ generator: Generator) throws {
    try normal(tensor, mean: 0, std: xavierSpread(tensor, gain), generator)
  }

  private static func xavierSpread(_ tensor: Tensor, _ gain: Double) throws -> Double {
    let fans = try fans(tensor.shape)
    return gain * (2.0 / Double(fans.in + fans.out)).squareRoot()
  }

  /// The weight and bias of a linear or convolutional layer, weight first.
  public static func layer(weight: Tensor, bias: Tensor?, _ generator: Generator = Generators.standard) throws {
    try kaimingUniform(weight, a: 5.0.squareRoot(), generator)
    guard let bias else { return }
    let fan = try fans(weight.shape).in
    let bound = fan > 0 ? 1 / Double(fan).squareRoot() : 0
    try uniform(bias, -bound, bound, generator)
  }

  /// Writes values into a tensor's memory and counts the change.
  public static func write(_ values: NDArray, to tensor: Tensor) throws {
    try tensor.materialize()
    tensor.bumpVersion()
    tensor.data.assign(values)
  }
}
