import Autograd
import Machine
import NDArray
import Nets
import Ops

/// Losses as modules; what they compute is the function of `torch.nn.functional`.
enum LossLayers {
  nonisolated(unsafe) static let all: [Layer] = [mse]

  nonisolated(unsafe) private static let reductionName = StringObject.interned("reduction")

  /// The old flags, before `reduction`.
  nonisolated(unsafe) static let flags: [LanguageParameter] = [
    .init("size_average", default: Value.none), .init("reduce", default: Value.none),
    .init("reduction", default: .string("mean")),
  ]

  nonisolated(unsafe) static let mse = Layer(
    "MSELoss", "loss", "The mean of squared differences.", flags,
    begin: { setup in try setup.keep("reduction", reduction(setup)) },
    forward: { call in
      let (input, target) = try pair(call)
      guard let word = call.setting(reductionName).asString?.text else { return .none }
      return try Functional.mse(input, target, word)
    })

  /// `reduction`, or what the old flags mean.
  static func reduction(_ setup: LayerSetup) throws -> Value {
    try Functional.reduction(setup.argument("size_average"), setup.argument("reduce"), setup.argument("reduction"))
  }

  /// The two arguments of a loss.
  static func pair(_ call: LayerCall) throws -> (Value, Value) {
    if call.arguments.count == 2, call.arguments.keywordCount == 0 { return (call.arguments[0], call.arguments[1]) }
    let bound = try PythonSignature(
      "\(call.instance.classObject.name).forward", [.init("input"), .init("target")], hasSelf: true
    ).bind(call.arguments)
    return (bound[0], bound[1])
  }
}
