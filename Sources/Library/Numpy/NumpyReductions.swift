import Machine
import NDArray
import Syntax

/// Sums, means, extremes and their relatives, over everything or along axes.
enum NumpyReductions {
  /// The dimensions that an `axis` argument names.
  static func axes(_ value: Value, _ rank: Int) throws -> [Int] {
    if value.isNone { return Array(0..<rank) }
    let given =
      try value.sequenceItems.map { try $0.map { try Machine.current.index($0) } } ?? [Machine.current.index(value)]
    return try given.map { axis in
      guard axis >= -rank, axis < rank else {
        throw PythonError(
          NumpyExceptions.axisError, "axis \(axis) is out of bounds for array of dimension \(rank)")
      }
      return axis < 0 ? axis + rank : axis
    }
  }

  /// The one axis that is meant.
  static func axis(_ value: Value, _ rank: Int) throws -> Int {
    guard value.sequenceItems == nil else {
      throw PythonError(
        .typeError, "'\(Machine.current.type(of: value).name)' object cannot be interpreted as an integer")
    }
    return try axes(.int(Machine.current.index(value)), rank)[0]
  }

  // MARK: Sums in numpy's order

  /// Pairs of halves down to 128 terms, eight running sums below.
  static func pairwise<T: FloatingPoint>(_ p: UnsafePointer<T>, _ n: Int) -> T {
    if n < 8 {
      var sum: T = 0
      for i in 0..<n { sum += p[i] }
      return sum
    }
    if n <= 128 {
      var (a, b, c, d, e, f, g, h) = (p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7])
      var i = 8
      while i < n - n % 8 {
        a += p[i]
        b += p[i + 1]
        c += p[i + 2]
        d += p[i + 3]
        e += p[i + 4]
        f += p[i + 5]
        g += p[i + 6]
        h += p[i + 7]
        i += 8
      }
      var sum = ((a + b) + (c + d)) + ((e + f) + (g + h))
      while i < n {
        sum += p[i]
        i += 1
      }
      return sum
    }
    var half = n / 2
    half -= half % 8
    return pairwise(p, half) + pairwise(p + half, n - half)
  }

  /// The sum along axes, in the dtype numpy gives.
  static func sum(_ data: NDArray, _ axes: [Int], keepdims: Bool, dtype: DType? = nil) throws -> NDArray {
    let type = dtype ?? (data.dtype.isFloatingPoint ? data.dtype : .int64)
    switch type.compute {
    case .double: return try added(data.converted(to: .float64), axes, keepdims, Double.self)
    case .float: return try added(data.converted(to: .float32), axes, keepdims, Float.self).converted(to: type)
    case .int:
      return try fold(data.converted(to: .int64), axes, keepdims, Int.self, .int64) { p, n, _ in
        (0..<n).reduce(0) { $0 &+ p[$1] }
      }
    }
  }

  private static func added<T: FloatingPoint>(_ data: NDArray, _ axes: [Int], _ keepdims: Bool, _: T.Type) throws
    -> NDArray
  {
    let isLast = axes.contains(data.rank - 1) || axes.count == data.rank
    let lead = axes.sorted()
    // Along the last dimension in pairs; along others row after row.
    if isLast, lead == Array((data.rank - lead.count)..<max(data.rank, lead.count)) {
      return try fold(data, axes, keepdims, T.self, data.dtype) { p, n, _ in 0 + pairwise(p, n) }
    }
    return try fold(data, axes, keepdims, T.self, data.dtype) { p, n, _ in
      var sum: T = 0
      for i in 0..<n { sum += p[i] }
      return sum
    }
  }

  /// One result for each run of elements along the axes; `body` also gets the run's number.
  static func fold<E, R>(
    _ data: NDArray, _ axes: [Int], _ keepdims: Bool, _: E.Type, _ type: DType,
    _ body: (UnsafePointer<E>, Int, Int) throws -> R
  ) throws -> NDArray {
    let kept = (0..<data.rank).filter { !axes.contains($0) }
    let source = try data.inMemory().permuted(kept + axes.sorted()).contiguous().inMemory()
    let length = axes.reduce(1) { $0 * data.shape[$1] }
    let shape = Reduction.shape(data.shape, axes, keepdim: keepdims)
    let result = try NDArray.uninitialized(shape: shape, type).inMemory()
    guard let p = source.pointer(E.self), let out = result.pointer(R.self) else { return result }
    for i in 0..<result.count { out[i] = try body(p + i * length, length, i) }
    return result
  }

  // MARK: By name

  /// The functions that are methods of arrays, too.
  static let names = [
    "sum", "mean", "std", "var", "max", "min", "amax", "amin", "prod", "any", "all", "argmax", "argmin", "ptp",
  ]

  static func run(
    _ name: String, _ data: NDArray, axis: Value, keepdims: Bool, dtype: DType?, correction: Double
  ) throws -> NDArray {
    let axes = try axes(axis, data.rank)
    switch name {
    case "sum": return try sum(data, axes, keepdims: keepdims, dtype: dtype)
    case "mean": return try mean(data, axes, keepdims: keepdims, dtype: dtype)
    case "var": return try variance(data, axes, keepdims, correction)
    case "std":
      let spread = try variance(data, axes, keepdims, correction)
      return try NumpyFunctions.mapped(spread, to: spread.dtype, { $0.squareRoot() }, { $0.squareRoot() })
    case "max", "amax", "min", "amin": return try extreme(data, axes, keepdims, isMost: name.hasSuffix("max"))
    case "ptp":
      return try NumpyArithmetic.compute(
        .subtract, .strong(extreme(data, axes, keepdims, isMost: true)),
        .strong(extreme(data, axes, keepdims, isMost: false)))
    case "prod": return try product(data, axes, keepdims, dtype)
    case "argmax", "argmin": return try place(data, axes, keepdims, isMost: name == "argmax")
    default:
      let isAll = name == "all"
      return try fold(data.converted(to: .float64), axes, keepdims, Double.self, .bool) { p, n, _ -> UInt8 in
        for i in 0..<n where (p[i] != 0) != isAll { return isAll ? 0 : 1 }
        return isAll ? 1 : 0
      }
    }
  }

  static func mean(_ data: NDArray, _ axes: [Int], keepdims: Bool, dtype: DType? = nil) throws -> NDArray {
    let type = dtype ?? (data.dtype.isFloatingPoint ? data.dtype : .float64)
    let n = axes.reduce(1) { $0 * data.shape[$1] }
    if n == 0 { try Machine.current.warn(.runtimeWarning, "Mean of empty slice.") }
    let wide: DType = type == .float16 ? .float32 : type
    let total = try sum(data.converted(to: wide), axes, keepdims: keepdims, dtype: wide)
    return try NumpyFunctions.mapped(total, to: wide, { $0 / Float(n) }, { $0 / Double(n) }).converted(to: type)
  }

  private static func variance(_ data: NDArray, _ axes: [Int], _ keepdims: Bool, _ correction: Double) throws -> NDArray
  {
    let type: DType = data.dtype.isFloatingPoint ? data.dtype : .float64
    let wide: DType = type == .float16 ? .float32 : type
    let values = try data.converted(to: wide)
    let center = try mean(values, axes, keepdims: true)
    let difference = try NumpyArithmetic.compute(.subtract, .strong(values), .strong(center))
    let squares = try NumpyArithmetic.compute(.multiply, .strong(difference), .strong(difference))
    let n = max(Double(axes.reduce(1) { $0 * data.shape[$1] }) - correction, 0)
    let total = try sum(squares, axes, keepdims: keepdims)
    if n == 0 { try Machine.current.warn(.runtimeWarning, "Degrees of freedom <= 0 for slice") }
    return try NumpyFunctions.mapped(total, to: wide, { $0 / Float(n) }, { $0 / n }).converted(to: type)
  }

  private static func product(_ data: NDArray, _ axes: [Int], _ keepdims: Bool, _ dtype: DType?) throws -> NDArray {
    let type = dtype ?? (data.dtype.isFloatingPoint ? data.dtype : .int64)
    if type.isFloatingPoint {
      return try fold(data.converted(to: .float64), axes, keepdims, Double.self, .float64) { p, n, _ in
        (0..<n).reduce(1.0) { type == .float64 ? $0 * p[$1] : Double(Float($0 * p[$1])) }
      }.converted(to: type)
    }
    return try fold(data.converted(to: .int64), axes, keepdims, Int.self, .int64) { p, n, _ in
      (0..<n).reduce(1) { $0 &* p[$1] }
    }
  }

  private static func checkNotEmpty(_ data: NDArray, _ axes: [Int], _ what: String) throws {
    guard axes.contains(where: { data.shape[$0] == 0 }) else { return }
    throw PythonError(.valueError, what)
  }

  private static func extreme(_ data: NDArray, _ axes: [Int], _ keepdims: Bool, isMost: Bool) throws -> NDArray {
    try checkNotEmpty(
      data, axes, "zero-size array to reduction operation \(isMost ? "maximum" : "minimum") which has no identity")
    if data.dtype.isFloatingPoint {
      return try fold(data.converted(to: .float64), axes, keepdims, Double.self, .float64) { p, n, _ in
        var best = p[0]
        for i in 0..<n where p[i].isNaN || (isMost ? p[i] > best : p[i] < best) {
          best = p[i]
          if best.isNaN { return best }
        }
        return best
      }.converted(to: data.dtype)
    }
    return try fold(data.converted(to: .int64), axes, keepdims, Int.self, .int64) { p, n, _ in
      var best = p[0]
      for i in 0..<n where isMost ? p[i] > best : p[i] < best { best = p[i] }
      return best
    }.converted(to: data.dtype)
  }

  private static func place(_ data: NDArray, _ axes: [Int], _ keepdims: Bool, isMost: Bool) throws -> NDArray {
    try checkNotEmpty(data, axes, "attempt to get arg\(isMost ? "max" : "min") of an empty sequence")
    return try fold(data.converted(to: .float64), axes, keepdims, Double.self, .int64) { p, n, _ -> Int in
      var best = 0
      for i in 0..<n {
        if p[i].isNaN { return i }
        if isMost ? p[i] > p[best] : p[i] < p[best] { best = i }
      }
      return best
    }
  }

  /// Running sums or products along an axis; of all elements in a row when there is none.
  static func running(_ data: NDArray, axis: Value, isProduct: Bool) throws -> NDArray {
    let source = try axis.isNone || data.rank == 0 ? data.reshaped([data.count]) : data
    let dim = try axis.isNone ? 0 : self.axis(axis, source.rank)
    let type: DType = data.dtype.isFloatingPoint ? data.dtype : .int64
    let wide: DType = type.isFloatingPoint ? (type == .float64 ? .float64 : .float32) : .int64
    let result = try source.converted(to: wide).copied().inMemory()
    guard source.count > 0, dim < source.rank else { return try result.converted(to: type) }
    for k in 1..<max(source.shape[dim], 1) {
      let before = result.selected(dim, k - 1)
      let here = result.selected(dim, k)
      here.assign(try NumpyArithmetic.compute(isProduct ? .multiply : .add, .strong(before), .strong(here)))
    }
    return try result.converted(to: type)
  }
}

/// Exception types that only numpy has.
enum NumpyExceptions {
  nonisolated(unsafe) static let axisError = TypeObject(
    "AxisError", module: "numpy.exceptions", bases: [.valueError, .indexError])
  nonisolated(unsafe) static let linAlgError = TypeObject("LinAlgError", module: "numpy.linalg", bases: [.valueError])
}
