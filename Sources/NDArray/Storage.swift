import Glibc

/// What a storage knows of itself; its elements follow in the same allocation when they are few.
public struct StorageHeader {
  public var base: UnsafeMutableRawPointer
  public let byteCount: Int
  /// Counts in-place changes; a saved value is only good at the version it was saved at.
  public var version: UInt32
  let isSeparate: Bool
}

/// The memory that arrays and their views share.
///
/// Small storages are one allocation, header and elements together. Large ones are asked for apart and
/// checked, because running out of memory is a person's mistake (`torch.ones(10**12)`), not ours.
public final class Storage: ManagedBuffer<StorageHeader, UInt64> {
  @inlinable public var base: UnsafeMutableRawPointer { header.base }
  @inlinable public var version: UInt32 {
    get { header.version }
    set { header.version = newValue }
  }

  static let largestInline = 1024

  /// - Throws: `RuntimeError` in PyTorch's words when the memory is not to be had.
  public static func make(byteCount: Int, zeroed: Bool = false) throws -> Storage {
    if byteCount <= largestInline {
      let words = (byteCount + 7) >> 3
      let buffer = Storage.create(minimumCapacity: words) { buffer in
        let base = buffer.withUnsafeMutablePointerToElements { UnsafeMutableRawPointer($0) }
        if zeroed { memset(base, 0, words << 3) }
        return StorageHeader(base: base, byteCount: byteCount, version: 0, isSeparate: false)
      }
      return unsafeDowncast(buffer, to: Storage.self)
    }
    guard byteCount <= limit, let memory = zeroed ? calloc(byteCount, 1) : malloc(byteCount) else {
      throw EngineError.runtime(
        "[enforce fail at alloc_cpu.cpp:127] err == 0. DefaultCPUAllocator: can't allocate memory: "
          + "you tried to allocate \(byteCount) bytes. Error code 12 (Cannot allocate memory)")
    }
    let buffer = Storage.create(minimumCapacity: 0) { _ in
      StorageHeader(base: memory, byteCount: byteCount, version: 0, isSeparate: true)
    }
    return unsafeDowncast(buffer, to: Storage.self)
  }

  deinit {
    if header.isSeparate { free(header.base) }
  }

  /// More than the machine's memory can never be had, even where the system would promise it.
  private static let limit: Int = {
    let pages = sysconf(Int32(_SC_PHYS_PAGES))
    let size = sysconf(Int32(_SC_PAGESIZE))
    return pages > 0 && size > 0 ? pages * size : Int.max / 2
  }()
}
