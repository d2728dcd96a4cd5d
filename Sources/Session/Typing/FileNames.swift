import Glibc

/// Names of files, for completion.
enum FileNames {
  /// More than these are of no use to a person.
  private static let most = 500

  /// The paths that go on from `prefix`; folders end in a slash, hidden files are shown when asked for by their dot.
  static func beginning(with prefix: String) -> [String] {
    let folder = prefix.lastIndex(of: "/").map { String(prefix[...$0]) } ?? ""
    let name = String(prefix.dropFirst(folder.count))
    guard let stream = opendir(expanded(folder.isEmpty ? "." : folder)) else { return [] }
    defer { closedir(stream) }
    var found: [String] = []
    while found.count < most, let entry = readdir(stream) {
      let text = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard text != ".", text != "..", text.hasPrefix(name), name.hasPrefix(".") || !text.hasPrefix("."),
        !text.contains(where: { $0 == "'" || $0 == "\"" || $0 == "\\" || $0.isNewline })
      else { continue }
      var status = stat()
      let isFolder = stat(expanded(folder) + text, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      found.append(folder + text + (isFolder ? "/" : ""))
    }
    return found.sorted()
  }

  private static func expanded(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
    return String(cString: home) + path.dropFirst()
  }
}
