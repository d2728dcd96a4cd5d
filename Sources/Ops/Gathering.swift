import Autograd
import NDArray

/// Elements picked and placed by tensors of indices.
public enum Gathering {
  private static let index = Typed<Tensor>("index")

  // MARK: gather, scatter

  public static let gather = Op(
    "gather", "Elements along a dimension, each at the place its index says.",
    formula: "y[i, j] = x[i, index[i, j]] for dim=1",
    Overload(
      "GatherBackward0", Arg.input, Arg.dim, index,
      Typed<Bool>("sparse_grad", default: .number(.bool(false)), keywordOnly: true),
      samples: [Sample(.random([2, 3]), .number(.int(1)), .indices([2, 0, 1, 1], [2, 2]))]
    ) { x, dim, index, _ in try gather(x, dim, index) },
    examples: ["torch.tensor([[1, 2], [3, 4]]).gather(1, torch.tensor([[1], [0]]))"])

  static func gather(_ x: Tensor, _ dim: Int, _ index: Tensor) throws -> Tensor {
    let d = try Dims.resolve(dim, x.rank)
    guard index.count == 0 || index.dtype == .int64 || index.dtype == .int32 else {
      throw EngineError.runtime("gather(): Expected dtype int32/int64 for index")
    }
    if index.count > 0 {
      guard Swift.max(index.rank, 1) == Swift.max(x.rank, 1) else {
        throw EngineError.runtime("Index tensor must have the same number of dimensions as input tensor")
      }
      for k in 0..<Swift.min(x.rank, index.rank) where k != d && index.shape[k] > x.shape[k] {
        throw EngineError.runtime(
          "Size does not match at dimension \(k) expected index \(Layout.text(index.shape)) to be no larger than self "
            + "\(Layout.text(x.shape)) apart from dimension \(d)")
      }
      try checkBounds(index, d, x.rank == 0 ? 1 : x.shape[d])
    }
    let shape = x.shape
    return Recording.record("GatherBackward0", [x], try x.data.gathered(d, index.data), keeping: [index]) {
      derivation in
      let zeros = Tensor(try NDArray.zeros(shape: shape, derivation.gradient.dtype))
      return [try scatterAdd(zeros, d, derivation.kept(0), derivation.gradient)]
    }
  }

  /// - Throws: `RuntimeError` for the first index out of range.
  private static func checkBounds(_ index: Tensor, _ dim: Int, _ size: Int) throws {
    for i in index.data.ints() where i < 0 || i >= size {
      throw EngineError.runtime("index \(i) is out of bounds for dimension \(dim) with size \(size)")
    }
  }

  public static let scatter = Op(
    "scatter", "A copy with elements placed along a dimension where the index says.",
    formula: "y[i, index[i, j]] = src[i, j] for dim=1", forms: .elementwise,
    Overload(
      "ScatterBackward0", Arg.input, Arg.dim, index, Typed<Tensor>("src"),
      samples: [Sample(.random([2, 3]), .number(.int(1)), .indices([2, 0], [2, 1]), .random([2, 3]))]
    ) { try scatter($0, $1, $2, $3) }.checkedInPlace(InPlace.checkApart),
    Overload(
      "ScatterBackward1", Arg.input, Arg.dim, index, Typed<Number>("value"),
      samples: [Sample(.random([2, 3]), .number(.int(1)), .indices([2, 0], [2, 1]), .number(.float(2)))]
    ) { x, dim, index, value in
      let d = try checkScatter(x, dim, index, nil, "scatter")
      let filled = try NDArray.holding(value, x.dtype)
      return Recording.record("ScatterBackward1", [x], try x.data.scattered(d, index.data, filled), keeping: [index]) {
        [try cleared($0.gradient, d, $0.kept(0))]
      }
    },
    Overload(
      "ScatterReduceBackward0", Arg.input, Arg.dim, index, Typed<Tensor>("src"),
      Typed<String>("reduce", keywordOnly: true)
    ) { x, dim, index, source, reduce in
      try Warnings.warnOnce(
        "The reduce argument of torch.scatter with Tensor src is deprecated and will be removed in a future PyTorch release. "
          + "Use torch.scatter_reduce instead for more reduction options.", at: "TensorAdvancedIndexing.cpp:225")
      return try combined(x, checkScatter(x, dim, index, source, "scatter"), index, source, reduce)
    },
    Overload(
      "ScatterReduceBackward0", Arg.input, Arg.dim, index, Typed<Number>("value"),
      Typed<String>("reduce", keywordOnly: true)
    ) { x, dim, index, value, reduce in
      let d = try checkScatter(x, dim, index, nil, "scatter")
      return try combined(x, d, index, Tensor(NDArray.filled(shape: index.shape, value, x.dtype)), reduce)
    },
    examples: ["torch.zeros(3).scatter(0, torch.tensor([2]), 5.)"])

