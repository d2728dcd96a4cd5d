public import Autograd
import NDArray

/// Losses on pairs and margins.
extension Losses {
  private static func margin(_ value: Double) -> Typed<Double> {
    Typed<Double>("margin", default: .number(.float(value)))
  }

  public static let hingeEmbedding = Op(
    "hinge_embedding_loss", "x where the target is 1, what is missing to the margin where it is -1.",
    formula: "x if y = 1 else max(0, margin - x)",
    forms: .functional,
    Overload("MeanBackward0", Arg.input, target, margin(1), sizeAverage, reduce, reduction) {
      x, target, margin, sizeAverage, reduce, word in
      let reduction = try resolve(sizeAverage, reduce, word)
      let zero = Tensor(NDArray(.int(0), x.dtype))
      let missing = try Where.of(
        NotEqual.of(target, .int(1)), Bounds.clamp(margin - x, .int(0), nil, name: "ClampMinBackward0"), zero)
      let own = try Where.of(NotEqual.of(target, .int(-1)), x, zero)
      return try reduction.of(missing + own)
    },
    examples: ["F.hinge_embedding_loss(torch.tensor([0.5, 0.2]), torch.tensor([1., -1.]))"])

  public static let marginRanking = Op(
    "margin_ranking_loss", "What is missing for one to rank above the other by a margin.",
    formula: "max(0, -y * (x1 - x2) + margin)", forms: .functional,
    Overload(
      "MeanBackward0", Typed<Tensor>("input1"), Typed<Tensor>("input2"), target, margin(0), sizeAverage, reduce,
      reduction
    ) { a, b, target, margin, sizeAverage, reduce, word in
      let reduction = try resolve(sizeAverage, reduce, word)
      guard a.rank == b.rank, a.rank == target.rank else {
        throw EngineError.runtime(
          "margin_ranking_loss : All input tensors should have same dimension but got sizes: input1: torch.Size(\(Layout.text(a.shape))), input2: torch.Size(\(Layout.text(b.shape))), target: torch.Size(\(Layout.text(target.shape))) "
        )
      }
      return try reduction.of(Bounds.clamp(-target * (a - b) + margin, .int(0), nil, name: "ClampMinBackward0"))
    },
    examples: ["F.margin_ranking_loss(torch.tensor([1.]), torch.tensor([2.]), torch.tensor([1.]))"])

  public static let softMargin = Op(
    "soft_margin_loss", "log(1 + exp(-y x)).", formula: "log(1 + exp(-y * x))", forms: .functional,
    Overload(
      "SoftMarginLossBackward0", Arg.input, target, sizeAverage, reduce, reduction,
      samples: [Sample(.random([2, 3]), .constant([2, 3]))]
    ) {
      x, target, sizeAverage, reduce, word in
      let reduction = try resolve(sizeAverage, reduce, word)
      if GradMode.isEnabled, target.requiresGrad { throw notDerived("soft_margin_loss", "target") }
      guard x.dtype != .bool else { _ = try -x; return x }
      try InPlace.checkShape([.tensor(x), .tensor(target)])
      guard x.dtype.isFloatingPoint else {
        let found = target.dtype.isFloatingPoint ? target.dtype : .float32
        throw EngineError.runtime(
          "result type \(found.scalarTypeName) can't be cast to the desired output type \(x.dtype.scalarTypeName)")
      }
      let count = x.count
      // Everything is computed in memory of the input's dtype, in which truth values can be negated, too.
      let signs = try target.converted(to: x.dtype)
      let data = try withoutRecording { try reduction.of((x * -signs).exp().log1p()) }.data
      return Recording.record("SoftMarginLossBackward0", [x], data, keeping: [x, target]) { d in
        let y = try d.kept(1)
        return [
          try Recording.step("SoftMarginLossBackwardBackward0", [d.gradient, d.kept(0)]) { inputs in
            let z = try (-y * inputs[1]).exp()
            let part = reduction == .mean ? -1 / Double(max(count, 1)) : -1
            return try (y * z * part / (z + 1) * inputs[0]).converted(to: inputs[1].dtype)
          }
        ]
      }
    },
    examples: ["F.soft_margin_loss(torch.tensor([1., -1.]), torch.tensor([1., 1.]))"])

