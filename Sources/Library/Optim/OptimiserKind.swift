import Autograd
import Machine
import Nets

/// An optimiser, declared once: its arguments, the order of its settings, its checks and its rule.
struct OptimiserKind {
  let name: String
  let file: String
  let summary: String
  let parameters: [LanguageParameter]
  /// Names of settings in the order of `defaults`; all are arguments, but for `fixed`.
  let settings: [String]
  var fixed: [String: Value] = [:]
  /// Checks in PyTorch's order.
  let checks: [Check]
  let keptNames: [String]
  /// Whether PyTorch counts steps among what it keeps.
  var countsSteps = true
  let step: (GroupSettings, [OptimisedParameter]) throws -> Void

  /// What an argument has to fulfil.
  enum Check {
    /// Not negative, else `Invalid …: value`.
    case notNegative(String, String)
    /// Each of two in [0, 1), else `Invalid beta parameter at index …`.
    case betas(String)
    case custom(([String: Value]) throws -> Void)
  }
}

/// The optimisers there are.
enum OptimiserKinds {
  nonisolated(unsafe) static let all = [sgd, adam, adamW, rmsprop, adagrad]

  private static func named(_ name: String) -> StringObject { StringObject.interned(name) }

  nonisolated(unsafe) private static let lr = named("lr")
  nonisolated(unsafe) private static let momentum = named("momentum")
  nonisolated(unsafe) private static let dampening = named("dampening")
  nonisolated(unsafe) private static let weightDecay = named("weight_decay")
  nonisolated(unsafe) private static let nesterov = named("nesterov")
  nonisolated(unsafe) private static let maximize = named("maximize")
  nonisolated(unsafe) private static let betas = named("betas")
  nonisolated(unsafe) private static let eps = named("eps")
  nonisolated(unsafe) private static let amsgrad = named("amsgrad")
  nonisolated(unsafe) private static let decoupled = named("decoupled_weight_decay")
  nonisolated(unsafe) private static let alpha = named("alpha")
  nonisolated(unsafe) private static let centered = named("centered")
  nonisolated(unsafe) private static let lrDecay = named("lr_decay")
  nonisolated(unsafe) private static let initialSum = named("initial_accumulator_value")

  private static func keyword(_ name: String, _ value: Value) -> LanguageParameter { .keyword(name, default: value) }

  nonisolated(unsafe) static let sgd = OptimiserKind(
    name: "SGD", file: "sgd", summary: "Gradient descent, with momentum where asked for.",
    parameters: [
      .init("params"), .init("lr", default: .float(0.001)), .init("momentum", default: .int(0)),
      .init("dampening", default: .int(0)), .init("weight_decay", default: .int(0)),
      .init("nesterov", default: .bool(false)), keyword("maximize", .bool(false)), keyword("foreach", .none),
      keyword("differentiable", .bool(false)), keyword("fused", .none),
    ],
    settings: [
      "lr", "momentum", "dampening", "weight_decay", "nesterov", "maximize", "foreach", "differentiable", "fused",
    ],
    checks: [
      .notNegative("lr", "learning rate"), .notNegative("momentum", "momentum value"),
      .notNegative("weight_decay", "weight_decay value"),
      .custom { values in
        guard try Machine.current.truth(values["nesterov"] ?? .none) else { return }
        let momentum = try Machine.current.double(values["momentum"] ?? .int(0))
        let dampening = try Machine.current.double(values["dampening"] ?? .int(0))
        guard momentum > 0, dampening == 0 else {
          throw PythonError(.valueError, "Nesterov momentum requires a momentum and zero dampening")
        }
      },
    ],
    keptNames: SGD.keptNames, countsSteps: false
  ) { group, parameters in
    try SGD(
      lr: group.number(lr), momentum: group.number(momentum), dampening: group.number(dampening),
      weightDecay: group.number(weightDecay), nesterov: group.flag(nesterov), maximize: group.flag(maximize)
    ).step(parameters)
  }

  private static func adamStep(_ group: GroupSettings, _ parameters: [OptimisedParameter]) throws {
    try Adam(
      lr: group.number(lr), betas: group.pair(betas), eps: group.number(eps), weightDecay: group.number(weightDecay),
      isDecoupled: group.flag(decoupled), amsgrad: group.flag(amsgrad), maximize: group.flag(maximize)
    ).step(parameters)
  }

