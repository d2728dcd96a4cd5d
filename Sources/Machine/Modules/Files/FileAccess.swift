import Glibc

/// The one folder whose files a session may touch.
public final class FileAccess {
  /// As it was given.
  public let folder: String
  /// Without links and dots.
  private let root: String

  /// Nil when there is no such folder.
  public init?(folder: String) {
    guard let root = FileAccess.real(folder) else { return nil }
    var status = stat()
    guard stat(root, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return nil }
    self.folder = folder
    self.root = root
  }

  /// The path without links and dots, which lies inside the folder; its last part need not exist.
  ///
  /// - Throws: PermissionError when it lies outside, also by way of a link.
  public func resolve(_ path: String) throws -> String {
    if path.utf8.contains(0) { throw PythonError.valueFault("embedded null byte") }
    if let real = FileAccess.real(path) { return try inside(real, path) }
    var trimmed = path[...]
    while trimmed.count > 1, trimmed.last == "/" { trimmed.removeLast() }
    let slash = trimmed.lastIndex(of: "/")
    let parent = slash.map { $0 == trimmed.startIndex ? "/" : String(trimmed[..<$0]) } ?? "."
    let last = slash.map { String(trimmed[trimmed.index(after: $0)...]) } ?? String(trimmed)
    var link = stat()
    // A link that leads to nothing would let a new file be made where it points.
    if lstat(path, &link) == 0, link.st_mode & S_IFMT == S_IFLNK { throw Permission.outside(path, folder) }
    guard let real = FileAccess.real(parent), last != "..", last != "." else {
      // Whether what does not exist would be inside is asked of the nearest part that does.
      if parent != path, parent != ".", parent != "/" { _ = try resolve(parent) }
      return path
    }
    return try inside(real == "/" ? "/" + last : real + "/" + last, path)
  }

  private func inside(_ real: String, _ path: String) throws -> String {
    if real == root || real.hasPrefix(root == "/" ? "/" : root + "/") { return real }
    throw Permission.outside(path, folder)
  }

  private static func real(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }

  /// `FileNotFoundError: [Errno 2] No such file or directory: 'x'`.
  static func error(_ number: Int32, _ path: String) -> PythonError {
    let text = strerror(number).map { String(cString: $0) } ?? "error"
    let arguments: [Value] = [.int(Int(number)), .string(text), .string(path)]
    guard let made = try? Machine.current.call(.object(TypeObject.osError), arguments).asException else {
      return PythonError(.osError, text)
    }
    return PythonError(made)
  }
}

extension Machine {
  /// The folder that is open, for a function that a person called `what`.
  func openFiles(for what: String) throws -> FileAccess {
    guard let files else { throw Permission.closedFiles(what) }
    return files
  }
}
