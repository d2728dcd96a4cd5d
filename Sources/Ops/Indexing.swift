public import Autograd
public import NDArray

/// One place of an index: `x[1, 2:4, None, ..., mask]` has five.
public enum Index {
  case int(Int)
  case slice(start: Int?, stop: Int?, step: Int?)
  case none
  case ellipsis
  case bool(Bool)
  /// Indices or a mask. Nested lists have become tensors already.
  case tensor(Tensor)
}

/// Reading and writing parts of tensors.
public enum Indexing {
  // MARK: Reading

  /// `x[index]`
  ///
  /// - Throws: `IndexError` and `ValueError` in PyTorch's words.
  public static func get(_ x: Tensor, _ index: [Index]) throws -> Tensor {
    if index.count == 1 {
      switch index[0] {
      case .int(let i): return try select(x, 0, i, realDim: 0)
      case .slice(let start, let stop, let step):
        guard x.rank > 0 else { throw EngineError(.indexError, "slice() cannot be applied to a 0-dim tensor.") }
        return try slice(x, 0, start, stop, step, always: true)
      case .none: return try Shapes.unsqueeze(x, 0)
      case .ellipsis: return try alias(x)
      default: break
      }
    }
    let (sliced, tensors) = try applied(x, index)
    if tensors.isEmpty { return sliced === x ? try alias(x) : sliced }
    return try Advanced(sliced, tensors).get(sliced)
  }

  static func alias(_ x: Tensor) throws -> Tensor { try Shapes.view("AliasBackward0", x, { $0 }) { $0 } }

  static func select(_ x: Tensor, _ dim: Int, _ index: Int, realDim: Int) throws -> Tensor {
    guard x.rank > 0 else {
      guard index == 0 else {
        throw EngineError(.indexError, "index \(index) is out of bounds for dimension 0 with size 0")
      }
      throw EngineError(
        .indexError,
        "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim "
          + "tensor to a number")
    }
    let size = x.data.layout.shape[dim]
    guard index >= -size, index < size else {
      throw EngineError(.indexError, "index \(index) is out of bounds for dimension \(realDim) with size \(size)")
    }
    return try Shapes.select(x, dim, index < 0 ? index + size : index)
  }

  private static func slice(
    _ x: Tensor, _ dim: Int, _ start: Int?, _ stop: Int?, _ step: Int?, always: Bool = false
  ) throws -> Tensor {
    let by = step ?? 1
    guard by != 0 else { throw EngineError(.valueError, "slice step cannot be zero") }
    guard by > 0 else { throw EngineError(.valueError, "step must be greater than zero") }
    let size = x.data.layout.shape[dim]
    func place(_ i: Int) -> Int { min(max(i < 0 ? i + size : i, 0), size) }
    let from = place(start ?? 0)
    let to = max(place(stop ?? size), from)
    // Only bounds that are written so are the whole: `x[-n:]` is a view.
    if !always, start ?? 0 == 0, stop ?? size >= size, by == 1 { return x }
    return try Shapes.slice(x, dim, from, to, by)
  }

  /// Selects and slices; index tensors are left for later, each at its dimension of what remains.
  private static func applied(_ x: Tensor, _ index: [Index]) throws -> (Tensor, [(dim: Int, tensor: Tensor)]) {
    let specified = index.reduce(0) { count, place in
      switch place {
      case .int, .slice: count + 1
      case .tensor(let t): count + (t.dtype == .bool || t.dtype == .uint8 ? t.rank : 1)
      case .none, .ellipsis, .bool: count
      }
    }
    guard specified <= x.rank else {
      throw EngineError(.indexError, "too many indices for tensor of dimension \(x.rank)")
    }
    var result = x
    var tensors: [(dim: Int, tensor: Tensor)] = []
    var dim = 0
    // Errors name the place in the index.
    for (realDim, place) in index.enumerated() {
      switch place {
      case .int(let i):
        result = try select(result, dim, i, realDim: realDim)
      case .slice(let start, let stop, let step):
        result = try slice(result, dim, start, stop, step)
        dim += 1
      case .none:
        result = try Shapes.unsqueeze(result, dim)
        dim += 1
      case .ellipsis:
        dim += x.rank - specified
      case .bool(let holds):
        result = try Shapes.unsqueeze(result, dim)
        tensors.append((dim, Tensor(try NDArray.ints(holds ? [0] : [], shape: [holds ? 1 : 0]))))
        dim += 1
      case .tensor(let t):
        if t.rank == 0, t.dtype == .bool || t.dtype == .uint8 {
          result = try Shapes.unsqueeze(result, dim)
          let holds = t.data.item.asInt != 0
          tensors.append((dim, Tensor(try NDArray.ints(holds ? [0] : [], shape: [holds ? 1 : 0]))))
          dim += 1
        } else if t.rank == 0, t.dtype.isIntegral, t.dtype != .int16, t.dtype != .int8 {
          result = try select(result, dim, t.data.item.asInt, realDim: realDim)
        } else {
          tensors.append((dim, t))
          dim += t.dtype == .bool || t.dtype == .uint8 ? t.rank : 1
        }
      }
    }
    return (result, tensors)
  }