  public static let poisson = Op(
    "poisson_nll_loss", "The negative log likelihood of counts.", formula: "exp(x) - y * x", forms: .functional,
    Overload(
      "MeanBackward0", Arg.input, target, Typed<Bool>("log_input", default: .number(.bool(true))),
      Typed<Bool>("full", default: .number(.bool(false))), sizeAverage,
      Typed<Double>("eps", default: .number(.float(1e-8))),
      reduce, reduction, samples: [Sample(.random([2, 3]), .random([2, 3], 0.5...2))]
    ) { x, target, isLog, full, sizeAverage, eps, reduce, word in
      let reduction = try resolve(sizeAverage, reduce, word)
      // Right operands come first, as the compiler of PyTorch evaluates them: gradients are added in the reverse order.
      let product = try target * (isLog ? x : (x + eps).log())
      var loss = try (isLog ? x.exp() : x) - product
      if full {
        let half = try (target * (2 * Double.pi)).log() * 0.5
        let stirling = try target * target.log() - target + half
        loss = try loss + Masking.filled(stirling, LessOrEqual.of(target, .int(1)), .int(0))
      }
      return try reduction.of(loss)
    },
    examples: ["F.poisson_nll_loss(torch.tensor([0., 1.]), torch.tensor([1., 2.]))"])

  public static let gaussian = Op(
    "gaussian_nll_loss", "The negative log likelihood under normal distributions.",
    formula: "(log(var) + (x - y)² / var) / 2", forms: .functional,
    Overload(
      "MeanBackward0", Arg.input, Typed<Argument>("target", .tensorOrNumber), Typed<Argument>("var", .tensorOrNumber),
      Typed<Bool>("full", default: .number(.bool(false))),
      Typed<Double>("eps", default: .number(.float(1e-6))), reduction,
      samples: [Sample(.random([2, 3]), .random([2, 3]), .random([2, 3], 0.5...2))]
    ) { x, target, variance, full, eps, word in
      let given = try spread(variance, like: x)
      guard !given.data.doubles().contains(where: { $0 < 0 }) else {
        throw EngineError(.valueError, "var has negative entry/entries")
      }
      let variance = try spread(given, over: x)
      guard let reduction = LossReduction(rawValue: word) else {
        throw EngineError(.valueError, "\(word) is not valid")
      }
      guard variance.dtype.isFloatingPoint else {
        throw EngineError.runtime(
          "result type Float can't be cast to the desired output type \(Products.cName(variance.dtype, isShort: true))")
      }
      let v = try Bounds.raised(variance, to: eps)
      let difference: Tensor
      switch target {
      case .number(.bool(let flag)): difference = try x - Tensor(NDArray(.bool(flag), .bool))
      case .number(let number): difference = try Sub.of(x, number)
      default: difference = try x - Tensor.from(target)
      }
      var loss = try (v.log() + Pow.of(difference, .int(2)) / v) * 0.5
      if full { loss = try loss + 0.9189385332046727 }
      return try reduction.of(loss)
    },
    examples: ["F.gaussian_nll_loss(torch.tensor([1.]), torch.tensor([2.]), torch.tensor([1.]))"])

  /// A variance that is a number as a tensor of it.
  private static func spread(_ variance: Argument, like x: Tensor) throws -> Tensor {
    switch variance {
    case .number(.float(let number)): return Tensor(try NDArray.filled(shape: x.shape, .float(number), x.dtype))
    case .number:
      throw EngineError(
        .typeError,
        "any() received an invalid combination of arguments - got (bool), but expected one of:\n"
          + " * (Tensor input, *, Tensor out = None)\n"
          + " * (Tensor input, tuple of ints dim = None, bool keepdim = False, *, Tensor out = None)\n"
          + " * (Tensor input, int dim, bool keepdim = False, *, Tensor out = None)\n")
    default: return try Tensor.from(variance)
    }
  }

  /// One variance for each row stands for all of the row's elements.
  private static func spread(_ variance: Tensor, over x: Tensor) throws -> Tensor {
    let (shape, whole) = (variance.shape, x.shape)
    if shape == whole { return variance }
    if !whole.isEmpty, Array(whole.dropLast()) == shape { return try Shapes.unsqueeze(variance, -1) }
    let differing = shape.count == whole.count ? zip(whole, shape).filter { $0 != $1 }.map(\.1) : []
    guard differing.reduce(0, +) == 1 else { throw EngineError(.valueError, "var is of incorrect size") }
    return variance
  }

