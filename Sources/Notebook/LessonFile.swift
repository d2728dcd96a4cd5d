import Glibc

/// Lessons on disk.
public enum LessonFile {
  /// Larger files are no lessons.
  private static let largest = 1 << 30

  /// Reads a lesson; the ending of the name says what it is.
  ///
  /// - Throws: One line that says what is wrong with the file.
  public static func read(_ path: String) throws(LessonError) -> Lesson {
    let bytes = try bytes(of: path)
    let name = path.split(separator: "/").last.map(String.init) ?? path
    switch name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last.map({ $0.lowercased() }) {
    case "ipynb": return try .ipynb(bytes, name: name)
    case "py": return try .py(bytes, name: name)
    case "ag", "txt": return try .ag(bytes, name: name)
    default:
      throw LessonError("\(path): not a kind of file that can be run; .ag, .py and .ipynb can")
    }
  }

  /// The text of a file of any kind.
  public static func text(of path: String) throws(LessonError) -> String {
    String(decoding: try bytes(of: path), as: UTF8.self)
  }

  static func bytes(of path: String) throws(LessonError) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw LessonError("\(path): \(String(cString: strerror(errno)))") }
    defer { close(file) }
    var info = stat()
    if fstat(file, &info) == 0 {
      guard info.st_mode & S_IFMT != S_IFDIR else { throw LessonError("\(path): \(String(cString: strerror(EISDIR)))") }
      guard info.st_size <= largest else { throw LessonError("\(path): \(String(cString: strerror(EFBIG)))") }
    }
    return try bytes(from: file, path)
  }

  /// Everything that can be read from a descriptor.
  public static func bytes(from file: Int32, _ name: String) throws(LessonError) -> [UInt8] {
    var result: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = chunk.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
      if count == 0 { return result }
      if count < 0 {
        if errno == EINTR { continue }
        throw LessonError("\(name): \(String(cString: strerror(errno)))")
      }
      result += chunk[..<count]
      guard result.count <= largest else { throw LessonError("\(name): \(String(cString: strerror(EFBIG)))") }
    }
  }

  /// Writes a text so that the file is at every moment the old one or the new one. Through a symbolic link the file
  /// that it names is written; a file that is there keeps its mode.
  public static func write(_ text: String, to path: String) throws(LessonError) {
    let target = resolved(path)
    func fault() -> LessonError { LessonError("\(path): \(String(cString: strerror(errno)))") }
    var info = stat()
    let exists = stat(target, &info) == 0
    if exists, info.st_mode & S_IFMT != S_IFREG { return try overwrite(text, path) }
    let temporary = "\(target).\(getpid()).part"
    let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw fault() }
    let isWritten =
      (!exists || fchmod(file, info.st_mode & 0o7777) == 0) && put(text, into: file) && fsync(file) == 0
    guard isWritten, rename(temporary, target) == 0 else {
      let fault = fault()
      close(file)
      unlink(temporary)
      throw fault
    }
    close(file)
  }

  /// Into a pipe or a device, which cannot be replaced.
  private static func overwrite(_ text: String, _ path: String) throws(LessonError) {
    let file = open(path, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { throw LessonError("\(path): \(String(cString: strerror(errno)))") }
    defer { close(file) }
    guard put(text, into: file) else { throw LessonError("\(path): \(String(cString: strerror(errno)))") }
  }

  private static func put(_ text: String, into file: Int32) -> Bool {
    let bytes = Array(text.utf8)
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }

  /// The path behind symbolic links; the same where there is nothing yet.
  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}