  // MARK: Writing

  /// `x[index] = value`
  public static func set(_ x: Tensor, _ index: [Index], value: Tensor) throws {
    if index.count == 1, case .int(let i) = index[0] { return try assign(select(x, 0, i, realDim: 0), value) }
    if index.count == 1, x.rank == 0, case .slice = index[0] {
      throw EngineError(.indexError, "slice() cannot be applied to a 0-dim tensor.")
    }
    let (sliced, tensors) = try applied(x, index)
    if tensors.isEmpty { return try assign(sliced, value) }
    // `x[True] = v` and `x[False] = v` put the whole or nothing.
    let target = sliced
    let advanced = try Advanced(target, tensors, checksPlaces: false)
    let whole = withoutLeadingOnes(value)
    // One value at the places of one mask is filled in, whatever its dtype.
    let isFilled = value.count == 1 && tensors.count == 1 && [.bool, .uint8].contains(tensors[0].1.dtype)
    if !isFilled || value.requiresGrad {
      try advanced.checkTakes(whole, into: x.dtype)
    } else {
      try advanced.checkFits(whole)
    }
    try advanced.checkPlaces()
    let values = try whole.converted(to: x.dtype)
    if !isFilled { try InPlace.checkApart([.tensor(target), .tensor(values)]) }
    if !isRecorded(target, values) {
      try InPlace.checkLeaf(target)
      try warnOfPut(target)
      if isFilled { try warnOfMaskFilled(target) }
      try target.materialize()
      try advanced.write(values.data, into: target.data)
      target.bumpVersion()
      return
    }
    _ = try InPlace.replace(target, with: [values]) { try advanced.put($0, values, accumulate: false) }
  }

  /// `x[index] = number`
  public static func set(_ x: Tensor, _ index: [Index], value: Number) throws {
    try set(x, index, value: Tensor(NDArray.reaching(value, x.dtype)))
  }

  /// The same where an operation's arguments may be tensors.
  static func isRecorded(_ x: Tensor, _ arguments: [Argument]) -> Bool {
    arguments.contains { argument in
      guard case .tensor(let value) = argument else { return false }
      return isRecorded(x, value)
    }
  }

  static func warnOfPut(_ x: Tensor) throws {
    try warnOfStretched(x, "index_put_", "tensor[indices] = tensor", 976)
  }

  static func warnOfFill(_ x: Tensor) throws {
    try warnOfStretched(x, "index_fill_", "tensor[mask] = scalar", 1913)
  }

  static func warnOfMaskFilled(_ x: Tensor) throws {
    try warnOfStretched(x, "masked_fill_", "tensor[mask] = scalar", 2450)
  }

  private static func warnOfStretched(_ x: Tensor, _ name: String, _ form: String, _ line: Int) throws {
    guard x.data.layout.isStretched else { return }
    try Warnings.warn(
      "Use of \(name) on expanded tensors is deprecated. Please clone() the tensor before performing this operation. "
        + "This also applies to advanced indexing e.g. \(form)", at: "TensorAdvancedIndexing.cpp:\(line)")
  }

  static func isRecorded(_ x: Tensor, _ value: Tensor) -> Bool {
    GradMode.isEnabled && (x.requiresGrad || value.requiresGrad || (x.view?.base.requiresGrad ?? false))
  }

  /// Writes a value over a tensor, as `x.copy_(value)` does, with the words of an assignment where shapes differ.
  private static func assign(_ target: Tensor, _ value: Tensor) throws {
    if value.rank == 0, target.rank > 0 || !value.requiresGrad { return try fill(target, with: value) }
    var source = withoutLeadingOnes(value)
    if source.shape != target.shape {
      _ = try Shapes.expandedShape(source.shape, target.shape, source.dtype)
      source = try Shapes.expand(source, target.shape)
    }
    _ = try InPlace.copy(target, source)
  }

