public import Autograd
import CKernels
import NDArray

/// Steps scaled by the root of the sum of all squared gradients so far.
public struct Adagrad: OptimiserRule {
  public static let keptNames = ["sum"]

  public var lr: Double
  public var lrDecay: Double
  public var weightDecay: Double
  /// What the sum begins with.
  public var initialSum: Double
  public var eps: Double
  public var maximize: Bool

  public init(
    lr: Double, lrDecay: Double = 0, weightDecay: Double = 0, initialSum: Double = 0, eps: Double = 1e-10,
    maximize: Bool = false
  ) {
    self.lr = lr
    self.lrDecay = lrDecay
    self.weightDecay = weightDecay
    self.initialSum = initialSum
    self.eps = eps
    self.maximize = maximize
  }

  public func step(_ parameter: OptimisedParameter, _ gradient: Tensor) throws {
    if parameter.kept[0] == nil {
      try parameter.keep(0)
      if initialSum != 0 { try parameter.kept[0]?.data.fill(.float(initialSum)) }
    }
    parameter.steps += 1
    var settings = ag_adagrad_settings(
      rate: lr / (1 + Double(parameter.steps - 1) * lrDecay), eps: eps, weight_decay: weightDecay,
      maximize: maximize ? 1 : 0)
    try StepMemory.with(parameter, gradient) { memory in
      if memory.isDouble {
        ag_adagrad(
          memory.doubles(), memory.gradientDoubles(), memory.kept(0, Double.self), memory.count, &settings)
      } else {
        ag_adagradf(memory.floats(), memory.gradientFloats(), memory.kept(0, Float.self), memory.count, &settings)
      }
    }
  }
}