  private static let adamSettings = [
    "lr", "betas", "eps", "weight_decay", "amsgrad", "maximize", "foreach", "capturable", "differentiable", "fused",
    "decoupled_weight_decay",
  ]
  nonisolated(unsafe) private static let adamChecks: [OptimiserKind.Check] = [
    .notNegative("lr", "learning rate"), .notNegative("eps", "epsilon value"), .betas("betas"),
    .notNegative("weight_decay", "weight_decay value"),
  ]
  private static func adamParameters(decay: Value) -> [LanguageParameter] {
    [
      .init("params"), .init("lr", default: .float(0.001)),
      .init("betas", default: .tuple([.float(0.9), .float(0.999)])),
      .init("eps", default: .float(1e-8)), .init("weight_decay", default: decay),
      .init("amsgrad", default: .bool(false)),
      keyword("foreach", .none), keyword("maximize", .bool(false)), keyword("capturable", .bool(false)),
      keyword("differentiable", .bool(false)), keyword("fused", .none),
    ]
  }

  nonisolated(unsafe) static let adam = OptimiserKind(
    name: "Adam", file: "adam", summary: "Steps scaled by running averages of gradients and of their squares.",
    parameters: adamParameters(decay: .int(0)) + [keyword("decoupled_weight_decay", .bool(false))],
    settings: adamSettings, checks: adamChecks, keptNames: Adam.keptNames, step: adamStep)

  nonisolated(unsafe) static let adamW = OptimiserKind(
    name: "AdamW", file: "adamw", summary: "Adam, its weight decay apart from the gradient.",
    parameters: adamParameters(decay: .float(0.01)), settings: adamSettings,
    fixed: ["decoupled_weight_decay": .bool(true)], checks: adamChecks, keptNames: Adam.keptNames, step: adamStep)

  nonisolated(unsafe) static let rmsprop = OptimiserKind(
    name: "RMSprop", file: "rmsprop", summary: "Steps scaled by the root of a running average of squared gradients.",
    parameters: [
      .init("params"), .init("lr", default: .float(0.01)), .init("alpha", default: .float(0.99)),
      .init("eps", default: .float(1e-8)), .init("weight_decay", default: .int(0)), .init("momentum", default: .int(0)),
      .init("centered", default: .bool(false)), .init("capturable", default: .bool(false)),
      .init("foreach", default: Value.none), .init("maximize", default: .bool(false)),
      .init("differentiable", default: .bool(false)),
    ],
    settings: [
      "lr", "momentum", "alpha", "eps", "centered", "weight_decay", "capturable", "foreach", "maximize",
      "differentiable",
    ],
    checks: [
      .notNegative("lr", "learning rate"), .notNegative("eps", "epsilon value"),
      .notNegative("momentum", "momentum value"), .notNegative("weight_decay", "weight_decay value"),
      .notNegative("alpha", "alpha value"),
    ],
    keptNames: RMSprop.keptNames
  ) { group, parameters in
    try RMSprop(
      lr: group.number(lr), alpha: group.number(alpha), eps: group.number(eps), weightDecay: group.number(weightDecay),
      momentum: group.number(momentum), centered: group.flag(centered), maximize: group.flag(maximize)
    ).step(parameters)
  }

  nonisolated(unsafe) static let adagrad = OptimiserKind(
    name: "Adagrad", file: "adagrad", summary: "Steps scaled by the root of the sum of all squared gradients.",
    parameters: [
      .init("params"), .init("lr", default: .float(0.01)), .init("lr_decay", default: .int(0)),
      .init("weight_decay", default: .int(0)), .init("initial_accumulator_value", default: .int(0)),
      .init("eps", default: .float(1e-10)), .init("foreach", default: Value.none), keyword("maximize", .bool(false)),
      keyword("differentiable", .bool(false)), keyword("fused", .none),
    ],
    settings: [
      "lr", "lr_decay", "eps", "weight_decay", "initial_accumulator_value", "foreach", "maximize", "differentiable",
      "fused",
    ],
    checks: [
      .notNegative("lr", "learning rate"), .notNegative("lr_decay", "lr_decay value"),
      .notNegative("weight_decay", "weight_decay value"),
      .notNegative("initial_accumulator_value", "initial_accumulator_value value"),
      .notNegative("eps", "epsilon value"),
    ],
    keptNames: Adagrad.keptNames
  ) { group, parameters in
    try Adagrad(
      lr: group.number(lr), lrDecay: group.number(lrDecay), weightDecay: group.number(weightDecay),
      initialSum: group.number(initialSum), eps: group.number(eps), maximize: group.flag(maximize)
    ).step(parameters)
  }
}
