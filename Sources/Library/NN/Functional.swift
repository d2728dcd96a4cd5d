import Autograd
import Machine
import NDArray
import Nets
import Ops

/// Functions of `torch.nn.functional` that are more than one operation.
enum Functional {
  /// The meaning of the old flags `size_average` and `reduce`.
  static func reduction(_ sizeAverage: Value, _ reduce: Value, _ word: Value) throws -> Value {
    if sizeAverage.isNone, reduce.isNone { return word }
    let averages = try sizeAverage.isNone ? true : Machine.current.truth(sizeAverage)
    let reduces = try reduce.isNone ? true : Machine.current.truth(reduce)
    let result = !reduces ? "none" : averages ? "mean" : "sum"
    try Machine.current.warn(
      .userWarning, "size_average and reduce args will be deprecated, please use reduction='\(result)' instead.")
    return .string(result)
  }

  static func mse(_ input: Value, _ target: Value, _ word: String) throws -> Value {
    let x = try operand(input, "mse_loss", "input", 1)
    let t = try operand(target, "mse_loss", "target", 2)
    if x.data.layout === t.data.layout || x.shape == t.shape {
      return .native(try SquaredError.of(x, t, LossReduction(word: word)))
    }
    try warnOfSizes(x, t)
    let shape = try Broadcast.shape(x.shape, t.shape)
    let reduction = try LossReduction(word: word)
    return .native(try SquaredError.of(expanded(x, shape), expanded(t, shape), reduction))
  }

  static func expanded(_ x: Tensor, _ shape: [Int]) throws -> Tensor {
    x.shape == shape ? x : try Shapes.expand(x, shape)
  }

  static func warnOfSizes(_ x: Tensor, _ t: Tensor) throws {
    try Machine.current.warn(
      .userWarning,
      "Using a target size (torch.Size(\(Layout.text(t.shape)))) that is different to the input size "
        + "(torch.Size(\(Layout.text(x.shape)))). This will likely lead to incorrect results due to broadcasting. Please "
        + "ensure they have the same size.")
  }

  /// A tensor, or the error that asking something else for its size gives.
  static func operand(_ value: Value, _ function: String, _ name: String, _ position: Int) throws -> Tensor {
    guard let tensor = value.asTensor else {
      throw Machine.current.missingAttribute(of: value, StringObject.interned("size"))
    }
    return tensor
  }
}
