internal import CKernels
internal import Glibc

extension Reduction {
  /// The variance over `dims`, or its square root.
  public static func variance(
    _ x: NDArray, _ dims: [Int], correction: Double, keepdim: Bool, root: Bool
  ) throws -> NDArray {
    let target = shape(x.shape, dims, keepdim: keepdim)
    if x.dtype == .float64 {
      let result = try NDArray.uninitialized(shape: target, .float64).inMemory()
      let (source, length) = try arranged(x, dims)
      guard let p = source.pointer(Double.self), let out = result.pointer(Double.self) else { return result }
      let whole = result.count == 1 && dims.count == x.rank
      for i in 0..<result.count {
        let v =
          whole ? ag_variance_all(p, length, correction) : ag_variance_along(p + i * length, length, 1, correction)
        out[i] = root ? sqrt(v) : v
      }
      return result
    }
    let result = try NDArray.uninitialized(shape: target, .float32).inMemory()
    let (source, length) = try arranged(x.converted(to: .float32), dims)
    guard let p = source.pointer(Float.self), let out = result.pointer(Float.self) else { return result }
    let whole = result.count == 1 && dims.count == x.rank
    for i in 0..<result.count {
      let v =
        whole ? ag_variance_allf(p, length, correction) : ag_variance_alongf(p + i * length, length, 1, correction)
      out[i] = Float(root ? sqrt(v) : v)
    }
    return try result.converted(to: x.dtype)
  }

  /// The variance, or its square root, and the mean over `dims`, both kept up to date from element to element.
  public static func varianceAndMean(
    _ x: NDArray, _ dims: [Int], correction: Double, keepdim: Bool, root: Bool
  ) throws -> [NDArray] {
    let target = shape(x.shape, dims, keepdim: keepdim)
    let variances = try NDArray.uninitialized(shape: target, .float64).inMemory()
    let means = try NDArray.uninitialized(shape: target, .float64).inMemory()
    let (source, length) = try arranged(x.converted(to: .float64), dims)
    guard let p = source.pointer(Double.self), let forVariance = variances.pointer(Double.self),
      let forMean = means.pointer(Double.self)
    else { return [variances, means] }
    for i in 0..<variances.count {
      var (mean, squares) = (length == 0 ? Double.nan : 0, 0.0)
      for k in 0..<length {
        let value = p[i * length + k]
        let distance = value - mean
        mean += distance / Double(k + 1)
        squares += distance * (value - mean)
      }
      let freedom = Double(length) - correction
      let variance = squares / (freedom > 0 ? freedom : 0)
      forVariance[i] = root ? sqrt(variance) : variance
      forMean[i] = mean
    }
    return [try variances.converted(to: x.dtype), try means.converted(to: x.dtype)]
  }

  /// The norm of order `p` over `dims`.
  public static func norm(_ x: NDArray, _ order: Double, _ dims: [Int], keepdim: Bool) throws -> NDArray {
    if order == 2 {
      let target = shape(x.shape, dims, keepdim: keepdim)
      if x.dtype == .float64 {
        let result = try NDArray.uninitialized(shape: target, .float64).inMemory()
        let (source, length) = try arranged(x, dims)
        guard let p = source.pointer(Double.self), let out = result.pointer(Double.self) else { return result }
        let isRow = liesInRows(x, dims)
        for i in 0..<result.count {
          out[i] = isRow ? ag_norm2(p + i * length, length, 1) : sumOfSquares(p + i * length, length).squareRoot()
        }
        return result
      }
      let result = try NDArray.uninitialized(shape: target, .float32).inMemory()
      let (source, length) = try arranged(x.converted(to: .float32), dims)
      guard let p = source.pointer(Float.self), let out = result.pointer(Float.self) else { return result }
      let isRow = liesInRows(x, dims)
      for i in 0..<result.count {
        out[i] = isRow ? ag_norm2f(p + i * length, length, 1) : sumOfSquares(p + i * length, length).squareRoot()
      }
      return try result.converted(to: x.dtype)
    }
    if x.dtype == .float64 {
      return try fold(x, dims, keepdim, Double.self) { general($0, $1, order) { ag_pow($0, $1) } }
    }
    let result = try fold(x.converted(to: .float32), dims, keepdim, Float.self) {
      general($0, $1, Float(order)) { ag_powf($0, $1) }
    }
    return try result.converted(to: x.dtype)
  }

  /// Whether what is reduced lies side by side, where PyTorch sums in the lanes of vectors.
  private static func liesInRows(_ x: NDArray, _ dims: [Int]) -> Bool {
    let long = x.shape.indices.filter { x.shape[$0] > 1 }
    guard let inner = long.min(by: { x.layout.strides[$0] < x.layout.strides[$1] }) else { return true }
    return dims.contains(inner)
  }

  private static func sumOfSquares<E: BinaryFloatingPoint>(_ p: UnsafePointer<E>, _ n: Int) -> E {
    var total: E = 0
    for i in 0..<n { total += p[i] * p[i] }
    return total
  }

  private static func general<E: BinaryFloatingPoint>(
    _ p: UnsafePointer<E>, _ n: Int, _ order: E, _ power: (E, E) -> E
  ) -> E {
    var total: E = 0
    if order == .infinity || order == -.infinity {
      total = n > 0 ? p[0].magnitude : 0
      for i in 0..<n {
        let value = p[i].magnitude
        if value.isNaN || (order > 0 ? value > total : value < total) { total = value }
        if total.isNaN { return total }
      }
      return total
    }
    if order == 0 {
      for i in 0..<n where p[i] != 0 { total += 1 }
      return total
    }
    if order == 1 {
      for i in 0..<n { total += p[i].magnitude }
      return total
    }
    for i in 0..<n { total += power(p[i].magnitude, order) }
    return power(total, 1 / order)
  }

  /// Whether all or any elements over `dims` are not zero.
  public static func truth(_ x: NDArray, _ dims: [Int], all: Bool, keepdim: Bool) throws -> NDArray {
    let flags = try x.converted(to: .bool)
    let (source, length) = try arranged(flags, dims)
    let result = try NDArray.uninitialized(shape: shape(x.shape, dims, keepdim: keepdim), .bool).inMemory()
    guard let p = source.pointer(Bool.self), let out = result.pointer(Bool.self) else { return result }
    for i in 0..<result.count {
      var holds = all
      for k in 0..<length where p[i * length + k] != all {
        holds = !all
        break
      }
      out[i] = holds
    }
    return x.dtype == .uint8 ? try result.converted(to: .uint8) : result
  }
}
