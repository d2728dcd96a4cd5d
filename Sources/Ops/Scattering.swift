import Autograd
import NDArray

/// Copies of a tensor with a part of it replaced, and elements that meet where indices send them.
public enum Scattering {
  public static let select = Op(
    "select_scatter", "A copy with one index of a dimension replaced.",
    Overload(
      "SelectScatterBackward0", Arg.input, Typed<Tensor>("src"), Typed<Int>("dim"), Typed<Int>("index"),
      samples: [Sample(.random([2, 3]), .random([3]), .number(.int(0)), .number(.int(1)))]
    ) { x, source, dim, index in
      try replaced("SelectScatterBackward0", x, source) { try Shapes.selectChecked($0, dim, index) }
    },
    examples: ["torch.select_scatter(torch.zeros(2, 2), torch.ones(2), 0, 1)"])

  public static let slice = Op(
    "slice_scatter", "A copy with a slice of a dimension replaced.",
    Overload(
      "SliceScatterBackward0", Arg.input, Typed<Tensor>("src"), Typed<Int>("dim", default: .number(.int(0))),
      Typed<Int?>("start", default: Parameter.Default.none), Typed<Int?>("end", default: Parameter.Default.none),
      Typed<Int>("step", default: .number(.int(1))),
      samples: [
        Sample(
          .random([3, 2]), .random([1, 2]), .number(.int(0)), .number(.int(1)), .number(.int(2)), .number(.int(1)))
      ]
    ) { x, source, dim, start, end, step in
      let d = try Dims.resolve(dim, x.rank)
      guard x.rank > 0 else { throw EngineError(.indexError, "slice() cannot be applied to a 0-dim tensor.") }
      guard step > 0 else { throw EngineError.runtime("slice step must be positive") }
      let size = x.shape[d]
      func place(_ value: Int) -> Int { min(max(value < 0 ? value + size : value, 0), size) }
      let first = place(start ?? 0)
      let last = max(place(end ?? size), first)
      return try replaced("SliceScatterBackward0", x, source) { try Shapes.slice($0, d, first, last, step) }
    },
    examples: ["torch.slice_scatter(torch.zeros(4), torch.ones(2), start=1, end=3)"])

  public static let diagonal = Op(
    "diagonal_scatter", "A copy with a diagonal replaced.",
    Overload(
      "DiagonalScatterBackward0", Arg.input, Typed<Tensor>("src"), Typed<Int>("offset", default: .number(.int(0))),
      Typed<Int>("dim1", default: .number(.int(0))), Typed<Int>("dim2", default: .number(.int(1))),
      samples: [Sample(.random([2, 3]), .random([2]))]
    ) { x, source, offset, dim1, dim2 in
      try replaced("DiagonalScatterBackward0", x, source) { try Shapes.diagonal($0, offset, dim1, dim2) }
    },
    examples: ["torch.diagonal_scatter(torch.zeros(2, 2), torch.ones(2))"])

  /// A copy of `x` with the part that `part` picks overwritten.
  private static func replaced(
    _ name: String, _ x: Tensor, _ source: Tensor, _ part: @escaping (Tensor) throws -> Tensor
  ) throws -> Tensor {
    let copy = try x.data.inPlace()
    let target = try withoutRecording { try part(Tensor(copy)) }
    guard target.shape == source.shape else {
      throw EngineError.runtime(
        "expected src to have a size equal to the slice of self. src size = \(Layout.text(source.shape)), slice size = "
          + Layout.text(target.shape))
    }
    target.data.assign(try source.data.converted(to: x.dtype))
    let (shape, dtype) = (source.shape, source.dtype)
    return Recording.record(name, [x, source], copy) { d in
      [
        d.needs(0)
          ? try replaced(name, d.gradient, Tensor(NDArray.zeros(shape: shape, d.gradient.dtype)), part) : nil,
        d.needs(1) ? try Casts.to(part(d.gradient), dtype) : nil,
      ]
    }
  }

