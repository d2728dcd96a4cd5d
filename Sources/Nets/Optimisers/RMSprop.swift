public import Autograd
import CKernels

/// Steps scaled by the root of a running average of squared gradients.
public struct RMSprop: OptimiserRule {
  public static let keptNames = ["square_avg", "momentum_buffer", "grad_avg"]

  public var lr: Double
  public var alpha: Double
  public var eps: Double
  public var weightDecay: Double
  public var momentum: Double
  public var centered: Bool
  public var maximize: Bool

  public init(
    lr: Double, alpha: Double = 0.99, eps: Double = 1e-8, weightDecay: Double = 0, momentum: Double = 0,
    centered: Bool = false, maximize: Bool = false
  ) {
    self.lr = lr
    self.alpha = alpha
    self.eps = eps
    self.weightDecay = weightDecay
    self.momentum = momentum
    self.centered = centered
    self.maximize = maximize
  }

  public func step(_ parameter: OptimisedParameter, _ gradient: Tensor) throws {
    try parameter.keep(0)
    if momentum > 0 { try parameter.keep(1) }
    if centered { try parameter.keep(2) }
    parameter.steps += 1
    var settings = ag_rmsprop_settings(
      lr: lr, alpha: alpha, eps: eps, weight_decay: weightDecay, momentum: momentum, maximize: maximize ? 1 : 0)
    try StepMemory.with(parameter, gradient) { memory in
      if memory.isDouble {
        ag_rmsprop(
          memory.doubles(), memory.gradientDoubles(), memory.kept(0, Double.self),
          centered ? memory.kept(2, Double.self) : nil, momentum > 0 ? memory.kept(1, Double.self) : nil, memory.count,
          &settings)
      } else {
        ag_rmspropf(
          memory.floats(), memory.gradientFloats(), memory.kept(0, Float.self),
          centered ? memory.kept(2, Float.self) : nil, momentum > 0 ? memory.kept(1, Float.self) : nil, memory.count,
          &settings)
      }
    }
  }
}
