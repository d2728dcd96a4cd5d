internal import CKernels

// Half types are computed in single precision, but PyTorch's vectors hold twice as many of them: two vectors are 32
// elements, and what is left over of those is computed one by one.
extension Elementwise {
  /// How many elements of a half type two vectors hold.
  static let halvesAtOnce = 32

  /// Computes anew, one by one, what is left over where whole vectors of single precision took part of it.
  @usableFromInline static func mendRests<R: UnaryFormula>(_: R.Type, _ result: NDArray, _ x: NDArray) throws {
    guard result.layout.isContiguous, x.layout.isContiguous, let out = result.pointer(Float.self),
      let p = x.pointer(Float.self)
    else { return }
    for rest in rests(result.count) { for i in rest { out[i] = try R.value(p[i]) } }
  }

  /// The same of two operands, of which one may be a single number.
  @usableFromInline static func mendRests<R: BinaryFormula>(
    _: R.Type, _ result: NDArray, _ x: NDArray, _ y: NDArray
  ) throws {
    guard result.layout.isContiguous, let out = result.pointer(Float.self), let p = element(x, result),
      let q = element(y, result)
    else { return }
    for rest in rests(result.count) { for i in rest { out[i] = try R.value(p(i), q(i)) } }
  }

  private static func element(_ x: NDArray, _ result: NDArray) -> ((Int) -> Float)? {
    if x.layout.rank == 0 {
      let number = x.float
      return { _ in number }
    }
    guard x.layout.isContiguous, x.layout.shape == result.layout.shape, let p = x.pointer(Float.self) else {
      return nil
    }
    return { p[$0] }
  }

  /// What is left over of each share of so many elements, where vectors of single precision took part of it.
  private static func rests(_ count: Int) -> [Range<Int>] {
    let share = Int(ag_share(count))
    return stride(from: 0, to: count, by: max(share, 1)).compactMap { begin in
      let end = min(begin + share, count)
      let rest = (end - begin) % halvesAtOnce
      return rest >= TileRun.least ? end - rest..<end : nil
    }
  }

  /// `a + b * factor` of a half type: rounded once within whole vectors, after each step elsewhere.
  static func addedHalves(_ a: NDArray, _ b: NDArray, times factor: Double) throws -> NDArray {
    let format: NarrowFloat = a.dtype == .float16 ? .float16 : .bfloat16
    let factor = format.round(Float(factor))
    return try arranged([a, b]) { arrays in
      let (x, y) = (arrays[0], arrays[1])
      let shape = try Broadcast.shape(x.layout.shape, y.layout.shape)
      let run = Run(shape, Broadcast.strides(x.layout, to: shape), Broadcast.strides(y.layout, to: shape))
      let (left, right) = (try widened(x, shape), try widened(y, shape))
      let result = try NDArray.uninitialized(shape: shape, .float32).inMemory()
      guard let p = left.pointer(Float.self), let q = right.pointer(Float.self), let out = result.pointer(Float.self)
      else { return result }
      for i in 0..<result.count {
        let product = q[i] * factor
        out[i] = p[i] + (run.isWhole(i) ? product : format.round(product))
      }
      return result
    }.converted(to: a.dtype)
  }

  private static func widened(_ x: NDArray, _ shape: [Int]) throws -> NDArray {
    try x.converted(to: .float32).inMemory().expanded(to: shape).contiguous().inMemory()
  }

  /// The innermost loop over two operands, as long as one step leads through both.
  private struct Run {
    let length: Int
    let isVector: Bool

    init(_ shape: [Int], _ a: [Int], _ b: [Int]) {
      var (length, steps) = (1, (1, 1))
      for d in shape.indices.reversed() where shape[d] != 1 {
        if length == 1 {
          (length, steps) = (shape[d], (a[d], b[d]))
        } else if a[d] == steps.0 * length, b[d] == steps.1 * length {
          length *= shape[d]
        } else {
          break
        }
      }
      isVector = steps.0 | steps.1 == 1
      let count = shape.reduce(1, *)
      self.length = max(length == count ? min(Int(ag_share(count)), count) : length, 1)
      total = count
    }

    private let total: Int

    /// Whether an element is within whole vectors.
    func isWhole(_ i: Int) -> Bool {
      let begin = i / length * length
      return isVector && i - begin < min(length, total - begin) / halvesAtOnce * halvesAtOnce
    }
  }
}
