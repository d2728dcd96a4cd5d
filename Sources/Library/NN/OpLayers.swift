import Autograd
import Machine
import NDArray
import Ops

/// Layers that are one operation of `torch.nn.functional` with settings of their own: activations, losses, dropout.
struct OpLayer {
  let name: String
  let file: String
  let op: String
  /// What `forward` takes, by the operation's names.
  let inputs: [String]
  let parameters: [LanguageParameter]
  /// How the settings read in repr.
  let text: Text
  /// Settings that the operation knows under another name.
  var renamed: [String: String] = [:]
  /// Makes the settings that do not stand as they were given.
  var prepare: ((LayerSetup) throws -> Void)?
  /// Attributes besides the parameters that the operation reads.
  var settings: [String] = []

  enum Text {
    case nothing
    /// `inplace=True`, when it is.
    case inPlaceOnly
    /// `p=0.5, inplace=False`
    case named([String])
    /// As `named`, with `inplace=True` after it when it is.
    case namedAndInPlace([String])
    /// `0.5`
    case bare(String)
    /// The first that was given, then others.
    case first([String], then: [String])
  }

  /// The functional operations by name.
  static let operations: [String: Op] = {
    var table: [String: Op] = [:]
    for op in Op.all where op.forms.contains(.functional) { table[op.name] = op }
    for op in Op.all where op.forms.contains(.function) && table[op.name] == nil { table[op.name] = op }
    return table
  }()

  private enum Source {
    case input(Int)
    case setting(StringObject)
    case training
    case constant(Argument)
  }

  func layer() -> Layer {
    let overload = OpLayer.operations[op]?.overloads.first
    var sources: [Source] = []
    for parameter in overload?.parameters ?? [] {
      let own = renamed.first { $0.value == parameter.name }?.key ?? parameter.name
      if let index = inputs.firstIndex(of: parameter.name) {
        sources.append(.input(index))
      } else if parameter.name == "training" {
        sources.append(.training)
      } else if parameter.name == "inplace" {
        sources.append(.constant(parameter.defaultArgument ?? .number(.bool(false))))
      } else if settings.contains(own) {
        sources.append(.setting(StringObject.interned(own)))
      } else if parameters.contains(where: { $0.name == own }) || own == "reduction" || own == "weight" {
        sources.append(
          parameters.contains { $0.name == own }
            ? .setting(StringObject.interned(own)) : .constant(parameter.defaultArgument ?? .none))
      } else {
        sources.append(.constant(parameter.defaultArgument ?? .none))
      }
    }
    let isLoss = parameters.contains { $0.name == "size_average" }
    let operation = op
    return Layer(
      name, file, OpLayer.operations[op]?.summary ?? "", parameters, operation: op,
      begin: { setup in
        setup.keepAll()
        try self.prepare?(setup)
        guard isLoss else { return }
        setup.keep("reduction", try LossLayers.reduction(setup))
        for old in ["size_average", "reduce"] { setup.keep(old, .none) }
        for name in ["weight", "pos_weight"] where self.parameters.contains(where: { $0.name == name }) {
          setup.buffer(name, setup.argument(name).asTensor)
        }
      },
      describe: { instance, _ in try self.describe(instance) },
      forward: { call in
        guard let overload else {
          throw PythonError(.notImplementedError, "\(self.name) is not available here")
        }
        return try self.run(call, overload, sources, operation)
      })
  }

  private func run(_ call: LayerCall, _ overload: Overload, _ sources: [Source], _ name: String) throws -> Value {
    let given = try values(call)
    if given.count == 1, sources.count == 1, case .unary(let direct) = overload.direct, let x = given[0].asTensor {
      return .native(try direct(x))
    }
    let arguments = try sources.map { source -> Argument in
      switch source {
      case .input(let index):
        return .tensor(try TensorArguments.tensor(given[index], name, inputs[index], index + 1))
      case .setting(let key): return try OpLayer.argument(call.setting(key))
      case .training: return .number(.bool(try call.isTraining))
      case .constant(let argument): return argument
      }
    }
    return Value(try overload.call(arguments))
  }

  private func values(_ call: LayerCall) throws -> [Value] {
    if call.arguments.keywordCount == 0, call.arguments.count == inputs.count {
      return inputs.indices.map { call.arguments[$0] }
    }
    return try PythonSignature(
      "\(call.instance.classObject.name).forward", inputs.map { .init($0) }, hasSelf: true
    ).bind(call.arguments)
  }