  public static let tripletMargin = Op(
    "triplet_margin_loss", "What is missing for the positive to be nearer than the negative by a margin.",
    formula: "max(0, ‖a - p‖ - ‖a - n‖ + margin)",
    forms: .functional,
    Overload(
      "MeanBackward0", Typed<Tensor>("anchor"), Typed<Tensor>("positive"), Typed<Tensor>("negative"),
      Typed<Number>("margin", .float, default: .number(.float(1))),
      Typed<Double>("p", default: .number(.int(2))), Typed<Double>("eps", default: .number(.float(1e-6))),
      Typed<Bool>("swap", default: .number(.bool(false))), sizeAverage, reduce, reduction
    ) { anchor, positive, negative, wanted, p, eps, swap, sizeAverage, reduce, word in
      let reduction = try resolve(sizeAverage, reduce, word)
      let margin = wanted.asDouble
      guard margin > 0 else {
        let shown = wanted.category == 2 ? "\(margin)" : "\(wanted.asInt)"
        throw EngineError(.valueError, "margin must be greater than 0, got \(shown)")
      }
      let near = try Distances.pairwise(anchor, positive, p, eps, false)
      var far = try Distances.pairwise(anchor, negative, p, eps, false)
      if swap { far = try Minimum.of(far, Distances.pairwise(positive, negative, p, eps, false)) }
      let short = try Bounds.clamp(near - far + margin, .int(0), nil, name: "ClampMinBackward0")
      return try reduction.of(short)
    },
    examples: ["F.triplet_margin_loss(torch.tensor([[0.]]), torch.tensor([[1.]]), torch.tensor([[3.]]))"])

  public static let cosineEmbedding = Op(
    "cosine_embedding_loss", "One minus the cosine of what belongs together, the cosine of what does not.",
    formula: "1 - cos(x1, x2) if y = 1 else max(0, cos(x1, x2) - margin)",
    forms: .functional,
    Overload(
      "MeanBackward0", Typed<Tensor>("input1"), Typed<Tensor>("input2"), target, margin(0), sizeAverage, reduce,
      reduction
    ) { a, b, target, margin, sizeAverage, reduce, word in
      let reduction = try resolve(sizeAverage, reduce, word)
      guard target.rank <= 1 else {
        throw EngineError.runtime("0D or 1D target tensor expected, multi-target not supported")
      }
      guard a.rank == target.rank + 1 else {
        throw EngineError.runtime(
          "\(target.rank)D target tensor expects \(target.rank + 1)D input tensors, but found inputs with sizes "
            + "\(Layout.text(a.shape)) and \(Layout.text(b.shape)).")
      }
      let d = [Swift.max(a.rank - 1, 0)]
      let products = try Sum.along(a * b, d, keepdim: false)
      // A constant of single precision.
      let small = Double(Float(1e-12))
      let squares = try (Sum.along(a * a, d, keepdim: false) + small) * (Sum.along(b * b, d, keepdim: false) + small)
      let cosine = try products / Sqrt.of(squares)
      let zero = Tensor(NDArray(.int(0), cosine.dtype))
      let together = try Where.of(Equal.of(target, .int(1)), 1 - cosine, zero)
      let apart = try Where.of(
        Equal.of(target, .int(-1)), Bounds.clamp(cosine - margin, .int(0), nil, name: "ClampMinBackward0"), zero)
      return try reduction.of(together + apart)
    },
    examples: ["F.cosine_embedding_loss(torch.tensor([[1., 0.]]), torch.tensor([[1., 1.]]), torch.tensor([1]))"])
}

/// Distances and directions.
public enum Distances {
  public static let pairwiseDistance = Op(
    "pairwise_distance", "The norms of the differences of rows.", formula: "‖x1 - x2 + eps‖", forms: .functional,
    Overload(
      "NormBackward1", Typed<Tensor>("x1"), Typed<Tensor>("x2"), Typed<Double>("p", default: .number(.float(2))),
      Typed<Double>("eps", default: .number(.float(1e-6))), Typed<Bool>("keepdim", default: .number(.bool(false))),
      samples: [Sample(.random([2, 3]), .random([2, 3]))], run: pairwise),
    examples: ["F.pairwise_distance(torch.tensor([[0., 0.]]), torch.tensor([[3., 4.]]))"])

  static func pairwise(_ a: Tensor, _ b: Tensor, _ p: Double, _ eps: Double, _ keepdim: Bool) throws -> Tensor {
    try Norms.vectorNorm(a - b + eps, p, [-1], keepdim, nil, name: "NormBackward1")
  }

