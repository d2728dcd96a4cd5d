/// Elements picked and placed by arrays of indices.
extension NDArray {
  /// How elements that are placed meet those that are there.
  public enum Placing: Sendable { case replace, add, multiply, highest, lowest }

  /// `result[i][j] = self[index[i][j]][j]` for dimension 0, and so on. Indices lie within the dimension.
  public func gathered(_ dim: Int, _ index: NDArray) throws -> NDArray {
    let result = try NDArray.uninitialized(shape: index.shape, dtype).inMemory()
    let positions = try index.converted(to: .int64).inMemory()
    var outer = layout.strides
    let step = rank > 0 ? layout.strides[dim] : 0
    if rank > 0 { outer[dim] = 0 }
    try dtype.with(Gather(source: inMemory(), result: result, index: positions, outer: outer, step: step))
    return result
  }

  private struct Gather: ElementWork {
    let source: NDArray
    let result: NDArray
    let index: NDArray
    let outer: [Int]
    let step: Int
    func run<E: Element>(_: E.Type) throws {
      guard let from = source.pointer(E.self), let to = result.pointer(E.self), let at = index.pointer(Int.self) else {
        return
      }
      let shape = index.rank == 0 ? [1] : index.shape
      Walk.pairs(shape, outer.isEmpty ? [0] : outer, index.rank == 0 ? [1] : index.layout.strides) {
        i, j, k, length, stepA, stepB in
        for n in 0..<length { to[k + n] = from[i + n * stepA + at[j + n * stepB] * step] }
      }
    }
  }

  /// A copy with elements of `values` placed where `index` says. Both are at least as large as the index; indices lie
  /// within the dimension.
  public func scattered(_ dim: Int, _ index: NDArray, _ values: NDArray, _ placing: Placing = .replace) throws
    -> NDArray
  {
    // Half types add up and multiply in single precision and are rounded once.
    if dtype == .float16 || dtype == .bfloat16, placing == .add || placing == .multiply {
      let wide = try values.converted(to: .float32)
      return try converted(to: .float32).scattered(dim, index, wide, placing).converted(to: dtype)
    }
    let result = try copied().inMemory()
    let positions = try index.converted(to: .int64).inMemory()
    var outer = result.layout.strides
    let step = rank > 0 ? outer[dim] : 0
    if rank > 0 { outer[dim] = 0 }
    try dtype.with(
      Scatter(
        values: values.inMemory(), result: result, index: positions, outer: outer, step: step, placing: placing))
    return result
  }

  private struct Scatter: ElementWork {
    let values: NDArray
    let result: NDArray
    let index: NDArray
    let outer: [Int]
    let step: Int
    let placing: Placing
    func run<E: Element>(_: E.Type) throws {
      guard let from = values.pointer(E.self), let to = result.pointer(E.self), let at = index.pointer(Int.self) else {
        return
      }
      let shape = index.rank == 0 ? [1] : index.shape
      let indexSteps = index.rank == 0 ? [1] : index.layout.strides
      let sourceSteps = values.rank == 0 ? [Int](repeating: 0, count: shape.count) : values.layout.strides
      let targetSteps = outer.isEmpty ? [0] : outer
      let isFloat = result.dtype.isFloatingPoint
      // The walk is over the index; where its elements lie in the other two follows from their strides.
      var place = 0
      let count = index.count
      var position = [Int](repeating: 0, count: shape.count)
      while place < count {
        var i = 0
        var j = 0
        var k = 0
        for d in shape.indices {
          i += position[d] * indexSteps[d]
          j += position[d] * sourceSteps[d]
          k += position[d] * targetSteps[d]
        }
        let target = k + at[i] * step
        to[target] = placing.combine(to[target], from[j], isFloat)
        place += 1
        var d = shape.count - 1
        while d >= 0 {
          position[d] += 1
          if position[d] < shape[d] { break }
          position[d] = 0
          d -= 1
        }
      }
    }
  }

  /// Rows of a dimension in the order that a vector of indices says. Indices lie within the dimension.
  public func indexSelected(_ dim: Int, _ index: [Int]) throws -> NDArray {
    var shape = self.shape
    shape[dim] = index.count
    let result = try NDArray.uninitialized(shape: shape, dtype).inMemory()
    let source = try inMemory()
    if dim == 0, source.layout.isContiguous, let base = source.storage?.base, let out = result.storage?.base {
      let row = dtype.size * (source.shape[0] == 0 ? 0 : source.count / source.shape[0])
      guard row > 0 else { return result }
      let first = base + source.offset * dtype.size
      for (k, i) in index.enumerated() { (out + k * row).copyMemory(from: first + i * row, byteCount: row) }
      return result
    }
    for (k, i) in index.enumerated() { result.selected(dim, k).assign(source.selected(dim, i)) }
    return result
  }

  /// The elements at positions of the row-major order; each lies within the array.
  public func taken(_ index: NDArray) throws -> NDArray {
    let flat = try contiguous().inMemory().reshaped([count])
    let order = try index.contiguous().inMemory().reshaped([index.count])
    return try flat.gathered(0, order).reshaped(index.shape)
  }

  /// The elements where a mask of the same shape is true, in row-major order.
  public func masked(_ mask: NDArray) throws -> NDArray {
    let places = try mask.nonzeroPositions()
    return try contiguous().inMemory().reshaped([count]).gathered(0, NDArray.ints(places, shape: [places.count]))
  }

  /// The positions, in row-major order, of elements that are not zero.
  public func nonzeroPositions() throws -> [Int] {
    let flags = try converted(to: .bool).contiguous().inMemory()
    guard let p = flags.pointer(Bool.self) else { return [] }
    var result: [Int] = []
    for i in 0..<flags.count where p[i] { result.append(i) }
    return result
  }
}

extension NDArray.Placing {
  @inline(__always) func combine<E: Element>(_ present: E, _ new: E, _ isFloat: Bool) -> E {
    switch self {
    case .replace: return new
    case .add: return isFloat ? E(narrowing: present.asDouble + new.asDouble) : E(narrowing: present.asInt &+ new.asInt)
    case .multiply:
      return isFloat ? E(narrowing: present.asDouble * new.asDouble) : E(narrowing: present.asInt &* new.asInt)
    case .highest:
      if isFloat, present.asDouble.isNaN { return present }
      return isFloat ? (new.asDouble <= present.asDouble ? present : new) : (new.asInt <= present.asInt ? present : new)
    case .lowest:
      if isFloat, present.asDouble.isNaN { return present }
      return isFloat ? (new.asDouble >= present.asDouble ? present : new) : (new.asInt >= present.asInt ? present : new)
    }
  }
}
