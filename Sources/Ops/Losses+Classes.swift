public import Autograd
import NDArray

/// Losses that compare scores with classes.
extension Losses {
  private static let ignoreIndex = Typed<Int>("ignore_index", default: .number(.int(-100)))

  public static let nll = Op(
    "nll_loss", "The negated score of each row's class.", formula: "-weight[y] * x[y]", forms: .functional,
    Overload(
      "NllLossBackward0", Arg.input, target, weight, sizeAverage, ignoreIndex, reduce, reduction,
      samples: [
        Sample(.random([3, 4]), .indices([0, 3, 1], [3])),
        Sample(.random([3, 4]), .indices([0, 3, 1], [3]), .none, .none, .number(.int(3)), .none, .text("sum")),
        Sample(.random([2, 3, 2]), .indices([0, 2, 1, 1], [2, 2])),
      ]
    ) { x, target, weight, sizeAverage, ignored, reduce, word in
      try nll(x, target, weight, ignored, resolve(sizeAverage, reduce, word))
    },
    examples: ["F.nll_loss(torch.tensor([[-0.1, -2.3]]), torch.tensor([0]))"])

  public static func nll(_ x: Tensor, _ target: Tensor, _ weight: Tensor?, _ ignored: Int, _ reduction: LossReduction)
    throws
    -> Tensor
  {
    guard x.rank >= 1 else { throw EngineError(.valueError, "Expected 1 or more dimensions (got \(x.rank))") }
    if x.rank != 1, target.rank > 0, x.shape[0] != target.shape[0] {
      throw EngineError(
        .valueError,
        "Expected input batch_size (\(x.shape[0])) to match target batch_size (\(target.shape[0])).")
    }
    if x.rank <= 2 {
      guard target.rank <= 1 else {
        throw EngineError.runtime("0D or 1D target tensor expected, multi-target not supported")
      }
      guard x.rank != 1 || target.rank == 0 || target.count == 1, x.rank != 2 || target.rank == 1 else {
        throw EngineError.runtime(
          "size mismatch (got input: \(Layout.text(x.shape)), target: \(Layout.text(target.shape)))")
      }
    } else {
      guard target.rank == x.rank - 1 else {
        throw EngineError.runtime(
          "only batches of spatial targets supported (\(x.rank - 1)D tensors) but got targets of dimension: \(target.rank)"
        )
      }
      guard Array(x.shape[2...]) == Array(target.shape[1...]) else {
        let sizes = [x.shape[0]] + Array(x.shape[2...])
        throw EngineError.runtime("Expected target size \(Layout.text(sizes)), got \(Layout.text(target.shape))")
      }
    }
    guard target.dtype == .int64 || target.dtype == .uint8 else {
      throw EngineError.runtime("expected target dtype to be Long or Byte, but got \(target.dtype.scalarTypeName)")
    }
    let axis = x.rank == 1 ? 0 : 1
    let classes = x.shape[axis]
    if let weight, weight.rank != 1 || weight.count != classes {
      throw EngineError.runtime(
        "weight tensor should be defined either for all \(classes) classes or no classes but got weight tensor of shape: "
          + Layout.text(weight.shape))
    }
    let labels = target.data.ints()
    for label in labels where label != ignored && (label < 0 || label >= classes) {
      throw EngineError(.indexError, "Target \(label) is out of bounds.")
    }
    try x.dtype.requireFloatingPoint(x.rank <= 2 ? "nll_loss_out_frame" : "nll_loss2d_forward_out_frame")
    let weights = weight?.data.doubles()
    let factors = labels.map { $0 == ignored ? 0 : weights?[$0] ?? 1 }
    let places = labels.map { $0 == ignored ? 0 : $0 }
    let name = x.rank <= 2 ? "NllLossBackward0" : "NllLoss2DBackward0"
    let chosen = Tensor(try NDArray.ints(places, shape: target.shape))
    let scale = Tensor(try NDArray.doubles(factors, shape: target.shape, x.dtype))
    let index = try x.rank == 1 && target.rank == 1 ? chosen : Shapes.unsqueeze(chosen, axis)
    let spread = try x.rank == 1 && target.rank == 1 ? scale : Shapes.unsqueeze(scale, axis)
    let total = try Reduction.sum(scale.data, Array(0..<scale.rank))
    let picked = try Elementwise.zip(
      Mul.self, Elementwise.map(Neg.self, x.data.gathered(axis, index.data)), spread.data)
    // An ignored row counts as nothing, even where its score is not finite.
    let skipped = Tensor(
      try NDArray.ints(labels.map { $0 == ignored ? 1 : 0 }, shape: index.shape).converted(to: .bool))
    let clean = try Elementwise.select(skipped.data, NDArray(.int(0), x.dtype), picked)
    let data: NDArray
    switch reduction {
    case .none: data = try clean.reshaped(target.shape)
    case .sum: data = try Reduction.sum(clean, Array(0..<clean.rank))
    case .mean: data = try Elementwise.zip(Div.self, Reduction.sum(clean, Array(0..<clean.rank)), total)
    }
    let shape = x.shape
    let result = Recording.record(name, [x], data, keeping: [index, x]) { d in
      if x.rank == 4, !x.data.isRowWhenNew { throw EngineError.runtime("grad_input must be contiguous") }
      var g = d.gradient
      if reduction == .mean { g = try g / Tensor(total) }
      if reduction == .none, x.rank != 1 || target.rank == 0 { g = try Shapes.unsqueeze(g, axis) }
      let values = try Masking.fill(Shapes.expand(-g * spread, index.shape), skipped, .int(0))
      let zeros = Tensor(try NDArray.zeros(shape: shape, g.dtype))
      let gradient = try Gathering.scatterAdd(zeros, axis, d.kept(0), values)
      return [Recording.flat(String(name.dropLast()) + "Backward0", gradient, in: try d.kept(1))]
    }
    // What has not just two dimensions of space is looked at as if it had, and the result then as it is.
    return reduction == .none && (x.rank == 3 || x.rank > 4) ? try Shapes.view(result, target.shape) : result
  }

