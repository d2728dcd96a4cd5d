internal import Glibc

/// Arrays of numbers in a row.
extension NDArray {
  /// `count` numbers from `start`, `step` apart.
  public static func arange(count: Int, from start: Number, by step: Number, _ dtype: DType) throws -> NDArray {
    let result = try uninitialized(shape: [count], dtype)
    if dtype.compute == .int {
      try dtype.with(Fill(array: result) { .int(start.asInt &+ step.asInt &* $0) })
    } else {
      // Runs of eight share a start that is rounded to the element type, as the vector loop's does, which takes two of
      // them at a time; the rest is computed one by one.
      let first = start.asDouble
      let distance = step.asDouble
      try dtype.with(
        Fill(array: result) { i in
          guard dtype == .float32, i | 15 < count else { return .float(fma(distance, Double(i), first)) }
          let base = Double(Float(fma(distance, Double(i & ~7), first)))
          return .float(fma(distance, Double(i & 7), base))
        })
    }
    return result
  }

  /// `count` numbers that divide the way from `start` to `end` evenly; the second half is counted from the end.
  public static func linspace(_ start: Double, _ end: Double, count: Int, _ dtype: DType) throws -> NDArray {
    let result = try uninitialized(shape: [count], dtype)
    guard count > 0 else { return result }
    let half = count / 2
    if dtype.compute == .float {
      let from = Float(start)
      let to = Float(end)
      let step = count > 1 ? (to - from) / Float(count - 1) : 0
      try dtype.with(
        Fill(array: result) { i in
          count == 1
            ? .float(start)
            : .float(Double(i < half ? fmaf(step, Float(i), from) : fmaf(-step, Float(count - i - 1), to)))
        })
    } else {
      let from = dtype.compute == .int ? start.rounded(.towardZero) : start
      let to = dtype.compute == .int ? end.rounded(.towardZero) : end
      let step = count > 1 ? (to - from) / Double(count - 1) : 0
      try dtype.with(
        Fill(array: result) { i in
          count == 1
            ? .float(start) : .float(i < half ? fma(step, Double(i), from) : fma(-step, Double(count - i - 1), to))
        })
    }
    return result
  }

  /// Powers of `base` with exponents as of `linspace`.
  public static func logspace(_ start: Double, _ end: Double, count: Int, base: Double, _ dtype: DType) throws
    -> NDArray
  {
    if count == 1 { return try NDArray.filled(shape: [1], .float(Formulas.power(base, start)), dtype) }
    // The ends and their distance are of the result's dtype; the exponents between them are in double precision.
    let exponents = try uninitialized(shape: [count], .float64)
    func rounded(_ value: Double) -> Double {
      switch dtype {
      case .float64: value
      case .float16: Double(NarrowFloat.float16.round(Float(value)))
      case .bfloat16: Double(NarrowFloat.bfloat16.round(Float(value)))
      default: Double(Float(value))
      }
    }
    let isWhole = dtype.compute == .int
    let (start, end) = isWhole ? (start.rounded(.towardZero), end.rounded(.towardZero)) : (rounded(start), rounded(end))
    let step = rounded(end - start) / Double(max(count - 1, 1))
    let half = count / 2
    try DType.float64.with(
      Fill(array: exponents) { i in .float(i < half ? start + step * Double(i) : end - step * Double(count - i - 1)) })
    let powers = try Elementwise.zip(RaisedTo.self, .float(base), exponents)
    return try powers.converted(to: dtype)
  }

  /// Ones where row and column have the same number.
  public static func identity(_ rows: Int, _ columns: Int, _ dtype: DType) throws -> NDArray {
    let result = try zeros(shape: [rows, columns], dtype).inMemory()
    guard rows > 0, columns > 0 else { return result }
    var diagonal = result.strided([min(rows, columns)], [columns + 1])
    try diagonal.fill(.int(1))
    return result
  }

  private struct Fill: ElementWork {
    let array: NDArray
    let value: (Int) -> Number
    func run<E: Element>(_: E.Type) throws {
      guard let out = array.pointer(E.self) else { return }
      for i in 0..<array.count {
        switch value(i) {
        case .float(let d): out[i] = E(narrowing: d)
        case let n: out[i] = E(narrowing: n.asInt)
        }
      }
    }
  }

  private enum RaisedTo: BinaryFormula {
    static func value<T: Arithmetic>(_ a: T, _ b: T) throws -> T { try a.pow(b) }
  }
}
