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
    return !(reduce ?? true) ? .none : (sizeAverage ?? true) ? .mean : .sum
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

  /// A loss that is a function of the difference, with one node for all of it.
  ///
  /// - Parameters:
  ///   - value: The loss of each difference.
  ///   - slope: Its derivative.
  ///   - keepsType: Whether the result has the input's dtype, and no derivative where the target has another one.
  private static func ofDifference(
    _ name: String, _ x: Tensor, _ target: Tensor, _ reduction: LossReduction, kernel: String,
    value: (NDArray) throws -> NDArray, slope: @escaping (Tensor) throws -> Tensor, keepsType: Bool = false
  ) throws -> Tensor {
    let (x, target) = try aligned(x, target)
    let type = DType.promoted(x.dtype, target.dtype)
    guard type.isFloatingPoint else { throw EngineError.notImplemented(kernel, type) }
    if keepsType, x.dtype != target.dtype {
      let difference = try Elementwise.zip(Sub.self, x.data.converted(to: type), target.data.converted(to: type))
      let data = try reduction.of(value(difference).converted(to: x.dtype))
      return Recording.record(name, [x, target], data) { d in
        let (expected, found) = d.needs(0) ? (x.dtype, target.dtype) : (target.dtype, x.dtype)
        throw EngineError.runtime("Found dtype \(found.scalarTypeName) but expected \(expected.scalarTypeName)")
      }
    }
    let a = try Casts.to(x, type)
    let b = try Casts.to(target, type)
    let data = try reduction.of(value(Elementwise.zip(Sub.self, a.data, b.data)))
    let count = a.count
    return Recording.record(name, [a, b], data, keeping: [a, b]) { d in
      var g = try slope(d.kept(0) - d.kept(1)) * d.gradient
      if reduction == .mean { g = try Div.of(g, .int(count)) }
      // PyTorch's kernels of these derivatives fill new memory.
      return [d.needs(0) ? try g.inRow() : nil, d.needs(1) ? try (-g).inRow() : nil]
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
        try checkWeight(weight, x)
        let (a, b) = try aligned(x, target)
        let squares = try Pow.of(a - b, .int(2)) * weight
        let reduction = try resolveWeighted(sizeAverage, reduce, word)
        return reduction == .mean ? try Sum.all(squares) / Sum.all(weight) : try reduction.of(squares)
      }
      return try mse(x, target, resolve(sizeAverage, reduce, word))
    },
    examples: ["F.mse_loss(torch.tensor([1., 2.]), torch.tensor([1., 4.]))"])

  public static func mse(_ x: Tensor, _ target: Tensor, _ reduction: LossReduction) throws -> Tensor {
    try ofDifference(
      "MseLossBackward0", x, target, reduction, kernel: "mse_cpu", value: { try Elementwise.zip(Mul.self, $0, $0) },
      slope: { try $0 * 2 })
  }

  public static let l1 = Op(
    "l1_loss", "The sizes of the differences.", formula: "|x - y|", forms: .functional,
    Overload(
      "MeanBackward0", Arg.input, target, sizeAverage, reduce, reduction, weight,
      samples: [Sample(.random([2, 3]), .random([2, 3]))]
    ) { x, target, sizeAverage, reduce, word, weight in
      let sizes = try absolute(x, target)
      guard let weight else { return try resolve(sizeAverage, reduce, word).of(sizes) }
      try checkWeight(weight, x)
      let reduction = try resolveWeighted(sizeAverage, reduce, word)
      return reduction == .mean ? try Sum.all(sizes * weight) / Sum.all(weight) : try reduction.of(sizes * weight)
    },
    examples: ["F.l1_loss(torch.tensor([1., 2.]), torch.tensor([1., 4.]))"])

  private static func absolute(_ x: Tensor, _ target: Tensor) throws -> Tensor {
    let (a, b) = try aligned(x, target)
    return try (a - b).abs()
  }

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
      guard beta >= 0 else { throw EngineError.runtime("smooth_l1_loss does not support negative values for beta.") }
      if beta == 0 { return try resolve(sizeAverage, reduce, word).of(absolute(x, target)) }
      let narrow = Float(beta)
      return try ofDifference(
        "SmoothL1LossBackward0", x, target, resolve(sizeAverage, reduce, word), kernel: "smooth_l1_cpu",
        value: {
          try Elementwise.each(
            $0,
            float: { $0.magnitude < narrow ? 0.5 * $0 * $0 / narrow : $0.magnitude - 0.5 * narrow },
            double: { $0.magnitude < beta ? 0.5 * $0 * $0 / beta : $0.magnitude - 0.5 * beta })
        },
        slope: { z in
          try Where.of(GreaterOrEqual.of(z.abs(), .float(beta)), z.sign(), z / beta)
        })
    },
    examples: ["F.smooth_l1_loss(torch.tensor([1., 2.]), torch.tensor([1.5, 4.]))"])

  public static let huber = Op(
    "huber_loss", "Squared differences when small, their sizes times delta when large.",
    formula: "(x - y)² / 2 if |x - y| <= delta else delta * (|x - y| - delta / 2)", forms: .functional,
    Overload(
      "HuberLossBackward0", Arg.input, target, reduction, Typed<Double>("delta", default: .number(.float(1))), weight,
      samples: [Sample(.random([2, 3], -2...2), .random([2, 3], -2...2))]
    ) { x, target, word, delta, weight in
      guard delta > 0 else { throw EngineError.runtime("huber_loss does not support non-positive values for delta.") }
      let narrow = Float(delta)
      let reduction = try LossReduction(word: word)
      if x.dtype != target.dtype {
        let promoted = DType.promoted(x.dtype, target.dtype)
        guard promoted.category <= x.dtype.category else {
          throw EngineError.runtime(
            "result type \(promoted.scalarTypeName) can't be cast to the desired output type \(x.dtype.scalarTypeName)")
        }
      }
      let loss = try ofDifference(
        "HuberLossBackward0", x, target, weight == nil ? reduction : .none, kernel: "huber_cpu",
        value: {
          try Elementwise.each(
            $0,
            float: { $0.magnitude <= narrow ? 0.5 * $0 * $0 : narrow * ($0.magnitude - 0.5 * narrow) },
            double: { $0.magnitude <= delta ? 0.5 * $0 * $0 : delta * ($0.magnitude - 0.5 * delta) })
        },
        slope: { z in try Where.of(Greater.of(z.abs(), .float(delta)), z.sign() * delta, z) }, keepsType: true)
      guard let weight else { return loss }
      try checkWeight(weight, x)
      return try reduction.of(loss * weight)
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
      guard x.dtype.isFloatingPoint, target.dtype.isFloatingPoint else {
        throw EngineError.runtime("kl_div: Integral inputs not supported.")
      }
      let pointwise = try isLog ? target.exp() * (target - x) : Xlogy.of(target, target) - target * x
      if word == "batchmean" {
        return x.rank == 0 ? try Sum.all(pointwise) : try Div.of(Sum.all(pointwise), .int(x.shape[0]))
      }
      if word == "mean", sizeAverage == nil, reduce == nil {
        try Warnings.warn(
          "reduction: 'mean' divides the total loss by both the batch size and the support size.'batchmean' divides only by the "
            + "batch size, and aligns with the KL div math definition.'mean' will be changed to behave the same as 'batchmean' in "
            + "the next major release.")
      }
      return try resolve(sizeAverage, reduce, word).of(pointwise)
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
      guard x.dtype.isFloatingPoint else { throw EngineError.notImplemented("binary_cross_entropy", x.dtype) }
      guard x.dtype == target.dtype else {
        throw EngineError.runtime("Found dtype \(target.dtype.scalarTypeName) but expected \(x.dtype.scalarTypeName)")
      }
      guard x.data.doubles().allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
        throw EngineError.runtime("all elements of input should be between 0 and 1")
      }
      if GradMode.isEnabled, weight?.requiresGrad ?? false { throw notDerived("binary_cross_entropy", "weight") }
      let spread = try weight.map { try Shapes.expand($0, x.shape) }
      // Logarithms are kept above -100, so that a certain mistake costs much but not everything.
      let p = try limited(Elementwise.map(Log.self, x.data))
      let q = try limited(Elementwise.map(Log1p.self, Elementwise.map(Neg.self, x.data)))
      let less = try Elementwise.zip(Sub.self, target.data, .int(1))
      var data = try Elementwise.zip(
        Sub.self, Elementwise.zip(Mul.self, less, q), Elementwise.zip(Mul.self, target.data, p))
      if let spread { data = try Elementwise.zip(Mul.self, data, spread.data) }
      let count = x.count
      if let laid = try data.placed(as: [x.data]) { data = laid }
      let kept = [x, target] + (spread.map { [$0] } ?? [])
      return Recording.record("BinaryCrossEntropyBackward0", [x, target], try reduction.of(data), keeping: kept) { d in
        let input = try d.kept(0)
        let y = try d.kept(1)
        var g = d.gradient
        if kept.count > 2 { g = try g * d.kept(2) }
        if reduction == .mean { g = try Div.of(g, .int(count)) }
        let spreadOut = try Bounds.clamp((1 - input) * input, .float(1e-12), nil)
        return [
          d.needs(0) ? try (g * (input - y) / spreadOut).placed(as: input) : nil,
          d.needs(1) ? try (((1 - input).log() - input.log()) * g) : nil,
        ]
      }
    },
    examples: ["F.binary_cross_entropy(torch.tensor([0.9, 0.2]), torch.tensor([1., 0.]))"])

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
