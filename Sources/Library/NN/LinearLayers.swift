import Autograd
import Machine
import NDArray
import Nets
import Ops

/// Layers that are products with a weight.
enum LinearLayers {
  nonisolated(unsafe) static let all = [linear, identity]

  nonisolated(unsafe) private static let factory: [LanguageParameter] = [
    .init("device", default: Value.none), .init("dtype", default: Value.none),
  ]

  nonisolated(unsafe) static let linear = Layer(
    "Linear", "linear", "y = x Wᵀ + b.",
    [.init("in_features"), .init("out_features"), .init("bias", default: .bool(true))] + factory,
    begin: { setup in
      try Devices.check(setup.argument("device"))
      setup.keep("in_features", "out_features")
      let inputs = try size(setup.argument("in_features"), 2)
      let outputs = try size(setup.argument("out_features"), 1)
      let weight = try setup.empty([outputs, inputs])
      let bias = try setup.flag("bias") ? setup.empty([outputs]) : nil
      try Initialisation.layer(weight: weight, bias: bias)
      try setup.parameter("weight", weight)
      try setup.parameter("bias", bias)
    },
    describe: { instance, state in
      try LayerText.settings(instance, ["in_features", "out_features"])
        + ", bias=\(state.parameter(1) == nil ? "False" : "True")"
    },
    forward: { call in
      let x = try call.tensor("linear")
      guard let weight = call.state.parameter(0) else {
        throw Machine.current.missingAttribute(of: .object(call.instance), StringObject.interned("weight"))
      }
      return .native(try Nets.Linear.of(x, weight, call.state.parameter(1)))
    })

  nonisolated(unsafe) static let identity = Layer(
    "Identity", "linear", "Gives what it is given.", [.variadic("args"), .variadicKeyword("kwargs")], begin: { _ in },
    forward: { try $0.input() })

  /// A size as `torch.empty` takes it.
  private static func size(_ value: Value, _ position: Int) throws -> Int {
    guard case .int(let size) = value else {
      throw PythonError(
        .typeError,
        "empty(): argument 'size' failed to unpack the object at pos \(position) with error \"type must be tuple of ints,but got "
          + "\(Machine.current.type(of: value).name)\"")
    }
    return size
  }
}
