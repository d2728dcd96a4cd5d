import Glibc

/// `io`: files that are open, and memory read and written as one.
enum IOModule {
  nonisolated(unsafe) static let unsupported = TypeObject(
    "UnsupportedOperation", module: "io", bases: [.osError, .valueError], layout: .exception,
    summary: "A file cannot do what was asked of it.")

  nonisolated(unsafe) static let base = TypeObject("IOBase", module: "io", summary: "What all files are.")
  nonisolated(unsafe) static let textBase = TypeObject(
    "TextIOBase", module: "io", bases: [base], summary: "What all text files are.")
  nonisolated(unsafe) static let textType = fileType("TextIOWrapper", "A text file that is open.", [textBase])
  nonisolated(unsafe) static let readerType = fileType("BufferedReader", "A file of bytes, open for reading.", [base])
  nonisolated(unsafe) static let writerType = fileType("BufferedWriter", "A file of bytes, open for writing.", [base])
  nonisolated(unsafe) static let randomType = fileType("BufferedRandom", "A file of bytes, open for both.", [base])

  nonisolated(unsafe) static let stringType: TypeObject = {
    let type = fileType("StringIO", "Text in memory, read and written as a file.", [textBase])
    type.slots.new = { type, arguments in
      let bound = try arguments.parse("StringIO", ["initial_value", "newline"])
      var text = ""
      if let initial = bound[0], !initial.isNone {
        guard let given = initial.asString else {
          throw PythonError.typeFault("initial_value must be str or None, not \(initial.typeName)")
        }
        try MemoryCap.check(copies: 2, of: given)
        text = given.text
      }
      return .object(StreamObject(type, content: Array(text.utf8), isText: true))
    }
    type.slots.initialize = { _, _ in }
    type.method(
      "getvalue", [.positional("self")], summary: "All of the text.",
      .unary { value in
        let stream = try stream(value)
        try stream.checkOpen()
        return .string(String(decoding: stream.content, as: UTF8.self))
      })
    return type
  }()

  nonisolated(unsafe) static let bytesType: TypeObject = {
    let type = fileType("BytesIO", "Bytes in memory, read and written as a file.", [base])
    type.slots.new = { type, arguments in
      let bound = try arguments.parse("BytesIO", ["initial_bytes"])
      var content: [UInt8] = []
      if let initial = bound[0], !initial.isNone {
        guard let given = initial.asByteData else {
          throw PythonError.typeFault("a bytes-like object is required, not '\(initial.typeName)'")
        }
        content = given
      }
      return .object(StreamObject(type, content: content, isText: false))
    }
    type.slots.initialize = { _, _ in }
    for name in ["getvalue", "getbuffer"] {
      type.method(
        name, [.positional("self")], summary: "All of the bytes.",
        .unary { value in
          let stream = try stream(value)
          try stream.checkOpen()
          return .object(BytesObject(stream.content))
        })
    }
    return type
  }()

  private static func stream(_ value: Value) throws -> StreamObject {
    guard let stream = value.asStream else {
      throw PythonError.typeFault("an open file is required, not '\(value.typeName)'")
    }
    return stream
  }

  private static func count(_ value: Value) throws -> Int { value.isNone ? -1 : try Machine.current.index(value) }

  private static func fileType(_ name: String, _ summary: String, _ bases: [TypeObject]) -> TypeObject {
    let isMemory = name.hasSuffix("IO")
    let type = TypeObject(name, module: isMemory ? "_io" : "_io", bases: bases, layout: .opaque, summary: summary)
    if !isMemory {
      type.slots.new = { type, _ in
        throw PythonError.typeFault("cannot create '_io.\(type.name)' instances: use open()")
      }
      type.slots.repr = { value in
        let stream = try stream(value)
        let shown = Quoting.repr(stream.name ?? "")
        return stream.isText
          ? "<_io.\(name) name=\(shown) mode='\(stream.mode)' encoding='UTF-8'>" : "<_io.\(name) name=\(shown)>"
      }
    }
    installReading(type)
    installWriting(type)
    type.slots.iterate = { value in
      try stream(value).checkOpen()
      return value
    }
    type.slots.next = { value in
      let line = try stream(value).readLine()
      let isEmpty = line.asString?.isEmpty ?? line.asBytes?.bytes.isEmpty ?? true
      return isEmpty ? nil : line
    }
    type.slots.enter = { value in
      try stream(value).checkOpen()
      return value
    }
    type.slots.exit = { value, _ in
      try stream(value).close()
      return .none
    }
    return type
  }

