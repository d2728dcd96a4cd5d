import Glibc

/// A file that is open, or memory read and written as one (`io.StringIO`, `io.BytesIO`).
///
/// What is read is kept in memory as a whole; what is only written goes out in pieces.
final class StreamObject: Object {
  enum Kind { case file, text, bytes }

  let streamType: TypeObject
  let isText: Bool
  let canRead: Bool
  let canWrite: Bool
  /// Writing always goes to the end.
  let isAppending: Bool
  /// As the person gave it; nil for memory.
  let name: String?
  let mode: String
  let encoding: Encoding
  let errors: String
  /// Whether `\r\n` and `\r` are read as `\n`.
  let translatesNewlines: Bool
  /// Where contents go: -1 for memory and after closing.
  private var descriptor: Int32
  /// Everything, or, while only writing, what has not gone out yet.
  private(set) var content: [UInt8]
  private var position = 0
  /// Bytes that went out before `content`, while only writing.
  private var written = 0
  private var isChanged = false
  private(set) var isClosed = false
  private let holder: InstanceObject

  /// Memory.
  init(_ type: TypeObject, content: [UInt8], isText: Bool) {
    streamType = type
    self.content = content
    self.isText = isText
    canRead = true
    canWrite = true
    isAppending = false
    name = nil
    mode = ""
    encoding = .utf8
    errors = "strict"
    translatesNewlines = false
    descriptor = -1
    holder = InstanceObject(fieldsOf: type)
    super.init(.other)
  }

  /// A file that was opened.
  init(
    _ type: TypeObject, descriptor: Int32, name: String, mode: OpenMode, encoding: Encoding, errors: String,
    translatesNewlines: Bool
  ) throws {
    streamType = type
    isText = mode.isText
    canRead = mode.reads
    canWrite = mode.writes
    isAppending = mode.appends
    self.name = name
    self.mode = mode.text
    self.encoding = encoding
    self.errors = errors
    self.translatesNewlines = translatesNewlines
    self.descriptor = descriptor
    content = []
    holder = InstanceObject(fieldsOf: type)
    super.init(.other)
    if canRead {
      content = try StreamObject.bytes(of: descriptor)
      if isAppending { position = content.count }
    } else if isAppending {
      written = Swift.max(Int(lseek(descriptor, 0, SEEK_END)), 0)
    }
  }

  deinit { try? close() }

  override var type: TypeObject { streamType }
  override var fields: InstanceObject? { holder }

  private var isMemory: Bool { name == nil }

