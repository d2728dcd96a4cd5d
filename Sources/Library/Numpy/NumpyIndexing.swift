import Machine
import NDArray

/// `a[…]` and `a[…] = …`: windows for numbers and slices, copies for lists and masks.
enum NumpyIndexing {
  private enum Part {
    case index(Int)
    case slice(SliceObject)
    case newAxis
    case ellipsis
    case positions(NDArray)
    case mask(NDArray)
  }

  static func get(_ data: NDArray, _ key: Value) throws -> Value {
    let parts = try parse(key)
    let window = try view(data, parts)
    guard !window.positions.isEmpty else {
      let isWhole = parts.contains { if case .ellipsis = $0 { true } else { false } }
      return window.data.rank == 0 && !isWhole ? Numpy.value(window.data) : .native(NumpyArray(window.data))
    }
    let (offsets, shape) = try gather(window.data, window.positions)
    let source = try window.data.inMemory()
    let result = try NDArray.uninitialized(shape: shape, data.dtype).inMemory()
    move(source, offsets, result, toSource: false)
    return Numpy.value(result)
  }

  static func set(_ target: NDArray, _ key: Value, _ value: Value) throws {
    let window = try view(target, parse(key))
    let new = try Numpy.anything(value).converted(to: target.dtype)
    if window.positions.isEmpty {
      window.data.assign(try stretched(new, window.data.shape))
      return
    }
    let (offsets, shape) = try gather(window.data, window.positions)
    let source = try stretched(new, shape).contiguous().inMemory()
    move(window.data, offsets, source, toSource: true)
  }

  private static func stretched(_ data: NDArray, _ shape: [Int]) throws -> NDArray {
    var source = try data.inMemory()
    while source.rank > shape.count, source.shape.first == 1 { source = source.selected(0, 0) }
    guard source.rank <= shape.count, (try? Broadcast.shape(source.shape, shape)) == shape else {
      throw PythonError(
        .valueError,
        "could not broadcast input array from shape \(NumpyArithmetic.shapeText(data.shape)) into shape "
          + NumpyArithmetic.shapeText(shape))
    }
    return source.expanded(to: shape)
  }

  private static func move(_ inner: NDArray, _ offsets: [Int], _ dense: NDArray, toSource: Bool) {
    let size = inner.dtype.size
    guard let storage = inner.storage, let other = dense.storage else { return }
    let base = storage.base + inner.offset * size
    let row = other.base + dense.offset * size
    for (position, offset) in offsets.enumerated() {
      if toSource {
        (base + offset * size).copyMemory(from: row + position * size, byteCount: size)
      } else {
        (row + position * size).copyMemory(from: base + offset * size, byteCount: size)
      }
    }
  }

  // MARK: Reading the key

  private static func parse(_ key: Value) throws -> [Part] {
    if let items = key.asTuple?.items { return try items.map(part) }
    return [try part(key)]
  }

  private static func part(_ value: Value) throws -> Part {
    if case .int(let index) = value { return .index(index) }
    if value.isNone { return .newAxis }
    if let slice = value.asSlice { return .slice(slice) }
    if value.isIdentical(to: .ellipsis) { return .ellipsis }
    if case .bool(let flag) = value { return .mask(NDArray(.bool(flag), .bool)) }
    let data =
      try Numpy.data(value)
      ?? (value.sequenceItems == nil
        ? value.asTensor.map { try Numpy.data(of: $0) } : NumpyBuilding.build(value, dtype: nil))
    if let data {
      if data.dtype == .bool { return .mask(data) }
      if data.dtype.isIntegral { return data.rank == 0 ? .index(data.item.asInt) : .positions(data) }
      if data.count == 0 { return .positions(try data.converted(to: .int64)) }
      if Numpy.array(value) != nil || value.sequenceItems != nil {
        throw PythonError(.indexError, "arrays used as indices must be of integer (or boolean) type")
      }
    }
    throw PythonError(
      .indexError,
      "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices"
    )
  }

  // MARK: Windows

