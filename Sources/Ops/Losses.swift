public import Autograd
import NDArray

/// How the elements of a loss become its result.
public enum LossReduction: String, Sendable {
  case none, mean, sum

  /// - Throws: PyTorch's `ValueError` for another word.
  public init(word: String) throws {
    guard let known = LossReduction(rawValue: word) else {
      throw EngineError(.valueError, "\(word) is not a valid value for reduction")
    }
    self = known
  }

  /// The result of a loss, as operations of its own.
  func of(_ x: Tensor) throws -> Tensor {
    switch self {
    case .none: x
    case .mean: try Mean.all(x)
    case .sum: try Sum.all(x)
    }
  }

  func of(_ x: NDArray) throws -> NDArray {
    switch self {
    case .none: x
    case .sum, .mean: try withoutRecording { try of(Tensor(x)) }.data
    }
  }
}

/// Losses that compare numbers.
public enum Losses {
  static let target = Typed<Tensor>("target")
  static let sizeAverage = Typed<Bool?>("size_average", default: Parameter.Default.none)
  static let reduce = Typed<Bool?>("reduce", default: Parameter.Default.none)
  static let reduction = Typed<String>("reduction", default: .text("mean"))
  static let weight = Typed<Tensor?>("weight", default: Parameter.Default.none)

  /// What the old flags and the word ask for.
  static func resolve(_ sizeAverage: Bool?, _ reduce: Bool?, _ word: String) throws -> LossReduction {
    guard sizeAverage != nil || reduce != nil else { return try LossReduction(word: word) }
    let reduction: LossReduction = !(reduce ?? true) ? .none : (sizeAverage ?? true) ? .mean : .sum
    try Warnings.warn(
      "size_average and reduce args will be deprecated, please use reduction='\(reduction.rawValue)' instead.")
    return reduction
  }

  /// The same for a loss with weights, which words a wrong one otherwise.
  static func resolveWeighted(_ sizeAverage: Bool?, _ reduce: Bool?, _ word: String) throws -> LossReduction {
    guard sizeAverage != nil || reduce != nil || LossReduction(rawValue: word) != nil else {
      throw EngineError(
        .valueError, "Invalid reduction mode: \(word). Expected one of 'none', 'mean', 'sum'.")
    }
    return try resolve(sizeAverage, reduce, word)
  }

  /// - Throws: PyTorch's `ValueError` for weights of another shape than the input's.
  private static func checkWeight(_ weight: Tensor, _ x: Tensor) throws {
    guard weight.shape == x.shape else {
      throw EngineError(.valueError, "Weights and input must have the same size.")
    }
  }

  /// Two tensors in one shape, with a warning where they were not.
  static func aligned(_ x: Tensor, _ target: Tensor) throws -> (Tensor, Tensor) {
    if x.shape == target.shape { return (x, target) }
    try Warnings.warn(
      "Using a target size (torch.Size(\(Layout.text(target.shape)))) that is different to the input size "
        + "(torch.Size(\(Layout.text(x.shape)))). This will likely lead to incorrect results due to broadcasting. Please ensure "
        + "they have the same size.")
    let shape = try Broadcast.shape(x.shape, target.shape)
    return (try Shapes.expand(x, shape), try Shapes.expand(target, shape))
  }

  /// A loss that is a function of the difference, and its derivatives as PyTorch has them.
  private struct Difference {
    /// The node: `MseLossBackward0`.
    let name: String
    let reduction: LossReduction
    let kernel: String
    /// The loss of each difference.
    let value: (NDArray) throws -> NDArray
    /// Its derivative, but for a number.
    let slope: (Tensor) throws -> Tensor
    /// The number, which the kernel takes together with the mean's.
    var factor = 1.0
    /// The derivative's derivative, times a gradient: from the gradient and the difference.
    let curve: (Tensor, Tensor) throws -> Tensor
    /// Whether the result has the input's dtype, and no derivative where the target has another one.
    var keepsType = false
    /// Whether the derivative by the gradient is summed after it was multiplied, not in the kernel.
    var sumsLast = false

