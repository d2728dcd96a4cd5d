import Glibc

/// `os`: paths as text, and, inside the folder that is open, files; nothing else of the system.
enum OSModule {
  private static func path(_ value: Value) throws -> String { try IOModule.path(value) }

  /// The real path of an existing or new entry of the open folder.
  private static func real(_ value: Value, _ what: String) throws -> String {
    try Machine.current.openFiles(for: what).resolve(path(value))
  }

  private static func check(_ result: Int32, _ value: Value) throws {
    if result != 0 { throw FileAccess.error(errno, try path(value)) }
  }

  static func status(_ value: Value, _ what: String) throws -> stat? {
    var status = stat()
    return stat(try real(value, what), &status) == 0 ? status : nil
  }

  static func isFolder(_ value: Value, _ what: String) throws -> Bool {
    try status(value, what).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
  }

  static func isFile(_ value: Value, _ what: String) throws -> Bool {
    try status(value, what).map { $0.st_mode & S_IFMT == S_IFREG } ?? false
  }

  static func entries(_ value: Value, _ what: String) throws -> [String] {
    guard let folder = opendir(try real(value, what)) else { throw FileAccess.error(errno, try path(value)) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  static func makeFolder(_ value: Value, _ what: String, parents: Bool, mayExist: Bool) throws {
    let target = try real(value, what)
    if parents {
      let head = parted(target).0
      if !head.isEmpty, access(head, F_OK) != 0 {
        try makeFolder(.string(parted(try path(value)).0), what, parents: true, mayExist: true)
      }
    }
    if mkdir(target, 0o777) == 0 { return }
    let failure = errno
    if failure == EEXIST, mayExist, try isFolder(value, what) { return }
    throw FileAccess.error(failure, try path(value))
  }

  static func remove(_ value: Value, _ what: String) throws { try check(unlink(real(value, what)), value) }
  static func removeFolder(_ value: Value, _ what: String) throws { try check(rmdir(real(value, what)), value) }
  static func rename(_ value: Value, _ target: Value, _ what: String) throws {
    try check(Glibc.rename(real(value, what), real(target, what)), value)
  }

  static func currentFolder() -> String {
    guard let found = getcwd(nil, 0) else { return "/" }
    defer { free(found) }
    return String(cString: found)
  }

  static func make() throws -> ModuleObject {
    let module = ModuleObject("os", summary: "Paths, and the files of the folder that is open.")
    for (name, text) in [
      ("name", "posix"), ("sep", "/"), ("linesep", "\n"), ("curdir", "."), ("pardir", ".."), ("extsep", "."),
      ("pathsep", ":"), ("devnull", "/dev/null"),
    ] { module.set(name, .string(text)) }
    module.set("altsep", .none)
    module.set("environ", .object(ClosedEnvironment()))
    let paths = try Machine.current.modules["os.path"] ?? makePath()
    Machine.current.modules["os.path"] = paths
    module.set("path", .object(paths))
    module.set("error", .object(TypeObject.osError))
    let pathLike = TypeObject("PathLike", module: "os", summary: "What stands for a path.")
    module.set("PathLike", .object(pathLike))
    module.function("fspath", [Parameter("path")], summary: "The path as text.", .bound { .string(try path($0[0])) })
    module.function("cpu_count", [], summary: "The number of processors.", .nullary { .int(1) })
    module.function(
      "getpid", [], summary: "The number of the process, which a session does not say.", .nullary { .int(1) })
    module.function(
      "getcwd", [], summary: "The folder that relative paths begin at.",
      .nullary {
        let access = try Machine.current.openFiles(for: "os.getcwd()")
        let here = currentFolder()
        return .string((try? access.resolve(here)) ?? here)
      })
    module.function(
      "listdir", [Parameter("path", default: .string("."))], summary: "The names in a folder.",
      .bound { .list(try entries($0[0], "os.listdir()").map(Value.string)) })
    module.function(
      "mkdir", [Parameter("path"), Parameter("mode", default: .int(0o777))], summary: "Makes a folder.",
      .bound {
        try makeFolder($0[0], "os.mkdir()", parents: false, mayExist: false)
        return .none
      })
    module.function(
      "makedirs",
      [Parameter("name"), Parameter("mode", default: .int(0o777)), Parameter("exist_ok", default: .bool(false))],
      summary: "Makes a folder and those above it.",
      .bound {
        try makeFolder($0[0], "os.makedirs()", parents: true, mayExist: Machine.current.truth($0[2]))
        return .none
      })
    for name in ["remove", "unlink"] {
      module.function(
        name, [Parameter("path")], summary: "Removes a file.",
        .bound {
          try remove($0[0], "os.\(name)()")
          return .none
        })
    }
    module.function(
      "rmdir", [Parameter("path")], summary: "Removes an empty folder.",
      .bound {
        try removeFolder($0[0], "os.rmdir()")
        return .none
      })
    for name in ["rename", "replace"] {
      module.function(
        name, [Parameter("src"), Parameter("dst")], summary: "Gives a file another name.",
        .bound {
          try rename($0[0], $0[1], "os.\(name)()")
          return .none
        })
    }
    module.function(
      "walk", [Parameter("top"), .variadicKeyword("options")], summary: "A folder and all below it.",
      .bound { arguments in
        var found: [Value] = []
        try walk(try path(arguments[0]), into: &found)
        return .object(ListIterator(ListObject(found)))
      })
    for name in [
      "system", "popen", "fork", "kill", "execv", "execvp", "spawnl", "abort", "chdir", "chmod", "chown", "link",
      "symlink", "urandom", "getlogin", "getuid", "getppid", "uname", "pipe", "dup", "putenv", "unsetenv", "scandir",
      "stat", "open", "times", "getloadavg",
    ] {
      module.function(
        name, [.variadic("args"), .variadicKeyword("kwargs")], summary: "Closed.",
        .variadic { _ in throw Permission.closed("os.\(name)()") }
      ).isRefusal = true
    }
    module.function(
      "getenv", [Parameter("key"), Parameter("default", default: Value.none)],
      summary: "What the program itself set, or the default: the environment is closed.",
      .bound { arguments in
        let environment = try Machine.current.importModule("os").namespace.get("environ") ?? .none
        return try Machine.current.call(
          Machine.current.attribute(of: environment, "get"), [arguments[0], arguments[1]])
      })
    return module
  }

  private static func walk(_ folder: String, into found: inout [Value]) throws {
    try Machine.current.checkInterrupt()
    var folders: [String] = []
    var files: [String] = []
    for name in try entries(.string(folder), "os.walk()") {
      if try isFolder(.string(folder + "/" + name), "os.walk()") { folders.append(name) } else { files.append(name) }
    }
    found.append(.tuple([.string(folder), .list(folders.map(Value.string)), .list(files.map(Value.string))]))
    for name in folders { try walk(folder + "/" + name, into: &found) }
  }

  // MARK: os.path

  /// What is before and after the last slash.
  static func parted(_ text: String) -> (String, String) {
    guard let at = text.lastIndex(of: "/") else { return ("", text) }
    let head = String(text[...at])
    let isRoot = head.allSatisfy { $0 == "/" }
    return (
      isRoot ? head : String(head.reversed().drop { $0 == "/" }.reversed()), String(text[text.index(after: at)...])
    )
  }

  static func joined(_ parts: [String]) -> String {
    var path = parts.first ?? ""
    for part in parts.dropFirst() {
      if part.hasPrefix("/") {
        path = part
      } else {
        path += path.isEmpty || path.hasSuffix("/") ? part : "/" + part
      }
    }
    return path
  }

  static func splitExtension(_ text: String) -> (String, String) {
    let base = parted(text).1.drop { $0 == "." }
    guard let dot = base.lastIndex(of: ".") else { return (text, "") }
    let tail = String(base[dot...])
    return (String(text.dropLast(tail.count)), tail)
  }

  static func normal(_ text: String) -> String {
    if text.isEmpty { return "." }
    let isAbsolute = text.hasPrefix("/")
    let root = isAbsolute ? (text.hasPrefix("//") && !text.hasPrefix("///") ? "//" : "/") : ""
    var kept: [Substring] = []
    for part in text.split(separator: "/") where part != "." {
      if part == "..", let last = kept.last, last != ".." {
        kept.removeLast()
      } else if part != ".." || !isAbsolute {
        kept.append(part)
      }
    }
    let result = root + kept.joined(separator: "/")
    return result.isEmpty ? "." : result
  }

  static func makePath() throws -> ModuleObject {
    let module = ModuleObject("os.path", summary: "Paths as text.")
    module.set("sep", .string("/"))
    module.set("curdir", .string("."))
    module.set("pardir", .string(".."))
    module.function(
      "join", [.positional("a"), .variadic("p")], summary: "Parts put together with slashes.",
      .bound { arguments in
        .string(joined([try path(arguments[0])] + (try (arguments[1].asTuple?.items ?? []).map(path))))
      })
    func text(_ name: String, _ summary: String, _ body: @escaping (String) throws -> Value) {
      module.function(name, [Parameter("p")], summary: summary, .bound { try body(path($0[0])) })
    }
    text("basename", "What is after the last slash.") { .string(parted($0).1) }
    text("dirname", "What is before the last slash.") { .string(parted($0).0) }
    text("split", "What is before and after the last slash.") {
      .tuple([.string(parted($0).0), .string(parted($0).1)])
    }
    text("splitext", "The path and its extension.") {
      let parts = splitExtension($0)
      return .tuple([.string(parts.0), .string(parts.1)])
    }
    text("isabs", "Whether it begins with a slash.") { .bool($0.hasPrefix("/")) }
    text("normpath", "Without dots and double slashes.") { .string(normal($0)) }
    text("normcase", "The path itself.") { .string($0) }
    text("splitdrive", "Nothing and the path.") { .tuple([.string(""), .string($0)]) }
    for name in ["abspath", "realpath"] {
      text(name, "From the root on.") { given in
        _ = try Machine.current.openFiles(for: "os.path.\(name)()")
        return .string(normal(given.hasPrefix("/") ? given : joined([currentFolder(), given])))
      }
    }
    func asking(_ name: String, _ summary: String, _ body: @escaping (stat) -> Bool) {
      module.function(
        name, [Parameter("path")], summary: summary,
        .bound { .bool(try status($0[0], "os.path.\(name)()").map(body) ?? false) })
    }
    asking("exists", "Whether there is such a file or folder.") { _ in true }
    asking("lexists", "Whether there is such a file or folder.") { _ in true }
    asking("isfile", "Whether it is a file.") { $0.st_mode & S_IFMT == S_IFREG }
    asking("isdir", "Whether it is a folder.") { $0.st_mode & S_IFMT == S_IFDIR }
    asking("islink", "Whether it is a link.") { _ in false }
    func figure(_ name: String, _ summary: String, _ body: @escaping (stat) -> Value) {
      module.function(
        name, [Parameter("filename")], summary: summary,
        .bound { arguments in
          guard let status = try status(arguments[0], "os.path.\(name)()") else {
            throw FileAccess.error(ENOENT, try path(arguments[0]))
          }
          return body(status)
        })
    }
    figure("getsize", "The bytes of a file.") { .int(Int($0.st_size)) }
    figure("getmtime", "When it was changed.") { .float(Double($0.st_mtim.tv_sec) + Double($0.st_mtim.tv_nsec) / 1e9) }
    for name in ["expanduser", "expandvars"] {
      text(name, "Closed where it would ask the environment.") { given in
        if given.hasPrefix("~") || given.contains("$") { throw Permission.closed("os.path.\(name)()") }
        return .string(given)
      }
    }
    module.function(
      "commonprefix", [.positional("m")], summary: "What all texts begin with.",
      .unary { value in
        let texts = try Machine.current.elements(value).map { Array(try path($0).unicodeScalars) }
        guard var prefix = texts.first else { return .string("") }
        for text in texts {
          let count = zip(prefix, text).prefix { $0 == $1 }.count
          prefix = Array(prefix.prefix(count))
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: prefix)
        return .string(String(view))
      })
    module.function(
      "relpath", [Parameter("path"), Parameter("start", default: .string("."))], summary: "The way from start.",
      .bound { arguments in
        _ = try Machine.current.openFiles(for: "os.path.relpath()")
        func parts(_ value: Value) throws -> [Substring] {
          let text = try path(value)
          return normal(text.hasPrefix("/") ? text : joined([currentFolder(), text])).split(separator: "/")
        }
        let start = try parts(arguments[1])
        let target = try parts(arguments[0])
        let common = zip(start, target).prefix { $0 == $1 }.count
        let way = Array(repeating: "..", count: start.count - common) + target.dropFirst(common).map(String.init)
        return .string(way.isEmpty ? "." : way.joined(separator: "/"))
      })
    return module
  }
}

/// `os.environ`: what a program sets stays in the session, and nothing else can be read.
private final class ClosedEnvironment: Object {
  let own = DictObject()

  init() { super.init(.other) }

  override var type: TypeObject { ClosedEnvironment.environmentType }

  private static func own(_ value: Value) throws -> DictObject {
    guard case .object(let object) = value, let environment = object as? ClosedEnvironment else {
      throw PythonError.typeFault("os.environ is required, not '\(value.typeName)'")
    }
    return environment.own
  }

  private static func text(_ value: Value) throws -> StringObject {
    guard let text = value.asString else { throw PythonError.typeFault("str expected, not \(value.typeName)") }
    try MemoryCap.check(codePointsOf: text)
    return text
  }

  nonisolated(unsafe) private static let environmentType: TypeObject = {
    let type = TypeObject("_Environ", module: "os", layout: .opaque, summary: "The environment, closed to a session.")
    type.slots.getItem = { value, key in
      if let known = try own(value).get(key) { return known }
      throw Permission.closed("os.environ")
    }
    type.slots.setItem = { try own($0).set(text($1), .object(text($2))) }
    type.slots.deleteItem = { value, key in
      if try own(value).remove(text(key)) == nil { throw PythonError.missingKey(key) }
    }
    type.slots.contains = { try own($0).get($1) != nil }
    type.slots.iterate = { try Machine.current.iterate(.object(own($0))) }
    type.slots.length = { try own($0).count }
    type.slots.repr = { "environ(" + (try Machine.current.repr(.object(own($0)))) + ")" }
    for name in ["get", "keys", "values", "items", "copy", "setdefault", "pop", "update"] {
      type.method(
        name, [.positional("self"), .variadic("args"), .variadicKeyword("kwargs")],
        summary: "As of a dict of what the program set.",
        .variadic { arguments in
          guard arguments.count > 0 else { throw PythonError.typeFault("\(name) needs a receiver") }
          let method = try Machine.current.attribute(of: .object(own(arguments[0])), name)
          return try Machine.current.call(method, arguments.dropping(1))
        })
    }
    return type
  }()
}
