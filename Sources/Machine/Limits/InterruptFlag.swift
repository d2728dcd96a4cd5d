import Synchronization

/// Says that the program is to be stopped, and why: 0 is not at all, 1 is Ctrl-C (`Watchdog.Alarm` and
/// `Finalizers.request` are the rest). Signal handlers and other threads may set it; reading it costs one load.
public struct InterruptFlag: @unchecked Sendable {
  private let place: UnsafeMutablePointer<Atomic<Int32>>

  init() {
    place = .allocate(capacity: 1)
    place.initialize(to: Atomic(0))
  }

  func deallocate() { place.deallocate() }

  /// Where a signal handler may write.
  public var address: UnsafeMutablePointer<Int32> {
    UnsafeMutableRawPointer(place).assumingMemoryBound(to: Int32.self)
  }

  public var value: Int32 {
    @inline(__always) get { place.pointee.load(ordering: .relaxed) }
    nonmutating set { place.pointee.store(newValue, ordering: .relaxed) }
  }
}
