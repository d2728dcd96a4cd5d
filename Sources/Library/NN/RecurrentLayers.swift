import Autograd
import Machine
import NDArray
import Nets
import Ops

/// Recurrent layers over whole sequences.
enum RecurrentLayers {
  nonisolated(unsafe) static let all = [layer("RNN", nil), layer("LSTM", .lstm), layer("GRU", .gru)]

  /// Weights and biases of one direction, drawn evenly within 1 / √hidden.
  static func weights(
    _ setup: LayerSetup, inputs: Int, rows: Int, hidden: Int, hasBias: Bool, ending: String
  ) throws {
    let bound = hidden > 0 ? 1 / Double(hidden).squareRoot() : 0
    var shapes = [("weight_ih", [rows, inputs]), ("weight_hh", [rows, hidden])]
    if hasBias { shapes += [("bias_ih", [rows]), ("bias_hh", [rows])] }
    for (name, shape) in shapes {
      let tensor = try setup.empty(shape)
      try Initialisation.uniform(tensor, -bound, bound, Generators.standard)
      try setup.parameter(name + ending, tensor)
    }
  }

  private static func layer(_ name: String, _ fixed: Recurrent.Kind?) -> Layer {
    let nonlinearity: [LanguageParameter] = fixed == nil ? [.init("nonlinearity", default: .string("tanh"))] : []
    let front: [LanguageParameter] = [
      .init("input_size"), .init("hidden_size"), .init("num_layers", default: .int(1)),
    ]
    let back: [LanguageParameter] = [
      .init("bias", default: .bool(true)), .init("batch_first", default: .bool(false)),
      .init("dropout", default: .float(0)), .init("bidirectional", default: .bool(false)),
      .init("device", default: Value.none), .init("dtype", default: Value.none),
    ]
    return Layer(
      name, "rnn", "A recurrence over a sequence.", front + nonlinearity + back, begin: { try begin($0, fixed) },
      describe: { instance, _ in try describe(instance) }, forward: { try forward($0, name, fixed) })
  }

  private static func begin(_ setup: LayerSetup, _ fixed: Recurrent.Kind?) throws {
    var kind = fixed ?? .tanh
    if fixed == nil {
      let word = setup.argument("nonlinearity").asString?.text ?? ""
      guard word == "tanh" || word == "relu" else {
        throw PythonError(.valueError, "Unknown nonlinearity '\(word)'. Select from 'tanh' or 'relu'.")
      }
      kind = word == "tanh" ? .tanh : .relu
      setup.keep("nonlinearity")
    }
    setup.keep("input_size", "hidden_size", "num_layers", "bias", "batch_first", "bidirectional")
    setup.keep("mode", .string(kind.rawValue))
    setup.keep("dropout", .float(try setup.double("dropout")))
    setup.keep("proj_size", .int(0))
    let hidden = try setup.int("hidden_size")
    let layers = try setup.int("num_layers")
    guard hidden > 0 else { throw PythonError(.valueError, "hidden_size must be greater than zero") }
    guard layers > 0 else { throw PythonError(.valueError, "num_layers must be greater than zero") }
    let isDouble = try setup.flag("bidirectional")
    for index in 0..<layers {
      let inputs = try index == 0 ? setup.int("input_size") : hidden.times(isDouble ? 2 : 1)
      for ending in isDouble ? ["", "_reverse"] : [""] {
        try weights(
          setup, inputs: inputs, rows: hidden.times(kind.gates), hidden: hidden, hasBias: setup.flag("bias"),
          ending: "_l\(index)\(ending)")
      }
    }
  }

  private static func describe(_ instance: InstanceObject) throws -> String {
    func text(_ name: String) throws -> String {
      try Machine.current.str(instance.field(StringObject.interned(name)) ?? .none)
    }
    var result = try text("input_size") + ", " + text("hidden_size")
    for (name, usual) in [
      ("num_layers", "1"), ("bias", "True"), ("batch_first", "False"), ("dropout", "0.0"), ("bidirectional", "False"),
    ] where try text(name) != usual { result += ", \(name)=\(try text(name))" }
    return result
  }

