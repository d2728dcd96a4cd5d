import Glibc
public import Recall

/// The bytes of a storage as they were.
public final class StorageCopy {
  fileprivate let base: UnsafeMutableRawPointer
  fileprivate let byteCount: Int

  fileprivate init?(of storage: Storage) {
    guard let block = malloc(max(storage.byteCount, 1)) else { return nil }
    base = block
    byteCount = storage.byteCount
    memcpy(base, storage.base, byteCount)
  }

  deinit { free(base) }

  /// The bytes that all copies of one recollection may have; storages beyond it can only be recalled unchanged.
  nonisolated(unsafe) public static var limit = 128 << 20
}

extension Storage: Recalled {
  public struct Memory {
    let version: UInt32
    /// Nil where the storage was too large to be copied.
    let copy: StorageCopy?
  }

  public func memory(_ recollector: Recollector) -> Memory {
    // What was not written to since the last time needs no second copy. Comparing is as cheap as copying, and some
    // writes count no version.
    if let earlier = recollector.earlierCopy(of: self), Swift.type(of: earlier) == StorageCopy.self {
      let copy = unsafeDowncast(earlier, to: StorageCopy.self)
      if memcmp(copy.base, base, byteCount) == 0 {
        recollector.note(copy, of: self, byteCount: byteCount)
        return Memory(version: version, copy: copy)
      }
    }
    guard recollector.byteCount + byteCount <= StorageCopy.limit, let copy = StorageCopy(of: self) else {
      return Memory(version: version, copy: nil)
    }
    recollector.note(copy, of: self, byteCount: byteCount)
    return Memory(version: version, copy: copy)
  }

  public func canRecall(_ memory: Memory) -> Bool { memory.copy != nil || memory.version == version }

  public func recall(_ memory: Memory) {
    version = memory.version
    if let copy = memory.copy { memcpy(base, copy.base, min(byteCount, copy.byteCount)) }
  }
}

extension Layout: Unchanging {}
