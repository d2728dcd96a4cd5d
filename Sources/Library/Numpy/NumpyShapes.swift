import Machine
import NDArray
import Syntax

/// Other shapes, orders and selections of an array.
enum NumpyShapes {
  static func sizes(_ value: Value) throws -> [Int] {
    try value.sequenceItems?.map { try Machine.current.index($0) } ?? [Machine.current.index(value)]
  }

  static func reshaped(_ data: NDArray, _ wanted: [Int]) throws -> NDArray {
    var shape = wanted
    func mismatch() -> PythonError {
      PythonError(
        .valueError, "cannot reshape array of size \(data.count) into shape \(NumpyArithmetic.shapeText(wanted))")
    }
    let unknown = shape.indices.filter { shape[$0] < 0 }
    guard unknown.count <= 1 else { throw PythonError(.valueError, "can only specify one unknown dimension") }
    let known = shape.filter { $0 >= 0 }.reduce(1) { $0.multipliedReportingOverflow(by: $1).partialValue }
    if let place = unknown.first {
      guard known > 0, data.count % known == 0 else { throw mismatch() }
      shape[place] = data.count / known
    } else {
      guard known == data.count else { throw mismatch() }
    }
    return try data.reshaped(shape)
  }

  static func transposed(_ data: NDArray, _ order: Value) throws -> NDArray {
    if order.isNone { return try data.inMemory().permuted(Array((0..<data.rank).reversed())) }
    let axes = try NumpyReductions.axes(order, data.rank)
    guard axes.count == data.rank, Set(axes).count == data.rank else {
      throw PythonError(.valueError, "axes don't match array")
    }
    return try data.inMemory().permuted(axes)
  }

  static func squeezed(_ data: NDArray, _ axis: Value) throws -> NDArray {
    let axes = try NumpyReductions.axes(axis, data.rank)
    if !axis.isNone, axes.contains(where: { data.shape[$0] != 1 }) {
      throw PythonError(.valueError, "cannot select an axis to squeeze out which has size not equal to one")
    }
    return try data.inMemory().squeezed(axes)
  }

  static func rounded(_ data: NDArray, _ decimals: Int) throws -> NDArray {
    guard data.dtype.isFloatingPoint else { return try data.copied() }
    var factor = 1.0
    for _ in 0..<min(abs(decimals), 300) { factor *= 10 }
    func round(_ x: Double) -> Double {
      if decimals == 0 { return x.rounded(.toNearestOrEven) }
      return decimals > 0
        ? (x * factor).rounded(.toNearestOrEven) / factor : (x / factor).rounded(.toNearestOrEven) * factor
    }
    func round(_ x: Float) -> Float {
      if decimals == 0 { return x.rounded(.toNearestOrEven) }
      let scale = Float(factor)
      if decimals > 0 {
        let large: Float = x * scale
        return large.rounded(.toNearestOrEven) / scale
      }
      let small: Float = x / scale
      return small.rounded(.toNearestOrEven) * scale
    }
    return try NumpyFunctions.mapped(data, to: data.dtype, round, round)
  }

  static func clipped(_ data: NDArray, _ low: Value, _ high: Value) throws -> NDArray {
    var result = data
    if !low.isNone { result = try extreme(result, low, isMost: true) }
    if !high.isNone { result = try extreme(result, high, isMost: false) }
    return try result.copied()
  }

  /// `np.maximum` and `np.minimum`; nan wins.
  static func extreme(_ data: NDArray, _ other: Value, isMost: Bool) throws -> NDArray {
    let b = try NumpyArithmetic.Operand(other) ?? .strong(Numpy.anything(other))
    return try extreme(.strong(data), b, isMost: isMost)
  }

  static func extreme(_ a: NumpyArithmetic.Operand, _ b: NumpyArithmetic.Operand, isMost: Bool) throws -> NDArray {
    let type = NumpyArithmetic.common(a, b)
    if type.isFloatingPoint {
      let (x, y) = (try a.array(type).converted(to: .float64), try b.array(type).converted(to: .float64))
      let shape = try NumpyArithmetic.broadcast(x, y)
      return try NumpyArithmetic.loop(x, y, shape, Double.self) { p, q in
        p.isNaN ? p : q.isNaN ? q : isMost ? (p >= q ? p : q) : (p <= q ? p : q)
      }.converted(to: type)
    }
    let (x, y) = (try a.array(type).converted(to: .int64), try b.array(type).converted(to: .int64))
    let shape = try NumpyArithmetic.broadcast(x, y)
    return try NumpyArithmetic.loop(x, y, shape, Int.self) { isMost ? max($0, $1) : min($0, $1) }.converted(to: type)
  }

