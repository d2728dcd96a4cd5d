internal import CKernels

/// The whole numbers that `random_()` gives an element type when no bounds are named.
public struct WholeRange: Sendable {
  let modulus: UInt64
  let wide: Bool

  private init(modulus: UInt64, wide: Bool = false) {
    self.modulus = modulus
    self.wide = wide
  }

  /// The last of them.
  public var highest: Int { Int(truncatingIfNeeded: modulus &- 1) }

  public static let bool = WholeRange(modulus: 2)
  public static let uint8 = WholeRange(modulus: 1 << 8)
  public static let int8 = WholeRange(modulus: 1 << 7)
  public static let int16 = WholeRange(modulus: 1 << 15)
  public static let int32 = WholeRange(modulus: 1 << 31)
  public static let int64 = WholeRange(modulus: 1 << 63, wide: true)
  public static let bfloat16 = WholeRange(modulus: (1 << 8) + 1)
  public static let float16 = WholeRange(modulus: (1 << 11) + 1)
  public static let float32 = WholeRange(modulus: (1 << 24) + 1)
  public static let float64 = WholeRange(modulus: (1 << 53) + 1, wide: true)
  /// Every 64-bit integer: `random_(-2**63, None)`.
  public static let everything = WholeRange(modulus: 0, wide: true)
}

extension Generator {
  /// From this range on two draws make one number, which keeps the skew of the remainder small.
  private static let wideThreshold: UInt64 = 1 << 28

  /// Fills with whole numbers of [from, to), as `randint` and `random_(from, to)` do; `from` where that is empty.
  public func integers(into buffer: UnsafeMutableBufferPointer<Int64>, from: Int64, to: Int64) {
    guard let base = buffer.baseAddress else { return }
    let range = from < to ? UInt64(bitPattern: to &- from) : 1
    mt_fill_integers(&engine, base, buffer.count, range, from, range >= Self.wideThreshold)
  }

  /// Fills with whole numbers of [from, to), each turned into an element by `convert`.
  public func integers<T>(
    into buffer: UnsafeMutableBufferPointer<T>, from: Int64, to: Int64, as convert: (Int64) -> T
  ) {
    byChunks(into: buffer, as: convert) { integers(into: $0, from: from, to: to) }
  }

  /// Fills with whole numbers from `from` to the highest of an element type, as `random_(from, None)` does; `from` is not
  /// above it.
  public func integers(into buffer: UnsafeMutableBufferPointer<Int64>, from: Int64, throughout range: WholeRange) {
    guard let base = buffer.baseAddress else { return }
    if from == .min { return integers(into: buffer, of: .everything) }
    let count = range.modulus &- UInt64(bitPattern: from)
    mt_fill_integers(&engine, base, buffer.count, count, from, count >= Self.wideThreshold)
  }

  /// Fills with the whole numbers of an element type, as `random_()` does.
  public func integers(into buffer: UnsafeMutableBufferPointer<Int64>, of range: WholeRange) {
    guard let base = buffer.baseAddress else { return }
    mt_fill_integers(&engine, base, buffer.count, range.modulus, 0, range.wide)
  }

  /// Fills with the whole numbers of an element type, each turned into an element by `convert`.
  public func integers<T>(
    into buffer: UnsafeMutableBufferPointer<T>, of range: WholeRange, as convert: (Int64) -> T
  ) {
    byChunks(into: buffer, as: convert) { integers(into: $0, of: range) }
  }

  private func byChunks<T>(
    into buffer: UnsafeMutableBufferPointer<T>, as convert: (Int64) -> T,
    fill: (UnsafeMutableBufferPointer<Int64>) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: Int64.self, capacity: min(buffer.count, 1024)) { chunk in
      var done = 0
      while done < buffer.count {
        let size = min(chunk.count, buffer.count - done)
        fill(UnsafeMutableBufferPointer(rebasing: chunk[..<size]))
        for index in 0..<size { buffer[done + index] = convert(chunk[index]) }
        done += size
      }
    }
  }

  /// Fills with a permutation of 0 ..< count, as `randperm` does.
  public func permutation(into buffer: UnsafeMutableBufferPointer<Int64>) {
    guard let base = buffer.baseAddress else { return }
    mt_permutation(&engine, base, buffer.count)
  }
}
