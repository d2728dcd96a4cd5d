import Autograd
import Machine
import NDArray
import Nets
import Ops

/// Normalisation as functions of `torch.nn.functional`, and those that `torch` has too.
enum NormFunctions {
  static func add(to module: ModuleObject) {
    let nothing = Value.none
    FunctionalModule.define(
      module, "layer_norm", "Values moved and scaled to mean 0 and variance 1 in the last dimensions.",
      [
        .init("input"), .init("normalized_shape"), .init("weight", default: nothing), .init("bias", default: nothing),
        .init("eps", default: .float(1e-5)),
      ], layer)
    FunctionalModule.define(
      module, "batch_norm", "Values moved and scaled to mean 0 and variance 1 over a batch.",
      [
        .init("input"), .init("running_mean"), .init("running_var"), .init("weight", default: nothing),
        .init("bias", default: nothing), .init("training", default: .bool(false)),
        .init("momentum", default: .float(0.1)), .init("eps", default: .float(1e-5)),
      ], batch)
    FunctionalModule.define(
      module, "group_norm", "Values moved and scaled to mean 0 and variance 1 in groups of channels.",
      [
        .init("input"), .init("num_groups"), .init("weight", default: nothing), .init("bias", default: nothing),
        .init("eps", default: .float(1e-5)),
      ]
    ) { arguments in
      .native(
        try Normalisation.group(
          tensor(arguments[0], "group_norm"), Machine.current.index(arguments[1]), arguments[2].asTensor,
          arguments[3].asTensor, eps(arguments[4], "group_norm", 5)))
    }
    FunctionalModule.define(
      module, "instance_norm", "Values moved and scaled to mean 0 and variance 1 in each channel.",
      [
        .init("input"), .init("running_mean", default: nothing), .init("running_var", default: nothing),
        .init("weight", default: nothing), .init("bias", default: nothing),
        .init("use_input_stats", default: .bool(true)), .init("momentum", default: .float(0.1)),
        .init("eps", default: .float(1e-5)),
      ], instance)
    FunctionalModule.define(
      module, "rms_norm", "Values scaled to a root mean square of 1 in the last dimensions.",
      [
        .init("input"), .init("normalized_shape"), .init("weight", default: nothing), .init("eps", default: nothing),
      ]
    ) { arguments in
      .native(
        try Normalisation.rootMeanSquare(
          tensor(arguments[0], "rms_norm"), NumpyBuilding.shape(arguments[1]), arguments[2].asTensor,
          arguments[3].isNone ? nil : eps(arguments[3], "rms_norm", 4)))
    }
  }

  private static func tensor(_ value: Value, _ name: String) throws -> Tensor {
    try TensorArguments.tensor(value, name, "input", 1)
  }

  private static func eps(_ value: Value, _ name: String, _ position: Int) throws -> Double {
    try TensorArguments.float(value, name, "eps", position)
  }

  private static func instance(_ arguments: [Value]) throws -> Value {
    let x = try tensor(arguments[0], "instance_norm")
    let (weight, bias) = (arguments[3].asTensor, arguments[4].asTensor)
    let eps = try eps(arguments[7], "instance_norm", 8)
    let running = (mean: arguments[1].asTensor, variance: arguments[2].asTensor)
    guard (running.mean == nil) == (running.variance == nil) else {
      throw PythonError(.valueError, "running_mean and running_var must either both be None or neither be None")
    }
    guard try Machine.current.truth(arguments[5]) else {
      guard let mean = running.mean, let variance = running.variance else {
        throw EngineError.runtime("Expected running_mean and running_var to be defined when use_input_stats is false")
      }
      return .native(try Normalisation.instance(x, mean: mean, variance: variance, weight, bias, eps))
    }
    let result = try Normalisation.instance(x, weight, bias, eps)
    if let mean = running.mean, let variance = running.variance {
      try Normalisation.follow(x, mean, variance, Machine.current.double(arguments[6]))
    }
    return .native(result)
  }

  private static func layer(_ arguments: [Value]) throws -> Value {
    .native(
      try Normalisation.layer(
        tensor(arguments[0], "layer_norm"), NumpyBuilding.shape(arguments[1]), arguments[2].asTensor,
        arguments[3].asTensor, eps(arguments[4], "layer_norm", 5)))
  }

  private static func batch(_ arguments: [Value]) throws -> Value {
    let x = try tensor(arguments[0], "batch_norm")
    let isTraining = try Machine.current.truth(arguments[5])
    guard isTraining || arguments[1].asTensor != nil else {
      throw EngineError.runtime("running_mean must be defined in evaluation mode")
    }
    guard x.rank >= 2 else {
      throw EngineError(.indexError, "Dimension out of range (expected to be in range of [-1, 0], but got 1)")
    }
    return .native(
      try Normalisation.batch(
        x, mean: arguments[1].asTensor, variance: arguments[2].asTensor, batches: nil, arguments[3].asTensor,
        arguments[4].asTensor, isTraining: isTraining,
        momentum: arguments[6].isNone ? nil : Machine.current.double(arguments[6]),
        eps: eps(arguments[7], "batch_norm", 8)))
  }
}
