import Glibc

/// Memory that storages gave back, kept for the next one of the size: a loop makes the same arrays at each step.
///
/// Small blocks wait in a list for each size, linked through their own first word. Large ones would have to be asked
/// of the system each time, which costs a page fault for every 4 KB, so the last few are kept too.
enum Blocks {
  static let largestSmall = 1024
  private static let grain = 32
  /// How many small blocks of one size wait at most.
  private static let mostWaiting: UInt32 = 256

  private struct List {
    var first: UnsafeMutableRawPointer?
    var count: UInt32 = 0
  }

  // Made at first use and kept: not `static let`, whose every access would ask whether it was made.
  nonisolated(unsafe) private static var lists: UnsafeMutablePointer<List>?

  private static func makeLists() -> UnsafeMutablePointer<List> {
    let made = UnsafeMutablePointer<List>.allocate(capacity: largestSmall / grain + 1)
    made.initialize(repeating: List(), count: largestSmall / grain + 1)
    lists = made
    return made
  }

  @inline(__always) private static func list(_ byteCount: Int) -> UnsafeMutablePointer<List> {
    (lists ?? makeLists()) + (byteCount &+ (grain &- 1)) / grain
  }

  @inline(__always) static func takeSmall(_ byteCount: Int) -> UnsafeMutableRawPointer {
    let list = list(byteCount)
    guard let block = list.pointee.first else {
      return .allocate(byteCount: max((byteCount + grain - 1) / grain, 1) * grain, alignment: 16)
    }
    list.pointee.first = block.load(as: UnsafeMutableRawPointer?.self)
    list.pointee.count &-= 1
    return block
  }

  @inline(__always) static func giveSmall(_ block: UnsafeMutableRawPointer, _ byteCount: Int) {
    let list = list(byteCount)
    guard list.pointee.count < mostWaiting else { return block.deallocate() }
    block.storeBytes(of: list.pointee.first, as: UnsafeMutableRawPointer?.self)
    list.pointee.first = block
    list.pointee.count &+= 1
  }

  // MARK: Large blocks

  private static let smallestKept = 1 << 18
  /// The bytes that may wait in large blocks.
  private static let mostKept = 256 << 20

  nonisolated(unsafe) private static var kept: [(block: UnsafeMutableRawPointer, byteCount: Int)] = []
  nonisolated(unsafe) private static var keptBytes = 0

  /// - Returns: nil when the system has no more.
  static func takeLarge(_ byteCount: Int, zeroed: Bool) -> UnsafeMutableRawPointer? {
    if let index = kept.lastIndex(where: { $0.byteCount == byteCount }) {
      let block = kept.remove(at: index).block
      keptBytes -= byteCount
      if zeroed { memset(block, 0, byteCount) }
      return block
    }
    if let block = zeroed ? calloc(byteCount, 1) : malloc(byteCount) { return block }
    dropKept(to: 0)
    return zeroed ? calloc(byteCount, 1) : malloc(byteCount)
  }

  /// A block that nothing is to be written to soon.
  ///
  /// - Returns: nil when the system has no more.
  static func takeUntouched(_ byteCount: Int) -> UnsafeMutableRawPointer? {
    // As large as any block of the size, so that it can be given back as one.
    malloc((byteCount / grain + 1) * grain)
  }

  /// A block that waits, in place of one that nothing was written to.
  static func exchange(_ untouched: UnsafeMutableRawPointer, _ byteCount: Int) -> UnsafeMutableRawPointer {
    guard let index = kept.lastIndex(where: { $0.byteCount == byteCount }) else { return untouched }
    keptBytes -= byteCount
    free(untouched)
    return kept.remove(at: index).block
  }

  static func giveLarge(_ block: UnsafeMutableRawPointer, _ byteCount: Int) {
    guard byteCount >= smallestKept, byteCount <= mostKept / 2 else { return free(block) }
    dropKept(to: mostKept - byteCount)
    kept.append((block, byteCount))
    keptBytes += byteCount
  }

  /// Gives the oldest back to the system until no more than `bytes` wait.
  private static func dropKept(to bytes: Int) {
    while keptBytes > bytes, let oldest = kept.first {
      kept.removeFirst()
      keptBytes -= oldest.byteCount
      free(oldest.block)
    }
  }
}
