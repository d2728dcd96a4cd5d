import Glibc

/// The thread's own stack, which nested native calls use up.
enum NativeStack {
  /// The lowest address that may be used, on the thread `owner`.
  nonisolated(unsafe) private static var limit = UInt(0)
  nonisolated(unsafe) private static var owner: pthread_t = 0

  /// What must be left for a call that does not come back into the machine.
  private static let reserve = 256 << 10

  /// Whether another nested call fits.
  static var hasRoom: Bool {
    let thread = pthread_self()
    if thread != owner { adopt(thread, size: likelySize()) }
    return here > limit
  }

  /// About where the stack is used up to.
  @inline(never) private static var here: UInt {
    withUnsafeTemporaryAllocation(byteCount: 16, alignment: 16) { UInt(bitPattern: $0.baseAddress) }
  }

  /// Takes the present place for the beginning of a stack of this size.
  static func adopt(_ thread: pthread_t, size: Int) {
    limit = here - UInt(Swift.max(size - reserve, 64 << 10))
    owner = thread
  }

  /// Three quarters of what the system gives a thread: where on its stack we were first asked is not known.
  private static func likelySize() -> Int {
    var size = rlimit()
    let most = 8 << 20
    guard getrlimit(__rlimit_resource_t(RLIMIT_STACK.rawValue), &size) == 0, size.rlim_cur < rlim_t(most) else {
      return most / 4 * 3
    }
    return Int(size.rlim_cur) / 4 * 3
  }
}

/// What a thread is to run.
private final class Work {
  let body: () -> Void
  init(_ body: @escaping () -> Void) { self.body = body }
}

extension Machine {
  /// Reserved, not used: what is never touched costs nothing. Where less can be had, less is taken.
  #if SMALL_STACKS
    private static let largeStacks = [16 << 20]
  #else
    private static let largeStacks = [1 << 30, 256 << 20, 64 << 20]
  #endif

  /// Runs `body` on a thread with a stack large enough for any nesting that the recursion limit allows, and waits for it.
  public static func onLargeStack<R>(_ body: () throws -> R) throws -> R {
    try withoutActuallyEscaping(body) { body in
      var result: Result<R, any Error>?
      var started = false
      for size in largeStacks where !started {
        // `body` is not kept after the thread was joined.
        let work = Work {
          NativeStack.adopt(pthread_self(), size: size)
          result = Result { try body() }
        }
        started = run(work, stack: size)
      }
      if !started { result = Result { try body() } }
      guard let result else { throw PythonError(.memoryError) }
      return try result.get()
    }
  }

  /// Runs the work on a thread of its own and waits; false when there could be none with such a stack.
  private static func run(_ work: Work, stack size: Int) -> Bool {
    withUnsafeTemporaryAllocation(of: pthread_attr_t.self, capacity: 1) { attributes in
      guard let attributes = attributes.baseAddress else { return false }
      pthread_attr_init(attributes)
      defer { pthread_attr_destroy(attributes) }
      guard pthread_attr_setstacksize(attributes, size) == 0 else { return false }
      var thread: pthread_t = 0
      let context = Unmanaged.passRetained(work)
      let failure = pthread_create(
        &thread, attributes,
        { context in
          guard let context else { return nil }
          Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
          return nil
        }, context.toOpaque())
      if failure != 0 {
        context.release()
        return false
      }
      pthread_join(thread, nil)
      return true
    }
  }
}
