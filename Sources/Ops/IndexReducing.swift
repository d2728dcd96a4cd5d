import Autograd
import NDArray

/// Rows that meet where the indices of a dimension send them, and elements put at positions.
public enum IndexReducing {
  public static let reduce = Op(
    "index_reduce", "Rows gathered up at the indices of a dimension: multiplied, averaged, or the extreme.",
    forms: .elementwise,
    Overload(
      "IndexReduceBackward0", Arg.input, Arg.dim, Typed<Tensor>("index"), Typed<Tensor>("source"),
      Typed<String>("reduce"), Typed<Bool>("include_self", default: .number(.bool(true)), keywordOnly: true),
      samples: ["mean", "amax", "amin", "prod"].flatMap { word in
        [true, false].map { keeps in
          Sample(
            .random([2, 3], 0.5...1.5), .number(.int(1)), .indices([0, 2, 0], [3]), .random([2, 3], 0.5...1.5),
            .text(word), .number(.bool(keeps)))
        }
      }
    ) { x, dim, index, source, word, keeps in
      guard let placing = placings[word] else {
        throw EngineError.runtime(
          "index_reduce(): Expected reduce to be one of prod, mean, amax or amin but got \(word).")
      }
      return try Reduction(x, Dims.resolve(dim, x.rank), index, source, word, placing, keeps).reduced()
    }.checkedInPlace(InPlace.checkApart),
    examples: ["torch.ones(2).index_reduce(0, torch.tensor([0, 0]), torch.tensor([2., 3.]), 'prod')"])

  private static let placings: [String: NDArray.Placing] = [
    "mean": .add, "prod": .multiply, "amax": .highest, "amin": .lowest,
  ]

  public static let put = Op(
    "put", "A copy with values at positions of the flattened tensor.", forms: .elementwise,
    Overload(
      "PutBackward0", Arg.input, Typed<Tensor>("index"), Typed<Tensor>("source"),
      Typed<Bool>("accumulate", default: .number(.bool(false))),
      samples: [
        Sample(.random([2, 3]), .indices([5, 0, -2], [3]), .random([3]), .number(.bool(false))),
        Sample(.random([2, 3]), .indices([5, 0, 5], [3]), .random([3]), .number(.bool(true))),
      ], run: put
    ).checkedInPlace(InPlace.checkApart),
    examples: ["torch.zeros(2, 2).put(torch.tensor([0, 3]), torch.tensor([1., 2.]))"])

  static func put(_ x: Tensor, _ index: Tensor, _ source: Tensor, _ accumulate: Bool) throws -> Tensor {
    let places = try checkedPlaces(x, index, source)
    let values = try source.data.contiguous().inMemory().reshaped([places.count])
    let flat = try x.data.contiguous().inMemory().reshaped([x.count])
    let data = try flat.indexPut([places], [0], indexShape: [places.count], values, accumulate: accumulate)
      .reshaped(x.shape).laidOut(like: x.data)
    let (shape, dtype) = (source.shape, source.dtype)
    return Recording.record("PutBackward0", [x, source], data, keeping: [index]) { d in
      let index = try d.kept(0)
      var forInput: Tensor?
      if d.needs(0) {
        let zeros = Tensor(try NDArray.zeros(shape: shape, dtype))
        forInput = accumulate ? d.gradient : try put(d.gradient, index, zeros, false)
      }
      return [forInput, d.needs(1) ? try Shapes.reshape(Gathering.take(d.gradient, index), shape) : nil]
    }
  }

  /// Positions counted from the front.
  ///
  /// - Throws: `IndexError` and `RuntimeError` in PyTorch's words for positions that are none.
  private static func checkedPlaces(_ x: Tensor, _ index: Tensor, _ source: Tensor) throws -> [Int] {
    guard index.dtype == .int64 else {
      throw EngineError.runtime("put_(): Expected a long tensor for index, but got \(index.dtype.scalarTypeName)")
    }
    guard x.dtype == source.dtype else {
      throw EngineError.runtime(
        "put_(): self and source expected to have the same dtype, but got self.dtype = \(x.dtype.scalarTypeName) and "
          + "source.dtype = \(source.dtype.scalarTypeName)")
    }
    guard source.count == index.count else {
      throw EngineError(
        .indexError,
        "put_(): Expected source and index to have the same number of elements, but got source.numel() = "
          + "\(source.count), index.numel() = \(index.count)")
    }
    let count = x.count
    if count == 0, index.count > 0 {
      throw EngineError(.indexError, "put_(): Tried to put elements into an empty tensor")
    }
    return try index.data.ints().map { i in
      guard i >= -count, i < count else {
        throw EngineError(.indexError, "out of range: tried to access index \(i) on a tensor of \(count) elements.")
      }
      return i < 0 ? i + count : i
    }
  }
}

/// Rows of a source gathered up in a tensor.
private struct Reduction {
  let x: Tensor
  let dim: Int
  let index: Tensor
  let source: Tensor
  let word: String
  let placing: NDArray.Placing
  /// Whether the tensor's own elements count.
  let keeps: Bool

