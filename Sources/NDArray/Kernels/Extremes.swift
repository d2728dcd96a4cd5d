/// Highest and lowest elements and where they are. A NaN beats everything.
public enum Extremes {
  /// The highest or lowest element along a dimension and its index, the first where there are several.
  public static func along(_ x: NDArray, _ dim: Int, highest: Bool, keepdim: Bool) throws -> (
    values: NDArray, indices: NDArray
  ) {
    if x.rank == 0 { return (try x.copied(), NDArray(.int(0), .int64)) }
    let (source, length) = try Reduction.arranged(x, [dim])
    let shape = Reduction.shape(x.shape, [dim], keepdim: keepdim)
    let values = try NDArray.uninitialized(shape: shape, x.dtype).inMemory()
    let indices = try NDArray.uninitialized(shape: shape, .int64).inMemory()
    try x.dtype.with(Along(source: source, length: length, values: values, indices: indices, highest: highest))
    return (values, indices)
  }

  private struct Along: ElementWork {
    let source: NDArray
    let length: Int
    let values: NDArray
    let indices: NDArray
    let highest: Bool
    func run<E: Element>(_: E.Type) throws {
      guard length > 0, let from = source.pointer(E.self), let value = values.pointer(E.self),
        let index = indices.pointer(Int.self)
      else { return }
      let isFloat = source.dtype.isFloatingPoint
      for i in 0..<values.count {
        let row = from + i * length
        var best = 0
        if isFloat {
          var held = row[0].asDouble
          for k in 1..<max(length, 1) where !held.isNaN {
            let next = row[k].asDouble
            if next.isNaN || (highest ? next > held : next < held) {
              held = next
              best = k
            }
          }
        } else {
          var held = row[0].asInt
          for k in 1..<max(length, 1) {
            let next = row[k].asInt
            if highest ? next > held : next < held {
              held = next
              best = k
            }
          }
        }
        value[i] = row[best]
        index[i] = best
      }
    }
  }

  /// The highest or lowest element over several dimensions.
  public static func over(_ x: NDArray, _ dims: [Int], highest: Bool, keepdim: Bool) throws -> NDArray {
    let shape = Reduction.shape(x.shape, dims, keepdim: keepdim)
    if x.rank == 0 || dims.isEmpty { return try x.copied().reshaped(shape) }
    let (source, length) = try Reduction.arranged(x, dims)
    let rows = length == 0 ? 0 : source.count / length
    return try along(source.reshaped([rows, length]), 1, highest: highest, keepdim: false).values.reshaped(shape)
  }

  /// The running highest or lowest element along a dimension and the index it was last seen at.
  public static func running(_ x: NDArray, _ dim: Int, highest: Bool) throws -> (values: NDArray, indices: NDArray) {
    if x.rank == 0 { return (try x.copied(), NDArray(.int(0), .int64)) }
    let values = try NDArray.uninitialized(shape: x.shape, x.dtype).inMemory()
    let indices = try NDArray.uninitialized(shape: x.shape, .int64).inMemory()
    let source = try x.contiguous().inMemory()
    try x.dtype.with(Running(source: source, dim: dim, values: values, indices: indices, highest: highest))
    return (values, indices)
  }

  private struct Running: ElementWork {
    let source: NDArray
    let dim: Int
    let values: NDArray
    let indices: NDArray
    let highest: Bool
    func run<E: Element>(_: E.Type) throws {
      guard let from = source.pointer(E.self), let value = values.pointer(E.self), let index = indices.pointer(Int.self)
      else { return }
      let isFloat = source.dtype.isFloatingPoint
      let highest = highest
      Lines.visit(source.shape, dim) { start, length, step in
        var best = 0
        for k in 0..<length {
          let next = from[start + k * step]
          let held = from[start + best * step]
          let wins: Bool
          if isFloat {
            let (a, b) = (next.asDouble, held.asDouble)
            wins = a.isNaN || (!b.isNaN && (highest ? a >= b : a <= b))
          } else {
            wins = highest ? next.asInt >= held.asInt : next.asInt <= held.asInt
          }
          if wins { best = k }
          value[start + k * step] = from[start + best * step]
          index[start + k * step] = best
        }
      }
    }
  }
}

/// The lines of a contiguous array along one dimension.
enum Lines {
  /// Calls with the start, the length and the step of each line.
  static func visit(_ shape: [Int], _ dim: Int, _ body: (Int, Int, Int) throws -> Void) rethrows {
    let length = shape[dim]
    let inner = shape[(dim + 1)...].reduce(1, *)
    let outer = shape[..<dim].reduce(1, *)
    for i in 0..<outer {
      for j in 0..<inner { try body(i * length * inner + j, length, inner) }
    }
  }
}