  static func fill(_ target: Tensor, with value: Tensor) throws {
    if !isRecorded(target, value) {
      try InPlace.check(target)
      target.bumpVersion()
      try target.data.fill(value.data.converted(to: target.dtype).item)
      return
    }
    let type = value.dtype
    _ = try InPlace.replace(target, with: [value]) { before in
      let data = try NDArray.filled(shape: before.shape, value.data.converted(to: before.dtype).item, before.dtype)
      return Recording.record("FillBackward3", [before, value], data) { d in
        [
          d.needs(0) ? try d.nothing() : nil,
          d.needs(1) ? try Casts.to(Sum.all(d.gradient), type) : nil,
        ]
      }
    }
  }

  /// A value's leading dimensions of size 1 do not count.
  private static func withoutLeadingOnes(_ value: Tensor) -> Tensor {
    guard value.rank > 0, value.shape[0] == 1 else { return value }
    let leading = value.shape.prefix { $0 == 1 }.count
    let kept = Array(value.shape[min(leading, value.rank)...])
    return (try? Shapes.view(value, kept)) ?? value
  }
}

/// Index tensors brought to one shape, with the dimensions they index.
struct Advanced {
  let tensors: [Tensor]
  let indices: [[Int]]
  let dims: [Int]
  let indexShape: [Int]
  /// The shape of what is indexed, and of the result.
  let shape: [Int]
  let resultShape: [Int]

  /// - Parameter checksPlaces: Whether indices must lie within their dimensions; else `checkPlaces` says it later.
  init(_ x: Tensor, _ places: [(dim: Int, tensor: Tensor)], checksPlaces: Bool = true) throws {
    var tensors: [Tensor] = []
    var dims: [Int] = []
    for (dim, tensor) in places {
      switch tensor.dtype {
      case .bool, .uint8:
        for k in 0..<tensor.rank where dim + k >= x.rank || tensor.shape[k] != x.shape[dim + k] {
          throw EngineError(
            .indexError,
            "The shape of the mask \(Layout.text(tensor.shape)) at index \(k) does not match the shape of the indexed tensor "
              + "\(Layout.text(x.shape)) at index \(dim + k)")
        }
        for (k, column) in try Masking.indices(tensor).enumerated() {
          tensors.append(Tensor(try NDArray.ints(column, shape: [column.count])))
          dims.append(dim + k)
        }
      case .int64, .int32:
        tensors.append(tensor)
        dims.append(dim)
      default:
        throw EngineError(.indexError, "tensors used as indices must be long, int, byte or bool tensors")
      }
    }
    var common: [Int] = []
    for tensor in tensors {
      guard let both = try? Broadcast.shape(common, tensor.shape) else {
        let shapes = tensors.map { Layout.text($0.shape) }.joined(separator: ", ")
        throw EngineError(
          .indexError, "shape mismatch: indexing tensors could not be broadcast together with shapes \(shapes)")
      }
      common = both
    }
    let (result, _) = NDArray.indexResult(x.shape, dims, common)
    self.tensors = tensors
    self.dims = dims
    indexShape = common
    shape = x.shape
    resultShape = result
    indices = try tensors.map {
      ($0.shape == common ? $0.data : try $0.data.inMemory().expanded(to: common)).ints()
    }
    let sizes = dims.map { x.shape[$0] }
    if sizes.contains(0), !common.contains(0) {
      throw EngineError(.indexError, "index is out of bounds for dimension with size 0")
    }
    if checksPlaces { try checkPlaces() }
  }

  /// - Throws: `IndexError` where an index lies beyond its dimension.
  func checkPlaces() throws {
    // Where nothing is chosen nothing is looked at; else element by element, each with all of its indices.
    guard !resultShape.contains(0) else { return }
    let sizes = dims.map { shape[$0] }
    for element in 0..<indexShape.reduce(1, *) {
      for (k, size) in sizes.enumerated() {
        let i = indices[k][element]
        guard i >= -size, i < size else {
          throw EngineError(.indexError, "index \(i) is out of bounds for dimension \(k) with size \(size)")
        }
      }
    }
  }

  func get(_ x: Tensor) throws -> Tensor {
    let data = try placed(x.data.indexed(indices, dims, indexShape: indexShape), x.data)
    return Recording.record("IndexBackward0", [x], data, keeping: tensors) { d in
      for index in tensors.indices { _ = try d.kept(index) }
      let zeros = Tensor(try NDArray.zeros(shape: shape, d.gradient.dtype))
      return [try put(zeros, d.gradient, accumulate: true)]
    }
  }

