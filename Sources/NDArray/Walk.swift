/// Walks over the elements of strided arrays, a run of the innermost dimension at a time.
@usableFromInline enum Walk {
  /// Visits one array: `(offset, position in row-major order, length, step)` for each run.
  static func runs(_ shape: [Int], _ strides: [Int], _ body: (Int, Int, Int, Int) -> Void) {
    guard !shape.contains(0) else { return }
    guard let length = shape.last, let step = strides.last else {
      body(0, 0, 1, 1)
      return
    }
    let outer = shape.count - 1
    var index = [Int](repeating: 0, count: outer)
    var offset = 0
    var position = 0
    while true {
      body(offset, position, length, step)
      position += length
      var d = outer - 1
      while d >= 0 {
        index[d] += 1
        offset += strides[d]
        if index[d] < shape[d] { break }
        offset -= strides[d] * shape[d]
        index[d] = 0
        d -= 1
      }
      if d < 0 { return }
    }
  }

  /// Visits two arrays stretched to one shape: `(offset a, offset b, position, length, step a, step b)`.
  @usableFromInline static func pairs(
    _ shape: [Int], _ a: [Int], _ b: [Int], _ body: (Int, Int, Int, Int, Int, Int) throws -> Void
  ) rethrows {
    guard !shape.contains(0) else { return }
    guard let length = shape.last, let stepA = a.last, let stepB = b.last else {
      try body(0, 0, 0, 1, 1, 1)
      return
    }
    let outer = shape.count - 1
    var index = [Int](repeating: 0, count: outer)
    var offsetA = 0
    var offsetB = 0
    var position = 0
    while true {
      try body(offsetA, offsetB, position, length, stepA, stepB)
      position += length
      var d = outer - 1
      while d >= 0 {
        index[d] += 1
        offsetA += a[d]
        offsetB += b[d]
        if index[d] < shape[d] { break }
        offsetA -= a[d] * shape[d]
        offsetB -= b[d] * shape[d]
        index[d] = 0
        d -= 1
      }
      if d < 0 { return }
    }
  }
}
