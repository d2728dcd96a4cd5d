import Glibc

extension Machine {
  /// The path that a program may write to, for a function that a person called `what`.
  ///
  /// - Throws: PermissionError where files are closed or the path lies outside the open folder.
  public func writablePath(_ path: String, for what: String) throws -> String {
    try openFiles(for: what).resolve(path)
  }

  /// Writes a file whole.
  ///
  /// - Parameters:
  ///   - path: As `writablePath` gave it.
  ///   - name: What the person called it, for errors.
  public func writeFile(_ bytes: [UInt8], to path: String, called name: String) throws {
    let file = Glibc.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw FileAccess.error(errno, name) }
    defer { _ = Glibc.close(file) }
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileAccess.error(errno, name) }
      done += count
    }
  }
}
