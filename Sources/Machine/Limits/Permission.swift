/// What the person who starts a session can allow or limit, declared once: the program's options, their help, the
/// errors that name them and the reference read this.
public struct Permission: Sendable {
  /// The option without its dashes: `allow-files`.
  public let name: String
  /// What its value is called in help.
  public let valueName: String
  /// One sentence.
  public let summary: String

  /// As it is typed: `--allow-files`.
  public var option: String { "--" + name }
  /// As it is typed, with its value: `--allow-files FOLDER`.
  public var usage: String { option + " " + valueName.uppercased() }

  public static let files = Permission(
    name: "allow-files", valueName: "folder",
    summary: "Let programs read and write files inside this folder; without it they reach none.")
  public static let seconds = Permission(
    name: "max-seconds", valueName: "seconds",
    summary: "Stop a program, or a cell at the prompt, that runs longer, with a TimeoutError.")
  public static let memory = Permission(
    name: "max-memory", valueName: "size",
    summary: "Stop a program that needs more memory (512MB, 2GB), with a MemoryError; "
      + "otherwise the limit is most of the machine's.")

  public static let all = [files, seconds, memory]

  // MARK: The errors

  /// What is refused unless files were allowed: `open()`.
  static func closedFiles(_ what: String) -> PythonError {
    PythonError(
      .permissionError,
      "\(what) is closed: a session computes and prints, and reaches no files unless it was started with "
        + files.usage)
  }

  /// What no option opens: processes, the network, the environment.
  static func closed(_ what: String) -> PythonError {
    PythonError(
      .permissionError,
      "\(what) is closed: a session computes and prints, and reaches neither processes, the network nor the environment"
    )
  }

  /// A path outside the folder that was allowed.
  static func outside(_ path: String, _ folder: String) -> PythonError {
    PythonError(
      .permissionError, "\(Quoting.repr(path)) is outside of \(Quoting.repr(folder)), the folder of \(files.option)")
  }

  static func timeOver(_ limit: Double) -> PythonError {
    let shown = limit == limit.rounded() && limit.magnitude < 1e9 ? String(Int(limit)) : FloatText.repr(limit)
    return PythonError(
      .timeoutError, "ran longer than \(shown) second\(limit == 1 ? "" : "s"), the limit of \(seconds.option)")
  }

  static func memoryOver(_ limit: Int, isOwn: Bool) -> PythonError {
    let shown = MemoryCap.text(limit)
    return PythonError(
      .memoryError,
      isOwn
        ? "needed more than \(shown), the limit of \(memory.option)"
        : "needed more than \(shown), most of this machine's memory")
  }
}
