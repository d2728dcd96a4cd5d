import Autograd
import Machine
import NDArray
import Nets
import Ops

/// Layers that take one step of a recurrence.
enum RecurrentCells {
  nonisolated(unsafe) static let all = [cell("RNNCell", nil), cell("LSTMCell", .lstm), cell("GRUCell", .gru)]

  private static func cell(_ name: String, _ fixed: Recurrent.Kind?) -> Layer {
    let nonlinearity: [LanguageParameter] = fixed == nil ? [.init("nonlinearity", default: .string("tanh"))] : []
    return Layer(
      name, "rnn", "One step of a recurrence.",
      [.init("input_size"), .init("hidden_size"), .init("bias", default: .bool(true))] + nonlinearity
        + [.init("device", default: Value.none), .init("dtype", default: Value.none)],
      begin: { setup in
        setup.keep("input_size", "hidden_size", "bias")
        if fixed == nil { setup.keep("nonlinearity") }
        let rows = try setup.int("hidden_size") * (fixed?.gates ?? 1)
        try RecurrentLayers.weights(
          setup, inputs: setup.int("input_size"), rows: rows, hidden: setup.int("hidden_size"),
          hasBias: setup.flag("bias"),
          ending: "")
      },
      describe: { instance, _ in
        func text(_ name: String) throws -> String {
          try Machine.current.str(instance.field(StringObject.interned(name)) ?? .none)
        }
        var result = try text("input_size") + ", " + text("hidden_size")
        if try text("bias") != "True" { result += ", bias=\(try text("bias"))" }
        if fixed == nil, try text("nonlinearity") != "tanh" { result += ", nonlinearity=\(try text("nonlinearity"))" }
        return result
      },
      forward: { try forward($0, name, fixed) })
  }

  private static func forward(_ call: LayerCall, _ name: String, _ fixed: Recurrent.Kind?) throws -> Value {
    let bound = try PythonSignature(
      "\(name).forward", [.init("input"), .init("hx", default: Value.none)], hasSelf: true
    ).bind(call.arguments)
    let x = try TensorArguments.tensor(bound[0], name, "input", 1)
    guard x.rank == 1 || x.rank == 2 else {
      throw PythonError(.valueError, "\(name): Expected input to be 1D or 2D, got \(x.rank)D instead")
    }
    let size = try Machine.current.index(call.setting(StringObject.interned("hidden_size")))
    let kind: Recurrent.Kind
    if let fixed {
      kind = fixed
    } else {
      let word = call.setting(StringObject.interned("nonlinearity")).asString?.text ?? ""
      guard word == "tanh" || word == "relu" else {
        throw EngineError.runtime("Unknown nonlinearity: \(word)")
      }
      kind = word == "tanh" ? .tanh : .relu
    }
    guard let input = call.state.parameter(0), let hidden = call.state.parameter(1) else { return .none }
    let weights = Recurrent.Weights(input, hidden, call.state.parameter(2), call.state.parameter(3))
    guard x.shape[x.rank - 1] == input.shape[1] else {
      throw EngineError.runtime(
        "input has inconsistent input_size: got \(x.shape[x.rank - 1]), expected \(input.shape[1])")
    }
    let zeros = Tensor(try NDArray.zeros(shape: Array(x.shape.dropLast()) + [size], x.dtype))
    let given = bound[1].sequenceItems
    let start = given?.first?.asTensor ?? bound[1].asTensor ?? zeros
    guard start.shape == zeros.shape else {
      throw EngineError.runtime(
        "hidden0 has inconsistent hidden_size: got \(start.shape.last ?? 0), expected \(size)")
    }
    let memory = kind == .lstm ? given?.dropFirst().first?.asTensor ?? zeros : nil
    let result = try Recurrent.step(kind, Recurrent.projected(x, weights), start, memory, weights)
    guard kind == .lstm, let cell = result.cell else { return .native(result.hidden) }
    return .tuple([.native(result.hidden), .native(cell)])
  }
}