  private static func forward(_ call: LayerCall, _ name: String, _ fixed: Recurrent.Kind?) throws -> Value {
    let bound = try PythonSignature(
      "\(name).forward", [.init("input"), .init("hx", default: Value.none)], hasSelf: true
    ).bind(call.arguments)
    func flag(_ name: String) throws -> Bool {
      try Machine.current.truth(call.setting(StringObject.interned(name)))
    }
    func int(_ name: String) throws -> Int {
      try Machine.current.index(call.setting(StringObject.interned(name)))
    }
    let kind =
      fixed ?? Recurrent.Kind(rawValue: call.setting(StringObject.interned("mode")).asString?.text ?? "") ?? .tanh
    let given = try TensorArguments.tensor(bound[0], name, "input", 1)
    guard given.rank == 2 || given.rank == 3 else {
      throw PythonError(.valueError, "\(name): Expected input to be 2D or 3D, got \(given.rank)D instead")
    }
    let isSingle = given.rank == 2
    let isBatchFirst = try flag("batch_first") && !isSingle
    var x = isSingle ? try Shapes.unsqueeze(given, 1) : isBatchFirst ? try Shapes.transpose(given, 0, 1) : given
    let (layers, size, inputs) = (try int("num_layers"), try int("hidden_size"), try int("input_size"))
    let directions = try flag("bidirectional") ? 2 : 1
    let perDirection = try flag("bias") ? 4 : 2
    guard x.shape[2] == inputs else {
      throw EngineError.runtime(
        "input.size(-1) must be equal to input_size. Expected \(inputs), got \(x.shape[2])")
    }
    guard x.shape[0] > 0 else { throw EngineError.runtime("Expected sequence length to be larger than 0 in RNN") }
    let states = try starts(bound[1], kind, [layers * directions, x.shape[1], size], x, isSingle)
    let dropout = try Machine.current.double(call.setting(StringObject.interned("dropout")))
    var hiddens: [Tensor] = []
    var cells: [Tensor] = []
    for index in 0..<layers {
      var outputs: [Tensor] = []
      for direction in 0..<directions {
        let place = index * directions + direction
        guard let input = call.state.parameter(place * perDirection),
          let hidden = call.state.parameter(place * perDirection + 1)
        else { return .none }
        let weights = Recurrent.Weights(
          input, hidden, perDirection == 4 ? call.state.parameter(place * 4 + 2) : nil,
          perDirection == 4 ? call.state.parameter(place * 4 + 3) : nil)
        let result = try Recurrent.run(
          kind, x, Shapes.select(states.hidden, 0, place), states.cell.map { try Shapes.select($0, 0, place) }, weights,
          isReversed: direction == 1)
        outputs.append(result.outputs)
        hiddens.append(result.hidden)
        if let cell = result.cell { cells.append(cell) }
      }
      x = directions == 1 ? outputs[0] : try Joining.joinedChecked(outputs, 2)
      if kind == .lstm, directions == 1 { x = Recurrent.fused(x) }
      if index < layers - 1, dropout > 0 { x = try Activations.dropout(x, dropout, call.isTraining) }
    }
    var hidden = try Joining.stack(hiddens, 0)
    var cell = cells.isEmpty ? nil : try Joining.stack(cells, 0)
    if isSingle {
      x = try Shapes.squeeze(x, [1])
      hidden = try Shapes.squeeze(hidden, [1])
      cell = try cell.map { try Shapes.squeeze($0, [1]) }
    } else if isBatchFirst {
      x = try Shapes.transpose(x, 0, 1, name: kind == .lstm ? "TransposeBackward0" : "TransposeBackward1")
    }
    let last: Value = cell.map { .tuple([.native(hidden), .native($0)]) } ?? .native(hidden)
    return .tuple([.native(x), last])
  }

  /// The first states: zeros, or what was given.
  private static func starts(
    _ value: Value, _ kind: Recurrent.Kind, _ shape: [Int], _ x: Tensor, _ isSingle: Bool
  ) throws -> (hidden: Tensor, cell: Tensor?) {
    let zeros = Tensor(try NDArray.zeros(shape: shape, x.dtype))
    if value.isNone { return (zeros, kind == .lstm ? zeros : nil) }
    let parts = kind == .lstm ? (value.sequenceItems ?? []).compactMap(\.asTensor) : [value.asTensor].compactMap { $0 }
    guard parts.count == (kind == .lstm ? 2 : 1) else {
      throw EngineError.runtime("lstm expects two hidden states")
    }
    let states = try parts.enumerated().map { index, state -> Tensor in
      let full = isSingle && state.rank == 2 ? try Shapes.unsqueeze(state, 1) : state
      guard full.shape == shape else {
        let name = kind == .lstm ? index == 0 ? "hidden[0]" : "hidden[1]" : "hidden"
        throw EngineError.runtime(
          "Expected \(name) size (\(shape.map(String.init).joined(separator: ", "))), got \(Layout.text(state.shape))")
      }
      return full
    }
    return (states[0], kind == .lstm ? states[1] : nil)
  }
}
