import Glibc

/// Watches from a thread of its own how long a program runs and how much memory it takes, and asks the machine to stop
/// it through the flag that Ctrl-C sets, too.
///
/// The thread touches no Swift object, because reference counts are not atomic: all it shares is in `state`.
enum Watchdog {
  /// What the flag says; 1 is Ctrl-C.
  enum Alarm {
    static let timeOver: Int32 = 2
    /// May be caught once.
    static let memoryOver: Int32 = 3
    static let memoryOverAgain: Int32 = 4
  }

  private struct State {
    var mutex = pthread_mutex_t()
    var condition = pthread_cond_t()
    // What follows is guarded by the mutex.
    var flag: InterruptFlag?
    var deadline = UInt64.max
    var cap = Int.max
    var addressCap = Int.max
    var hasWarned = false
    var isStarted = false
  }

  nonisolated(unsafe) private static let state: UnsafeMutablePointer<State> = {
    let state = UnsafeMutablePointer<State>.allocate(capacity: 1)
    state.initialize(to: State())
    pthread_mutex_init(&state.pointee.mutex, nil)
    pthread_cond_init(&state.pointee.condition, nil)
    return state
  }()

  /// How often it looks: what a program takes in this time is what it may have too much.
  private static let microseconds: UInt32 = 10_000
  /// What a program may take that begins beyond its limit, so that it can still put things right.
  private static let slack = 32 << 20

  /// Watches until `end`. `deadline` is on the clock of `now`.
  static func begin(_ flag: InterruptFlag, deadline: UInt64, cap: Int) {
    let (addresses, resident) = MemoryCap.used
    let addressCap = MemoryCap.addressLimit == .max ? Int.max : MemoryCap.addressLimit / 8 * 7
    pthread_mutex_lock(&state.pointee.mutex)
    state.pointee.flag = flag
    state.pointee.deadline = deadline
    state.pointee.cap = resident > cap ? resident + slack : cap
    state.pointee.addressCap = addresses > addressCap ? addresses + slack : addressCap
    state.pointee.hasWarned = false
    if !state.pointee.isStarted { start() }
    pthread_cond_signal(&state.pointee.condition)
    pthread_mutex_unlock(&state.pointee.mutex)
  }

  static func end() {
    pthread_mutex_lock(&state.pointee.mutex)
    state.pointee.flag = nil
    pthread_mutex_unlock(&state.pointee.mutex)
  }

  /// Nanoseconds of a clock that is never set.
  static var now: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  private static func start() {
    var thread: pthread_t = 0
    state.pointee.isStarted =
      pthread_create(
        &thread, nil,
        { _ in
          Watchdog.watch()
          return nil
        }, nil) == 0
    if state.pointee.isStarted { pthread_detach(thread) }
  }

  private static func watch() {
    let state = state
    // Signals are for the thread that runs the program.
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, nil)
    pthread_mutex_lock(&state.pointee.mutex)
    while true {
      while state.pointee.flag == nil { pthread_cond_wait(&state.pointee.condition, &state.pointee.mutex) }
      pthread_mutex_unlock(&state.pointee.mutex)
      usleep(microseconds)
      let (addresses, resident) = MemoryCap.used
      pthread_mutex_lock(&state.pointee.mutex)
      guard let flag = state.pointee.flag, flag.value == 0 else { continue }
      if now > state.pointee.deadline {
        flag.value = Alarm.timeOver
      } else if resident > state.pointee.cap || addresses > state.pointee.addressCap {
        raise(flag, resident, addresses)
      }
    }
  }

  /// Sets the flag for too much memory; the mutex is held.
  private static func raise(_ flag: InterruptFlag, _ resident: Int, _ addresses: Int) {
    flag.value = state.pointee.hasWarned ? Alarm.memoryOverAgain : Alarm.memoryOver
    if state.pointee.hasWarned { return }
    state.pointee.hasWarned = true
    state.pointee.cap = Swift.max(state.pointee.cap, resident) / 10 * 11
    if state.pointee.addressCap < .max {
      state.pointee.addressCap = Swift.max(state.pointee.addressCap, addresses) / 32 * 33
    }
  }

  /// What the thread does when memory runs out, for one who finds out before it.
  static func reportMemory() {
    let (addresses, resident) = MemoryCap.used
    pthread_mutex_lock(&state.pointee.mutex)
    if let flag = state.pointee.flag, flag.value == 0 { raise(flag, resident, addresses) }
    pthread_mutex_unlock(&state.pointee.mutex)
  }
}

extension Machine {
  /// Runs a program, or a cell, within the limits of time and memory.
  public func withinLimits<R>(_ body: () throws -> R) rethrows -> R {
    if isWatched { return try body() }
    isWatched = true
    timesStopped = 0
    var deadline = UInt64.max
    if let secondsLimit {
      if clockStart == nil || isTimedByCell { clockStart = Watchdog.now }
      deadline = (clockStart ?? 0).addingReportingOverflow(UInt64(Swift.min(secondsLimit, 1e9) * 1e9)).partialValue
    }
    if MemoryCap.resident > MemoryCap.bytes / 2 { releaseFreePages() }
    Watchdog.begin(interruptFlag, deadline: deadline, cap: MemoryCap.bytes)
    defer {
      Watchdog.end()
      if interruptFlag.value >= Watchdog.Alarm.timeOver { interruptFlag.value = 0 }
      isWatched = false
    }
    return try body()
  }

  /// What an interrupt raises: the flag's value says what was asked for.
  func interruptError(_ asked: Int32) -> PythonError {
    switch asked {
    case Watchdog.Alarm.timeOver:
      let error = Permission.timeOver(secondsLimit ?? 0)
      error.exception.isFinal = true
      return error
    case Watchdog.Alarm.memoryOver, Watchdog.Alarm.memoryOverAgain:
      let error = Permission.memoryOver(MemoryCap.bytes, isOwn: MemoryCap.isOwn)
      error.exception.isFinal = asked == Watchdog.Alarm.memoryOverAgain
      return error
    default: return PythonError(.keyboardInterrupt)
    }
  }
}