  /// Sums or products with what is already there; PyTorch has no derivative of either.
  private static func combined(_ x: Tensor, _ dim: Int, _ index: Tensor, _ source: Tensor, _ word: String) throws
    -> Tensor
  {
    guard word == "add" || word == "multiply" else {
      throw EngineError.runtime("reduce argument must be either add or multiply.")
    }
    let result = Tensor(try x.data.scattered(dim, index.data, source.data, word == "add" ? .add : .multiply))
    UnderivedNode.attach("scatter", to: result, [x, source])
    return result
  }

  static func scatter(_ x: Tensor, _ dim: Int, _ index: Tensor, _ source: Tensor) throws -> Tensor {
    let d = try checkScatter(x, dim, index, source, "scatter")
    return Recording.record(
      "ScatterBackward0", [x, source], try x.data.scattered(d, index.data, source.data), keeping: [index]
    ) {
      derivation in
      let index = try derivation.kept(0)
      return [
        derivation.needs(0) ? try cleared(derivation.gradient, d, index) : nil,
        derivation.needs(1) ? try padded(gather(derivation.gradient, d, index), source.shape) : nil,
      ]
    }
  }

  /// The gradient of a source of which only the part under the index was used.
  private static func padded(_ g: Tensor, _ shape: [Int]) throws -> Tensor {
    if g.shape == shape { return g }
    let window = g.shape
    return try Shapes.embedded(g, in: shape) { whole in
      try window.indices.reduce(whole) { try Shapes.slice($0, $1, 0, window[$1], 1) }
    }
  }

  private static func cleared(_ g: Tensor, _ dim: Int, _ index: Tensor) throws -> Tensor {
    let data = try g.data.scattered(dim, index.data, NDArray(.int(0), g.dtype))
    return Recording.record("ScatterBackward1", [g], data, keeping: [index]) {
      [try cleared($0.gradient, dim, $0.kept(0))]
    }
  }

  private static func checkScatter(
    _ x: Tensor, _ dim: Int, _ index: Tensor, _ source: Tensor?, _ name: String
  ) throws -> Int {
    let d = try Dims.resolve(dim, x.rank)
    guard index.count == 0 || index.dtype == .int64 || index.dtype == .int32 else {
      throw EngineError.runtime("\(name)(): Expected dtype int32/int64 for index")
    }
    if let source, source.dtype != x.dtype {
      throw EngineError.runtime("\(name)(): Expected self.dtype to be equal to src.dtype")
    }
    guard index.count > 0 else { return d }
    guard Swift.max(index.rank, 1) == Swift.max(x.rank, 1) else {
      throw EngineError.runtime("Index tensor must have the same number of dimensions as self tensor")
    }
    if let source {
      guard Swift.max(index.rank, 1) == Swift.max(source.rank, 1) else {
        throw EngineError.runtime("Index tensor must have the same number of dimensions as src tensor")
      }
    }
    let fits = (0..<Swift.min(x.rank, index.rank)).allSatisfy { k in
      (k == d || index.shape[k] <= x.shape[k])
        && (source.map { $0.rank == 0 || index.shape[k] <= $0.shape[k] } ?? true)
    }
    guard fits else {
      throw EngineError.runtime(
        "Expected index \(Layout.text(index.shape)) to be no larger than self \(Layout.text(x.shape)) apart from dimension "
          + "\(d)" + (source.map { " and to be no larger size than src \(Layout.text($0.shape))" } ?? ""))
    }
    try checkBounds(index, d, x.rank == 0 ? 1 : x.shape[d])
    return d
  }

