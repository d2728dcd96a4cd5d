import CKernels
import Glibc

/// The memory that arrays and their views share.
public final class Storage {
  /// Where the bytes lie. Who asks for the address may read and write: what was put off is computed before.
  @inlinable public var base: UnsafeMutableRawPointer {
    if waiting != nil { compute() }
    return block
  }
  @usableFromInline final var block: UnsafeMutableRawPointer
  /// What is to be computed before anyone looks at the bytes, or changes them.
  @usableFromInline final var waiting: Waiting?
  public let byteCount: Int
  /// Counts in-place changes; a saved value is only good at the version it was saved at.
  public final var version: UInt32 = 0

  init(base: UnsafeMutableRawPointer, byteCount: Int) {
    self.block = base
    self.byteCount = byteCount
  }

  /// New memory. What is too large to be had is refused, because running out of memory is a person's mistake
  /// (`torch.ones(10**12)`), not ours.
  ///
  /// - Throws: `RuntimeError` in PyTorch's words when the memory is not to be had.
  public static func make(byteCount: Int, zeroed: Bool = false) throws -> Storage {
    if byteCount <= Blocks.largestSmall {
      let block = Blocks.takeSmall(byteCount)
      if zeroed { memset(block, 0, byteCount) }
      return Storage(base: block, byteCount: byteCount)
    }
    guard byteCount <= limit, let block = Blocks.takeLarge(byteCount, zeroed: zeroed) else { throw refusal(byteCount) }
    return Storage(base: block, byteCount: byteCount)
  }

  /// Memory whose values come later. The system gives none of it before they do.
  ///
  /// - Throws: `RuntimeError` as `make` does.
  static func reserved(byteCount: Int) throws -> Storage {
    guard byteCount <= limit, let block = Blocks.takeUntouched(byteCount) else { throw refusal(byteCount) }
    return Storage(base: block, byteCount: byteCount)
  }

  private static func refusal(_ byteCount: Int) -> EngineError {
    EngineError.runtime(
      "[enforce fail at alloc_cpu.cpp:127] err == 0. DefaultCPUAllocator: can't allocate memory: "
        + "you tried to allocate \(byteCount) bytes. Error code 12 (Cannot allocate memory)")
  }

  /// The same for the sum of counts, none of them negative.
  public static func check(elements counts: [Int], ofSize size: Int) throws {
    let sum = counts.reduce(0) { total, count in
      let (next, overflow) = total.addingReportingOverflow(count)
      return overflow ? .max : next
    }
    try check(elements: sum, ofSize: size)
  }

  /// Refuses so many elements where there is no memory for them. For lists that a person's number makes long.
  public static func check(elements: Int, ofSize size: Int) throws {
    let (byteCount, overflow) = elements.multipliedReportingOverflow(by: size)
    if overflow || byteCount > limit { throw refusal(overflow ? .max : byteCount) }
  }

  deinit {
    if let step = waiting?.step { return step.lose(block) }
    if byteCount <= Blocks.largestSmall {
      Blocks.giveSmall(block, byteCount)
    } else {
      Blocks.giveLarge(block, byteCount)
    }
  }

  /// Gives memory that is free back to the system, which the allocator only does when asked.
  public static func releaseFreePages() { ag_release_free_pages() }

  /// The most bytes that one array may have. More than the machine's memory can never be had, even where the system
  /// would promise it.
  nonisolated(unsafe) public static var limit: Int = {
    let pages = sysconf(Int32(_SC_PHYS_PAGES))
    let size = sysconf(Int32(_SC_PAGESIZE))
    return pages > 0 && size > 0 ? pages * size : Int.max / 2
  }()
}