    func of(_ x: Tensor, _ target: Tensor) throws -> Tensor {
      let type = DType.promoted(x.dtype, target.dtype)
      guard type.isFloatingPoint else { throw EngineError.notImplemented(kernel, type) }
      let losses = try value(Elementwise.zip(Sub.self, x.data.converted(to: type), target.data.converted(to: type)))
      guard keepsType, x.dtype != target.dtype else {
        return Recording.record(name, [x, target], try reduction.of(losses), keeping: [x, target]) { d in
          let (a, b) = (try d.kept(0), try d.kept(1))
          return [
            d.needs(0) ? try derivative(d.gradient, a, b) : nil, d.needs(1) ? try derivative(d.gradient, b, a) : nil,
          ]
        }
      }
      return Recording.record(name, [x, target], try reduction.of(losses.converted(to: x.dtype))) { d in
        let (expected, found) = d.needs(0) ? (x.dtype, target.dtype) : (target.dtype, x.dtype)
        throw EngineError.runtime("Found dtype \(found.scalarTypeName) but expected \(expected.scalarTypeName)")
      }
    }

    /// The derivative by `own`: a kernel that fills new memory of its dtype.
    func derivative(_ gradient: Tensor, _ own: Tensor, _ other: Tensor) throws -> Tensor {
      let data = try withoutRecording {
        let type = DType.promoted(own.dtype, other.dtype)
        var slopes = try slope(own.converted(to: type) - other.converted(to: type))
        let scale = reduction == .mean ? factor / Double(own.count) : factor
        if reduction == .mean || factor != 1 { slopes = try slopes * scale }
        return try (slopes * gradient).converted(to: own.dtype).inRow()
      }.data
      let inputs = [gradient, own, other]
      return Recording.record(String(name.dropLast()) + "Backward0", inputs, data, keeping: inputs) { d in
        let (gradient, own, other) = (try d.kept(0), try d.kept(1), try d.kept(2))
        let curved = try d.needs(1) || d.needs(2) ? bent(d.gradient * gradient, own, other) : nil
        return [
          d.needs(0) ? try ofGradient(d.gradient, gradient, own, other) : nil,
          d.needs(1) ? try curved?.converted(to: own.dtype) : nil,
          d.needs(2) ? try curved.map { try (-$0).converted(to: other.dtype) } : nil,
        ]
      }
    }

    /// The derivative of `derivative` by the gradient.
    private func ofGradient(_ g: Tensor, _ gradient: Tensor, _ own: Tensor, _ other: Tensor) throws -> Tensor {
      let result: Tensor
      if sumsLast, reduction != .none {
        let ones = Tensor(try NDArray.filled(shape: gradient.shape, .int(1), gradient.dtype))
        result = try Sum.all(derivative(ones, own, other) * g)
      } else {
        result = try derivative(g, own, other)
      }
      let summed = try result.rank > gradient.rank ? Sum.all(result) : result
      return try summed.converted(to: gradient.dtype)
    }

    private func bent(_ g: Tensor, _ own: Tensor, _ other: Tensor) throws -> Tensor {
      let type = DType.promoted(own.dtype, other.dtype)
      let result = try curve(g, own.converted(to: type) - other.converted(to: type))
      return try reduction == .mean ? Div.of(result, .int(own.count)) : result
    }
  }

  public static let mse = Op(
    "mse_loss", "The squared differences.", formula: "(x - y)²", forms: .functional,
    Overload(
      "MseLossBackward0", Arg.input, target, sizeAverage, reduce, reduction, weight,
      samples: [
        Sample(.random([2, 3]), .random([2, 3])), Sample(.random([3]), .random([3]), .none, .none, .text("sum")),
        Sample(.random([3]), .random([3]), .none, .none, .text("none")),
      ]
    ) { x, target, sizeAverage, reduce, word, weight in
      if let weight {
        let (a, b) = try aligned(x, target)
        try checkWeight(weight, x)
        let squares = try Pow.of(a - b, .int(2)) * weight
        let reduction = try resolveWeighted(sizeAverage, reduce, word)
        return reduction == .mean ? try Sum.all(squares) / Sum.all(weight) : try reduction.of(squares)
      }
      let (a, b) = try aligned(x, target)
      return try squared(a, b, resolve(sizeAverage, reduce, word))
    },
    examples: ["F.mse_loss(torch.tensor([1., 2.]), torch.tensor([1., 4.]))"])

  public static func mse(_ x: Tensor, _ target: Tensor, _ reduction: LossReduction) throws -> Tensor {
    let (a, b) = try aligned(x, target)
    return try squared(a, b, reduction)
  }

  private static func squared(_ x: Tensor, _ target: Tensor, _ reduction: LossReduction) throws -> Tensor {
    try squares(reduction).of(x, target)
  }

  private static func squares(_ reduction: LossReduction) -> Difference {
    Difference(
      name: "MseLossBackward0", reduction: reduction, kernel: "mse_cpu",
      value: { try Elementwise.zip(Mul.self, $0, $0) }, slope: { $0 }, factor: 2,
      curve: { g, _ in try g * 2 })
  }

