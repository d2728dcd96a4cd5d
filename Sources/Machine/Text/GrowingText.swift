/// Text that is put together piece by piece, with a look at memory whenever much more of it is needed.
struct GrowingText {
  private(set) var bytes: [UInt8] = []

  /// Where it must be looked again whether memory is left, in bytes.
  private var unasked = MemoryCap.smallestAsked

  init() {}

  mutating func append(_ text: String) throws {
    var text = text
    try text.withUTF8 { try append($0) }
  }

  mutating func append(_ text: StringObject) throws { try text.withBytes { try append($0) } }

  mutating func append(_ scalar: Unicode.Scalar) throws {
    if scalar.isASCII {
      if bytes.count >= unasked { try makeRoom(for: 1) }
      bytes.append(UInt8(truncatingIfNeeded: scalar.value))
    } else {
      try append(String(scalar))
    }
  }

  mutating func append(_ more: UnsafeBufferPointer<UInt8>) throws {
    if bytes.count + more.count >= unasked { try makeRoom(for: more.count) }
    bytes.append(contentsOf: more)
  }

  @inline(never) private mutating func makeRoom(for more: Int) throws {
    try Machine.current.checkInterrupt()
    let needed = bytes.count + more
    // An array that is full doubles, and there are both until all is copied; then the text is made of it.
    let doubled = 2 * needed
    if doubled > MemoryCap.available { try MemoryCap.check(needed + needed / 8) }
    if needed > bytes.capacity { bytes.reserveCapacity(doubled <= MemoryCap.available ? doubled : needed + needed / 8) }
    unasked = needed + Swift.max(needed / 8, MemoryCap.smallestAsked)
  }

  /// All of it.
  func text() throws -> String {
    try MemoryCap.check(bytes.count)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The parts that something is cut into: there may be more of them than memory has room for, or time.
struct Parts {
  private(set) var values: [Value] = []

  mutating func append(_ value: Value) throws {
    if values.count % SequenceOperators.stepsUnasked == SequenceOperators.stepsUnasked - 1 { try ask() }
    values.append(value)
  }

  @inline(never) private func ask() throws {
    try Machine.current.checkInterrupt()
    if values.count >= MemoryCap.manyElements { try MemoryCap.checkGrowth(of: values) }
  }

  /// The last first.
  mutating func reverse() { values.reverse() }
}