  public static let cosine = Op(
    "cosine_similarity", "The cosine of the angle between vectors.", formula: "Σ x1 * x2 / (‖x1‖ ‖x2‖)",
    forms: [.function, .functional],
    Overload(
      "SumBackward1", Typed<Tensor>("x1"), Typed<Tensor>("x2"), Typed<Int>("dim", default: .number(.int(1))),
      Typed<Double>("eps", default: .number(.float(1e-8))), samples: [Sample(.random([2, 3]), .random([2, 3]))],
      run: cosineSimilarity),
    examples: ["F.cosine_similarity(torch.tensor([[1., 0.]]), torch.tensor([[1., 1.]]))"])

  static func cosineSimilarity(_ a: Tensor, _ b: Tensor, _ dim: Int, _ eps: Double) throws -> Tensor {
    let type = DType.promoted(a.dtype, b.dtype)
    guard type.isFloatingPoint else {
      throw EngineError.runtime(
        "expected common dtype to be floating point, yet common dtype is \(type.scalarTypeName)")
    }
    let shape = try Broadcast.shape(a.shape, b.shape)
    let x = try Shapes.expand(Casts.to(a, type), shape)
    let y = try Shapes.expand(Casts.to(b, type), shape)
    func direction(_ x: Tensor) throws -> Tensor {
      try x / Bounds.raised(Norms.vectorNorm(x, 2, [dim], true, nil), to: eps)
    }
    return try Sum.along(direction(x) * direction(y), [Dims.resolve(dim, shape.count)], keepdim: false)
  }

  public static let normalize = Op(
    "normalize", "Vectors divided by their norms.", formula: "x / max(‖x‖, eps)", forms: .functional,
    Overload(
      "DivBackward0", Arg.input, Typed<Argument>("p", .any, default: .number(.float(2))),
      Typed<[Int]?>("dim", .ints, default: .number(.int(1))), Typed<Double>("eps", default: .number(.float(1e-12))),
      samples: [Sample(.random([2, 3]))]
    ) { x, p, dims, eps in
      let length = try Norms.norm(x, p, dims, true, nil)
      return try x / Shapes.expand(Bounds.clamp(length, .float(eps), nil, name: "ClampMinBackward0"), x.shape)
    },
    examples: ["F.normalize(torch.tensor([[3., 4.]]))"])

  public static let cdist = Op(
    "cdist", "The distance of every row of one tensor from every row of the other.",
    formula: "y[i, j] = ‖x1[i] - x2[j]‖", forms: .function,
    Overload(
      "CdistBackward0", Typed<Tensor>("x1"), Typed<Tensor>("x2"), Typed<Double>("p", default: .number(.float(2))),
      Typed<String?>("compute_mode", default: .text("use_mm_for_euclid_dist_if_necessary")),
      samples: [Sample(.random([2, 3]), .random([4, 3]))]
    ) { a, b, p, mode in
      // The ways to compute distances that have names are one here.
      let known = ["use_mm_for_euclid_dist_if_necessary", "use_mm_for_euclid_dist", "donot_use_mm_for_euclid_dist"]
      guard let mode, known.contains(mode) else {
        throw EngineError(.valueError, "\(mode ?? "None") is not a valid value for compute_mode")
      }
      guard a.rank >= 2, b.rank >= 2 else {
        throw EngineError.runtime("cdist only supports at least 2D tensors, X1 got: \(a.rank)D")
      }
      for (tensor, name) in [(a, "X1"), (b, "X2")] where !tensor.dtype.isFloatingPoint {
        throw EngineError.runtime(
          "cdist only supports floating-point dtypes, \(name) got: \(tensor.dtype.scalarTypeName)")
      }
      try a.dtype.refuseHalf("cdist")
      guard a.shape[a.rank - 1] == b.shape[b.rank - 1] else {
        throw EngineError.runtime(
          "X1 and X2 must have the same number of columns. X1: \(a.shape[a.rank - 1]) X2: \(b.shape[b.rank - 1])")
      }
      if p == 2, takesProduct(a, b, mode) { return try euclidean(a, b) }
      let shape = try Broadcast.shape(a.shape.dropLast(2), b.shape.dropLast(2))
      func rows(_ x: Tensor) throws -> NDArray { try x.data.inMemory().expanded(to: shape + x.shape.suffix(2)) }
      let data = try rows(a).distances(rows(b), p: p)
      let layouts = [a.data.layout, b.data.layout]
      return Recording.record("CdistBackward0", [a, b], data, keeping: [a, b], keepsResult: true) { d in
        let inputs = [d.gradient, try d.kept(0), try d.kept(1)]
        let (forA, forB) = try withoutRecording {
          func slopes(_ x: Tensor, _ y: Tensor, _ g: Tensor, _ distance: Tensor) throws -> Tensor {
            Tensor(try rows(x).distanceSlopes(rows(y), g.data, distance.data, p: p))
          }
          let (g, y) = (d.gradient, try d.kept(2))
          return (
            try slopes(inputs[1], inputs[2], g, y).reduced(to: layouts[0]),
            try slopes(inputs[2], inputs[1], Shapes.transpose(g, -2, -1), Shapes.transpose(y, -2, -1))
              .reduced(to: layouts[1])
          )
        }
        return [forA, forB].map { underived("CdistBackward", "_cdist_backward", $0, inputs) }
      }
    },
    examples: ["torch.cdist(torch.tensor([[0., 0.]]), torch.tensor([[3., 4.], [0., 1.]]))"])

