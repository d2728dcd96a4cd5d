internal import CKernels

/// Sorting and selection along a dimension, in the steps of the C++ library that PyTorch takes: they say which of several
/// equal elements comes first. NaN counts as the highest.
public enum Ordering {
  /// The sorted elements and where each came from.
  ///
  /// - Parameter stable: Whether equal elements stay in their order.
  public static func sorted(
    _ x: NDArray, _ dim: Int, descending: Bool, stable: Bool
  ) throws -> (values: NDArray, indices: NDArray) {
    try arranged(x, dim, to: x.rank == 0 ? 1 : x.shape[dim]) { entries, count in
      entries.sort(count, descending, stable)
      return 0
    }
  }

  /// The largest, or the smallest, elements and where each was.
  public static func top(
    _ x: NDArray, _ dim: Int, _ k: Int, largest: Bool, sorted: Bool
  ) throws -> (values: NDArray, indices: NDArray) {
    try arranged(x, dim, to: k) { entries, count in
      entries.top(count, k, largest, sorted)
      return 0
    }
  }

  /// The element at a rank of each sorted line, and where it was.
  public static func selected(_ x: NDArray, _ dim: Int, _ rank: Int) throws -> (values: NDArray, indices: NDArray) {
    try arranged(x, dim, to: 1) { entries, count in
      entries.select(count, rank)
      return rank
    }
  }

  /// The middle of each line, the lower of two, and where it was.
  ///
  /// - Parameter ignoringNaN: Whether the middle is that of the other elements; else the first NaN is the middle.
  public static func middle(
    _ x: NDArray, _ dim: Int, ignoringNaN: Bool
  ) throws -> (values: NDArray, indices: NDArray) {
    try arranged(x, dim, to: 1) { entries, count in
      let missing = (0..<count).filter(entries.isNaN)
      if !ignoringNaN, let first = missing.first { return first }
      let rank = Swift.max((count - missing.count - 1) / 2, 0)
      entries.nth(count, rank)
      return rank
    }
  }

  /// The first `size` entries of each line, from the place on that a closure gives once it has arranged the line.
  private static func arranged(
    _ x: NDArray, _ dim: Int, to size: Int, _ arrange: (any Entries, Int) -> Int
  ) throws -> (values: NDArray, indices: NDArray) {
    if x.rank == 0 { return (try x.copied(), NDArray(.int(0), .int64)) }
    let source = try x.contiguous().inMemory()
    var shape = x.shape
    shape[dim] = size
    let values = try NDArray.uninitialized(shape: shape, x.dtype).inMemory()
    let indices = try NDArray.uninitialized(shape: shape, .int64).inMemory()
    let room = try NDArray.uninitialized(shape: [2 * x.shape[dim]], .int64).inMemory()
    try withoutActuallyEscaping(arrange) { arrange in
      try x.dtype.with(
        Arranging(source: source, dim: dim, size: size, room: room, values: values, indices: indices, arrange: arrange))
    }
    return (values, indices)
  }

  private struct Arranging: ElementWork {
    let source: NDArray
    let dim: Int
    let size: Int
    let room: NDArray
    let values: NDArray
    let indices: NDArray
    let arrange: (any Entries, Int) -> Int

    func run<E: Element>(_: E.Type) throws {
      guard let from = source.pointer(E.self), let value = values.pointer(E.self),
        let index = indices.pointer(Int.self), let room = room.pointer(Int.self)
      else { return }
      let isFloat = source.dtype.isFloatingPoint
      let memory = UnsafeMutableRawPointer(room)
      let entries: any Entries = isFloat ? FloatEntries(memory) : WholeEntries(memory)
      let length = source.shape[dim]
      guard length > 0 else { return }
      Lines.visit(source.shape, dim) { start, _, step in
        if isFloat {
          let keys = memory.assumingMemoryBound(to: Double.self)
          for k in 0..<length { keys[2 * k] = from[start + k * step].asDouble }
        } else {
          for k in 0..<length { room[2 * k] = from[start + k * step].asInt }
        }
        for k in 0..<length { room[2 * k + 1] = k }
        let first = arrange(entries, length)
        let line = start / (step * length) * step * size + start % step
        for k in 0..<size {
          let place = room[2 * (first + k) + 1]
          value[line + k * step] = from[start + place * step]
          index[line + k * step] = place
        }
      }
    }
  }
}

/// Elements of one line with where they stood, key and place in turn.
private protocol Entries {
  func sort(_ count: Int, _ descending: Bool, _ stable: Bool)
  func top(_ count: Int, _ k: Int, _ descending: Bool, _ sorted: Bool)
  func nth(_ count: Int, _ rank: Int)
  func select(_ count: Int, _ rank: Int)
  func isNaN(_ place: Int) -> Bool
}

private struct FloatEntries: Entries {
  let base: UnsafeMutablePointer<ag_float_entry>
  init(_ room: UnsafeMutableRawPointer) { base = room.assumingMemoryBound(to: ag_float_entry.self) }

  func sort(_ count: Int, _ descending: Bool, _ stable: Bool) {
    ag_sort_floats(base, count, descending ? 1 : 0, stable ? 1 : 0)
  }
  func top(_ count: Int, _ k: Int, _ descending: Bool, _ sorted: Bool) {
    ag_top_floats(base, count, k, descending ? 1 : 0, sorted ? 1 : 0)
  }
  func nth(_ count: Int, _ rank: Int) { ag_nth_floats(base, count, rank) }
  func select(_ count: Int, _ rank: Int) { ag_select_floats(base, count, rank) }
  func isNaN(_ place: Int) -> Bool { base[place].key.isNaN }
}

private struct WholeEntries: Entries {
  let base: UnsafeMutablePointer<ag_whole_entry>
  init(_ room: UnsafeMutableRawPointer) { base = room.assumingMemoryBound(to: ag_whole_entry.self) }

  func sort(_ count: Int, _ descending: Bool, _ stable: Bool) {
    ag_sort_wholes(base, count, descending ? 1 : 0, stable ? 1 : 0)
  }
  func top(_ count: Int, _ k: Int, _ descending: Bool, _ sorted: Bool) {
    ag_top_wholes(base, count, k, descending ? 1 : 0, sorted ? 1 : 0)
  }
  func nth(_ count: Int, _ rank: Int) { ag_nth_wholes(base, count, rank) }
  func select(_ count: Int, _ rank: Int) { ag_select_wholes(base, count, rank) }
  func isNaN(_ place: Int) -> Bool { false }
}