  /// The derivative of squared differences by one of their tensors, a step in the graph of its own.
  public static func mseDerivative(
    _ gradient: Tensor, _ own: Tensor, _ other: Tensor, _ reduction: LossReduction
  ) throws -> Tensor {
    try squares(reduction).derivative(gradient, own, other)
  }

  public static let l1 = Op(
    "l1_loss", "The sizes of the differences.", formula: "|x - y|", forms: .functional,
    Overload(
      "MeanBackward0", Arg.input, target, sizeAverage, reduce, reduction, weight,
      samples: [Sample(.random([2, 3]), .random([2, 3]))]
    ) { x, target, sizeAverage, reduce, word, weight in
      let (a, b) = try aligned(x, target)
      guard let weight else { return try resolve(sizeAverage, reduce, word).of((a - b).abs()) }
      try checkWeight(weight, x)
      let reduction = try resolveWeighted(sizeAverage, reduce, word)
      let sizes = try (a - b).abs()
      return reduction == .mean ? try Sum.all(sizes * weight) / Sum.all(weight) : try reduction.of(sizes * weight)
    },
    examples: ["F.l1_loss(torch.tensor([1., 2.]), torch.tensor([1., 4.]))"])

  public static let smoothL1 = Op(
    "smooth_l1_loss", "Squared differences when small, their sizes when large.",
    formula: "(x - y)² / (2 beta) if |x - y| < beta else |x - y| - beta / 2", forms: .functional,
    Overload(
      "SmoothL1LossBackward0", Arg.input, target, sizeAverage, reduce, reduction,
      Typed<Double>("beta", default: .number(.float(1))),
      samples: [
        Sample(.random([2, 3], -2...2), .random([2, 3], -2...2)),
        Sample(.random([3], -2...2), .random([3], -2...2), .none, .none, .text("none"), .number(.float(0.5))),
      ]
    ) { x, target, sizeAverage, reduce, word, beta in
      let (a, b) = try aligned(x, target)
      let reduction = try resolve(sizeAverage, reduce, word)
      guard beta >= 0 else { throw EngineError.runtime("smooth_l1_loss does not support negative values for beta.") }
      if beta == 0 { return try reduction.of((a - b).abs()) }
      let narrow = Float(beta)
      return try Difference(
        name: "SmoothL1LossBackward0", reduction: reduction, kernel: "smooth_l1_cpu",
        value: {
          try Elementwise.each(
            $0,
            float: { $0.magnitude < narrow ? 0.5 * $0 * $0 / narrow : $0.magnitude - 0.5 * narrow },
            double: { $0.magnitude < beta ? 0.5 * $0 * $0 / beta : $0.magnitude - 0.5 * beta })
        },
        slope: { z in try Where.of(GreaterOrEqual.of(z.abs(), .float(beta)), z.sign(), z / beta) },
        curve: { g, z in try g * Casts.to(Less.of(z.abs(), .float(beta)), g.dtype) / beta }
      ).of(a, b)
    },
    examples: ["F.smooth_l1_loss(torch.tensor([1., 2.]), torch.tensor([1.5, 4.]))"])

  public static let huber = Op(
    "huber_loss", "Squared differences when small, their sizes times delta when large.",
    formula: "(x - y)² / 2 if |x - y| <= delta else delta * (|x - y| - delta / 2)", forms: .functional,
    Overload(
      "HuberLossBackward0", Arg.input, target, reduction, Typed<Double>("delta", default: .number(.float(1))), weight,
      samples: [Sample(.random([2, 3], -2...2), .random([2, 3], -2...2))]
    ) { x, target, word, delta, weight in
      let (a, b) = try aligned(x, target)
      if let weight { try checkWeight(weight, x) }
      let reduction = try weight == nil ? LossReduction(word: word) : .none
      guard delta > 0 else { throw EngineError.runtime("huber_loss does not support non-positive values for delta.") }
      let narrow = Float(delta)
      if x.dtype != target.dtype {
        let promoted = DType.promoted(x.dtype, target.dtype)
        guard promoted.category <= x.dtype.category else {
          throw EngineError.runtime(
            "result type \(promoted.scalarTypeName) can't be cast to the desired output type \(x.dtype.scalarTypeName)")
        }
      }
      let loss = try Difference(
        name: "HuberLossBackward0", reduction: reduction, kernel: "huber_cpu",
        value: {
          try Elementwise.each(
            $0,
            float: { $0.magnitude <= narrow ? 0.5 * $0 * $0 : narrow * ($0.magnitude - 0.5 * narrow) },
            double: { $0.magnitude <= delta ? 0.5 * $0 * $0 : delta * ($0.magnitude - 0.5 * delta) })
        },
        slope: { z in try Where.of(Greater.of(z.abs(), .float(delta)), z.sign() * delta, z) },
        curve: { g, z in try g * Less.of(z.abs(), .float(delta)) }, keepsType: true, sumsLast: true
      ).of(a, b)
      guard let weight else { return loss }
      return try resolveWeighted(nil, nil, word).of(loss * weight)
    },
    examples: ["F.huber_loss(torch.tensor([1., 2.]), torch.tensor([1.5, 4.]))"])

