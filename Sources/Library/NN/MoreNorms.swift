import Autograd
import Machine
import NDArray
import Nets
import Ops

/// Layers that normalise groups of channels, single channels, or to a root mean square.
enum MoreNorms {
  nonisolated(unsafe) static let all = [
    group, instance("InstanceNorm1d", [2, 3]), instance("InstanceNorm2d", [3, 4]), instance("InstanceNorm3d", [4, 5]),
    rootMeanSquare,
  ]

  nonisolated(unsafe) private static let factory: [LanguageParameter] = [
    .init("device", default: Value.none), .init("dtype", default: Value.none),
  ]

  private static func scale(_ setup: LayerSetup, _ shape: [Int], _ hasWeight: Bool, _ hasBias: Bool) throws {
    func filled(_ number: Int) throws -> Tensor {
      Tensor(try NDArray.filled(shape: shape, .int(number), setup.dtype).inMemory())
    }
    try setup.parameter("weight", hasWeight ? filled(1) : nil)
    try setup.parameter("bias", hasBias ? filled(0) : nil)
  }

  nonisolated(unsafe) private static let group = Layer(
    "GroupNorm", "normalization", "Values moved and scaled to mean 0 and variance 1 in groups of channels.",
    [
      .init("num_groups"), .init("num_channels"), .init("eps", default: .float(1e-5)),
      .init("affine", default: .bool(true)),
    ] + factory + [.keyword("bias", default: .bool(true))],
    begin: { setup in
      let groups = try setup.int("num_groups")
      let channels = try setup.int("num_channels")
      guard groups > 0, channels % groups == 0 else {
        throw PythonError(.valueError, "num_channels (\(channels)) must be divisible by num_groups (\(groups))")
      }
      setup.keep("num_groups", "num_channels", "eps", "affine")
      let affine = try setup.flag("affine")
      try scale(setup, [channels], affine, affine && setup.flag("bias"))
    },
    describe: { instance, state in
      try ["num_groups", "num_channels"].map {
        try Machine.current.repr(instance.field(StringObject.interned($0)) ?? .none)
      }.joined(separator: ", ") + ", " + LayerText.settings(instance, ["eps", "affine"])
        + ", bias=\(state.parameter(1) == nil ? "False" : "True")"
    },
    forward: { call in
      let groups = try Machine.current.index(call.setting(StringObject.interned("num_groups")))
      let eps = try Machine.current.double(call.setting(StringObject.interned("eps")))
      return .native(
        try Normalisation.group(
          call.tensor("group_norm"), groups, call.state.parameter(0), call.state.parameter(1), eps))
    })

  private static func instance(_ name: String, _ ranks: [Int]) -> Layer {
    Layer(
      name, "instancenorm", "Values moved and scaled to mean 0 and variance 1 in each channel.",
      [
        .init("num_features"), .init("eps", default: .float(1e-5)), .init("momentum", default: .float(0.1)),
        .init("affine", default: .bool(false)), .init("track_running_stats", default: .bool(false)),
      ] + factory + [.keyword("bias", default: .bool(true))],
      begin: { setup in
        setup.keep("num_features", "eps", "momentum", "affine", "track_running_stats")
        let count = try setup.int("num_features")
        let affine = try setup.flag("affine")
        try scale(setup, [max(count, 0)], affine, affine && setup.flag("bias"))
        let tracks = try setup.flag("track_running_stats")
        func filled(_ number: Int) throws -> Tensor {
          Tensor(try NDArray.filled(shape: [max(count, 0)], .int(number), setup.dtype).inMemory())
        }
        setup.buffer("running_mean", tracks ? try filled(0) : nil)
        setup.buffer("running_var", tracks ? try filled(1) : nil)
        setup.buffer("num_batches_tracked", tracks ? Tensor(NDArray(.int(0), .int64)) : nil)
      },
      describe: { instance, state in
        try Machine.current.repr(instance.field(StringObject.interned("num_features")) ?? .none) + ", "
          + LayerText.settings(instance, ["eps", "momentum", "affine"])
          + ", bias=\(state.parameter(1) == nil ? "False" : "True"), "
          + LayerText.settings(instance, ["track_running_stats"])
      },
      forward: { call in
        let x = try call.tensor("instance_norm")
        guard ranks.contains(x.rank) else {
          let words = ranks.map { "\($0)D" }.joined(separator: " or ")
          throw PythonError(.valueError, "expected \(words) input (got \(x.rank)D input)")
        }
        let dim = x.rank - (ranks.first ?? 0)
        let features = try Machine.current.index(call.setting(StringObject.interned("num_features")))
        if x.shape[dim] != features {
          guard call.state.parameter(0) == nil else {
            throw PythonError(
              .valueError,
              "expected input's size at dim=\(dim) to match num_features (\(features)), but got: \(x.shape[dim]).")
          }
          try Machine.current.warn(
            .userWarning,
            "input's size at dim=\(dim) does not match num_features. You can silence this warning by not passing in "
              + "num_features, which is not used because affine=False")
        }
        let eps = try Machine.current.double(call.setting(StringObject.interned("eps")))
        let isSingle = x.rank != (ranks.last ?? 0)
        let input = isSingle ? try Shapes.unsqueeze(x, 0) : x
        let (weight, bias) = (call.state.parameter(0), call.state.parameter(1))
        let result: Tensor
        if let mean = call.state.buffers.first?.held, let variance = call.state.buffers.dropFirst().first?.held {
          if try call.isTraining {
            result = try Normalisation.instance(input, weight, bias, eps)
            let momentum = call.setting(StringObject.interned("momentum"))
            try Normalisation.follow(input, mean, variance, momentum.isNone ? 0 : Machine.current.double(momentum))
          } else {
            result = try Normalisation.instance(input, mean: mean, variance: variance, weight, bias, eps)
          }
        } else {
          result = try Normalisation.instance(input, weight, bias, eps)
        }
        return .native(isSingle ? try Shapes.squeeze(result, [0]) : result)
      })
  }

  nonisolated(unsafe) private static let rootMeanSquare = Layer(
    "RMSNorm", "normalization", "Values scaled to a root mean square of 1 in the last dimensions.",
    [
      .init("normalized_shape"), .init("eps", default: Value.none), .init("elementwise_affine", default: .bool(true)),
    ] + factory,
    begin: { setup in
      let shape = try NumpyBuilding.shape(setup.argument("normalized_shape"))
      setup.keep("normalized_shape", .tuple(shape.map { .int($0) }))
      setup.keep("eps", "elementwise_affine")
      try setup.parameter(
        "weight",
        setup.flag("elementwise_affine") ? Tensor(NDArray.filled(shape: shape, .int(1), setup.dtype).inMemory()) : nil)
    },
    describe: { instance, _ in
      try Machine.current.repr(instance.field(StringObject.interned("normalized_shape")) ?? .none) + ", "
        + LayerText.settings(instance, ["eps", "elementwise_affine"])
    },
    forward: { call in
      let shape = try NumpyBuilding.shape(call.setting(StringObject.interned("normalized_shape")))
      let eps = call.setting(StringObject.interned("eps"))
      return .native(
        try Normalisation.rootMeanSquare(
          call.tensor("rms_norm"), shape, call.state.parameter(0), eps.isNone ? nil : Machine.current.double(eps)))
    })
}