  public static let scatterAddOp = Op(
    "scatter_add", "A copy with elements added along a dimension where the index says.",
    formula: "y[i, index[i, j]] += src[i, j] for dim=1", forms: .elementwise,
    Overload(
      "ScatterAddBackward0", Arg.input, Arg.dim, index, Typed<Tensor>("src"),
      samples: [Sample(.random([2, 3]), .number(.int(1)), .indices([2, 2, 0, 1], [2, 2]), .random([2, 2]))],
      run: scatterAdd
    ).checkedInPlace(InPlace.checkApart),
    examples: ["torch.zeros(3).scatter_add(0, torch.tensor([1, 1]), torch.tensor([2., 3.]))"])

  static func scatterAdd(_ x: Tensor, _ dim: Int, _ index: Tensor, _ source: Tensor) throws -> Tensor {
    let d = try checkScatter(x, dim, index, source, "scatter")
    return Recording.record(
      "ScatterAddBackward0", [x, source], try x.data.scattered(d, index.data, source.data, .add), keeping: [index]
    ) { derivation in
      [
        derivation.gradient,
        derivation.needs(1) ? try padded(gather(derivation.gradient, d, derivation.kept(0)), source.shape) : nil,
      ]
    }
  }

  // MARK: Along one dimension

  public static let indexSelectOp = Op(
    "index_select", "The indices of a dimension that a vector names.",
    Overload(
      "IndexSelectBackward0", Arg.input, Arg.dim, index,
      samples: [Sample(.random([3, 2]), .number(.int(0)), .indices([2, 0, 2], [3]))], run: indexSelect),
    examples: ["torch.tensor([10, 20, 30]).index_select(0, torch.tensor([2, 0]))"])

  static func indexSelect(_ x: Tensor, _ dim: Int, _ index: Tensor) throws -> Tensor {
    let d = try Dims.resolve(dim, x.rank)
    guard index.rank <= 1 else {
      throw EngineError(.indexError, "index_select(): Index is supposed to be a vector")
    }
    if x.rank == 0, index.count != 1 {
      throw EngineError.runtime("index_select(): Index to scalar can have only 1 value, got \(index.count) value(s)")
    }
    guard index.dtype == .int64 || index.dtype == .int32 else {
      throw EngineError.runtime("index_select(): Expected dtype int32 or int64 for index")
    }
    let rows = index.data.ints()
    let size = x.rank == 0 ? 1 : x.shape[d]
    if x.rank > 1, x.count == 0, size == 0, !rows.isEmpty {
      throw EngineError.runtime("index_select(): self indexing axis dim should be positive")
    }
    if let outside = rows.first(where: { $0 < 0 || $0 >= size }) {
      guard x.rank > 1, d == 1 || x.count == 0 else { throw EngineError(.indexError, "index out of range in self") }
      throw EngineError.runtime("INDICES element is out of DATA bounds, id=\(outside) axis_dim=\(size)")
    }
    let shape = x.shape
    let data = x.rank == 0 ? try x.data.copied() : try x.data.indexSelected(d, rows)
    return Recording.record("IndexSelectBackward0", [x], data, keeping: [index]) { derivation in
      let zeros = Tensor(try NDArray.zeros(shape: shape, derivation.gradient.dtype))
      if shape.isEmpty { return [try Shapes.reshape(derivation.gradient, [])] }
      return [try indexAdd(zeros, d, derivation.kept(0), derivation.gradient, .int(1))]
    }
  }

  public static let indexAddOp = Op(
    "index_add", "A copy with rows added at the indices of a dimension.", forms: .elementwise,
    Overload(
      "IndexAddBackward0", Arg.input, Arg.dim, index, Typed<Tensor>("source"),
      Typed<Number>("alpha", default: .number(.int(1)), keywordOnly: true),
      samples: [Sample(.random([3, 2]), .number(.int(0)), .indices([2, 0], [2]), .random([2, 2]), .number(.int(2)))],
      inPlace: .checked, run: indexAdd
    ).checkedInPlace(InPlace.checkApart),
    examples: ["torch.zeros(3).index_add(0, torch.tensor([0, 2]), torch.tensor([1., 2.]))"])