  /// Whether PyTorch finds distances from a product of matrices: where that is asked for, or there are many rows.
  private static func takesProduct(_ a: Tensor, _ b: Tensor, _ mode: String) -> Bool {
    if a.count == 0 || b.count == 0 || mode.hasPrefix("donot") { return false }
    return mode == "use_mm_for_euclid_dist" || a.shape[a.rank - 2] > 25 || b.shape[b.rank - 2] > 25
  }

  /// |x - y|² = |x|² - 2 x y + |y|², as one product of longer rows.
  private static func euclidean(_ a: Tensor, _ b: Tensor) throws -> Tensor {
    let batch = try Broadcast.shape(a.shape.dropLast(2), b.shape.dropLast(2))
    let many = batch.reduce(1, *)
    func rows(_ x: Tensor) throws -> Tensor {
      if many == 1 { return x }
      return try Shapes.view(
        Shapes.rowMajor(Shapes.expand(x, batch + x.shape.suffix(2))), [many] + x.shape.suffix(2))
    }
    let (x, y) = (try rows(a), try rows(b))
    let data = try withoutRecording {
      let norms = try [x, y].map { try Sum.along($0 * $0, [-1], keepdim: true) }
      let left = try Joining.joinedChecked([x * -2, norms[0], norms[0].constant(1)], -1)
      let right = try Joining.joinedChecked([y, norms[1].constant(1), norms[1]], -1)
      return try Bounds.raised(Products.matmul(left, Shapes.transpose(right, -2, -1)), to: 0).sqrt()
    }.data
    let distances = Recording.record("EuclideanDistBackward0", [x, y], data, keeping: [x, y], keepsResult: true) { d in
      let (x, y, distance) = (try d.kept(0), try d.kept(1), try d.kept(2))
      let ratio = try Masking.fill(d.gradient / distance, Equal.of(distance, .int(0)), .int(0))
      let turned = try Shapes.transpose(ratio, -2, -1)
      return [
        try x * Sum.along(ratio, [-1], keepdim: true) - Products.matmul(ratio, y),
        try y * Shapes.unsqueeze(Sum.along(ratio, [-2], keepdim: false), -1) - Products.matmul(turned, x),
      ]
    }
    return try Shapes.view(distances, batch + [a.shape[a.rank - 2], b.shape[b.rank - 2]])
  }
}

/// Whole numbers as vectors.
public enum Embeddings {
  public static let oneHot = Op(
    "one_hot", "Vectors with a one at each class.", forms: .functional,
    Overload(nil, Typed<Tensor>("tensor"), Typed<Int>("num_classes", default: .number(.int(-1)))) { x, classes in
      guard x.dtype == .int64 else {
        throw EngineError.runtime("one_hot is only applicable to index tensor of type LongTensor.")
      }
      let labels = x.data.ints()
      guard labels.allSatisfy({ $0 >= 0 }) else { throw EngineError.runtime("Class values must be non-negative.") }
      if labels.isEmpty, classes <= 0 {
        throw EngineError.runtime("Can not infer total number of classes from empty tensor.")
      }
      let count = classes == -1 ? (labels.max() ?? -1) + 1 : classes
      guard count > 0 else { throw EngineError.runtime("num_classes should be positive") }
      guard labels.allSatisfy({ $0 < count }) else {
        throw EngineError.runtime("Class values must be smaller than num_classes.")
      }
      let zeros = try NDArray.zeros(shape: x.shape + [count], .int64)
      let index = try x.data.inMemory().unsqueezed(x.rank)
      return Tensor(try zeros.scattered(x.rank, index, NDArray.filled(shape: index.shape, .int(1), .int64)))
    },
    examples: ["F.one_hot(torch.tensor([0, 2]), 3)"])

