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

  /// Writes a text so that the file is at every moment the old one or the new one.
  public static func write(_ text: String, to path: String) throws(LessonError) {
    let temporary = "\(path).\(getpid()).part"
    let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw LessonError("\(path): \(String(cString: strerror(errno)))") }
    let bytes = Array(text.utf8)
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let reason = String(cString: strerror(errno))
        close(file)
        unlink(temporary)
        throw LessonError("\(path): \(reason)")
      }
      done += count
    }
    close(file)
    guard rename(temporary, path) == 0 else {
      let reason = String(cString: strerror(errno))
      unlink(temporary)
      throw LessonError("\(path): \(reason)")
    }
  }
}