  static func indexAdd(_ x: Tensor, _ dim: Int, _ index: Tensor, _ source: Tensor, _ alpha: Number) throws -> Tensor {
    let d = try Dims.resolve(dim, x.rank)
    let rows = try checkedRows("index_add_", x, d, index, source)
    let size = x.rank == 0 ? 1 : x.shape[d]
    let isEmpty = x.rank > 1 && source.count == 0 || x.rank > 1 && x.count == 0
    if !isEmpty, let outside = rows.first(where: { $0 < 0 || $0 >= size }) {
      guard x.rank > 1, d == 0 || d == x.rank - 1, alpha.asDouble == 1 else {
        throw EngineError(.indexError, "index out of range in self")
      }
      throw EngineError.runtime("index \(outside) is out of bounds for dimension \(d) with size \(size)")
    }
    // The factor is first made a number of the tensor's dtype.
    let factor = NDArray(alpha, x.dtype).item
    let scaled: NDArray
    if alpha == .int(1) {
      scaled = source.data
    } else if x.dtype == .bool {
      scaled = alpha.asDouble != 0 ? source.data : try NDArray.zeros(shape: source.shape, .bool)
    } else {
      scaled = try Elementwise.zip(Mul.self, source.data, factor)
    }
    let data: NDArray
    if isEmpty {
      data = try x.data.copied()
    } else if x.rank == 0 {
      data = try Elementwise.zip(Add.self, x.data, scaled)
    } else {
      var shape = [Int](repeating: 1, count: source.rank)
      shape[d] = rows.count
      let spread = try NDArray.ints(rows, shape: shape).expanded(to: source.shape)
      data = try x.data.scattered(d, spread, scaled, .add)
    }
    return Recording.record("IndexAddBackward0", [x, source], data, keeping: [index]) { derivation in
      var forSource: Tensor?
      if derivation.needs(1) {
        let picked = try indexSelect(derivation.gradient, d, derivation.kept(0))
        forSource = alpha == .int(1) ? picked : try Mul.of(picked, alpha)
      }
      return [derivation.gradient, forSource]
    }
  }

  /// The indices of rows to which those of a source go.
  ///
  /// - Throws: `IndexError` and `RuntimeError` in PyTorch's words for indices and sources that are none.
  static func checkedRows(
    _ name: String, _ x: Tensor, _ d: Int, _ index: Tensor, _ source: Tensor
  ) throws -> [Int] {
    let rows = index.data.ints()
    guard index.rank <= 1 else {
      throw EngineError(
        .indexError,
        "\(name)(): Index is supposed to be a vector, but got dim: \(index.rank) with type: \(index.dtype.scalarTypeName) and size: \(Layout.text(index.shape))"
      )
    }
    guard index.dtype == .int64 || index.dtype == .int32 else {
      throw EngineError.runtime(
        "\(name)(): Expected dtype int32/int64 for index but got: \(index.dtype.scalarTypeName)")
    }
    if source.rank == 0, rows.count != 1 {
      throw EngineError(.indexError, "Dimension specified as \(d) but tensor has no dimensions")
    }
    guard x.dtype == source.dtype else {
      throw EngineError.runtime(
        "\(name)(): self (\(x.dtype.scalarTypeName)) and source (\(source.dtype.scalarTypeName)) must have the same scalar type"
      )
    }
    let length = source.rank == 0 ? 1 : source.shape[Swift.min(d, source.rank - 1)]
    guard rows.count == length else {
      throw EngineError.runtime(
        "\(name)(): Number of indices (\(rows.count)) should be equal to source.size(dim): (\(length)), for dim: \(d)"
      )
    }
    guard x.rank == source.rank, x.shape.indices.allSatisfy({ $0 == d || x.shape[$0] == source.shape[$0] }) else {
      throw EngineError.runtime(
        "source tensor shape must match self tensor shape, excluding the specified dimension. Got self.shape = "
          + "\(Layout.text(x.shape)) source.shape = \(Layout.text(source.shape))")
    }
    return rows
  }