  public static let crossEntropy = Op(
    "cross_entropy", "How far scores are from classes, or from probabilities of classes.",
    formula: "-log(softmax(x)[y])", forms: .functional,
    Overload(
      "NllLossBackward0", Arg.input, target, weight, sizeAverage, ignoreIndex, reduce, reduction,
      Typed<Double>("label_smoothing", default: .number(.float(0))),
      samples: [
        Sample(.random([3, 4]), .indices([0, 3, 1], [3])), Sample(.random([3, 4]), .random([3, 4], 0.1...0.9)),
        Sample(
          .random([3, 4]), .indices([0, 3, 1], [3]), .none, .none, .number(.int(-100)), .none, .text("mean"),
          .number(.float(0.1))),
        Sample(.random([4]), .indices([2], [])),
      ]
    ) { x, target, weight, sizeAverage, ignored, reduce, word, smoothing in
      try crossEntropy(x, target, weight, ignored, resolve(sizeAverage, reduce, word), smoothing)
    },
    examples: ["F.cross_entropy(torch.tensor([[2., 0.]]), torch.tensor([0]))"])

  public static func crossEntropy(
    _ x: Tensor, _ target: Tensor, _ weight: Tensor? = nil, _ ignored: Int = -100, _ reduction: LossReduction = .mean,
    _ smoothing: Double = 0
  ) throws -> Tensor {
    guard x.rank >= 1 else { throw EngineError(.valueError, "Expected 1 or more dimensions (got \(x.rank))") }
    let axis = x.rank == 1 ? 0 : 1
    if x.shape == target.shape {
      guard ignored < 0 else {
        throw EngineError.runtime("ignore_index is not supported for floating point target")
      }
      return try probabilities(x, target, weight, reduction, smoothing, axis)
    }
    guard smoothing >= 0, smoothing <= 1 else {
      throw EngineError.runtime("label_smoothing must be between 0.0 and 1.0. Got: \(Spelling.c(smoothing))")
    }
    let logs = try Activations.logSoftmax(x, axis)
    let hard = try nll(logs, target, weight, ignored, reduction)
    if smoothing == 0 { return hard }
    var smooth = try -Sum.along(
      weight.map { try logs * Shapes.view($0, broadcastable(x, axis)) } ?? logs, [axis], keepdim: false)
    let skipped = try Equal.of(target, .int(ignored))
    smooth = try Masking.fill(smooth, skipped, .int(0))
    let classes = x.shape[axis]
    switch reduction {
    case .none: break
    case .sum: smooth = try Sum.all(smooth)
    case .mean:
      let labels = target.data.ints()
      if let weight {
        let weights = weight.data.doubles()
        let total = labels.reduce(0.0) { $1 == ignored ? $0 : $0 + weights[$1] }
        smooth = try Sum.all(smooth) / Tensor(NDArray(.float(total), x.dtype))
      } else {
        smooth = try Sum.all(smooth) / Tensor(NDArray(.int(labels.filter { $0 != ignored }.count), x.dtype))
      }
    }
    return try hard * (1 - smoothing) + smooth * (smoothing / Double(classes))
  }

  private static func broadcastable(_ x: Tensor, _ axis: Int) -> [Int] {
    var shape = [Int](repeating: 1, count: x.rank)
    shape[axis] = x.shape[axis]
    return shape
  }

  private static func probabilities(
    _ x: Tensor, _ target: Tensor, _ weight: Tensor?, _ reduction: LossReduction, _ smoothing: Double, _ axis: Int
  ) throws -> Tensor {
    guard target.dtype.isFloatingPoint else {
      throw EngineError.runtime(
        "Expected floating point type for target with class probabilities, got \(target.dtype.scalarTypeName)")
    }
    let classes = Swift.max(x.shape[axis], 1)
    let aim = smoothing > 0 ? try target * (1 - smoothing) + smoothing / Double(classes) : target
    var terms = try Activations.logSoftmax(x, axis) * aim
    if let weight { terms = try terms * Shapes.view(weight, broadcastable(x, axis)) }
    switch reduction {
    case .none: return try -Sum.along(terms, [axis], keepdim: false)
    case .sum: return try -Sum.all(terms)
    case .mean: return try Scalars.divided(-Sum.all(terms), by: Double(x.count / classes))
    }
  }
}
