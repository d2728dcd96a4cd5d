internal import CKernels

/// Sums and other reductions over dimensions.
public enum Reduction {
  /// Between how many threads PyTorch would share long sums, which decides the order in which they are added.
  public static var threads: Int {
    get { Int(ag_thread_count()) }
    set { ag_set_thread_count(Int32(min(max(newValue, 1), 256))) }
  }

  /// Splits an array's dimensions into those that stay and those that are reduced, which then come last.
  ///
  /// - Returns: The rearranged array in row-major order and how many elements go into each result.
  static func arranged(_ x: NDArray, _ dims: [Int]) throws -> (NDArray, Int) {
    let kept = x.layout.shape.indices.filter { !dims.contains($0) }
    let order = kept + dims.sorted()
    let length = dims.reduce(1) { $0 * x.layout.shape[$1] }
    let isInOrder = order == Array(x.layout.shape.indices)
    return (try (isInOrder ? x : try x.inMemory().permuted(order)).contiguous().inMemory(), length)
  }

  /// The shape after reducing `dims`.
  public static func shape(_ shape: [Int], _ dims: [Int], keepdim: Bool) -> [Int] {
    keepdim
      ? shape.indices.map { dims.contains($0) ? 1 : shape[$0] }
      : shape.indices.filter { !dims.contains($0) }.map { shape[$0] }
  }

  /// The sum over `dims`, accumulated and given in the array's own dtype.
  public static func sum(_ x: NDArray, _ dims: [Int], keepdim: Bool = false) throws -> NDArray {
    try strided(x, dims, keepdim, float: ag_sum_stridedf, double: ag_sum_strided, empty: 0) { $0 &+ $1 }
  }

  /// The same over the first of two dimensions, for which no list is made.
  public static func sumOfRows(_ x: NDArray) throws -> NDArray {
    guard x.rank == 2, x.dtype == .float32, let p = x.pointer(Float.self) else { return try sum(x, [0]) }
    let result = try NDArray.uninitialized(shape: [x.layout.shape[1]], .float32)
    if let out = result.pointer(Float.self) {
      withUnsafeBytes(of: (UInt8(1), UInt8(0))) { flags in
        ag_sum_stridedf(
          p, 2, x.layout.shape, x.layout.strides, flags.baseAddress?.assumingMemoryBound(to: UInt8.self), out)
      }
    }
    return result
  }

  /// The product over `dims`, accumulated and given in the array's own dtype.
  public static func prod(_ x: NDArray, _ dims: [Int], keepdim: Bool = false) throws -> NDArray {
    try strided(x, dims, keepdim, float: ag_prod_stridedf, double: ag_prod_strided, empty: 1) { $0 &* $1 }
  }

  private typealias Strided<E> = (
    UnsafePointer<E>?, Int32, UnsafePointer<Int>?, UnsafePointer<Int>?, UnsafePointer<UInt8>?, UnsafeMutablePointer<E>?
  ) -> Void

  /// A reduction that the C loops do over any view, and its step on whole numbers.
  private static func strided(
    _ x: NDArray, _ dims: [Int], _ keepdim: Bool, float: Strided<Float>, double: Strided<Double>,
    empty: Int, int: @escaping (Int, Int) -> Int
  ) throws -> NDArray {
    guard x.rank <= AG_MAX_DIMS else {
      throw EngineError.runtime("Only tensors with up to 64 dims are supported")
    }
    let target = shape(x.layout.shape, dims, keepdim: keepdim)
    switch x.dtype.compute {
    case .float:
      let source = try x.converted(to: .float32).inMemory()
      let result = try NDArray.uninitialized(shape: target, .float32).inMemory()
      run(source, dims, result, Float.self, float)
      return try result.converted(to: x.dtype)
    case .double:
      let result = try NDArray.uninitialized(shape: target, .float64).inMemory()
      run(try x.inMemory(), dims, result, Double.self, double)
      return result
    case .int:
      return try fold(x.converted(to: .int64), dims, keepdim, Int.self) { p, n in
        var total = empty
        for i in 0..<n { total = int(total, p[i]) }
        return total
      }
    }
  }

  private static func run<E>(_ x: NDArray, _ dims: [Int], _ result: NDArray, _: E.Type, _ body: Strided<E>) {
    guard let p = x.pointer(E.self), let out = result.pointer(E.self) else { return }
    let flags = x.layout.shape.indices.map { dims.contains($0) ? UInt8(1) : 0 }
    body(p, Int32(x.rank), x.layout.shape, x.layout.strides, flags, out)
  }

  /// One result for each run of elements along `dims`.
  static func fold<E>(
    _ x: NDArray, _ dims: [Int], _ keepdim: Bool, _: E.Type, _ body: (UnsafePointer<E>, Int) throws -> E
  ) throws -> NDArray {
    let (source, length) = try arranged(x, dims)
    let result = try NDArray.uninitialized(shape: shape(x.layout.shape, dims, keepdim: keepdim), x.dtype).inMemory()
    guard let p = source.pointer(E.self), let out = result.pointer(E.self) else { return result }
    for i in 0..<result.count { out[i] = try body(p + i * length, length) }
    return result
  }

  /// The sum of every element of a floating-point array.
  public static func total(_ x: NDArray) throws -> NDArray {
    if x.layout.count >= Deferral.least, let sum = DeferredRun.sum(x) { return sum }
    if x.dtype == .float32 {
      if x.storage == nil { return x }
      guard x.layout.isContiguous, let p = x.pointer(Float.self) else { return try total(x.copied().inMemory()) }
      return NDArray(x.layout.count < 8 ? sumOfFew(p, x.layout.count) : ag_sumf(p, x.layout.count))
    }
    return try sum(x, Array(x.layout.shape.indices))
  }

  /// `ag_sumf` for less than 8 elements: four running sums, of which the first takes what is left over.
  @inline(__always) static func sumOfFew(_ p: UnsafePointer<Float>, _ n: Int) -> Float {
    var total: Float = 0
    let quarters = n >= 4
    if n > 0 { total += p[0] }
    for i in (quarters ? 4 : 1)..<max(n, quarters ? 4 : 1) { total += p[i] }
    if quarters { total = ((total + p[1]) + p[2]) + p[3] }
    return total
  }

  /// Sums a gradient over the dimensions that broadcasting had stretched, back to an input's shape.
  public static func unbroadcast(_ x: NDArray, to layout: Layout) throws -> NDArray {
    if x.layout === layout || x.layout.shape == layout.shape { return x }
    if layout.rank == 0 { return try total(x) }
    let extra = x.layout.rank - layout.rank
    var dims = Array(0..<max(extra, 0))
    for d in layout.shape.indices where layout.shape[d] == 1 && x.layout.shape[d + extra] != 1 {
      dims.append(d + extra)
    }
    let result = dims.count == x.layout.rank ? try total(x) : try sum(x, dims, keepdim: true)
    return try result.reshaped(layout.shape)
  }
}