  public static let indexFill = Op(
    "index_fill", "A copy with one value at the indices of a dimension.", forms: .elementwise,
    Overload(
      "IndexFillBackward1", Arg.input, Arg.dim, index, Typed<Tensor>("value"),
      samples: [Sample(.random([3, 2]), .number(.int(0)), .indices([2], [1]), .random([]))],
      inPlace: .stretched { try fillStretched($0, Tensor.from($0[3]).data) }
    ) { x, dim, index, value in
      guard value.rank == 0 else {
        throw EngineError.runtime(
          "index_fill_ only supports a 0-dimensional value tensor, but got tensor with \(value.rank) dimension(s).")
      }
      let d = try checkFill(x, dim, index)
      let number = value.data.item
      let data = try withoutRecording { try placed("IndexFillBackward1", x, d, index) { try $0.fill(number) } }.data
      return Recording.record("IndexFillBackward1", [x, value], data, keeping: [index]) { derivation in
        let index = try derivation.kept(0)
        // The value stands once at each place, however often that is named.
        let rows = Set(index.data.ints()).sorted()
        let places = Tensor(try NDArray.ints(rows, shape: [rows.count]))
        return [
          derivation.needs(0)
            ? try placed("IndexFillBackward0", derivation.gradient, d, index) { try $0.fill(.int(0)) } : nil,
          derivation.needs(1) ? try Sum.all(indexSelect(derivation.gradient, d, places)) : nil,
        ]
      }
    },
    Overload(
      "IndexFillBackward0", Arg.input, Arg.dim, index, Typed<Number>("value"),
      samples: [Sample(.random([3, 2]), .number(.int(0)), .indices([2], [1]), .number(.float(1)))],
      inPlace: .stretched { try fillStretched($0, NDArray(Number.from($0[3]), Tensor.from($0[0]).dtype)) }
    ) { x, dim, index, value in
      let d = try checkFill(x, dim, index)
      try x.dtype.checkHolds(value)
      return try fill(x, d, index, value)
    },
    examples: ["torch.zeros(3).index_fill(0, torch.tensor([0, 2]), 1)"])

  static func fill(_ x: Tensor, _ dim: Int, _ index: Tensor, _ value: Number) throws -> Tensor {
    try placed("IndexFillBackward0", x, dim, index) { try $0.fill(value) }
  }

  /// `x.index_fill_(dim, index, value)` where elements of x share memory.
  private static func fillStretched(_ arguments: [Argument], _ value: NDArray) throws {
    let x = try Tensor.from(arguments[0])
    try Indexing.warnOfFill(x)
    let dim = try Dims.resolve(Int.from(arguments[1]), x.rank)
    try Advanced(x, [(dim, Tensor.from(arguments[2]))]).write(value.converted(to: x.dtype), into: x.data)
  }

  /// - Throws: `IndexError` and `RuntimeError` in PyTorch's words for indices that are none.
  private static func checkFill(_ x: Tensor, _ dim: Int, _ index: Tensor) throws -> Int {
    guard index.dtype == .int64 else {
      throw EngineError(.indexError, "index_fill_(): Expected dtype int64 for index.")
    }
    let d = try Dims.resolve(dim, x.rank)
    guard index.rank <= 1 else { throw EngineError.runtime("Index has to be a vector/scalar") }
    return d
  }

  /// A copy whose rows at some indices a closure overwrites; they get no gradient.
  private static func placed(
    _ name: String, _ x: Tensor, _ dim: Int, _ index: Tensor, _ write: (inout NDArray) throws -> Void
  ) throws -> Tensor {
    let size = x.rank == 0 ? 1 : x.shape[dim]
    let data = try x.data.cloned().inMemory()
    if size == 0 {
      var shape = x.shape
      shape[dim] = index.count
      try refuseView(of: data, shape, dim)
    }
    for i in index.data.ints() {
      guard i >= -size, i < size else {
        throw EngineError(.indexError, "index \(i) is out of bounds for dimension \(dim) with size \(size)")
      }
      var row = x.rank == 0 ? data : data.selected(dim, i < 0 ? i + size : i)
      try write(&row)
    }
    return Recording.record(name, [x], data, keeping: [index]) { derivation in
      [try placed(name, derivation.gradient, dim, derivation.kept(0)) { try $0.fill(.int(0)) }]
    }
  }