  public static let embedding = Op(
    "embedding", "The rows of a weight that indices name.", formula: "weight[input]", forms: .functional,
    Overload(
      "EmbeddingBackward0", Arg.input, Typed<Tensor>("weight"),
      Typed<Int?>("padding_idx", default: Parameter.Default.none),
      Typed<Double?>("max_norm", default: Parameter.Default.none),
      Typed<Double>("norm_type", default: .number(.float(2))),
      Typed<Bool>("scale_grad_by_freq", default: .number(.bool(false))),
      Typed<Bool>("sparse", default: .number(.bool(false))),
      samples: [Sample(.indices([2, 0, 2], [3]), .random([3, 2]))]
    ) { index, weight, padding, limit, order, byFrequency, _ in
      if let padding, let rows = weight.shape.first, padding < -rows || padding > 0 && padding >= rows {
        throw EngineError(.assertionError, "Padding_idx must be within num_embeddings")
      }
      if let limit { try shorten(weight, index, to: limit, order) }
      return try embedding(index, weight, padding, byFrequency: byFrequency)
    },
    examples: ["F.embedding(torch.tensor([1, 0]), torch.tensor([[1., 2.], [3., 4.]]))"])

  /// Scales the rows that are asked for down to a largest norm, in place and unrecorded.
  public static func shorten(_ weight: Tensor, _ index: Tensor, to limit: Double, _ order: Double) throws {
    guard index.dtype == .int64 || index.dtype == .int32, weight.rank == 2 else { return }
    for label in Set(index.data.ints()).sorted() {
      guard label >= 0, label < weight.shape[0] else { throw EngineError(.indexError, "index out of range in self") }
      let row = weight.data.selected(0, label)
      let norm = try withoutRecording { try Norms.vectorNorm(Tensor(row), order, nil, false, nil) }.data.item.asDouble
      if norm > limit { row.assign(try Elementwise.zip(Mul.self, row, .float(limit / (norm + 1e-7)))) }
    }
    weight.bumpVersion()
  }

  /// - Parameter byFrequency: Whether a row's gradient is divided by how often it was asked for.
  public static func embedding(
    _ index: Tensor, _ weight: Tensor, _ padding: Int? = nil, byFrequency: Bool = false
  ) throws -> Tensor {
    guard index.dtype == .int64 || index.dtype == .int32 else {
      throw EngineError.runtime(
        "Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, Int; but got "
          + (index.dtype == .bool ? "CPUBoolType" : "torch.\(index.dtype.scalarTypeName)Tensor")
          + " instead (while checking arguments for embedding)")
    }
    guard weight.rank == 2 else { throw EngineError.runtime("'weight' must be 2-D") }
    let rows = weight.shape[0]
    let labels = index.data.ints()
    guard labels.allSatisfy({ $0 >= 0 && $0 < rows }) else {
      throw EngineError(.indexError, "index out of range in self")
    }
    let skipped = padding.map { $0 < 0 ? $0 + rows : $0 }
    let shape = weight.shape
    let data = try weight.data.indexSelected(0, labels).reshaped(index.shape + [shape[1]])
    let flat = Tensor(try NDArray.ints(labels, shape: [labels.count]))
    return Recording.record("EmbeddingBackward0", [weight], data, keeping: [flat]) { d in
      var g = try Shapes.reshape(d.gradient, [-1, shape[1]])
      if let skipped {
        let mask = try Shapes.unsqueeze(Equal.of(d.kept(0), .int(skipped)), 1)
        g = try Masking.fill(g, mask, .int(0))
      }
      if byFrequency {
        var counts: [Int: Int] = [:]
        for label in labels { counts[label, default: 0] += 1 }
        let shares = labels.map { Double(counts[$0] ?? 1) }
        g = try g / Tensor(NDArray.doubles(shares, shape: [labels.count, 1], g.dtype))
      }
      return [try Gathering.indexAdd(Tensor(NDArray.zeros(shape: shape, g.dtype)), 0, d.kept(0), g, .int(1))]
    }
  }
}
