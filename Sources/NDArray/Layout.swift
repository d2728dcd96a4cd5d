/// How the elements of an array lie in its storage: sizes and steps of each dimension.
///
/// Immutable and shared: two arrays of the same small contiguous shape hold the same object, so that
/// "same shape, nothing in between" is one comparison of references.
public final class Layout: @unchecked Sendable {
  public let shape: [Int]
  /// Elements to step over for the next index of each dimension.
  public let strides: [Int]
  /// Number of elements.
  public let count: Int
  public let isContiguous: Bool
  /// Whether the steps are those of a new array of this shape, also where a dimension of size 1 hides them.
  public let isRow: Bool

  public let rank: Int

  public static let scalar = Layout(unchecked: [], [], 1, true, isRow: true)

  private init(unchecked shape: [Int], _ strides: [Int], _ count: Int, _ isContiguous: Bool, isRow: Bool = false) {
    self.isRow = isRow
    self.shape = shape
    rank = shape.count
    self.strides = strides
    self.count = count
    self.isContiguous = isContiguous
  }

  /// These sizes over one single element: every step is 0.
  public var stretched: Layout {
    if let knownStretched { return knownStretched }
    let made = Layout(unchecked: shape, [Int](repeating: 0, count: rank), count, count <= 1)
    knownStretched = made
    return made
  }
  private var knownStretched: Layout?

  /// A layout with any steps; shared when it is contiguous.
  public static func strided(_ shape: [Int], _ strides: [Int], count: Int) -> Layout {
    var expected = 1
    var contiguous = true
    if count > 0 {
      for d in stride(from: shape.count - 1, through: 0, by: -1) where shape[d] != 1 {
        if strides[d] != expected {
          contiguous = false
          break
        }
        expected *= shape[d]
      }
    }
    // A dimension of size 1 may have any step; keep what was asked for where someone can see it.
    if contiguous, let row = try? Layout.contiguous(shape), row.strides == strides { return row }
    return Layout(unchecked: shape, strides, count, contiguous)
  }

  /// The row-major layout of a shape.
  ///
  /// - Throws: `RuntimeError` for a negative size or when the number of elements overflows.
  public static func contiguous(_ shape: [Int]) throws -> Layout {
    if shape.isEmpty { return scalar }
    if let known = Interned.find(shape) { return known }
    var strides = [Int](repeating: 1, count: shape.count)
    var count = 1
    var step = 1
    for d in stride(from: shape.count - 1, through: 0, by: -1) {
      guard shape[d] >= 0 else {
        throw EngineError.runtime(
          "Trying to create tensor with negative dimension \(shape[d]): \(Layout.text(shape))")
      }
      strides[d] = step
      let (product, overflow) = count.multipliedReportingOverflow(by: shape[d])
      let (next, stepOverflow) = step.multipliedReportingOverflow(by: max(shape[d], 1))
      guard !overflow, !stepOverflow else {
        throw EngineError.runtime("numel: integer multiplication overflow")
      }
      count = product
      step = next
    }
    let layout = Layout(unchecked: shape, strides, count, true, isRow: true)
    Interned.add(layout)
    return layout
  }

  /// `[2, 3]`
  public static func text(_ shape: [Int]) -> String {
    "[" + shape.map(String.init).joined(separator: ", ") + "]"
  }

  /// Recently used contiguous layouts. A direct-mapped table: a collision only costs sharing.
  private enum Interned {
    nonisolated(unsafe) static var table = [Layout?](repeating: nil, count: 64)

    static func slot(_ shape: [Int]) -> Int {
      var hash = shape.count
      for size in shape { hash = hash &* 31 &+ size }
      return hash & 63
    }

    static func find(_ shape: [Int]) -> Layout? {
      guard let layout = table[slot(shape)], layout.shape == shape else { return nil }
      return layout
    }

    static func add(_ layout: Layout) { table[slot(layout.shape)] = layout }
  }
}

/// Shapes of one array against another.
public enum Broadcast {
  /// The shape that two arrays stretch to together.
  ///
  /// - Throws: `RuntimeError` naming the first dimension, from the right, that fits neither way.
  public static func shape(_ a: [Int], _ b: [Int]) throws -> [Int] {
    if a == b { return a }
    let rank = max(a.count, b.count)
    var result = [Int](repeating: 1, count: rank)
    for k in 1...max(rank, 1) where k <= rank {
      let x = k <= a.count ? a[a.count - k] : 1
      let y = k <= b.count ? b[b.count - k] : 1
      guard x == y || x == 1 || y == 1 else {
        throw EngineError.runtime(
          "The size of tensor a (\(x)) must match the size of tensor b (\(y)) at non-singleton dimension \(rank - k)")
      }
      result[rank - k] = x == 1 ? y : x
    }
    return result
  }

  /// The steps with which an array of `layout` is walked as if it had `shape`: 0 where it is stretched.
  public static func strides(_ layout: Layout, to shape: [Int]) -> [Int] {
    let offset = shape.count - layout.rank
    return shape.indices.map { d in
      d < offset || (layout.shape[d - offset] == 1 && shape[d] != 1) ? 0 : layout.strides[d - offset]
    }
  }
}