  /// - Throws: `RuntimeError` where there is no first row, of which PyTorch makes a view before it looks at indices.
  private static func refuseView(of data: NDArray, _ shape: [Int], _ dim: Int) throws {
    guard !shape.contains(0) else { return }
    var strides = data.layout.strides
    strides[dim] = 0
    let bytes = data.dtype.size * (1 + zip(shape, strides).reduce(0) { $0 + ($1.0 - 1) * $1.1 })
    throw EngineError.runtime(
      "setStorage: sizes \(Layout.text(shape)), strides \(Layout.text(strides)), storage offset 0, and itemsize "
        + "\(data.dtype.size) requiring a storage size of \(bytes) are out of bounds for storage of size 0")
  }

  /// - Throws: `RuntimeError` where rows are not of one shape.
  private static func checkSlices(_ x: Tensor, _ dim: Int, _ source: Tensor) throws {
    func slice(_ shape: [Int]) -> [Int] { shape.indices.filter { $0 != dim }.map { shape[$0] } }
    let (own, other) = (slice(x.shape), slice(source.shape))
    guard own != other else { return }
    func text(_ sizes: [Int]) -> String { sizes.map(String.init).joined(separator: " ") }
    throw EngineError.runtime(
      "index_copy_(): Source/destination tensor must have same slice shapes. Destination slice shape: \(text(own)) at "
        + "dimension \(dim) and source slice shape: \(text(other)) at dimension 0.")
  }

  public static let indexCopy = Op(
    "index_copy", "A copy with rows replaced at the indices of a dimension.", forms: .elementwise,
    Overload(
      "IndexCopyBackward0", Arg.input, Arg.dim, index, Typed<Tensor>("source"),
      samples: [Sample(.random([3, 2]), .number(.int(0)), .indices([2, 0], [2]), .random([2, 2]))]
    ) { x, dim, index, source in
      let d = try Dims.resolve(dim, x.rank)
      guard index.rank <= 1 else {
        throw EngineError(
          .indexError, "index_copy_(): Index should have dimension 1 or 0 (got \(index.rank))")
      }
      if source.rank == 0, index.count != 1 {
        throw EngineError(
          .indexError, "index_copy_(): When source is scalar, index should have one element (got \(index.count))")
      }
      guard x.rank == source.rank || x.rank == 0 || source.rank == 0 else {
        throw EngineError(
          .indexError,
          "index_copy_(): When source and destination are not scalars, their dimensionality must match. Source "
            + "dimensionality (\(source.rank)), destination dimensionality (\(x.rank))")
      }
      guard index.dtype == .int64 else {
        throw EngineError.runtime(
          "index_copy_(): Expected a long tensor for index, but got \(index.dtype.scalarTypeName)")
      }
      guard x.dtype == source.dtype else {
        throw EngineError.runtime(
          "index_copy_(): self and source expected to have the same dtype, but got (self) \(x.dtype.scalarTypeName) and "
            + "(source) \(source.dtype.scalarTypeName)")
      }
      let rows = index.data.ints()
      try checkSlices(x, d, source)
      guard source.rank == 0 || source.shape[d] == rows.count else {
        throw EngineError(
          .indexError,
          "index_copy_(): Number of indices (\(rows.count)) should be equal to source.size(dim) (\(source.shape[d]))")
      }
      let data = try x.data.copied().inMemory()
      let size = x.rank == 0 ? 1 : x.shape[d]
      if size == 0 { try refuseView(of: data, source.shape, d) }
      for (k, i) in rows.enumerated() {
        guard i >= 0, i < size else {
          throw EngineError(
            .indexError, "index_copy_(): index \(i) is out of bounds for dimension \(d) with size \(size)")
        }
        let row = source.rank == 0 ? source.data : try source.data.inMemory(k, d)
        if x.rank == 0 { data.assign(row) } else { data.selected(d, i).assign(row) }
      }
      return Recording.record("IndexCopyBackward0", [x, source], data, keeping: [index]) { derivation in
        let index = try derivation.kept(0)
        return [
          derivation.needs(0)
            ? try placed("IndexFillBackward0", derivation.gradient, d, index) { try $0.fill(.int(0)) } : nil,
          derivation.needs(1) ? try indexSelect(derivation.gradient, d, index) : nil,
        ]
      }
    }.checkedInPlace(InPlace.checkApart),
    examples: ["torch.zeros(3).index_copy(0, torch.tensor([2, 0]), torch.tensor([1., 2.]))"])

