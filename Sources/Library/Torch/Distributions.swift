import Autograd
import Machine
import NDArray
import Ops

/// `torch.distributions`: chances with parameters, from which samples are drawn and densities told.
enum Distributions {
  static func register(on machine: Machine) {
    machine.registerModule(
      "torch.distributions",
      { _ in
        let module = ModuleObject("torch.distributions", summary: "Distributions of chance.")
        for type in types { module.set(type.name, .object(type)) }
        return module
      })
    for name in files {
      let file = "torch.distributions.\(name.lowercased())"
      machine.registerModule(file) { machine in
        let module = ModuleObject(file, summary: "One distribution of chance.")
        let owner = try machine.importModule("torch.distributions")
        let type = name.replacing("_", with: "")
        module.set(type, try machine.attribute(of: .object(owner), StringObject.interned(type)))
        return module
      }
    }
    for type in types {
      let name = "torch.distributions.\(type.name.lowercased())"
      machine.registerModule(
        name,
        { _ in
          let module = ModuleObject(name, summary: "One distribution of chance.")
          module.set(type.name, .object(type))
          return module
        })
    }
  }

  /// Those written in Python, by the files that PyTorch has them in.
  private static let files = [
    "Beta", "Binomial", "Cauchy", "Chi2", "Dirichlet", "Exponential", "Gamma", "Geometric", "Gumbel", "Half_Normal",
    "Half_Cauchy", "Independent", "Laplace", "Log_Normal", "Multinomial", "Multivariate_Normal", "Negative_Binomial",
    "Pareto", "Poisson", "Transformed_Distribution", "Weibull",
  ]

  /// The draws that only distributions ask for, and how they move, under PyTorch's own names for them.
  static func addDraws(to module: ModuleObject) {
    func add(_ name: String, _ parameters: [String], _ summary: String, _ of: @escaping ([Tensor]) throws -> Tensor) {
      module.set(
        name,
        .object(
          NativeFunction(
            name, parameters.map { .init($0) }, summary: summary,
            .bound { arguments in
              let tensors = try parameters.enumerated().map { index, parameter in
                try TensorArguments.tensor(arguments[index], name, parameter, index + 1)
              }
              return .native(try of(tensors))
            })))
    }
    add("_standard_gamma", ["input"], "Gamma numbers drawn for the shapes in a tensor.") {
      try RandomCounts.gamma($0[0])
    }
    add("_standard_gamma_grad", ["input", "output"], "How gamma numbers move with their shapes.") {
      try RandomCounts.gammaSlope($0[0], $0[1])
    }
    add("_sample_dirichlet", ["input"], "Shares of one drawn for the concentrations in a tensor.") {
      try RandomCounts.dirichlet($0[0])
    }
    add("_dirichlet_grad", ["x", "alpha", "total"], "How shares of one move with their concentrations.") {
      try RandomCounts.dirichletSlope($0[0], $0[1], $0[2])
    }
  }

  nonisolated(unsafe) private static let types = Kind.allCases.map(makeType)

  enum Kind: String, CaseIterable {
    case normal = "Normal"
    case bernoulli = "Bernoulli"
    case uniform = "Uniform"
    case categorical = "Categorical"

    var parameterNames: [String] {
      switch self {
      case .normal: ["loc", "scale"]
      case .bernoulli, .categorical: ["probs", "logits"]
      case .uniform: ["low", "high"]
      }
    }

    var isDiscrete: Bool { self == .bernoulli || self == .categorical }
  }

  /// The native part of a distribution.
  final class Chance {
    let kind: Kind
    /// What was given: for discrete kinds one of probabilities and their logarithms.
    let given: [(name: String, tensor: Tensor)]
    let isLogits: Bool
    /// Whether the form that was not given has been asked for: from then on it is shown, too.
    private(set) var hasBoth = false

    init(_ kind: Kind, _ given: [(name: String, tensor: Tensor)]) {
      self.kind = kind
      self.given = given
      isLogits = given.first?.name == "logits"
    }

    func parameter(_ index: Int) -> Tensor { given[min(index, given.count - 1)].tensor }

    var batch: [Int] {
      let shape = parameter(0).shape
      return kind == .categorical ? Array(shape.dropLast()) : shape
    }

    /// Probabilities, normalised where they are several.
    func probs() throws -> Tensor {
      if isLogits { hasBoth = true }
      let x = parameter(0)
      guard kind == .categorical else { return isLogits ? try Sigmoid.of(x) : x }
      if isLogits { return try Exp.of(logits()) }
      return try x / Sum.along(x, [-1], keepdim: true)
    }