  /// The window that numbers and slices give, and for lists the dimension of it each one picks from.
  private static func view(_ data: NDArray, _ parts: [Part]) throws -> (
    data: NDArray, positions: [(dim: Int, at: NDArray)]
  ) {
    var window = try data.inMemory()
    var positions: [(dim: Int, at: NDArray)] = []
    var dim = 0
    let used = parts.reduce(0) { total, part in
      switch part {
      case .index, .slice, .positions: total + 1
      case .mask(let mask): total + mask.rank
      case .newAxis, .ellipsis: total
      }
    }
    guard used <= data.rank else {
      throw PythonError(
        .indexError,
        "too many indices for array: array is \(data.rank)-dimensional, but \(used) were indexed")
    }
    var axis = 0
    for part in parts {
      switch part {
      case .index(let index):
        let size = window.shape[dim]
        guard index >= -size, index < size else {
          throw PythonError(.indexError, "index \(index) is out of bounds for axis \(axis) with size \(size)")
        }
        window = window.selected(dim, index < 0 ? index + size : index)
        axis += 1
      case .slice(let slice):
        let (start, _, step, count) = try slice.indices(count: window.shape[dim])
        var shape = window.shape
        var strides = window.layout.strides
        let shift = count > 0 ? start * strides[dim] : 0
        shape[dim] = count
        strides[dim] *= step
        window = window.strided(shape, strides, shift: shift)
        dim += 1
        axis += 1
      case .newAxis:
        window = window.unsqueezed(dim)
        dim += 1
      case .ellipsis:
        dim += data.rank - used
        axis += data.rank - used
      case .positions(let at):
        positions.append((dim, at))
        dim += 1
        axis += 1
      case .mask(let mask):
        for d in 0..<mask.rank {
          guard mask.shape[d] == window.shape[dim + d] else {
            throw PythonError(
              .indexError,
              "boolean index did not match indexed array along axis \(axis + d); size of axis is \(window.shape[dim + d]) but "
                + "size of corresponding boolean axis is \(mask.shape[d])")
          }
        }
        for (d, at) in try nonzero(mask).enumerated() { positions.append((dim + d, at)) }
        dim += mask.rank
        axis += mask.rank
      }
    }
    return (window, positions)
  }

  /// For each dimension, the indices of elements that are not zero.
  static func nonzero(_ data: NDArray) throws -> [NDArray] {
    let numbers = data.doubles()
    var found: [[Int]] = Array(repeating: [], count: data.rank)
    var index = [Int](repeating: 0, count: data.rank)
    for number in numbers {
      if number != 0 { for d in 0..<data.rank { found[d].append(index[d]) } }
      var d = data.rank - 1
      while d >= 0 {
        index[d] += 1
        if index[d] < data.shape[d] { break }
        index[d] = 0
        d -= 1
      }
    }
    return try found.map { list in
      let result = try NDArray.uninitialized(shape: [list.count], .int64).inMemory()
      if let out = result.pointer(Int.self) { for (i, n) in list.enumerated() { out[i] = n } }
      return result
    }
  }

  /// Where each element of the result lies in the window, and the result's shape.
  private static func gather(_ window: NDArray, _ positions: [(dim: Int, at: NDArray)]) throws -> ([Int], [Int]) {
    var picked: [Int] = []
    do {
      for (_, at) in positions { picked = try Broadcast.shape(picked, at.shape) }
    } catch {
      let shapes = positions.map { NumpyArithmetic.shapeText($0.at.shape) }.joined(separator: " ")
      throw PythonError(
        .indexError, "shape mismatch: indexing arrays could not be broadcast together with shapes \(shapes) ")
    }
    let dims = positions.map(\.dim)
    let areNeighbours = zip(dims, dims.dropFirst()).allSatisfy { $1 == $0 + 1 }
    let first = areNeighbours ? dims.first ?? 0 : 0
    let rest = (0..<window.rank).filter { !dims.contains($0) }
    let before = rest.filter { areNeighbours && $0 < first }
    let after = rest.filter { !before.contains($0) }
    let count = picked.reduce(1, *)
    var offsets = [Int](repeating: 0, count: count)
    for (dim, at) in positions {
      let size = window.shape[dim]
      let step = window.layout.strides[dim]
      for (i, index) in try at.inMemory().expanded(to: picked).ints().enumerated() {
        guard index >= -size, index < size else {
          throw PythonError(.indexError, "index \(index) is out of bounds for axis \(dim) with size \(size)")
        }
        offsets[i] += (index < 0 ? index + size : index) * step
      }
    }
    func walk(_ dims: [Int]) -> [Int] {
      dims.reduce([0]) { list, dim in
        list.flatMap { start in (0..<window.shape[dim]).map { start + $0 * window.layout.strides[dim] } }
      }
    }
    let (outer, inner) = (walk(before), walk(after))
    var all: [Int] = []
    all.reserveCapacity(outer.count * count * inner.count)
    for a in outer { for b in offsets { for c in inner { all.append(a + b + c) } } }
    return (all, before.map { window.shape[$0] } + picked + after.map { window.shape[$0] })
  }
}