  init(
    _ x: Tensor, _ dim: Int, _ index: Tensor, _ source: Tensor, _ word: String, _ placing: NDArray.Placing,
    _ keeps: Bool
  ) {
    (self.x, self.dim, self.index, self.source) = (x, dim, index, source)
    (self.word, self.placing, self.keeps) = (word, placing, keeps)
  }

  func reduced() throws -> Tensor {
    try Warnings.warnOnce(
      "index_reduce() is in beta and the API may change at any time.", at: "TensorAdvancedIndexing.cpp:1523")
    let rows = try Gathering.checkedRows("index_reduce_", x, dim, index, source)
    if word == "mean" { try x.dtype.refuseBool("div_floor_cpu") }
    let size = x.rank == 0 ? 1 : x.shape[dim]
    if source.count > 0, rows.contains(where: { $0 < 0 || $0 >= size }) {
      throw EngineError(.indexError, "index out of range in self")
    }
    let data = try values(x, rows, source)
    return Recording.record(
      "IndexReduceBackward0", [x, source], data, keeping: [x, source, index], keepsResult: true, derivative: derived)
  }

  private func values(_ x: Tensor, _ rows: [Int], _ source: Tensor) throws -> NDArray {
    let flat = x.rank == 0 ? Tensor(try x.data.copied().inMemory().reshaped([1])) : x
    let rowsOf = source.rank == 0 ? try source.data.inMemory().reshaped([1]) : source.data
    var shape = [Int](repeating: 1, count: max(source.rank, 1))
    shape[dim] = rows.count
    let spread = Tensor(try NDArray.ints(rows, shape: shape).expanded(to: rowsOf.shape).contiguous())
    return try Scattering.gatheredUp(flat, dim, spread, rowsOf, word, placing, keeps).data.reshaped(x.shape)
  }

  // MARK: Derivative

  private func derived(_ d: Derivation) throws -> [Tensor?] {
    let (own, other, index, result) = (try d.kept(0), try d.kept(1), try d.kept(2), try d.kept(3))
    var (forX, forSource) =
      switch word {
      case "prod": try ofProduct(d.gradient, own, other, index, result)
      case "mean": try ofMean(d.gradient, other, index)
      default: try ofExtreme(d.gradient, own, other, index, result)
      }
    if !keeps { forX = try Gathering.fill(forX, dim, index, .int(0)) }
    return [forX, forSource]
  }

  private func ofMean(_ g: Tensor, _ source: Tensor, _ index: Tensor) throws -> (Tensor, Tensor) {
    let start = Tensor(try NDArray.filled(shape: g.shape, .int(keeps ? 1 : 0), g.dtype))
    let ones = Tensor(try NDArray.filled(shape: source.shape, .int(1), g.dtype))
    let added = try withoutRecording { try Gathering.indexAdd(start, dim, index, ones, .int(1)) }
    let counts = try Masking.fill(added, Equal.of(added, .int(0)), .int(1))
    return (
      try g / counts, try Gathering.indexSelect(g, dim, index) / Gathering.indexSelect(counts, dim, index)
    )
  }

  private func ofExtreme(
    _ g: Tensor, _ x: Tensor, _ source: Tensor, _ index: Tensor, _ result: Tensor
  ) throws -> (Tensor, Tensor) {
    let isOwn = try Casts.to(Equal.of(x, result), g.dtype)
    let isOther = try Casts.to(Equal.of(source, Gathering.indexSelect(result, dim, index)), g.dtype)
    let shared = try g / Gathering.indexAdd(isOwn, dim, index, isOther, .int(1))
    return (try isOwn * shared, try isOther * Gathering.indexSelect(shared, dim, index))
  }

  /// The gradients of a product, where those of zeros are the products of the other factors.
  private func ofProduct(
    _ g: Tensor, _ x: Tensor, _ source: Tensor, _ index: Tensor, _ result: Tensor
  ) throws -> (Tensor, Tensor) {
    func product(_ x: Tensor, _ source: Tensor) throws -> Tensor {
      try Reduction(x, dim, index, source, word, placing, keeps).reduced()
    }
    func picked(_ x: Tensor) throws -> Tensor { try Gathering.indexSelect(x, dim, index) }
    let own = try Masking.fill(x, Equal.of(x, .int(0)), .int(1))
    let forX = try g * product(own, source) / own
    let isZero = try Equal.of(source, .int(0))
    let none = Tensor(try NDArray.zeros(shape: x.shape, x.dtype))
    let zeros = try picked(Gathering.indexAdd(none, dim, index, Casts.to(isZero, x.dtype), .int(1)))
    let isOnly = try LogicalAnd.of(isZero, Equal.of(zeros, .int(1)))
    let others = try product(x, Masking.fill(source, isOnly, .int(1)))
    let forSource = try Where.of(
      isOnly, picked(g * others), picked(g * result) / Masking.fill(source, isZero, .int(1)))
    guard zeros.data.doubles().contains(where: { $0 > 1 }) else { return (forX, forSource) }
    let once = Recording.record("DelayedErrorBackward", [forSource], forSource.data) { _ in
      throw EngineError.runtime(
        "index_reduce(): Double backward is unsupported for source when >1 zeros in source are scattered to the same "
          + "position in self")
    }
    return (forX, once)
  }
}