  /// What was taken from a tensor, its dimensions in memory in the order of the tensor's and the indices' own.
  private func placed(_ data: NDArray, _ source: NDArray) throws -> NDArray {
    if source.layout.isRow, tensors.allSatisfy(\.data.layout.isRow) { return data }
    let whole = try source.inMemory()
    let (_, places) = NDArray.indexResult(shape, dims, indexShape)
    let others = shape.indices.filter { !dims.contains($0) }
    /// Steps of the index's dimensions and of the others, in the result's order.
    func steps(_ index: [Int], _ rest: [Int]) -> [Int] {
      var result = [Int](repeating: 0, count: resultShape.count)
      for (place, step) in zip(places, index + rest) { result[place] = step }
      return result
    }
    let free = [Int](repeating: 0, count: indexShape.count)
    var operands = [whole.strided(resultShape, steps(free, others.map { whole.layout.strides[$0] }))]
    for tensor in tensors {
      let index = try tensor.data.inMemory()
      let own = Broadcast.strides(index.layout, to: indexShape)
      operands.append(index.strided(resultShape, steps(own, others.map { _ in 0 })))
    }
    return try data.placed(as: operands) ?? data
  }

  /// - Throws: `RuntimeError` where a value does not stretch to what is indexed.
  func checkFits(_ values: Tensor) throws {
    guard let both = try? Broadcast.shape(values.shape, resultShape), both == resultShape else {
      throw EngineError.runtime(
        "shape mismatch: value tensor of shape \(Layout.text(values.shape)) cannot be broadcast to indexing result of shape "
          + Layout.text(resultShape))
    }
  }

  /// - Throws: `RuntimeError` where values do not stretch to what is indexed, or are of another dtype.
  func checkTakes(_ values: Tensor, into dtype: DType) throws {
    try checkFits(values)
    guard values.dtype == dtype else {
      throw EngineError.runtime(
        "Index put requires the source and destination dtypes match, got \(dtype.scalarTypeName) for the destination and "
          + "\(values.dtype.scalarTypeName) for the source.")
    }
  }

  func write(_ values: NDArray, into x: NDArray, accumulate: Bool = false) throws {
    try x.indexWrite(
      indices, dims, indexShape: indexShape, values.inMemory().expanded(to: resultShape), accumulate: accumulate)
  }

  /// A copy of `x` with values at the indexed places, or added there.
  func put(_ x: Tensor, _ values: Tensor, accumulate: Bool) throws -> Tensor {
    let spread = try values.data.inMemory().expanded(to: resultShape)
    let data = try x.data.indexPut(indices, dims, indexShape: indexShape, spread, accumulate: accumulate)
    let layout = values.data.layout
    return Recording.record("IndexPutBackward0", [x, values], data, keeping: tensors) { d in
      for index in tensors.indices { _ = try d.kept(index) }
      var forInput: Tensor?
      if d.needs(0) {
        let zero = Tensor(NDArray(.int(0), d.gradient.dtype))
        forInput = accumulate ? d.gradient : try put(d.gradient, zero, accumulate: false)
      }
      return [forInput, d.needs(1) ? try get(d.gradient).reduced(to: layout) : nil]
    }
  }
}

extension Indexing {
  public static let indexPut = Op(
    "index_put", "A copy with values at the places that index tensors name.", forms: .elementwise,
    Overload(
      "IndexPutBackward0", Arg.input, Typed<[Tensor]>("indices"), Typed<Tensor>("values"),
      Typed<Bool>("accumulate", default: .number(.bool(false))),
      inPlace: .stretched { arguments in
        let x = try Tensor.from(arguments[0])
        try warnOfPut(x)
        let indices = try [Tensor].from(arguments[1]).enumerated().map { ($0.offset, $0.element) }
        let values = try Tensor.from(arguments[2]).data
        try Advanced(x, indices).write(values, into: x.data, accumulate: Bool.from(arguments[3]))
      }
    ) { x, indices, values, accumulate in
      let advanced = try Advanced(x, indices.enumerated().map { ($0.offset, $0.element) }, checksPlaces: false)
      try advanced.checkTakes(values, into: x.dtype)
      try advanced.checkPlaces()
      return try advanced.put(x, values, accumulate: accumulate)
    },
    examples: ["torch.zeros(3).index_put((torch.tensor([1]),), torch.tensor(5.))"])
}
