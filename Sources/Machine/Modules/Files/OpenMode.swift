import Glibc

/// What `open` was asked for: `r`, `wb`, `a+`.
struct OpenMode {
  let text: String
  let reads: Bool
  let writes: Bool
  let appends: Bool
  let isText: Bool
  /// For `open(2)`.
  let flags: Int32

  init(_ text: String) throws {
    let letters = Array(text)
    let known = Set("rwaxbt+")
    guard letters.allSatisfy(known.contains), Set(letters).count == letters.count else {
      throw PythonError.valueFault("invalid mode: \(Quoting.repr(text))")
    }
    let kinds = letters.filter { "rwax".contains($0) }
    if letters.contains("b"), letters.contains("t") {
      throw PythonError.valueFault("can't have text and binary mode at once")
    }
    guard kinds.count == 1, let kind = kinds.first else {
      throw PythonError.valueFault(
        kinds.count > 1
          ? "must have exactly one of create/read/write/append mode"
          : "Must have exactly one of create/read/write/append mode and at most one plus")
    }
    let isUpdate = letters.contains("+")
    self.text = text
    isText = !letters.contains("b")
    appends = kind == "a"
    reads = kind == "r" || isUpdate
    writes = kind != "r" || isUpdate
    var flags = reads && writes ? O_RDWR : writes ? O_WRONLY : O_RDONLY
    switch kind {
    case "w": flags |= O_CREAT | O_TRUNC
    case "x": flags |= O_CREAT | O_EXCL
    case "a": flags |= O_CREAT
    default: break
    }
    self.flags = flags | O_CLOEXEC | O_NOFOLLOW
  }
}

extension Machine {
  /// `open(path, mode)`, inside the folder that is open.
  func openFile(
    _ path: String, mode: String, encoding: String?, errors: String?, newline: String?, what: String = "open()"
  ) throws -> StreamObject {
    let access = try openFiles(for: what)
    let mode = try OpenMode(mode)
    if !mode.isText, encoding != nil {
      throw PythonError.valueFault("binary mode doesn't take an encoding argument")
    }
    let real = try access.resolve(path)
    let descriptor = Glibc.open(real, mode.flags, 0o666)
    if descriptor < 0 { throw FileAccess.error(errno, path) }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      Glibc.close(descriptor)
      throw FileAccess.error(EISDIR, path)
    }
    let type: TypeObject
    if mode.isText {
      type = IOModule.textType
    } else if mode.reads && mode.writes {
      type = IOModule.randomType
    } else {
      type = mode.writes ? IOModule.writerType : IOModule.readerType
    }
    return try StreamObject(
      type, descriptor: descriptor, name: path, mode: mode, encoding: Encoding(named: encoding ?? "utf-8"),
      errors: errors ?? "strict", translatesNewlines: mode.isText && newline == nil)
  }
}
