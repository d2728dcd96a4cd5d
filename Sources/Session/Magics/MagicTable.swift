import Diagnostics
import Machine

extension Magic {
  /// Every magic, in alphabetical order.
  nonisolated(unsafe) public static let all: [Magic] =
    (timing + names + recalling + files + sessions + accepted).sorted { $0.name < $1.name }

  nonisolated(unsafe) private static let byName: [String: Magic] = {
    var result: [String: Magic] = [:]
    for magic in all {
      for name in [magic.name] + magic.aliases { result[name] = magic }
    }
    return result
  }()

  /// The magic of a name without its signs.
  public static func named(_ name: String) -> Magic? { byName[name] }

  static func line(_ name: String) throws -> Magic {
    if let magic = byName[name], magic.form.isLine { return magic }
    if let magic = byName[name] {
      throw usageError(
        "Line magic function `%\(name)` not found (But cell magic `%%\(name)` exists, did you mean that instead?).",
        hint: magic.summary)
    }
    throw unknown("Line magic function `%\(name)` not found.", name, sign: "%", among: \.isLine)
  }

  static func cell(_ name: String) throws -> Magic {
    if let magic = byName[name], magic.form.isCell { return magic }
    if byName[name] != nil {
      throw usageError(
        "Cell magic `%%\(name)` not found (But line magic `%\(name)` exists, did you mean that instead?).")
    }
    throw unknown("Cell magic `%%\(name)` not found.", name, sign: "%%", among: \.isCell)
  }

  private static func unknown(
    _ message: String, _ name: String, sign: String, among isFitting: (Form) -> Bool
  ) -> PythonError {
    if let reason = Closed.reason(name) { return usageError("\(sign)\(name) is closed: \(reason)") }
    let names = byName.filter { isFitting($0.value.form) }.keys.sorted()
    return usageError(message, hint: Suggestion.nearest(to: name, in: names).map { "did you mean \(sign)\($0)?" })
  }
}

/// What IPython has and a session has not, because it would leave the program.
enum Closed {
  static let shell: Set<String> = [
    "!", "sx", "system", "sc", "bash", "sh", "script", "cd", "pwd", "ls", "ll", "cat", "cp", "mv", "rm", "mkdir",
    "rmdir",
    "env", "set_env", "pushd", "popd", "dirs", "man", "less", "more", "perl", "ruby", "python", "python3", "python2",
    "pypy",
    "html", "HTML", "javascript", "js", "svg", "SVG", "latex", "markdown", "writefile", "file",
  ]
  static let packages: Set<String> = ["pip", "conda", "mamba", "micromamba", "uv"]
  static let debugging: Set<String> = ["debug", "pdb", "prun", "lprun", "mprun", "memit", "tb"]

  /// Why there is no such magic, or nil.
  static func reason(_ name: String) -> String? {
    if packages.contains(name) {
      return "nothing can be installed here, and nothing needs to be: torch and numpy are built in"
    }
    if shell.contains(name) { return "a session starts no other program and shows no web page" }
    if debugging.contains(name) { return "there is no debugger and no profiler here; %time and %timeit measure" }
    return nil
  }

  static func shellError() -> PythonError {
    Magic.usageError("shell commands are closed: a session starts no other program")
  }
}

extension Session {
  /// What a person is told who left the sign of a magic out: `who`, `time f(x)`.
  func signHint(for exception: ExceptionObject, in source: Source) -> String? {
    let isName = exception.type.isSubclass(of: .nameError)
    guard isName || exception.type.isSubclass(of: .syntaxError) else { return nil }
    let line = source.text.split(separator: "\n").first ?? ""
    let word = String(line.prefix { !$0.isWhitespace })
    guard let magic = Magic.named(word), magic.form.isLine, globals.get(word) == nil else { return nil }
    // A name may be missing that stands elsewhere.
    let message = exception.args.items.first?.asString?.text ?? ""
    guard !isName || message.contains("'\(word)'") else { return nil }
    return "commands of the session begin with %: %\(line)"
  }
}