  // MARK: scatter_reduce

  public static let reduce = Op(
    "scatter_reduce", "Elements gathered up where indices send them: summed, multiplied, averaged, or the extreme.",
    forms: .elementwise,
    Overload(
      "ScatterReduceBackward0", Arg.input, Typed<Int>("dim"), Typed<Tensor>("index"), Typed<Tensor>("src"),
      Typed<String>("reduce"), Typed<Bool>("include_self", default: .number(.bool(true)), keywordOnly: true),
      samples: ["sum", "mean", "amax", "amin", "prod"].flatMap { word in
        [true, false].map { keeps in
          Sample(
            .random([3], 0.5...1.5), .number(.int(0)), .indices([0, 2, 0, 1], [4]), .random([4], 0.5...1.5),
            .text(word),
            .number(.bool(keeps)))
        }
      }
    ) { x, dim, index, source, word, keeps in try reduced(x, dim, index, source, word, keeps) },
    examples: ["torch.zeros(2).scatter_reduce(0, torch.tensor([0, 0, 1]), torch.tensor([1., 2., 3.]), 'sum')"])

  private static func reduced(
    _ x: Tensor, _ dim: Int, _ index: Tensor, _ source: Tensor, _ word: String, _ keeps: Bool
  ) throws -> Tensor {
    let placings: [String: NDArray.Placing] = [
      "sum": .add, "mean": .add, "prod": .multiply, "amax": .highest, "amin": .lowest,
      "max": .highest, "min": .lowest,
    ]
    guard let placing = placings[word] else {
      throw EngineError.runtime("reduce argument must be either sum, prod, mean, amax or amin, got \(word)")
    }
    guard x.dtype == source.dtype else {
      throw EngineError.runtime("scatter(): Expected self.dtype to be equal to src.dtype")
    }
    let d = try Dims.resolve(dim, x.rank)
    guard index.count == 0 || index.dtype == .int64 || index.dtype == .int32 else {
      throw EngineError.runtime("scatter(): Expected dtype int32/int64 for index")
    }
    if word == "mean" { try x.dtype.refuseBool("scatter_gather_tensor_cpu_reduce_mean") }
    // The checks of indices and shapes are those of a sum.
    _ = try withoutRecording { try Gathering.scatterAdd(Tensor(x.data), dim, index, Tensor(source.data)) }
    let (data, counts) = try gatheredUp(x, d, index, source.data, word, placing, keeps)
    return Recording.record(
      "ScatterReduceBackward0", [x, source], data, keeping: [x, source], keepsResult: true
    ) { derivation in
      let g = derivation.gradient
      let (own, other, result) = (try derivation.kept(0), try derivation.kept(1), try derivation.kept(2))
      var (forX, forSource): (Tensor, Tensor)
      switch word {
      case "sum": (forX, forSource) = (g, try Gathering.gather(g, d, index))
      case "mean":
        let shared = try g / (counts ?? g)
        (forX, forSource) = (shared, try Gathering.gather(shared, d, index))
      case "prod":
        (forX, forSource) = try ofProduct(g, own, other, result, d, index, keeps)
      default:
        let isOwn = try Casts.to(Equal.of(own, result), g.dtype)
        let isOther = try Casts.to(Equal.of(other, Gathering.gather(result, d, index)), g.dtype)
        guard word == "amax" || word == "amin" else {
          throw EngineError.runtime(
            "Expected 'reduce' to be one of 'sum', 'prod', 'mean', 'amax', 'amin' but got \(word).")
        }
        let shared = try g / Gathering.scatterAdd(isOwn, d, index, isOther)
        (forX, forSource) = (try isOwn * shared, try isOther * Gathering.gather(shared, d, index))
      }
      if !keeps {
        let zeros = Tensor(try NDArray.zeros(shape: index.shape, forX.dtype))
        forX = try Gathering.scatter(forX, d, index, zeros)
      }
      return [forX, forSource]
    }
  }