  private static func bytes(of descriptor: Int32) throws -> [UInt8] {
    var status = stat()
    if fstat(descriptor, &status) == 0 { try MemoryCap.check(Int(status.st_size)) }
    var result: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return result }
      result += piece[..<count]
      if result.count > MemoryCap.smallestAsked {
        try Machine.current.checkInterrupt()
        try MemoryCap.check(result.count)
      }
    }
  }

  // MARK: Checks

  func checkOpen() throws {
    if isClosed { throw PythonError.valueFault("I/O operation on closed file" + (isMemory && isText ? "" : ".")) }
  }

  private func checkReadable() throws {
    try checkOpen()
    if !canRead { throw PythonError(IOModule.unsupported, isText ? "not readable" : "read") }
  }

  private func checkWritable() throws {
    try checkOpen()
    if !canWrite { throw PythonError(IOModule.unsupported, isText ? "not writable" : "write") }
  }

  // MARK: Reading

  private func value(_ bytes: ArraySlice<UInt8>) throws -> Value {
    guard isText else { return .object(BytesObject(Array(bytes))) }
    let text = try encoding.decode(Array(bytes), errors: errors)
    return .string(translatesNewlines ? StreamObject.translated(text) : text)
  }

  private static func translated(_ text: String) -> String {
    guard text.utf8.contains(0x0D) else { return text }
    var out = String.UnicodeScalarView()
    var wasReturn = false
    for scalar in text.unicodeScalars {
      if scalar == "\r" {
        out.append("\n")
      } else if scalar != "\n" || !wasReturn {
        out.append(scalar)
      }
      wasReturn = scalar == "\r"
    }
    return String(out)
  }

  /// At most `count` characters or bytes; all that is left when it is negative.
  func read(_ count: Int) throws -> Value {
    try checkReadable()
    let start = Swift.min(position, content.count)
    var end = content.count
    if count >= 0 {
      end = isText ? endOfCharacters(count, from: start) : Swift.min(end, start + Swift.min(count, end - start))
    }
    position = end
    return try value(content[start..<end])
  }

  private func endOfCharacters(_ count: Int, from start: Int) -> Int {
    var at = start
    var left = count
    while left > 0, at < content.count {
      if translatesNewlines, content[at] == 0x0D, at + 1 < content.count, content[at + 1] == 0x0A { at += 1 }
      at += 1
      while encoding == .utf8, at < content.count, content[at] & 0xC0 == 0x80 { at += 1 }
      left -= 1
    }
    return at
  }

  /// The next line with its end; empty at the end of the file.
  func readLine(limit: Int = -1) throws -> Value {
    try checkReadable()
    let start = Swift.min(position, content.count)
    var end = start
    while end < content.count {
      let byte = content[end]
      end += 1
      if byte == 0x0A { break }
      if byte == 0x0D, translatesNewlines {
        if end < content.count, content[end] == 0x0A { end += 1 }
        break
      }
    }
    if limit >= 0 {
      end = Swift.min(
        end, isText ? endOfCharacters(limit, from: start) : start + Swift.min(limit, content.count - start))
    }
    position = end
    return try value(content[start..<end])
  }

  var isAtEnd: Bool { position >= content.count }

  // MARK: Writing

  func write(_ value: Value) throws -> Int {
    try checkWritable()
    let bytes: [UInt8]
    let count: Int
    if isText {
      guard let text = value.asString else {
        throw PythonError.typeFault(
          isMemory
            ? "string argument expected, got '\(value.typeName)'"
            : "write() argument must be str, not \(value.typeName)"
        )
      }
      bytes = try encoding.encode(text.text, errors: errors)
      count = text.count
    } else {
      guard let data = value.asByteData else {
        throw PythonError.typeFault("a bytes-like object is required, not '\(value.typeName)'")
      }
      bytes = data
      count = data.count
    }
    try put(bytes)
    if !canRead, content.count >= 1 << 16 { try flush() }
    return count
  }

  private func put(_ bytes: [UInt8]) throws {
    guard canRead else {
      content += bytes
      return
    }
    if isAppending { position = content.count }
    try MemoryCap.check(position)
    if position > content.count { content += [UInt8](repeating: 0, count: position - content.count) }
    let overwritten = Swift.min(bytes.count, content.count - position)
    content.replaceSubrange(position..<(position + overwritten), with: bytes)
    position += bytes.count
    isChanged = true
  }

  func flush() throws {
    try checkOpen()
    guard descriptor >= 0, canWrite else { return }
    if canRead {
      guard isChanged else { return }
      lseek(descriptor, 0, SEEK_SET)
      try send(content)
      ftruncate(descriptor, off_t(content.count))
      isChanged = false
    } else {
      try send(content)
      written += content.count
      content = []
    }
  }

  private func send(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count > 0 {
          rest = rest.dropFirst(count)
        } else if errno != EINTR {
          throw FileAccess.error(errno, name ?? "")
        }
      }
    }
  }

  // MARK: Places

  func tell() throws -> Int {
    try checkOpen()
    return canRead ? position : written + content.count
  }

  func seek(_ offset: Int, _ whence: Int) throws -> Int {
    try checkOpen()
    if isText, whence == 1 || whence == 2, offset != 0 {
      throw PythonError(
        IOModule.unsupported, "can't do nonzero \(whence == 1 ? "cur" : "end")-relative seeks")
    }
    guard canRead else {
      try flush()
      written = Swift.max(Int(lseek(descriptor, off_t(offset), Int32(clamping: whence))), 0)
      return written
    }
    let start = whence == 1 ? position : whence == 2 ? content.count : 0
    let target = start.addingReportingOverflow(offset).partialValue
    if target < 0 {
      throw PythonError.valueFault(isText ? "negative seek position \(target)" : "negative seek value \(target)")
    }
    position = target
    return target
  }

  func truncate(_ size: Int?) throws -> Int {
    try checkWritable()
    let size = Swift.max(try size ?? tell(), 0)
    if canRead {
      if size < content.count { content.removeLast(content.count - size) }
      isChanged = true
    } else {
      try flush()
      ftruncate(descriptor, off_t(size))
    }
    return size
  }

  func close() throws {
    if isClosed { return }
    defer {
      isClosed = true
      if descriptor >= 0 { Glibc.close(descriptor) }
      descriptor = -1
    }
    try flush()
  }
}

extension Value {
  /// The bytes of a `bytes` or `bytearray`.
  var asByteData: [UInt8]? {
    if let bytes = asBytes { return bytes.bytes }
    if case .object(let object) = self, let array = object as? ByteArrayObject { return array.bytes }
    return nil
  }

  var asStream: StreamObject? {
    if case .object(let object) = self { return object as? StreamObject }
    return nil
  }
}
