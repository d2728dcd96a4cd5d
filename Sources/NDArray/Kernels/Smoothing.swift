internal import CKernels

/// One dimension of pictures made longer or shorter: each place of the result is a sum of neighbours times weights.
public struct Smoothing {
  let size: Int
  let froms: [Int]
  let counts: [Int]
  let width: Int
  let weights: [Double]

  /// - Parameters:
  ///   - size: How long the dimension was.
  ///   - taps: For each place of the result the first source place and the weights from there on.
  public init(size: Int, taps: [(from: Int, weights: [Double])]) {
    self.size = size
    froms = taps.map(\.from)
    counts = taps.map(\.weights.count)
    let width = counts.max() ?? 0
    self.width = width
    weights = taps.flatMap { $0.weights + [Double](repeating: 0, count: width - $0.weights.count) }
  }

  fileprivate func use(_ type: DType, _ body: (UnsafePointer<ag_smoothing>, NDArray) throws -> Void) throws {
    let weights = try NDArray.doubles(weights, shape: [weights.count], type).inMemory()
    try froms.withUnsafeBufferPointer { froms in
      try counts.withUnsafeBufferPointer { counts in
        var smoothing = ag_smoothing(
          size: size, target: froms.count, width: width, from: froms.baseAddress, count: counts.baseAddress)
        try body(&smoothing, weights)
      }
    }
  }

  /// A dimension of dense floating-point numbers smoothed.
  private func applied(to x: NDArray, dim: Int) throws -> NDArray {
    let shape = Array(x.shape[..<dim]) + [froms.count] + x.shape[(dim + 1)...]
    let out = try NDArray.zeros(shape: shape, x.dtype).inMemory()
    guard out.count > 0 else { return out }
    let outer = x.shape[..<dim].reduce(1, *)
    let inner = x.shape[(dim + 1)...].reduce(1, *)
    try use(x.dtype) { smoothing, weights in
      if x.dtype == .float32 {
        ag_smoothf(
          outer, inner, smoothing, weights.pointer(Float.self), x.pointer(Float.self), out.pointer(Float.self))
      } else {
        ag_smooth(
          outer, inner, smoothing, weights.pointer(Double.self), x.pointer(Double.self), out.pointer(Double.self))
      }
    }
    return out
  }

  /// Pictures with their columns and then their rows smoothed.
  public static func smoothed(_ x: NDArray, rows: Smoothing, columns: Smoothing) throws -> NDArray {
    try rows.applied(to: columns.applied(to: x.ready(), dim: x.rank - 1), dim: x.rank - 2)
  }

  /// The gradient of pictures that were smoothed, given that of the result.
  public static func unsmoothed(_ g: NDArray, rows: Smoothing, columns: Smoothing) throws -> NDArray {
    let before = Array(g.shape.dropLast(2))
    let out = try NDArray.zeros(shape: before + [rows.size, columns.size], g.dtype).inMemory()
    let source = try g.ready()
    guard out.count > 0, g.count > 0 else { return out }
    let planes = before.reduce(1, *)
    try rows.use(g.dtype) { row, byRow in
      try columns.use(g.dtype) { column, byColumn in
        if g.dtype == .float32 {
          ag_unsmoothf(
            planes, row, column, byRow.pointer(Float.self), byColumn.pointer(Float.self), source.pointer(Float.self),
            out.pointer(Float.self))
        } else {
          ag_unsmooth(
            planes, row, column, byRow.pointer(Double.self), byColumn.pointer(Double.self),
            source.pointer(Double.self), out.pointer(Double.self))
        }
      }
    }
    return out
  }

  // MARK: Bytes

  /// Pictures of bytes with their columns and then their rows smoothed, rounded after each.
  public static func smoothedBytes(_ x: NDArray, rows: Smoothing, columns: Smoothing) throws -> NDArray {
    let wide = x.ints().map(Int32.init(truncatingIfNeeded:))
    let planes = x.shape.dropLast(2).reduce(1, *)
    let half = columns.applied(toBytes: wide, outer: planes * rows.size, inner: 1)
    let whole = rows.applied(toBytes: half, outer: planes, inner: columns.froms.count)
    let shape = Array(x.shape.dropLast(2)) + [rows.froms.count, columns.froms.count]
    return try NDArray.ints(whole.map(Int.init), shape: shape).converted(to: .uint8)
  }

  /// How many binary places of the weights fit 16 bits.
  private var precision: Int32 {
    let largest = weights.max() ?? 0
    return (0..<22).first { 0.5 + largest * Double(1 << ($0 + 1)) >= 32768 } ?? 22
  }

  private func applied(toBytes x: [Int32], outer: Int, inner: Int) -> [Int32] {
    let precision = precision
    let scaled = weights.map { Int32(($0 * Double(Int32(1) << precision)).rounded(.toNearestOrAwayFromZero)) }
    var out: [Int32] = []
    out.reserveCapacity(outer * froms.count * inner)
    for plane in 0..<outer {
      for place in froms.indices {
        let start = (plane * size + froms[place]) * inner
        for k in 0..<inner {
          var sum = Int32(1) << (precision - 1)
          for tap in 0..<counts[place] {
            sum &+= x[start + tap * inner + k] &* scaled[place * width + tap]
          }
          out.append(min(max(sum >> precision, 0), 255))
        }
      }
    }
    return out
  }
}