    func logits() throws -> Tensor {
      if !isLogits { hasBoth = true }
      let x = parameter(0)
      if kind == .categorical {
        if isLogits { return try x - Running.logSumExp(x, [x.rank - 1], true) }
        return try Log.of(clamped(probs()))
      }
      if isLogits { return x }
      let p = try clamped(x)
      return try Log.of(p) - Log1p.of(-p)
    }

    private func clamped(_ x: Tensor) throws -> Tensor {
      let epsilon = x.dtype == .float64 ? 0x1p-52 : 0x1p-23
      return try Bounds.clamp(x, .float(epsilon), .float(1 - epsilon))
    }
  }

  private static func chance(_ value: Value) throws -> Chance {
    guard let chance = value.asInstance?.payload as? Chance else {
      throw PythonError(.typeError, "a distribution was expected")
    }
    return chance
  }

  // MARK: Making

  private static func makeType(_ kind: Kind) -> TypeObject {
    let type = TypeObject(
      kind.rawValue, module: "torch.distributions.\(kind.rawValue.lowercased())", summary: "A distribution of chance.")
    let parameters =
      kind.parameterNames.map { name in
        kind.isDiscrete ? LanguageParameter(name, default: Value.none) : LanguageParameter(name)
      } + [.init("validate_args", default: Value.none)]
    type.noteSignature("torch.distributions.\(kind.rawValue)", "distribution", parameters)
    let signature = PythonSignature("\(kind.rawValue).__init__", parameters, hasSelf: true)
    type.slots.new = { type, arguments in
      let bound = try signature.bind(arguments)
      let given = kind.parameterNames.enumerated().filter { !bound[$0.offset].isNone }
      if kind.isDiscrete, given.count != 1 {
        throw PythonError(.valueError, "Either `probs` or `logits` must be specified, but not both.")
      }
      let tensors = try together(given.map { bound[$0.offset] })
      let chance = Chance(kind, zip(given.map(\.element), tensors).map { ($0, $1) })
      try check(chance)
      return .object(InstanceObject(type, payload: chance))
    }
    type.slots.initialize = { _, _ in }
    type.slots.repr = { try text(chance($0)) }
    addAttributes(to: type, kind)
    addMethods(to: type, kind)
    return type
  }

  /// Numbers and tensors as tensors of one shape and dtype.
  private static func together(_ values: [Value]) throws -> [Tensor] {
    let dtype = values.compactMap(\.asTensor).first?.dtype ?? DefaultDType.current
    let tensors = try values.map { value -> Tensor in
      if let tensor = value.asTensor { return tensor }
      guard let number = value.asNumber else {
        throw PythonError(
          .valueError,
          "Input arguments must all be instances of Number, torch.Tensor or objects implementing __torch_function__.")
      }
      return Tensor(NDArray(number, dtype))
    }
    let shape = try tensors.reduce([Int]()) { try Broadcast.shape($0, $1.shape) }
    return try tensors.map { $0.shape == shape ? $0 : try Shapes.expand($0, shape) }
  }

  private static func text(_ chance: Chance) throws -> String {
    let shown =
      chance.hasBoth ? [("probs", try chance.probs()), ("logits", try chance.logits())] : chance.given.map { ($0, $1) }
    let parts = try shown.map { name, tensor in
      "\(name): "
        + (tensor.count == 1
          ? try Machine.current.format(.native(tensor), "") : "torch.Size(\(Layout.text(tensor.shape)))")
    }
    return "\(chance.kind.rawValue)(\(parts.joined(separator: ", ")))"
  }

  /// - Throws: PyTorch's `ValueError` for parameters that make no distribution.
  private static func check(_ chance: Chance) throws {
    func refuse(_ index: Int, _ constraint: String, _ holds: (Double) -> Bool) throws {
      guard index < chance.given.count else { return }
      let (name, tensor) = chance.given[index]
      guard !tensor.data.doubles().allSatisfy(holds) else { return }
      let shown = try Machine.current.format(.native(tensor), "")
      throw PythonError(
        .valueError,
        "Expected parameter \(name) (\(tensor.isParameter ? "Parameter" : "Tensor") of shape \(shape(tensor))) of distribution "
          + "\(try text(chance)) to satisfy the constraint \(constraint), but found invalid values:\n\(shown)")
    }
    switch chance.kind {
    case .normal:
      try refuse(0, "Real()") { !$0.isNaN }
      try refuse(1, "GreaterThan(lower_bound=0.0)") { $0 > 0 }
    case .bernoulli where !chance.isLogits:
      try refuse(0, "Interval(lower_bound=0.0, upper_bound=1.0)") { $0 >= 0 && $0 <= 1 }
    case .categorical where !chance.isLogits:
      try refuse(0, "Simplex()") { $0 >= 0 }
    case .uniform:
      let high = chance.parameter(1)
      let isAbove = zip(chance.parameter(0).data.doubles(), high.data.doubles()).allSatisfy(<)
      try refuse(0, "LessThan(upper_bound=\(Machine.current.format(.native(high), "")))") { _ in isAbove }
    default: break
    }
  }