  // MARK: By position

  public static let take = Op(
    "take", "The elements at positions of the flattened tensor.",
    Overload(
      "TakeBackward0", Arg.input, index, samples: [Sample(.random([2, 3]), .indices([5, 0, 0, -1], [2, 2]))], run: take),
    examples: ["torch.take(torch.tensor([[1, 2], [3, 4]]), torch.tensor([0, 3]))"])

  static func take(_ x: Tensor, _ index: Tensor) throws -> Tensor {
    guard index.dtype == .int64 else {
      throw EngineError.runtime("take(): Expected a long tensor for index, but got \(index.dtype.scalarTypeName)")
    }
    let count = x.count
    if count == 0, index.count > 0 {
      throw EngineError(.indexError, "take(): tried to take from an empty tensor")
    }
    let places = try index.data.ints().map { i in
      guard i >= -count, i < count else {
        throw EngineError(.indexError, "out of range: tried to access index \(i) on a tensor of \(count) elements.")
      }
      return i < 0 ? i + count : i
    }
    let positions = Tensor(try NDArray.ints(places, shape: [places.count]))
    let shape = x.shape
    let data = try x.data.taken(positions.data).reshaped(index.shape)
    return Recording.record("TakeBackward0", [x], data, keeping: [positions]) { derivation in
      let zeros = Tensor(try NDArray.zeros(shape: [count], derivation.gradient.dtype))
      let flat = try scatterAdd(zeros, 0, derivation.kept(0), Shapes.reshape(derivation.gradient, [-1]))
      return [try Shapes.reshape(flat, shape).placed(as: x)]
    }
  }

  public static let takeAlongDim = Op(
    "take_along_dim", "Elements along a dimension, each at the place its index says, both stretched to each other.",
    Overload(
      "GatherBackward0", Arg.input, Typed<Tensor>("indices"), Typed<Int?>("dim", default: Parameter.Default.none),
      samples: [Sample(.random([2, 3]), .indices([2, 1], [2, 1]), .number(.int(1)))]
    ) { x, index, dim in
      guard index.dtype == .int64 else {
        throw EngineError.runtime(
          "torch.take_along_dim(): dtype of indices should be Long but got \(index.dtype.scalarTypeName)")
      }
      guard let dim else { return try gather(Shapes.view(x, [-1]), 0, Shapes.view(index, [-1])) }
      guard x.rank == index.rank else {
        throw EngineError.runtime(
          "torch.take_along_dim(): input and indices should have the same number of dimensions, but got \(x.rank) "
            + "dimensions for input, and \(index.rank) dimensions for indices")
      }
      let d = try Dims.resolve(dim, x.rank)
      guard x.rank > 0 else {
        throw EngineError(.indexError, "Dimension specified as 0 but tensor has no dimensions")
      }
      var a = x.shape
      var b = index.shape
      if !a.isEmpty { a[d] = 1; b[d] = 1 }
      var both = try Broadcast.shape(a, b)
      if !both.isEmpty { both[d] = x.shape[d] }
      let source = try Shapes.expand(x, both)
      if x.shape[d] == 0, index.count > 0 { throw EngineError.runtime("ZeroDivisionError") }
      if !both.isEmpty { both[d] = index.shape[d] }
      let stretched = try Shapes.expand(index, both)
      // Indices count from the end, too.
      let size = x.shape[d]
      let places = try withoutRecording { try Remainder.of(stretched, .int(Swift.max(size, 1))) }
      return try gather(source, d, places)
    },
    examples: ["torch.take_along_dim(torch.tensor([[3, 1], [2, 4]]), torch.tensor([[1], [0]]), 1)"])
}

extension NDArray {
  /// The part at an index of a dimension.
  fileprivate func inMemory(_ index: Int, _ dim: Int) throws -> NDArray { try inMemory().selected(dim, index) }
}
