/// Sorting along a dimension. NaN counts as the highest.
public enum Ordering {
  /// The sorted elements and where each came from; equal ones stay in their order.
  public static func sorted(_ x: NDArray, _ dim: Int, descending: Bool) throws -> (values: NDArray, indices: NDArray) {
    if x.rank == 0 { return (try x.copied(), NDArray(.int(0), .int64)) }
    let source = try x.contiguous().inMemory()
    let values = try NDArray.uninitialized(source.layout, x.dtype).inMemory()
    let indices = try NDArray.uninitialized(source.layout, .int64).inMemory()
    try x.dtype.with(Sort(source: source, dim: dim, descending: descending, values: values, indices: indices))
    return (values, indices)
  }

  private struct Sort: ElementWork {
    let source: NDArray
    let dim: Int
    let descending: Bool
    let values: NDArray
    let indices: NDArray
    func run<E: Element>(_: E.Type) throws {
      guard let from = source.pointer(E.self), let value = values.pointer(E.self), let index = indices.pointer(Int.self)
      else { return }
      let isFloat = source.dtype.isFloatingPoint
      Lines.visit(source.shape, dim) { start, length, step in
        let order: [Int]
        if isFloat {
          let keys = (0..<length).map { from[start + $0 * step].asDouble }
          order = Ordering.order(keys, descending: descending)
        } else {
          let keys = (0..<length).map { from[start + $0 * step].asInt }
          order = (0..<length).sorted { a, b in
            keys[a] == keys[b] ? a < b : descending ? keys[a] > keys[b] : keys[a] < keys[b]
          }
        }
        for (k, place) in order.enumerated() {
          value[start + k * step] = from[start + place * step]
          index[start + k * step] = place
        }
      }
    }
  }

  /// The order that sorts numbers, stable, with NaN highest.
  public static func order(_ keys: [Double], descending: Bool) -> [Int] {
    keys.indices.sorted { a, b in
      let (x, y) = (keys[a], keys[b])
      if x.isNaN || y.isNaN {
        if x.isNaN && y.isNaN { return a < b }
        return descending ? x.isNaN : y.isNaN
      }
      return x == y ? a < b : descending ? x > y : x < y
    }
  }
}