  private static func shape(_ x: Tensor) -> String {
    "(" + x.shape.map(String.init).joined(separator: ", ") + (x.rank == 1 ? ",)" : ")")
  }

  // MARK: What it is

  private static func addAttributes(to type: TypeObject, _ kind: Kind) {
    if kind.isDiscrete {
      type.property("probs") { .native(try chance($0).probs()) }
      type.property("logits") { .native(try chance($0).logits()) }
    } else {
      for (index, name) in kind.parameterNames.enumerated() {
        type.property(name) { .native(try chance($0).parameter(index)) }
      }
    }
    type.property("batch_shape") { .object(SizeObject(shape: try chance($0).batch)) }
    type.property("event_shape") { _ in .object(SizeObject(shape: [])) }
    type.property("mean") { .native(try mean(chance($0))) }
    type.property("variance") { .native(try variance(chance($0))) }
    type.property("stddev") { value in
      let chance = try chance(value)
      return .native(chance.kind == .normal ? chance.parameter(1) : try Sqrt.of(variance(chance)))
    }
  }

  private static func mean(_ chance: Chance) throws -> Tensor {
    switch chance.kind {
    case .normal: return chance.parameter(0)
    case .bernoulli: return try chance.probs()
    case .uniform: return try (chance.parameter(1) + chance.parameter(0)) / 2
    case .categorical: return try Tensor(NDArray.filled(shape: chance.batch, .float(.nan), chance.parameter(0).dtype))
    }
  }

  private static func variance(_ chance: Chance) throws -> Tensor {
    switch chance.kind {
    case .normal: return try Pow.of(chance.parameter(1), .int(2))
    case .bernoulli:
      let p = try chance.probs()
      return try p * (1 - p)
    case .uniform: return try Pow.of(chance.parameter(1) - chance.parameter(0), .int(2)) / 12
    case .categorical: return try mean(chance)
    }
  }

  // MARK: What it does

  private static func addMethods(to type: TypeObject, _ kind: Kind) {
    let size: LanguageParameter = .init("sample_shape", default: .tuple([]))
    type.method(
      "sample", [.init("self"), size], summary: "Draws values, without history.",
      .bound { arguments in
        let shape = try NumpyBuilding.shape(arguments[1])
        let wasEnabled = GradMode.isEnabled
        GradMode.isEnabled = false
        defer { GradMode.isEnabled = wasEnabled }
        return .native(try sample(chance(arguments[0]), shape))
      })
    if !kind.isDiscrete {
      type.method(
        "rsample", [.init("self"), size], summary: "Draws values, with derivatives of the parameters.",
        .bound { arguments in
          let chance = try chance(arguments[0])
          let shape = try NumpyBuilding.shape(arguments[1]) + chance.batch
          let dtype = chance.parameter(0).dtype
          if kind == .uniform { return .native(try spread(chance, shape)) }
          let drawn = Tensor(try NDArray.normal(shape: shape, dtype, mean: 0, std: 1, Generators.standard))
          return .native(try chance.parameter(0) + drawn * chance.parameter(1))
        })
    }
    type.method(
      "log_prob", [.init("self"), .init("value")], summary: "The logarithm of the density.",
      .binary { distribution, value in
        guard let x = value.asTensor else {
          throw PythonError(.valueError, "The value argument to log_prob must be a Tensor")
        }
        return .native(try logarithm(chance(distribution), x))
      })
    type.method("entropy", summary: "How uncertain values are.", .unary { .native(try entropy(chance($0))) })
    if !kind.isDiscrete {
      type.method(
        "cdf", [.init("self"), .init("value")], summary: "The chance of no more than a value.",
        .binary { distribution, value in
          .native(try below(chance(distribution), TensorArguments.tensor(value, "cdf", "value", 1)))
        })
      type.method(
        "icdf", [.init("self"), .init("value")], summary: "The value that so much lies below.",
        .binary { distribution, value in
          .native(try quantile(chance(distribution), TensorArguments.tensor(value, "icdf", "value", 1)))
        })
    }
  }