  /// A tensor's elements with those of a source that indices send to them, and for a mean how many each of them is of.
  static func gatheredUp(
    _ x: Tensor, _ dim: Int, _ index: Tensor, _ source: NDArray, _ word: String, _ placing: NDArray.Placing,
    _ keeps: Bool
  ) throws -> (data: NDArray, counts: Tensor?) {
    let start = keeps ? x.data : try cleared(x.data, dim, index, neutral(word, x.dtype))
    let data = try start.scattered(dim, index.data, source, placing)
    guard word == "mean" else { return (data, nil) }
    let counts = try counts(x, dim, index, keeps)
    if x.dtype.isFloatingPoint { return (try Elementwise.zip(Div.self, data, counts.data), counts) }
    return (try withoutRecording { try FloorDivide.rounded(Tensor(data), counts, "floor") }.data, counts)
  }

  /// The gradients of a product, where those of zeros are the products of the other factors.
  private static func ofProduct(
    _ g: Tensor, _ x: Tensor, _ source: Tensor, _ result: Tensor, _ dim: Int, _ index: Tensor, _ keeps: Bool
  ) throws -> (Tensor, Tensor) {
    let own = try Masking.fill(x, Equal.of(x, .int(0)), .int(1))
    let forX = try g * reduced(own, dim, index, source, "prod", keeps) / own
    let isZero = try Equal.of(source, .int(0))
    let none = Tensor(try NDArray.zeros(shape: x.shape, x.dtype))
    let zeros = try Gathering.gather(
      Gathering.scatterAdd(none, dim, index, Casts.to(isZero, x.dtype)), dim, index)
    let isOnly = try LogicalAnd.of(isZero, Equal.of(zeros, .int(1)))
    let others = try reduced(x, dim, index, Masking.fill(source, isOnly, .int(1)), "prod", keeps)
    let forSource = try Where.of(
      isOnly, Gathering.gather(g * others, dim, index),
      Gathering.gather(g * result, dim, index) / Masking.fill(source, isZero, .int(1)))
    guard zeros.data.doubles().contains(where: { $0 > 1 }) else { return (forX, forSource) }
    let once = Recording.record("DelayedErrorBackward", [forSource], forSource.data) { _ in
      throw EngineError.runtime(
        "scatter_reduce(): Double backward is unsupported for src when >1 zeros in src are scattered to the same position "
          + "in self")
    }
    return (forX, once)
  }

  /// Where nothing of the tensor itself counts, the reduction begins at its neutral element.
  private static func neutral(_ word: String, _ dtype: DType) -> Number {
    switch word {
    case "prod": .int(1)
    case "amax", "max": dtype.isFloatingPoint ? .float(-.infinity) : .int(extremes(dtype).lowest)
    case "amin", "min": dtype.isFloatingPoint ? .float(.infinity) : .int(extremes(dtype).highest)
    default: .int(0)
    }
  }

  private static func extremes(_ dtype: DType) -> (lowest: Int, highest: Int) {
    if dtype == .bool { return (0, 1) }
    let bits = 8 * dtype.size
    return dtype == .uint8 ? (0, 255) : (-1 << (bits - 1), Int(bitPattern: UInt.max >> UInt(65 - bits)))
  }

  private static func cleared(_ x: NDArray, _ dim: Int, _ index: Tensor, _ number: Number) throws -> NDArray {
    try x.scattered(dim, index.data, NDArray.filled(shape: index.shape, number, x.dtype).inMemory())
  }

  private static func counts(_ x: Tensor, _ dim: Int, _ index: Tensor, _ keeps: Bool) throws -> Tensor {
    let ones = try NDArray.filled(shape: x.shape, .int(1), x.dtype)
    let start = keeps ? ones : try cleared(ones, dim, index, .int(0))
    return Tensor(
      try start.scattered(dim, index.data, NDArray.filled(shape: index.shape, .int(1), x.dtype).inMemory(), .add))
  }
}
