import Glibc

/// Watches from a thread of its own how long a program runs and how much memory it takes, and asks the machine to stop
/// it through the flag that Ctrl-C sets, too.
final class Watchdog: @unchecked Sendable {
  /// What the flag says; 1 is Ctrl-C.
  enum Alarm {
    static let timeOver: Int32 = 2
    /// May be caught once.
    static let memoryOver: Int32 = 3
    static let memoryOverAgain: Int32 = 4
  }

  static let shared = Watchdog()

  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  // What follows is guarded by the mutex.
  private var flag: UnsafeMutablePointer<Int32>?
  private var deadline = UInt64.max
  private var cap = Int.max
  private var hasWarned = false
  private var isStarted = false

  /// How often it looks: what a program takes in this time is what it may have too much.
  private static let microseconds: UInt32 = 10_000
  /// What a program may take that begins beyond its limit, so that it can still put things right.
  private static let slack = 32 << 20

  private init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  /// Watches until `end`. `deadline` is on the clock of `now`.
  func begin(_ flag: UnsafeMutablePointer<Int32>, deadline: UInt64, cap: Int) {
    let resident = MemoryCap.resident
    pthread_mutex_lock(mutex)
    self.flag = flag
    self.deadline = deadline
    self.cap = resident > cap ? resident + Watchdog.slack : cap
    hasWarned = false
    if !isStarted { start() }
    pthread_cond_signal(condition)
    pthread_mutex_unlock(mutex)
  }

  func end() {
    pthread_mutex_lock(mutex)
    flag = nil
    pthread_mutex_unlock(mutex)
  }

  /// Nanoseconds of a clock that is never set.
  static var now: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  private func start() {
    var thread: pthread_t = 0
    let context = Unmanaged.passUnretained(self)
    isStarted =
      pthread_create(
        &thread, nil,
        { context in
          if let context { Unmanaged<Watchdog>.fromOpaque(context).takeUnretainedValue().watch() }
          return nil
        }, context.toOpaque()) == 0
    if isStarted { pthread_detach(thread) }
  }

  private func watch() {
    // Signals are for the thread that runs the program.
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, nil)
    pthread_mutex_lock(mutex)
    while true {
      while flag == nil { pthread_cond_wait(condition, mutex) }
      pthread_mutex_unlock(mutex)
      usleep(Watchdog.microseconds)
      let resident = MemoryCap.resident
      pthread_mutex_lock(mutex)
      guard let flag, flag.pointee == 0 else { continue }
      if Watchdog.now > deadline {
        flag.pointee = Alarm.timeOver
      } else if resident > cap {
        flag.pointee = hasWarned ? Alarm.memoryOverAgain : Alarm.memoryOver
        if !hasWarned { cap = Swift.max(cap, resident) / 10 * 11 }
        hasWarned = true
      }
    }
  }
}

extension Machine {
  /// Runs a program, or a cell, within the limits of time and memory.
  func withinLimits<R>(_ body: () throws -> R) rethrows -> R {
    if isWatched { return try body() }
    isWatched = true
    var deadline = UInt64.max
    if let secondsLimit {
      if clockStart == nil || isTimedByCell { clockStart = Watchdog.now }
      deadline = (clockStart ?? 0).addingReportingOverflow(UInt64(Swift.min(secondsLimit, 1e9) * 1e9)).partialValue
    }
    if MemoryCap.resident > MemoryCap.bytes / 2 { releaseFreePages() }
    Watchdog.shared.begin(interruptFlag, deadline: deadline, cap: MemoryCap.bytes)
    defer {
      Watchdog.shared.end()
      if interruptFlag.pointee >= Watchdog.Alarm.timeOver { interruptFlag.pointee = 0 }
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