  static func repeated(_ data: NDArray, _ repeats: Value, _ axis: Value) throws -> NDArray {
    let source = try axis.isNone ? data.reshaped([data.count]) : data.inMemory()
    let dim = try axis.isNone ? 0 : NumpyReductions.axis(axis, data.rank)
    let counts = try Numpy.anything(repeats).ints()
    let size = source.shape[dim]
    guard counts.count == 1 || counts.count == size else {
      throw PythonError(
        .valueError, "operands could not be broadcast together with shape (\(size),) (\(counts.count),)")
    }
    let times = (counts.count == 1 ? [Int](repeating: counts[0], count: size) : counts).map { max(0, $0) }
    try Storage.check(elements: times, ofSize: 2 * MemoryLayout<Int>.stride)
    let order = times.enumerated().flatMap { [Int](repeating: $0.offset, count: $0.element) }
    var shape = source.shape
    shape[dim] = order.count
    let result = try NDArray.uninitialized(shape: shape, data.dtype).inMemory()
    for (to, from) in order.enumerated() { result.selected(dim, to).assign(source.selected(dim, from)) }
    return result
  }

  /// Sorted along an axis, and the order that sorts.
  static func sorted(_ data: NDArray, _ axis: Value) throws -> (NDArray, NDArray) {
    let source = try axis.isNone ? data.reshaped([data.count]) : data
    guard source.rank > 0 else { return (source, try NDArray.zeros(shape: [], .int64)) }
    let dim = try axis.isNone ? 0 : NumpyReductions.axis(axis, source.rank)
    let turned = try source.inMemory().transposed(dim, source.rank - 1).copied().inMemory()
    let order = try NDArray.uninitialized(shape: turned.shape, .int64).inMemory()
    let values = try turned.converted(to: .float64).doubles()
    let length = turned.shape[turned.rank - 1]
    guard length > 0, let out = order.pointer(Int.self) else { return (turned, order) }
    for row in 0..<(turned.count / length) {
      let indices = (0..<length).sorted { a, b in
        let (x, y) = (values[row * length + a], values[row * length + b])
        return x < y || (!x.isNaN && y.isNaN) || (x == y || x.isNaN && y.isNaN) && a < b
      }
      for (i, index) in indices.enumerated() { out[row * length + i] = index }
    }
    let result = try NDArray.uninitialized(shape: turned.shape, data.dtype).inMemory()
    let size = data.dtype.size
    if let from = turned.storage, let to = result.storage {
      for i in 0..<turned.count {
        let start = i / length * length + out[i]
        (to.base + i * size).copyMemory(from: from.base + (turned.offset + start) * size, byteCount: size)
      }
    }
    return (result.transposed(dim, source.rank - 1), order.transposed(dim, source.rank - 1))
  }

  /// `np.concatenate`.
  static func joined(_ parts: [NDArray], _ dim: Int) throws -> NDArray {
    guard let first = parts.first else { throw PythonError(.valueError, "need at least one array to concatenate") }
    guard first.rank > 0 else { throw PythonError(.valueError, "zero-dimensional arrays cannot be concatenated") }
    var type = first.dtype
    var shape = first.shape
    shape[dim] = 0
    for (index, part) in parts.enumerated() {
      guard part.rank == first.rank else {
        throw PythonError(
          .valueError,
          "all the input arrays must have same number of dimensions, but the array at index 0 has \(first.rank) "
            + "dimension(s) and the array at index \(index) has \(part.rank) dimension(s)")
      }
      for d in 0..<first.rank where d != dim && part.shape[d] != first.shape[d] {
        throw PythonError(
          .valueError,
          "all the input array dimensions except for the concatenation axis must match exactly, but along dimension \(d), the "
            + "array at index 0 has size \(first.shape[d]) and the array at index \(index) has size \(part.shape[d])")
      }
      type = NumpyTypes.promoted(type, part.dtype)
      shape[dim] += part.shape[dim]
    }
    let result = try NDArray.uninitialized(shape: shape, type).inMemory()
    var start = 0
    for part in parts {
      let end = start + part.shape[dim]
      result.sliced(dim, start, end).assign(try part.converted(to: type))
      start = end
    }
    return result
  }
}
