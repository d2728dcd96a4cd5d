/// Copies of arrays with their elements in other places.
extension NDArray {
  /// The order of some dimensions turned round.
  public func flipped(_ dims: [Int]) throws -> NDArray {
    guard count > 0 else { return try copied() }
    var strides = layout.strides
    var shift = 0
    for d in dims {
      shift += (shape[d] - 1) * strides[d]
      strides[d] = -strides[d]
    }
    return try inMemory().strided(shape, strides, shift: shift).copied()
  }

  /// Every element moved on along a dimension, the last ones coming round to the front.
  public func rolled(_ shift: Int, _ dim: Int) throws -> NDArray {
    let size = shape[dim]
    guard size > 0 else { return try copied() }
    let by = ((shift % size) + size) % size
    return try NDArray.joined([sliced(dim, size - by, size), sliced(dim, 0, size - by)], dim)
  }

  /// Arrays of one dtype one after the other along a dimension; all other sizes are the same.
  public static func joined(_ parts: [NDArray], _ dim: Int) throws -> NDArray {
    guard let first = parts.first else { throw EngineError.runtime("expected a non-empty list of Tensors") }
    var shape = first.shape
    shape[dim] = parts.reduce(0) { $0 + $1.shape[dim] }
    let result = try uninitialized(shape: shape, first.dtype).inMemory()
    var start = 0
    for part in parts {
      let end = start + part.shape[dim]
      result.sliced(dim, start, end).assign(part)
      start = end
    }
    return result
  }

  /// The array several times along each dimension; there is one count for each.
  public func repeated(_ counts: [Int]) throws -> NDArray {
    var split: [Int] = []
    var stretched: [Int] = []
    var target: [Int] = []
    for (size, times) in zip(shape, counts) {
      split += [1, size]
      stretched += [times, size]
      target.append(size * times)
    }
    let apart = try inMemory().reshaped(split)
    return try apart.expanded(to: stretched).copied().reshaped(target)
  }

  /// The elements of each matrix on one side of a diagonal, zeros on the other.
  public func triangle(upper: Bool, diagonal: Int) throws -> NDArray {
    let result = try copied().inMemory()
    guard rank >= 2, count > 0, let base = result.storage?.base else { return result }
    let rows = shape[rank - 2]
    let columns = shape[rank - 1]
    let size = dtype.size
    for row in 0..<(count / columns) {
      let (edge, overflow) = (row % rows).addingReportingOverflow(diagonal)
      let limit = overflow ? (diagonal > 0 ? columns : 0) : edge
      let range =
        upper ? 0..<min(max(limit, 0), columns) : min(max(limit < Int.max ? limit + 1 : limit, 0), columns)..<columns
      let address = base + (result.offset + row * columns + range.lowerBound) * size
      address.initializeMemory(as: UInt8.self, repeating: 0, count: range.count * size)
    }
    return result
  }

  /// Sets what is not above, or not below, a diagonal of the last two dimensions to zero, also where several elements
  /// share their memory.
  public func clearBesideTriangle(upper: Bool, diagonal: Int) throws {
    let kept = try NDArray.filled(shape: shape, .bool(true), .bool).triangle(upper: upper, diagonal: diagonal)
      .inMemory()
    guard let flags = kept.pointer(Bool.self), let base = storage?.base else { return }
    Walk.pairs(shape, kept.layout.strides, layout.strides) { i, j, _, length, stepA, stepB in
      for n in 0..<length where !flags[i + n * stepA] {
        (base + (offset + j + n * stepB) * dtype.size).initializeMemory(as: UInt8.self, repeating: 0, count: dtype.size)
      }
    }
  }

  /// The window on a diagonal of two dimensions, which become one that comes last.
  public func diagonal(_ offset: Int, _ dim1: Int, _ dim2: Int) -> NDArray {
    let (rows, columns) = (shape[dim1], shape[dim2])
    let reach = offset >= 0 ? min(rows, subtract(columns, offset)) : min(add(rows, offset), columns)
    let length = max(reach, 0)
    var sizes = shape
    var strides = layout.strides
    let step = strides[dim1] + strides[dim2]
    let shift = length == 0 ? 0 : offset >= 0 ? offset * strides[dim2] : -offset * strides[dim1]
    for d in [max(dim1, dim2), min(dim1, dim2)] {
      sizes.remove(at: d)
      strides.remove(at: d)
    }
    return strided(sizes + [length], strides + [step], shift: shift)
  }

  private func subtract(_ a: Int, _ b: Int) -> Int {
    let (result, overflow) = a.subtractingReportingOverflow(b)
    return overflow ? 0 : result
  }

  private func add(_ a: Int, _ b: Int) -> Int {
    let (result, overflow) = a.addingReportingOverflow(b)
    return overflow ? 0 : result
  }
}
