import Glibc

/// A session on disk, cell by cell, so that nothing is lost when the program is killed.
///
/// A file of records, each a line of its own, the texts that it counts, and a newline; each is added by one write, which
/// the end of the program does not tear. The newest are kept.
///
///     argent session 1 8271238812
///     cell done 12 0
///     x = 1\ny = 2
///
/// The first line holds the seed of what was random; a cell's line says how it ended, how many bytes its text has, and
/// how many texts from outside it took in, which follow in the same form.
public final class Journal {
  /// How a cell ended.
  enum Ending: String { case done, failed, interrupted }

  struct Record: Equatable {
    var ending: Ending
    var text: String
    /// What the cell was given from outside: lines typed for it, files that it read.
    var answers: [String]
  }

  private static let head = "argent session 1 "
  private static let mostKept = 50

  let path: String
  private(set) var seed: UInt64
  /// -1 until the first record, and where the file cannot be written.
  private var descriptor: Int32 = -1
  /// Why nothing is kept; told once.
  private(set) var complaint: String?

  /// The folder of journals: `argent/sessions` in the XDG state directory; nil without a home.
  public static var folder: String? {
    if let state = getenv("XDG_STATE_HOME"), state.pointee == UInt8(ascii: "/") {
      return String(cString: state) + "/argent/sessions"
    }
    guard let home = getenv("HOME"), home.pointee != 0 else { return nil }
    return String(cString: home) + "/.local/state/argent/sessions"
  }

  /// A new journal, whose file is made with its first record.
  public init?(in folder: String? = Journal.folder, seed: UInt64) {
    guard let folder else { return nil }
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    path = "\(folder)/\(now.tv_sec)-\(getpid())"
    self.seed = seed
  }

  private init(_ path: String, _ descriptor: Int32, seed: UInt64) {
    self.path = path
    self.descriptor = descriptor
    self.seed = seed
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  // MARK: Writing

  func add(_ record: Record) {
    guard complaint == nil, descriptor >= 0 || begin() else { return }
    var bytes = Array("cell \(record.ending.rawValue) \(record.text.utf8.count) \(record.answers.count)\n".utf8)
    bytes += record.text.utf8
    bytes.append(0x0A)
    for answer in record.answers { bytes += Array("\(answer.utf8.count)\n\(answer)\n".utf8) }
    write(bytes)
  }

  private func write(_ bytes: [UInt8]) {
    // A write that was cut short is gone on with; one that fails ends the journal.
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return fail() }
      done += count
    }
  }

  private func fail() { complaint = strerror(errno).map { String(cString: $0) } ?? "error" }

  private func begin() -> Bool {
    let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    var at = folder.startIndex
    while let slash = folder[at...].dropFirst().firstIndex(of: "/") {
      mkdir(String(folder[..<slash]), 0o700)
      at = slash
    }
    mkdir(folder, 0o700)
    Journal.prune(folder)
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      fail()
      return false
    }
    // Locked while the session lives, so that nobody takes it up meanwhile.
    flock(descriptor, LOCK_EX | LOCK_NB)
    write(Array("\(Journal.head)\(seed)\n".utf8))
    return complaint == nil
  }

  // MARK: Reading

  /// Journals of a folder, the newest first.
  private static func all(_ folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var found: [(name: String, time: Int, part: Int)] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      var status = stat()
      guard !name.hasPrefix("."), stat("\(folder)/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        continue
      }
      found.append((name, status.st_mtim.tv_sec, status.st_mtim.tv_nsec))
    }
    return found.sorted { ($0.time, $0.part) > ($1.time, $1.part) }.map { "\(folder)/\($0.name)" }
  }

  private static func prune(_ folder: String) {
    for path in all(folder).dropFirst(mostKept - 1) { unlink(path) }
  }

  /// The last session that no program is at, to be gone on with; nil where there is none.
  public static func latest(in folder: String? = Journal.folder) -> Journal? {
    guard let folder else { return nil }
    for path in all(folder) {
      let descriptor = open(path, O_RDWR | O_APPEND | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0, let seed = seed(of: path) {
        return Journal(path, descriptor, seed: seed)
      }
      close(descriptor)
    }
    return nil
  }

  private static func seed(of path: String) -> UInt64? {
    guard let bytes = try? Session.contents(of: path), bytes.hasPrefix(head) else { return nil }
    return UInt64(bytes.dropFirst(head.count).prefix { $0 != "\n" })
  }

  /// The records, up to one that is not whole; what follows it is taken off the file.
  func records() -> [Record] {
    guard let text = try? Session.contents(of: path) else { return [] }
    let bytes = Array(text.utf8)
    var reader = Reader(bytes)
    _ = reader.line()
    var records: [Record] = []
    var end = reader.at
    while let record = reader.record() {
      records.append(record)
      end = reader.at
    }
    if end < bytes.count, descriptor >= 0 { ftruncate(descriptor, off_t(end)) }
    return records
  }

  private struct Reader {
    let bytes: [UInt8]
    var at = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func line() -> String? {
      guard let end = bytes[at...].firstIndex(of: 0x0A) else { return nil }
      defer { at = end + 1 }
      return String(decoding: bytes[at..<end], as: UTF8.self)
    }

    /// So many bytes and the newline behind them.
    mutating func text(_ count: Int) -> String? {
      guard count >= 0, count < bytes.count - at, bytes[at + count] == 0x0A else { return nil }
      defer { at += count + 1 }
      return String(decoding: bytes[at..<(at + count)], as: UTF8.self)
    }

    mutating func record() -> Record? {
      guard let words = line()?.split(separator: " "), words.count == 4, words[0] == "cell",
        let ending = Ending(rawValue: String(words[1])), let length = Int(words[2]), let count = Int(words[3]),
        let text = text(length), count >= 0
      else { return nil }
      var answers: [String] = []
      while answers.count < count {
        guard let length = line().flatMap({ Int($0) }), let answer = self.text(length) else { return nil }
        answers.append(answer)
      }
      return Record(ending: ending, text: text, answers: answers)
    }
  }
}
