import Autograd
import Machine
import Nets
import Ops

/// Functions of `torch.nn.functional` that are not one declared operation.
enum FunctionalModule {
  static func add(to module: ModuleObject) {
    module.set("linear", OpFunctions.native(Nets.Linear.op, name: "linear", .functional))
    NormFunctions.add(to: module)
    AttentionFunctions.add(to: module)
    define(
      module, "mse_loss", "The mean of squared differences.",
      [.init("input"), .init("target")] + LossLayers.flags + [.init("weight", default: Value.none)]
    ) { arguments in
      let word = try Functional.reduction(arguments[2], arguments[3], arguments[4])
      if !arguments[5].isNone, let overload = Losses.mse.overloads.first {
        let tensors = try zip([0, 1, 5], ["input", "target", "weight"]).map { place, name in
          Argument.tensor(try Functional.operand(arguments[place], "mse_loss", name, place + 1))
        }
        return Value(
          try overload.call([tensors[0], tensors[1], .none, .none, .text(word.asString?.text ?? ""), tensors[2]]))
      }
      return try Functional.mse(arguments[0], arguments[1], word.asString?.text ?? "")
    }
  }

  /// A function whose arguments are bound as Python's own are.
  static func define(
    _ module: ModuleObject, _ name: String, _ summary: String, _ parameters: [LanguageParameter],
    _ run: @escaping ([Value]) throws -> Value
  ) {
    let signature = PythonSignature(name, parameters)
    let function = NativeFunction(name, parameters, summary: summary, .variadic { try run(signature.bind($0)) })
    function.takesTensors = true
    module.set(name, .object(function))
  }
}
