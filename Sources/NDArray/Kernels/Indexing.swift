/// Reading and writing at positions that arrays of indices name.
extension NDArray {
  /// Where the elements lie that index arrays pick: a position for each index, and for each of the dimensions that are
  /// not indexed.
  struct Picked {
    let indexed: [Int]
    let rest: [Int]
  }

  /// - Parameters:
  ///   - indices: For each indexed dimension its indices, all of one shape and within the dimension, negative ones
  ///     counted from the end.
  ///   - dims: The indexed dimensions.
  func picked(_ indices: [[Int]], _ dims: [Int]) -> Picked {
    let strides = layout.strides
    var indexed = [Int](repeating: 0, count: indices.first?.count ?? 0)
    for (values, d) in zip(indices, dims) {
      let step = strides[d]
      let size = shape[d]
      for i in values.indices { indexed[i] += (values[i] < 0 ? values[i] + size : values[i]) * step }
    }
    let others = shape.indices.filter { !dims.contains($0) }
    var rest: [Int] = []
    Walk.runs(others.map { shape[$0] }, others.map { strides[$0] }) { start, _, length, step in
      for i in 0..<length { rest.append(start + i * step) }
    }
    return Picked(indexed: indexed, rest: rest)
  }

  /// The elements at indexed positions. The dimensions of the index stand where the first indexed one stood when the
  /// indexed ones are neighbours, else in front.
  public func indexed(_ indices: [[Int]], _ dims: [Int], indexShape: [Int]) throws -> NDArray {
    let source = try inMemory()
    let (shape, places) = NDArray.indexResult(self.shape, dims, indexShape)
    let result = try NDArray.uninitialized(shape: shape, dtype).inMemory()
    guard result.count > 0 else { return result }
    let target = result.permuted(places)
    let front = target.picked(inFront: indexShape.count)
    try dtype.with(Move(from: source, at: source.picked(indices, dims), to: result, toAt: front, accumulates: false))
    return result
  }

  /// A copy in which the indexed positions hold `values`, which has the shape `indexed` gives.
  public func indexPut(
    _ indices: [[Int]], _ dims: [Int], indexShape: [Int], _ values: NDArray, accumulate: Bool
  ) throws -> NDArray {
    let result = try cloned().inMemory()
    try result.indexWrite(indices, dims, indexShape: indexShape, values, accumulate: accumulate)
    return result
  }

  /// Writes at indexed positions of this array's memory.
  public func indexWrite(
    _ indices: [[Int]], _ dims: [Int], indexShape: [Int], _ values: NDArray, accumulate: Bool
  ) throws {
    guard values.count > 0 else { return }
    let (_, places) = NDArray.indexResult(shape, dims, indexShape)
    let source = try values.inMemory()
    let front = source.permuted(places).picked(inFront: indexShape.count)
    try dtype.with(Move(from: source, at: front, to: self, toAt: picked(indices, dims), accumulates: accumulate))
  }

  /// The shape of an indexing result, and the order in which its dimensions put those of the index in front.
  public static func indexResult(_ shape: [Int], _ dims: [Int], _ indexShape: [Int]) -> (shape: [Int], places: [Int]) {
    let others = shape.indices.filter { !dims.contains($0) }
    let first = dims.first ?? 0
    let areNeighbours = dims.indices.allSatisfy { dims[$0] == first + $0 }
    let before = areNeighbours ? others.filter { $0 < first } : []
    let after = areNeighbours ? others.filter { $0 > first } : others
    let result = before.map { shape[$0] } + indexShape + after.map { shape[$0] }
    let middle = before.count..<(before.count + indexShape.count)
    let places = Array(middle) + Array(0..<before.count) + Array(middle.upperBound..<result.count)
    return (result, places)
  }

  /// Positions with the first dimensions as the index.
  private func picked(inFront count: Int) -> Picked {
    func offsets(_ shape: ArraySlice<Int>, _ strides: ArraySlice<Int>) -> [Int] {
      var result: [Int] = []
      Walk.runs(Array(shape), Array(strides)) { start, _, length, step in
        for i in 0..<length { result.append(start + i * step) }
      }
      return result
    }
    return Picked(
      indexed: offsets(shape[..<count], layout.strides[..<count]),
      rest: offsets(shape[count...], layout.strides[count...]))
  }

  private struct Move: ElementWork {
    let from: NDArray
    let at: Picked
    let to: NDArray
    let toAt: Picked
    let accumulates: Bool
    func run<E: Element>(_: E.Type) throws {
      guard let source = from.pointer(E.self), let target = to.pointer(E.self) else { return }
      let isFloat = from.dtype.isFloatingPoint
      for i in 0..<min(at.indexed.count, toAt.indexed.count) {
        let a = at.indexed[i]
        let b = toAt.indexed[i]
        if accumulates {
          for j in 0..<min(at.rest.count, toAt.rest.count) {
            let place = b + toAt.rest[j]
            target[place] = Placing.add.combine(target[place], source[a + at.rest[j]], isFloat)
          }
        } else {
          for j in 0..<min(at.rest.count, toAt.rest.count) { target[b + toAt.rest[j]] = source[a + at.rest[j]] }
        }
      }
    }
  }
}