  public static let klDivergence = Op(
    "kl_div", "The divergence of a distribution from one given as logarithms.", formula: "y * (log(y) - x)",
    forms: .functional,
    Overload(
      "MeanBackward0", Arg.input, target, sizeAverage, reduce, reduction,
      Typed<Bool>("log_target", default: .number(.bool(false))),
      samples: [
        Sample(.random([2, 3]), .random([2, 3], 0.2...0.8)),
        Sample(.random([2, 3]), .random([2, 3]), .none, .none, .text("sum"), .number(.bool(true))),
      ]
    ) { x, target, sizeAverage, reduce, word, isLog in
      let isOld = sizeAverage != nil || reduce != nil
      let reduction = try word == "batchmean" && !isOld ? .sum : resolve(sizeAverage, reduce, word)
      if word == "mean", !isOld {
        try Warnings.warn(
          "reduction: 'mean' divides the total loss by both the batch size and the support size.'batchmean' divides only by the "
            + "batch size, and aligns with the KL div math definition.'mean' will be changed to behave the same as 'batchmean' in "
            + "the next major release.")
      }
      guard x.dtype.isFloatingPoint, target.dtype.isFloatingPoint else {
        throw EngineError.runtime("kl_div: Integral inputs not supported.")
      }
      let pointwise = try isLog ? target.exp() * (target - x) : Xlogy.of(target, target) - target * x
      let reduced = try reduction.of(pointwise)
      return word == "batchmean" && x.rank > 0 ? try Div.of(reduced, .int(x.shape[0])) : reduced
    },
    examples: ["F.kl_div(torch.tensor([0.5, 0.5]).log(), torch.tensor([0.25, 0.75]), reduction='sum')"])

  // MARK: Two classes

