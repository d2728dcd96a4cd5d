public import Autograd
import CKernels

/// Gradient descent, with momentum where asked for.
public struct SGD: OptimiserRule {
  public static let keptNames = ["momentum_buffer"]

  public var lr: Double
  public var momentum: Double
  public var dampening: Double
  public var weightDecay: Double
  public var nesterov: Bool
  public var maximize: Bool

  public init(
    lr: Double, momentum: Double = 0, dampening: Double = 0, weightDecay: Double = 0, nesterov: Bool = false,
    maximize: Bool = false
  ) {
    self.lr = lr
    self.momentum = momentum
    self.dampening = dampening
    self.weightDecay = weightDecay
    self.nesterov = nesterov
    self.maximize = maximize
  }

  public func step(_ parameter: OptimisedParameter, _ gradient: Tensor) throws {
    let isFirst = momentum != 0 && parameter.kept[0] == nil
    if isFirst { try parameter.keep(0) }
    var settings = ag_sgd_settings(
      lr: lr, momentum: momentum, dampening: dampening, weight_decay: weightDecay, nesterov: nesterov ? 1 : 0,
      maximize: maximize ? 1 : 0, first: isFirst ? 1 : 0)
    try StepMemory.with(parameter, gradient) { memory in
      let moves = momentum != 0
      if memory.isDouble {
        ag_sgd(
          memory.doubles(), memory.gradientDoubles(), moves ? memory.kept(0, Double.self) : nil, memory.count, &settings
        )
      } else {
        ag_sgdf(
          memory.floats(), memory.gradientFloats(), moves ? memory.kept(0, Float.self) : nil, memory.count, &settings)
      }
    }
  }
}
