import Autograd
import Machine
import NDArray
import Nets
import Ops

/// Layers with a few weights of their own: slopes, bilinear forms, and the linear layer that waits for its first input.
enum LearntLayers {
  nonisolated(unsafe) static let all = [prelu, bilinear, lazyLinear]

  nonisolated(unsafe) private static let factory: [LanguageParameter] = [
    .init("device", default: Value.none), .init("dtype", default: Value.none),
  ]

  nonisolated(unsafe) private static let prelu = Layer(
    "PReLU", "activation", "Each element, times a learnt slope below zero.",
    [.init("num_parameters", default: .int(1)), .init("init", default: .float(0.25))] + factory,
    begin: { setup in
      setup.keep("num_parameters", "init")
      let shape = [max(try setup.int("num_parameters"), 0)]
      let slope = try setup.double("init")
      try setup.parameter("weight", Tensor(NDArray.filled(shape: shape, .float(slope), setup.dtype).inMemory()))
    },
    describe: { instance, _ in try LayerText.settings(instance, ["num_parameters"]) },
    forward: { call in
      guard let weight = call.state.parameter(0), let overload = Activations.prelu.overloads.first else { return .none }
      return Value(try overload.call([.tensor(call.tensor("prelu")), .tensor(weight)]))
    })

  nonisolated(unsafe) private static let bilinear = Layer(
    "Bilinear", "linear", "A bilinear form of two inputs for each output feature, plus a bias.",
    [.init("in1_features"), .init("in2_features"), .init("out_features"), .init("bias", default: .bool(true))]
      + factory,
    begin: { setup in
      setup.keep("in1_features", "in2_features", "out_features")
      let first = try setup.int("in1_features")
      guard first > 0 else { throw PythonError(.valueError, "in1_features must be > 0, but got \(first)") }
      let weight = try setup.empty([setup.int("out_features"), first, setup.int("in2_features")])
      let bias = try setup.flag("bias") ? setup.empty([setup.int("out_features")]) : nil
      let bound = 1 / Double(first).squareRoot()
      try Initialisation.uniform(weight, -bound, bound, Generators.standard)
      if let bias { try Initialisation.uniform(bias, -bound, bound, Generators.standard) }
      try setup.parameter("weight", weight)
      try setup.parameter("bias", bias)
    },
    describe: { instance, state in
      try LayerText.settings(instance, ["in1_features", "in2_features", "out_features"])
        + ", bias=\(state.parameter(1) == nil ? "False" : "True")"
    },
    forward: { call in
      let bound = try PythonSignature(
        "Bilinear.forward", [.init("input1"), .init("input2")], hasSelf: true
      ).bind(call.arguments)
      let a = try TensorArguments.tensor(bound[0], "bilinear", "input1", 1)
      let b = try TensorArguments.tensor(bound[1], "bilinear", "input2", 2)
      guard let weight = call.state.parameter(0), let overload = Products.bilinear.overloads.first else { return .none }
      return Value(
        try overload.call([
          .tensor(a), .tensor(b), .tensor(weight), call.state.parameter(1).map(Argument.tensor) ?? .none,
        ]))
    })

  /// Its weights are made when the first input says how many features there are; from then on it is a `Linear`.
  nonisolated(unsafe) private static let lazyLinear = Layer(
    "LazyLinear", "linear", "y = x Wᵀ + b, the features of x taken from the first input.",
    [.init("out_features"), .init("bias", default: .bool(true))] + factory,
    begin: { setup in
      try Devices.check(setup.argument("device"))
      setup.keep("in_features", .int(0))
      setup.keep("out_features")
      let empty = try setup.empty([0])
      try setup.parameter("weight", empty)
      try setup.parameter("bias", setup.flag("bias") ? setup.empty([0]) : nil)
      for place in 0...1 { setup.state.parameter(place)?.needExtra().isUninitialized = true }
    },
    describe: { instance, state in
      try LayerText.settings(instance, ["in_features", "out_features"])
        + ", bias=\(state.parameter(1) == nil ? "False" : "True")"
    },
    forward: { call in
      let x = try call.tensor("linear")
      guard let old = call.state.parameter(0), x.rank > 0 else {
        throw Machine.current.missingAttribute(of: .object(call.instance), StringObject.interned("weight"))
      }
      let features = x.shape[x.rank - 1]
      let outputs = try Machine.current.index(call.setting(StringObject.interned("out_features")))
      // The tensors stay the ones that optimisers may know.
      old.data = try NDArray.uninitialized(shape: [outputs, features], old.dtype).inMemory()
      let bias = call.state.parameter(1)
      if let bias { bias.data = try NDArray.uninitialized(shape: [outputs], bias.dtype).inMemory() }
      for parameter in [old, bias] { parameter?.extra?.isUninitialized = false }
      try Initialisation.layer(weight: old, bias: bias)
      call.instance.setField(StringObject.interned("in_features"), .int(features))
      call.state.layer = LinearLayers.linear
      let module = try Machine.current.importModule("torch.nn")
      if let linear = module.namespace.get(StringObject.interned("Linear"))?.asType { call.instance.become(linear) }
      return .native(try Nets.Linear.of(x, old, bias))
    })
}
