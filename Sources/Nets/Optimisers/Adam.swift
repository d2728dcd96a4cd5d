public import Autograd
import CKernels
import Glibc

/// Steps scaled by running averages of gradients and of their squares.
public struct Adam: OptimiserRule {
  public static let keptNames = ["exp_avg", "exp_avg_sq", "max_exp_avg_sq"]

  public var lr: Double
  public var betas: (Double, Double)
  public var eps: Double
  public var weightDecay: Double
  /// Whether the weight decay shrinks the parameter itself (AdamW) and is no part of the gradient.
  public var isDecoupled: Bool
  public var amsgrad: Bool
  public var maximize: Bool

  public init(
    lr: Double, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8, weightDecay: Double = 0,
    isDecoupled: Bool = false, amsgrad: Bool = false, maximize: Bool = false
  ) {
    self.lr = lr
    self.betas = betas
    self.eps = eps
    self.weightDecay = weightDecay
    self.isDecoupled = isDecoupled
    self.amsgrad = amsgrad
    self.maximize = maximize
  }

  public func step(_ parameter: OptimisedParameter, _ gradient: Tensor) throws {
    try parameter.keep(0)
    try parameter.keep(1)
    if amsgrad { try parameter.keep(2) }
    parameter.steps += 1
    let steps = Double(parameter.steps)
    var settings = ag_adam_settings(
      beta1: betas.0, beta2: betas.1, eps: eps, weight_decay: isDecoupled ? 0 : weightDecay,
      shrink: isDecoupled && weightDecay != 0 ? 1 - lr * weightDecay : 1, step_size: lr / (1 - pow(betas.0, steps)),
      root_correction: pow(1 - pow(betas.1, steps), 0.5), maximize: maximize ? 1 : 0)
    try StepMemory.with(parameter, gradient) { memory in
      if memory.isDouble {
        ag_adam(
          memory.doubles(), memory.gradientDoubles(), memory.kept(0, Double.self), memory.kept(1, Double.self),
          amsgrad ? memory.kept(2, Double.self) : nil, memory.count, &settings)
      } else {
        ag_adamf(
          memory.floats(), memory.gradientFloats(), memory.kept(0, Float.self), memory.kept(1, Float.self),
          amsgrad ? memory.kept(2, Float.self) : nil, memory.count, &settings)
      }
    }
  }
}