  static func argument(_ value: Value) throws -> Argument {
    if value.isNone { return Argument.none }
    if let number = value.asNumber { return .number(number) }
    if let tensor = value.asTensor { return .tensor(tensor) }
    if let text = value.asString { return .text(text.text) }
    if let items = value.sequenceItems { return .list(try items.map(argument)) }
    if let dtype = DTypeObject.dtype(of: value) { return .dtype(dtype) }
    return .number(.float(try Machine.current.double(value)))
  }

  private func describe(_ instance: InstanceObject) throws -> String {
    let isInPlace = try Machine.current.truth(instance.field(StringObject.interned("inplace")) ?? .bool(false))
    switch text {
    case .nothing: return ""
    case .inPlaceOnly: return isInPlace ? "inplace=True" : ""
    case .named(let names): return try LayerText.settings(instance, names)
    case .namedAndInPlace(let names):
      return try LayerText.settings(instance, names) + (isInPlace ? ", inplace=True" : "")
    case .first(let names, let others):
      let given = names.first { !(instance.field(StringObject.interned($0)) ?? .none).isNone } ?? names.last ?? ""
      return try LayerText.settings(instance, [given] + others)
    case .bare(let name): return try Machine.current.repr(instance.field(StringObject.interned(name)) ?? .none)
    }
  }
}

/// The activations, dropouts and losses there are.
enum OpLayers {
  nonisolated(unsafe) static let all: [Layer] = (activations + losses).map { $0.layer() }

  private static func one(
    _ name: String, _ op: String, _ parameters: [LanguageParameter] = [], _ text: OpLayer.Text = .nothing,
    file: String = "activation", renamed: [String: String] = [:]
  ) -> OpLayer {
    OpLayer(name: name, file: file, op: op, inputs: ["input"], parameters: parameters, text: text, renamed: renamed)
  }

  private static func dropout(_ name: String, _ op: String) -> OpLayer {
    OpLayer(
      name: name, file: "dropout", op: op, inputs: ["input"], parameters: [float("p", 0.5), inPlace],
      text: .named(["p", "inplace"]),
      prepare: { setup in
        guard let p = setup.argument("p").asNumber, !(0...1).contains(p.asDouble) else { return }
        throw PythonError(
          .valueError,
          "dropout probability has to be between 0 and 1, but got \(try Machine.current.str(setup.argument("p")))")
      })
  }

  private static func float(_ name: String, _ value: Double) -> LanguageParameter {
    .init(name, default: .float(value))
  }

  nonisolated(unsafe) private static let inPlace = LanguageParameter("inplace", default: .bool(false))
  nonisolated(unsafe) private static let dim = LanguageParameter("dim", default: Value.none)

  nonisolated(unsafe) private static let activations: [OpLayer] = [
    one("ReLU", "relu", [inPlace], .inPlaceOnly), one("ReLU6", "relu6", [inPlace], .inPlaceOnly),
    one("LeakyReLU", "leaky_relu", [float("negative_slope", 0.01), inPlace], .namedAndInPlace(["negative_slope"])),
    one("ELU", "elu", [float("alpha", 1), inPlace], .namedAndInPlace(["alpha"])),
    one("SELU", "selu", [inPlace], .inPlaceOnly),
    one("CELU", "celu", [float("alpha", 1), inPlace], .namedAndInPlace(["alpha"])),
    one("GELU", "gelu", [.init("approximate", default: .string("none"))], .named(["approximate"])),
    one("SiLU", "silu", [inPlace], .inPlaceOnly), one("Mish", "mish", [inPlace], .inPlaceOnly),
    one("Hardswish", "hardswish", [inPlace]), one("Hardsigmoid", "hardsigmoid", [inPlace]),
    one(
      "Hardtanh", "hardtanh", [float("min_val", -1), float("max_val", 1), inPlace],
      .namedAndInPlace(["min_val", "max_val"])),
    one("Softplus", "softplus", [float("beta", 1), float("threshold", 20)], .named(["beta", "threshold"])),
    one("Softsign", "softsign"), one("Tanhshrink", "tanhshrink"), one("LogSigmoid", "logsigmoid"),
    one("Hardshrink", "hardshrink", [float("lambd", 0.5)], .bare("lambd")),
    one("Softshrink", "softshrink", [float("lambd", 0.5)], .bare("lambd")),
    one(
      "Threshold", "threshold", [.init("threshold"), .init("value"), inPlace], .namedAndInPlace(["threshold", "value"])),
    one("Sigmoid", "sigmoid"), one("Tanh", "tanh"),
    one("Softmax", "softmax", [dim], .named(["dim"])), one("LogSoftmax", "log_softmax", [dim], .named(["dim"])),
    one("Softmin", "softmin", [dim], .named(["dim"])),
    one("GLU", "glu", [.init("dim", default: .int(-1))], .named(["dim"])),
    dropout("Dropout", "dropout"),
    dropout("Dropout1d", "dropout1d"),
    dropout("Dropout2d", "dropout2d"),
    dropout("Dropout3d", "dropout3d"),
    dropout("AlphaDropout", "alpha_dropout"),
    OpLayer(
      name: "CosineSimilarity", file: "distance", op: "cosine_similarity", inputs: ["x1", "x2"],
      parameters: [.init("dim", default: .int(1)), float("eps", 1e-8)], text: .nothing),
    OpLayer(
      name: "PairwiseDistance", file: "distance", op: "pairwise_distance", inputs: ["x1", "x2"],
      parameters: [float("p", 2), float("eps", 1e-6), .init("keepdim", default: .bool(false))], text: .nothing),
    one(
      "Flatten", "flatten", [.init("start_dim", default: .int(1)), .init("end_dim", default: .int(-1))],
      .named(["start_dim", "end_dim"]), file: "flatten"),
    one(
      "Unflatten", "unflatten", [.init("dim"), .init("unflattened_size")], .named(["dim", "unflattened_size"]),
      file: "flatten",
      renamed: ["unflattened_size": "sizes"]),
  ]