  private static func below(_ chance: Chance, _ x: Tensor) throws -> Tensor {
    let (first, second) = (chance.parameter(0), chance.parameter(1))
    if chance.kind == .uniform {
      return try Bounds.clamp((x - first) / (second - first), .int(0), .int(1))
    }
    let scaled = try (x - first) * second.reciprocal() / 2.0.squareRoot()
    return try (scaled.erf() + 1) * 0.5
  }

  private static func quantile(_ chance: Chance, _ x: Tensor) throws -> Tensor {
    let (first, second) = (chance.parameter(0), chance.parameter(1))
    if chance.kind == .uniform { return try x * (second - first) + first }
    let root = try (x * 2 - 1).erfinv() * 2.0.squareRoot()
    return try first + second * root
  }

  private static func spread(_ chance: Chance, _ shape: [Int]) throws -> Tensor {
    let dtype = chance.parameter(0).dtype
    let drawn = Tensor(try NDArray.uniform(shape: shape, dtype, from: 0, to: 1, Generators.standard))
    return try chance.parameter(0) + drawn * (chance.parameter(1) - chance.parameter(0))
  }

  private static func sample(_ chance: Chance, _ wanted: [Int]) throws -> Tensor {
    let shape = wanted + chance.batch
    switch chance.kind {
    case .normal:
      let parameters = try (0..<2).map { Argument.tensor(try Shapes.expand(chance.parameter($0), shape)) }
      return try Tensor.from(TorchCalls.call("normal", parameters))
    case .bernoulli:
      return try Tensor.from(TorchCalls.call("bernoulli", [.tensor(Shapes.expand(chance.probs(), shape))]))
    case .uniform: return try spread(chance, shape)
    case .categorical:
      let events = chance.parameter(0).shape.last ?? 1
      let rows = try Shapes.reshape(chance.probs(), [-1, events])
      let count = wanted.reduce(1, *)
      let drawn = try Tensor.from(
        TorchCalls.call("multinomial", [.tensor(rows), .number(.int(count)), .number(.bool(true))]))
      return try Shapes.reshape(Shapes.t(drawn), shape)
    }
  }

  private static func logarithm(_ chance: Chance, _ x: Tensor) throws -> Tensor {
    switch chance.kind {
    case .normal:
      let (mean, scale) = (chance.parameter(0), chance.parameter(1))
      let distance = try -Pow.of(x - mean, .int(2)) / (Pow.of(scale, .int(2)) * 2)
      return try distance - scale.log() - 0.9189385332046727
    case .bernoulli:
      let logits = try chance.logits()
      // Values times logits, less softplus of the logits.
      let shape = try Broadcast.shape(logits.shape, x.shape)
      let loss = try TorchCalls.call(
        "binary_cross_entropy_with_logits",
        [
          .tensor(Shapes.expand(logits, shape)), .tensor(Shapes.expand(x, shape)), .none, .none, .none, .text("none"),
        ])
      return try -Tensor.from(loss)
    case .uniform:
      let (low, high) = (chance.parameter(0), chance.parameter(1))
      let above = try Casts.to(LessOrEqual.of(low, x), low.dtype)
      let below = try Casts.to(Greater.of(high, x), low.dtype)
      return try Log.of(above * below) - Log.of(high - low)
    case .categorical:
      let logits = try chance.logits()
      let index = try Casts.to(Shapes.unsqueeze(x, -1), .int64)
      let shape = try Broadcast.shape(Array(index.shape.dropLast()), Array(logits.shape.dropLast()))
      let gathered = try TorchCalls.call(
        "gather",
        [
          .tensor(Shapes.expand(logits, shape + [logits.shape.last ?? 1])), .number(.int(-1)),
          .tensor(Shapes.expand(index, shape + [1])),
        ])
      return try Shapes.squeeze(Tensor.from(gathered), [shape.count])
    }
  }

  private static func entropy(_ chance: Chance) throws -> Tensor {
    switch chance.kind {
    case .normal: return try chance.parameter(1).log() + 1.4189385332046727
    case .uniform: return try Log.of(chance.parameter(1) - chance.parameter(0))
    case .bernoulli:
      let loss = try TorchCalls.call(
        "binary_cross_entropy_with_logits",
        [.tensor(chance.logits()), .tensor(chance.probs()), .none, .none, .none, .text("none")])
      return try Tensor.from(loss)
    case .categorical:
      let products = try chance.logits() * chance.probs()
      return try -Sum.along(products, [-1], keepdim: false)
    }
  }
}
