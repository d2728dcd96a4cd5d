import Glibc

/// The memory that registers and frames lie in: reserved at once, used as it is touched.
final class ValueStack {
  let base: Slot
  let end: Slot
  let frames: UnsafeMutablePointer<Frame>
  private static let valueCount = 1 << 23
  static let frameCount = 1 << 18

  init() {
    // Untouched pages cost nothing and read as zero, which is a value that holds no reference.
    base = ValueStack.reserve(ValueStack.valueCount)
    end = base + (ValueStack.valueCount - 4096)
    frames = ValueStack.reserve(ValueStack.frameCount)
  }

  deinit {
    munmap(base, ValueStack.valueCount * MemoryLayout<Value>.stride)
    munmap(frames, ValueStack.frameCount * MemoryLayout<Frame>.stride)
  }

  private static func reserve<T>(_ count: Int) -> UnsafeMutablePointer<T> {
    let size = count * MemoryLayout<T>.stride
    let memory = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
    guard let memory, memory != MAP_FAILED else { preconditionFailure("no address space for the stack") }
    return memory.bindMemory(to: T.self, capacity: count)
  }
}