  private static func loss(
    _ name: String, _ op: String, _ before: [LanguageParameter] = [], _ after: [LanguageParameter] = [],
    inputs: [String] = ["input", "target"]
  ) -> OpLayer {
    OpLayer(
      name: name, file: "loss", op: op, inputs: inputs, parameters: before + LossLayers.flags + after, text: .nothing)
  }

  nonisolated(unsafe) private static let weight = LanguageParameter("weight", default: Value.none)
  nonisolated(unsafe) private static let flagsWithIgnore: [LanguageParameter] = [
    .init("size_average", default: Value.none), .init("ignore_index", default: .int(-100)),
    .init("reduce", default: Value.none), .init("reduction", default: .string("mean")),
  ]

  nonisolated(unsafe) private static let losses: [OpLayer] = [
    loss("L1Loss", "l1_loss"), loss("SmoothL1Loss", "smooth_l1_loss", [], [float("beta", 1)]),
    OpLayer(
      name: "HuberLoss", file: "loss", op: "huber_loss", inputs: ["input", "target"],
      parameters: [.init("reduction", default: .string("mean")), float("delta", 1)], text: .nothing),
    loss("KLDivLoss", "kl_div", [], [.init("log_target", default: .bool(false))]),
    loss("BCELoss", "binary_cross_entropy", [weight]),
    loss("BCEWithLogitsLoss", "binary_cross_entropy_with_logits", [weight], [.init("pos_weight", default: Value.none)]),
    OpLayer(
      name: "NLLLoss", file: "loss", op: "nll_loss", inputs: ["input", "target"],
      parameters: [weight] + flagsWithIgnore,
      text: .nothing),
    OpLayer(
      name: "CrossEntropyLoss", file: "loss", op: "cross_entropy", inputs: ["input", "target"],
      parameters: [weight] + flagsWithIgnore + [float("label_smoothing", 0)], text: .nothing),
    loss("SoftMarginLoss", "soft_margin_loss"),
    loss(
      "TripletMarginLoss", "triplet_margin_loss",
      [float("margin", 1), float("p", 2), float("eps", 1e-6), .init("swap", default: .bool(false))],
      inputs: ["anchor", "positive", "negative"]),
    OpLayer(
      name: "GaussianNLLLoss", file: "loss", op: "gaussian_nll_loss", inputs: ["input", "target", "var"],
      parameters: [
        .keyword("full", default: .bool(false)), .keyword("eps", default: .float(1e-6)),
        .keyword("reduction", default: .string("mean")),
      ], text: .nothing),
    loss("HingeEmbeddingLoss", "hinge_embedding_loss", [float("margin", 1)]),
    loss("MarginRankingLoss", "margin_ranking_loss", [float("margin", 0)], inputs: ["input1", "input2", "target"]),
    loss("CosineEmbeddingLoss", "cosine_embedding_loss", [float("margin", 0)], inputs: ["input1", "input2", "target"]),
    loss(
      "PoissonNLLLoss", "poisson_nll_loss",
      [.init("log_input", default: .bool(true)), .init("full", default: .bool(false))], [float("eps", 1e-8)]),
  ]
}
