internal import CKernels

/// PyTorch's saved form of a generator, as `torch.get_rng_state()` shows it: a C structure of 5056 bytes with the
/// words widened to 64 bits, then the cached normal, then room for a float one that the CPU never fills.
extension GeneratorState {
  /// How many bytes the saved form has.
  public static let byteCount = 5056

  private static let wordCount = 624
  private static let wordsOffset = 24
  private static let normalOffset = wordsOffset + wordCount * 8 + 8
  private static let flagOffset = normalOffset + 16

  /// The saved form, byte for byte PyTorch's.
  public var bytes: [UInt8] {
    var result = [UInt8](repeating: 0, count: Self.byteCount)
    func put<T: FixedWidthInteger>(_ value: T, at offset: Int) {
      withUnsafeBytes(of: value.littleEndian) { raw in
        for (index, byte) in raw.enumerated() { result[offset + index] = byte }
      }
    }
    let untouched = engine.position > UInt32(Self.wordCount)
    put(engine.seed, at: 0)
    put(untouched ? 1 : Int32(Self.wordCount + 1) - Int32(engine.position), at: 8)
    put(Int32(1), at: 12)
    put(untouched ? 0 : UInt64(engine.position), at: 16)
    withUnsafeBytes(of: engine.words) { raw in
      for (index, word) in raw.bindMemory(to: UInt32.self).enumerated() {
        put(UInt64(word), at: Self.wordsOffset + index * 8)
      }
    }
    if engine.has_normal {
      put(engine.normal.bitPattern, at: Self.normalOffset)
      put(Int32(1), at: Self.flagOffset)
    }
    return result
  }

  /// The state that was saved as `bytes`; nil when they are not such a state.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    func get(_ offset: Int, _ size: Int) -> UInt64 {
      (0..<size).reversed().reduce(0) { $0 << 8 | UInt64(bytes[offset + $1]) }
    }
    let left = get(8, 4)
    let next = get(16, 8)
    guard get(12, 4) & 0xff == 1, left >= 1, left <= UInt64(Self.wordCount), next <= UInt64(Self.wordCount) else {
      return nil
    }
    var engine = mt_generator()
    engine.seed = get(0, 8)
    engine.position = left == 1 ? UInt32(Self.wordCount + (next == 0 ? 1 : 0)) : UInt32(next)
    withUnsafeMutableBytes(of: &engine.words) { raw in
      let words = raw.bindMemory(to: UInt32.self)
      for index in 0..<Self.wordCount { words[index] = UInt32(get(Self.wordsOffset + index * 8, 4)) }
    }
    engine.has_normal = get(Self.flagOffset, 4) != 0
    engine.normal = engine.has_normal ? Double(bitPattern: get(Self.normalOffset, 8)) : 0
    self.engine = engine
  }
}