  public static let binaryCrossEntropy = Op(
    "binary_cross_entropy", "How far probabilities are from truth values.", formula: "-(y log(x) + (1 - y) log(1 - x))",
    forms: .functional,
    Overload(
      "BinaryCrossEntropyBackward0", Arg.input, target, weight, sizeAverage, reduce, reduction,
      samples: [
        Sample(.random([2, 3], 0.2...0.8), .random([2, 3], 0.2...0.8)),
        Sample(.random([3], 0.2...0.8), .random([3], 0.2...0.8), .constant([3], 1...2), .none, .none, .text("none")),
      ]
    ) { x, target, weight, sizeAverage, reduce, word in
      let reduction = try resolve(sizeAverage, reduce, word)
      guard x.shape == target.shape else {
        throw EngineError(
          .valueError,
          "Using a target size (torch.Size(\(Layout.text(target.shape)))) that is different to the input size "
            + "(torch.Size(\(Layout.text(x.shape)))) is deprecated. Please ensure they have the same size.")
      }
      if let weight { try checkStretches(weight, x) }
      if GradMode.isEnabled, weight?.requiresGrad ?? false { throw notDerived("binary_cross_entropy", "weight") }
      guard x.dtype == target.dtype else {
        throw EngineError.runtime("Found dtype \(target.dtype.scalarTypeName) but expected \(x.dtype.scalarTypeName)")
      }
      guard x.dtype.isFloatingPoint else { throw EngineError.notImplemented("binary_cross_entropy", x.dtype) }
      guard x.data.doubles().allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
        throw EngineError.runtime("all elements of input should be between 0 and 1")
      }
      let spread = try weight.map { try Shapes.expand($0, x.shape) }
      // Logarithms are kept above -100, so that a certain mistake costs much but not everything.
      let p = try limited(Elementwise.map(Log.self, x.data))
      let q = try limited(Elementwise.map(Log1p.self, Elementwise.map(Neg.self, x.data)))
      let less = try Elementwise.zip(Sub.self, target.data, .int(1))
      var data = try Elementwise.zip(
        Sub.self, Elementwise.zip(Mul.self, less, q), Elementwise.zip(Mul.self, target.data, p))
      if let spread { data = try Elementwise.zip(Mul.self, data, spread.data).converted(to: x.dtype) }
      let count = x.count
      if let laid = try data.placed(as: [x.data]) { data = laid }
      let kept = [x, target] + (spread.map { [$0] } ?? [])
      return Recording.record("BinaryCrossEntropyBackward0", [x, target], try reduction.of(data), keeping: kept) { d in
        let slopes = CrossEntropySlopes(
          input: try d.kept(0), target: try d.kept(1), weight: spread == nil ? nil : try d.kept(2),
          count: reduction == .mean ? count : nil)
        return [
          d.needs(0) ? try slopes.ofInput(d.gradient) : nil, d.needs(1) ? try slopes.ofTarget(d.gradient) : nil,
        ]
      }
    },
    examples: ["F.binary_cross_entropy(torch.tensor([0.9, 0.2]), torch.tensor([1., 0.]))"])

  /// - Throws: `RuntimeError` for a weight that does not stretch to the input, in the words of who sees it first.
  private static func checkStretches(_ weight: Tensor, _ x: Tensor) throws {
    guard let shape = try? Broadcast.shape(weight.shape, x.shape) else {
      let places = (0..<min(weight.rank, x.rank)).map { -1 - $0 }
      let place = places.first { weight.shape[weight.rank + $0] != x.shape[x.rank + $0] } ?? -1
      throw EngineError.runtime(
        "Attempting to broadcast a dimension of length \(weight.shape[weight.rank + place]) at \(place)! Mismatching "
          + "argument at index 1 had torch.Size(\(Layout.text(weight.shape))); but expected shape should be broadcastable to "
          + Layout.text(x.shape))
    }
    guard shape == x.shape else {
      throw EngineError.runtime(
        "output with shape \(Layout.text(x.shape)) doesn't match the broadcast shape \(Layout.text(shape))")
    }
  }

  /// The derivatives of binary cross entropy, and theirs, in the steps of PyTorch's formulas.
  private struct CrossEntropySlopes {
    let input: Tensor
    let target: Tensor
    let weight: Tensor?
    /// What gradients are divided by.
    let count: Int?

    private func reduced(_ x: Tensor) throws -> Tensor {
      let weighted = try weight.map { try Casts.to(x * $0, x.dtype) } ?? x
      return try count.map { try Scalars.divided(weighted, by: Double($0)) } ?? weighted
    }

    func ofInput(_ g: Tensor) throws -> Tensor {
      let data = try withoutRecording {
        let slope = try g * (input - target) / Bounds.clamp((1 - input) * input, .float(1e-12), nil)
        return try reduced(slope).placed(as: input)
      }.data
      let inputs = [g, input, target]
      return Recording.record("BinaryCrossEntropyBackwardBackward0", inputs, data, keeping: inputs) { d in
        let gradient = try d.kept(0)
        let slopes = CrossEntropySlopes(input: try d.kept(1), target: try d.kept(2), weight: weight, count: count)
        return [
          d.needs(0) ? try slopes.ofGradient(d.gradient, gradient) : nil,
          d.needs(1) ? try slopes.ofInputTwice(d.gradient, gradient) : nil,
          d.needs(2) ? try slopes.ofInputAndTarget(d.gradient, gradient) : nil,
        ]
      }
    }

    func ofTarget(_ g: Tensor) throws -> Tensor { try reduced(-Parametric.logit(input, eps: nil) * g) }

    private func ofGradient(_ g: Tensor, _ gradient: Tensor) throws -> Tensor {
      let slope = try (input - target) / ((input + 1e-12) * (1 - input + 1e-12))
      let result = try reduced(slope * g)
      return gradient.rank < result.rank ? try Sum.all(result) : result
    }

    private func ofInputTwice(_ g: Tensor, _ gradient: Tensor) throws -> Tensor {
      let squares = try Pow.of(input + 1e-12, .int(2)) * Pow.of(1 - input + 1e-12, .int(2))
      return try reduced((input * input - 2 * input * target + target) / squares * (g * gradient))
    }

    private func ofInputAndTarget(_ g: Tensor, _ gradient: Tensor) throws -> Tensor {
      let weighted = try weight.map { try -g * gradient * $0 } ?? -g * gradient
      let result = try weighted / Bounds.clamp((1 - input) * input, .float(1e-12), nil)
      return try count.map { try Div.of(result, .int($0)) } ?? result
    }
  }

  /// PyTorch's refusal of an argument that has no derivative.
  static func notDerived(_ function: String, _ argument: String) -> EngineError {
    .runtime(
      "The function '\(function)' is not differentiable with respect to argument '\(argument)'. This input cannot have "
        + "requires_grad True.")
  }

  private static func limited(_ x: NDArray) throws -> NDArray {
    try Elementwise.zip(Bounds.Higher.self, x, NDArray(.float(-100), x.dtype))
  }

  public static let binaryCrossEntropyWithLogits = Op(
    "binary_cross_entropy_with_logits", "Binary cross entropy of the sigmoid, computed safely.",
    formula: "(1 - y) x + log(1 + exp(-x))", forms: .functional,
    Overload(
      "BinaryCrossEntropyWithLogitsBackward0", Arg.input, target, weight, sizeAverage, reduce, reduction,
      Typed<Tensor?>("pos_weight", default: Parameter.Default.none),
      samples: [
        Sample(.random([2, 3], -2...2), .random([2, 3], 0.2...0.8)),
        Sample(
          .random([3]), .random([3], 0.2...0.8), .constant([3], 1...2), .none, .none, .text("sum"),
          .constant([3], 1...2)),
      ]
    ) { x, target, weight, sizeAverage, reduce, word, positive in
      let reduction = try resolve(sizeAverage, reduce, word)
      guard x.shape == target.shape else {
        throw EngineError(
          .valueError,
          "Target size (torch.Size(\(Layout.text(target.shape)))) must be the same as input size "
            + "(torch.Size(\(Layout.text(x.shape))))")
      }
      for (tensor, name) in [(weight, "weight"), (positive, "pos_weight")] where tensor?.requiresGrad ?? false {
        if GradMode.isEnabled { throw notDerived("binary_cross_entropy_with_logits", name) }
      }
      guard target.dtype != .bool else {
        throw EngineError.runtime(
          "Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or `logical_xor()` "
            + "operator instead.")
      }
      // Weights may not stretch the losses, which they are multiplied into.
      if let positive { try InPlace.checkShape([.tensor(x), .tensor(positive)]) }
      if let weight { try InPlace.checkShape([.tensor(x), .tensor(weight)]) }
      // PyTorch computes in the memory of `1 - target`, in the target's dtype.
      func fitting(_ value: Tensor) throws -> Tensor {
        guard value.dtype.category <= target.dtype.category else {
          throw EngineError.runtime(
            "result type \(value.dtype.scalarTypeName) can't be cast to the desired output type "
              + target.dtype.scalarTypeName)
        }
        return try value.converted(to: target.dtype)
      }
      func loss(_ x: Tensor, _ y: Tensor) throws -> Tensor {
        let softened = try LogSigmoid.of(x)
        let factor = try positive.map { try ($0 - 1) * y + 1 }
        var result = try fitting(fitting((1 - y) * x) - (factor.map { try $0 * softened } ?? softened))
        if let weight { result = try fitting(result * weight) }
        return result
      }
      let data = try withoutRecording { try reduction.of(loss(x, target)) }.data
      let count = x.count
      let kept = [x, target] + [weight, positive].compactMap { $0 }
      return Recording.record("BinaryCrossEntropyWithLogitsBackward0", [x, target], data, keeping: kept) { d in
        let (input, y, g) = (try d.kept(0), try d.kept(1), d.gradient)
        func reduced(_ slope: Tensor) throws -> Tensor {
          var slope = slope
          if let weight { slope = try slope * weight }
          return reduction == .mean ? try Div.of(slope, .int(count)) : slope
        }
        var forInput: Tensor?
        if d.needs(0) {
          if let positive {
            let t = try positive * y
            forInput = try reduced(((t + 1 - y) * input.sigmoid() - t) * g)
          } else {
            forInput = try reduced((input.sigmoid() - y) * g)
          }
        }
        var forTarget: Tensor?
        if d.needs(1) {
          if let positive {
            forTarget = try reduced(((1 - input.sigmoid()).log() - positive * input.sigmoid().log()) * g)
          } else {
            forTarget = try reduced(-input * g)
          }
        }
        return [try forInput?.converted(to: input.dtype), try forTarget?.converted(to: y.dtype)]
      }
    },
    examples: ["F.binary_cross_entropy_with_logits(torch.tensor([2., -1.]), torch.tensor([1., 0.]))"])
}