  private static func installReading(_ type: TypeObject) {
    let size: [Parameter] = [.positional("self"), .positional("size", "int", default: .int(-1))]
    type.method(
      "read", size, summary: "What is left, or at most size of it.", .bound { try stream($0[0]).read(count($0[1])) })
    type.method(
      "readline", size, summary: "The next line with its end.",
      .bound { try stream($0[0]).readLine(limit: count($0[1])) })
    type.method(
      "readlines", [.positional("self"), .positional("hint", "int", default: .int(-1))],
      summary: "The lines that are left.",
      .bound { arguments in
        let stream = try stream(arguments[0])
        let hint = try count(arguments[1])
        var lines: [Value] = []
        var total = 0
        repeat {
          let line = try stream.readLine()
          let length = line.asString?.text.count ?? line.asBytes?.bytes.count ?? 0
          if length == 0 { break }
          lines.append(line)
          total += length
          try Machine.current.checkInterrupt()
        } while hint <= 0 || total < hint
        return .list(lines)
      })
    type.method(
      "readable", [.positional("self")], summary: "Whether it can be read.", .unary { .bool(try stream($0).canRead) })
    type.method(
      "writable", [.positional("self")], summary: "Whether it can be written.",
      .unary { .bool(try stream($0).canWrite) })
    type.method(
      "seekable", [.positional("self")], summary: "Whether places can be chosen.", .unary { _ in .bool(true) })
    type.method("isatty", [.positional("self")], summary: "Whether it is a terminal.", .unary { _ in .bool(false) })
    type.method(
      "fileno", [.positional("self")], summary: "Files here have no numbers.",
      .unary { _ in throw PythonError(unsupported, "fileno") })
    type.property("closed", summary: "Whether it was closed.", get: { .bool(try stream($0).isClosed) })
    type.property(
      "name", summary: "The path it was opened with.",
      get: { value in
        guard let name = try stream(value).name else {
          throw Machine.current.missingAttribute(of: value, StringObject.interned("name"))
        }
        return .string(name)
      })
    type.property("mode", summary: "What it was opened for.", get: { .string(try stream($0).mode) })
    type.property(
      "encoding", summary: "How text is written.", get: { try stream($0).name == nil ? .none : .string("UTF-8") })
    type.property("newlines", summary: "None.", get: { _ in .none })
  }

  private static func installWriting(_ type: TypeObject) {
    type.method(
      "write", [.positional("self"), .positional("text")], summary: "Writes, and says how much.",
      .binary { .int(try stream($0).write($1)) })
    type.method(
      "writelines", [.positional("self"), .positional("lines")], summary: "Writes each of the texts.",
      .binary { value, lines in
        let stream = try stream(value)
        try Machine.current.forEach(lines) { line in
          _ = try stream.write(line)
          return true
        }
        return .none
      })
    type.method(
      "flush", [.positional("self")], summary: "Writes what is waiting.",
      .unary { value in
        try stream(value).flush()
        return .none
      })
    type.method(
      "tell", [.positional("self")], summary: "The place where reading goes on.", .unary { .int(try stream($0).tell()) }
    )
    type.method(
      "seek",
      [.positional("self"), .positional("offset", "int"), .positional("whence", "int", default: .int(0))],
      summary: "Goes to a place.",
      .bound { .int(try stream($0[0]).seek(Machine.current.index($0[1]), Machine.current.index($0[2]))) })
    type.method(
      "truncate", [.positional("self"), .positional("size", "int", default: .none)], summary: "Cuts the rest off.",
      .bound { .int(try stream($0[0]).truncate($0[1].isNone ? nil : Machine.current.index($0[1]))) })
    type.method(
      "close", [.positional("self")], summary: "Writes what is waiting and gives the file up.",
      .unary { value in
        try stream(value).close()
        return .none
      })
  }

  /// A path: text, or an object that says its path.
  static func path(_ value: Value) throws -> String {
    if let text = value.asString {
      try MemoryCap.check(codePointsOf: text)
      return text.text
    }
    if let bytes = value.asBytes { return String(decoding: bytes.bytes, as: UTF8.self) }
    let machine = Machine.current
    if let method = machine.type(of: value).lookup("__fspath__") {
      return try machine.str(machine.call(machine.bind(method, to: value, through: machine.type(of: value))))
    }
    throw PythonError.typeFault("expected str, bytes or os.PathLike object, not \(value.typeName)")
  }

  nonisolated(unsafe) static let openParameters: [Parameter] = [
    Parameter("file", type: "str or path"), Parameter("mode", default: .string("r"), type: "str"),
    Parameter("buffering", default: .int(-1), type: "int"), Parameter("encoding", default: Value.none, type: "str"),
    Parameter("errors", default: Value.none, type: "str"), Parameter("newline", default: Value.none, type: "str"),
    Parameter("closefd", default: .bool(true)), Parameter("opener", default: Value.none),
  ]

  static func open(_ arguments: BoundArguments) throws -> Value {
    let machine = Machine.current
    _ = try machine.openFiles(for: "open()")
    if arguments[0].intValue != nil {
      throw PythonError.typeFault("open() takes a path here, not a descriptor")
    }
    let stream = try machine.openFile(
      path(arguments[0]), mode: arguments[1].stringArgument("open() argument 'mode'").text,
      encoding: arguments[3].isNone ? nil : arguments[3].stringArgument("open() argument 'encoding'").text,
      errors: arguments[4].asString?.text, newline: arguments[5].asString?.text)
    return .object(stream)
  }

  static func make() throws -> ModuleObject {
    let module = ModuleObject("io", summary: "Files, and memory read and written as one.")
    for type in [base, textBase, textType, readerType, writerType, randomType, stringType, bytesType, unsupported] {
      module.set(type.name, .object(type))
    }
    module.set("open", Machine.current.builtins.get("open") ?? .none)
    module.set("SEEK_SET", .int(0))
    module.set("SEEK_CUR", .int(1))
    module.set("SEEK_END", .int(2))
    module.set("DEFAULT_BUFFER_SIZE", .int(8192))
    return module
  }
}
