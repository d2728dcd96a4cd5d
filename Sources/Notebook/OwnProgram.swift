import Glibc

/// This program, run once more: what one lesson does to the engine must not reach the next.
public enum OwnProgram {
  /// What a run printed, and its status; negative is the signal that ended it.
  public struct Ending {
    public var output: [UInt8] = []
    public var status: Int32 = 0
  }

  /// Runs with arguments and the same standard input and error.
  ///
  /// - Parameter capturing: Whether what it prints is collected rather than shown.
  /// - Throws: One line that says why it did not start.
  public static func run(_ arguments: [String], capturing: Bool = true) throws(LessonError) -> Ending {
    var ends: [Int32] = [-1, -1]
    if capturing, pipe(&ends) != 0 { throw LessonError("a pipe: \(String(cString: strerror(errno)))") }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if capturing {
      posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
      posix_spawn_file_actions_addclose(&actions, ends[0])
      posix_spawn_file_actions_addclose(&actions, ends[1])
    }
    var pointers = (["argent"] + arguments).map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var child: pid_t = 0
    let failure = posix_spawn(&child, "/proc/self/exe", &actions, nil, &pointers, environ)
    if capturing { close(ends[1]) }
    defer { if capturing { close(ends[0]) } }
    guard failure == 0 else { throw LessonError("argent itself: \(String(cString: strerror(failure)))") }
    var ending = Ending()
    if capturing { ending.output = try LessonFile.bytes(from: ends[0], "a pipe") }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    ending.status = signal == 0 ? (status >> 8) & 0xFF : -signal
    return ending
  }
}
