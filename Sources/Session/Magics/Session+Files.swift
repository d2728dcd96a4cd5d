import Glibc
import Machine

extension Session {
  /// Where a file that a magic names stands. A person at the prompt may name any; a script only those it was allowed.
  func place(of path: String) throws -> String {
    var path = path
    if path.hasPrefix("~/"), let home = getenv("HOME") { path = String(cString: home) + path.dropFirst() }
    if isInteractive { return path }
    guard let files = machine.files else {
      throw Magic.usageError(
        "files are closed", hint: "start argent with --\(StartOption.files.name) \(StartOption.files.valueName)")
    }
    return try files.resolve(path)
  }

  /// The first of a name's spellings that is a file.
  func existing(_ path: String, endings: [String]) -> String? {
    endings.map { path + $0 }.first { candidate in
      guard let place = try? place(of: candidate) else { return false }
      var status = stat()
      return stat(place, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }
  }

  /// The cells of a lesson or notebook.
  func cells(of path: String) throws -> [String] {
    guard let readCells else { throw Magic.usageError("%run reads programs here") }
    var cells: [String] = []
    let count = try fromOutside {
      cells = try readCells(place(of: path))
      return String(cells.count)
    }
    return try (0..<(Int(count) ?? 0)).map { at in try fromOutside { cells[at] } }
  }

  func text(ofFile path: String) throws -> String { try fromOutside { try Session.contents(of: place(of: path)) } }

  static func contents(of path: String) throws -> String {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw osError(path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw osError(path) }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  func write(_ text: String, to path: String) throws {
    // What is brought back has been written before.
    if replayed != nil { return }
    let place = try place(of: path)
    let descriptor = open(place, O_WRONLY | O_CREAT | O_TRUNC, 0o666)
    guard descriptor >= 0 else { throw Session.osError(path) }
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Session.osError(path) }
      done += count
    }
  }

  private static func osError(_ path: String) -> PythonError {
    let number = errno
    let text = strerror(number).map { String(cString: $0) } ?? "error"
    return PythonError(number == ENOENT ? .fileNotFoundError : .osError, "[Errno \(number)] \(text): '\(path)'")
  }

  /// `sys.argv` of a program that `%run` runs.
  func setArguments(_ arguments: [String]) {
    guard let system = try? machine.importModule("sys") else { return }
    system.set("argv", .list(arguments.map { .string($0) }))
  }

  /// `%10.2f`.
  static func fixed(_ number: Double, width: Int) -> String {
    let hundredths = Int((number * 100).rounded())
    let text = "\(hundredths / 100)." + (hundredths % 100 < 10 ? "0" : "") + "\(hundredths % 100)"
    return String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
