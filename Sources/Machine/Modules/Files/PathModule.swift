import Syntax

/// `pathlib`: paths as values.
enum PathModule {
  /// What an instance holds.
  private final class Text {
    let text: String
    init(_ text: String) { self.text = text }
  }

  private static func text(_ value: Value) throws -> String {
    guard let instance = value.asInstance, let path = instance.payload as? Text else { return try IOModule.path(value) }
    return path.text
  }

  private static func make(_ text: String, _ type: TypeObject) -> Value {
    .object(InstanceObject(type, payload: Text(cleaned(text))))
  }

  private static func like(_ value: Value, _ text: String) -> Value { make(text, Machine.current.type(of: value)) }

  /// Without single dots and double slashes.
  private static func cleaned(_ text: String) -> String {
    let parts = text.split(separator: "/").filter { $0 != "." }
    let body = parts.joined(separator: "/")
    return text.hasPrefix("/") ? "/" + body : body.isEmpty ? "." : body
  }

  private static func name(_ path: String) -> String { path == "." || path == "/" ? "" : OSModule.parted(path).1 }

  private static func parent(_ path: String) -> String {
    let head = OSModule.parted(path).0
    return path == "/" ? "/" : head.isEmpty ? "." : head
  }

  private static func suffix(_ path: String) -> String {
    let name = name(path)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex, name.index(after: dot) != name.endIndex else {
      return ""
    }
    return String(name[dot...])
  }

  nonisolated(unsafe) private static let pureType: TypeObject = {
    let type = TypeObject("PurePath", module: "pathlib", summary: "A path that is not looked at.")
    type.slots.new = { type, arguments in
      let parts = try arguments.positional.map(text)
      return make(OSModule.joined(parts), type === pureType ? purePosixType : type === pathType ? posixType : type)
    }
    type.slots.initialize = { _, _ in }
    type.slots.repr = { "\(Machine.current.type(of: $0).name)(\(Quoting.repr(try text($0))))" }
    type.slots.str = { try text($0) }
    type.slots.hash = { StringHash.hash(try text($0)) }
    type.slots.compare = { operation, left, right in
      guard left.asInstance?.payload is Text, right.asInstance?.payload is Text else { return nil }
      let a = try text(left).split(separator: "/").map(String.init)
      let b = try text(right).split(separator: "/").map(String.init)
      if operation == .equal || operation == .notEqual {
        return .bool((try text(left) == text(right)) == (operation == .equal))
      }
      return .bool(operation.holds(a == b ? 0 : a.lexicographicallyPrecedes(b) ? -1 : 1))
    }
    type.slots.binary = { operation, left, right in
      guard operation == .divide else { return nil }
      let isLeft = left.asInstance?.payload is Text
      let other = isLeft ? right : left
      guard other.asString != nil || other.asInstance?.payload is Text else { return nil }
      return like(isLeft ? left : right, OSModule.joined([try text(left), try text(right)]))
    }
    type.method("__fspath__", [.positional("self")], summary: "The path as text.", .unary { .string(try text($0)) })
    type.method("as_posix", [.positional("self")], summary: "The path as text.", .unary { .string(try text($0)) })
    type.property("name", summary: "The last part.", get: { .string(name(try text($0))) })
    type.property("suffix", summary: "The extension of the last part.", get: { .string(suffix(try text($0))) })
    type.property(
      "suffixes", summary: "All extensions of the last part.",
      get: { value in
        let name = name(try text(value))
        if name.hasSuffix(".") { return .list([]) }
        return .list(name.drop { $0 == "." }.split(separator: ".").dropFirst().map { .string("." + $0) })
      })
    type.property(
      "stem", summary: "The last part without its extension.",
      get: { .string(String(name(try text($0)).dropLast(suffix(try text($0)).count))) })
    type.property("parent", summary: "The path without its last part.", get: { like($0, parent(try text($0))) })
    type.property(
      "parents", summary: "All paths above.",
      get: { value in
        var path = try text(value)
        var found: [Value] = []
        while parent(path) != path {
          path = parent(path)
          found.append(like(value, path))
        }
        return .tuple(found)
      })
    type.property(
      "parts", summary: "The parts.",
      get: { value in
        let path = try text(value)
        let body = path == "." ? [] : path.split(separator: "/").map { Value.string(String($0)) }
        return .tuple((path.hasPrefix("/") ? [.string("/")] : []) + body)
      })
    type.property(
      "root", summary: "The slash it begins with.", get: { .string(try text($0).hasPrefix("/") ? "/" : "") })
    type.property(
      "anchor", summary: "The slash it begins with.", get: { .string(try text($0).hasPrefix("/") ? "/" : "") })
    type.method(
      "is_absolute", [.positional("self")], summary: "Whether it begins with a slash.",
      .unary { .bool(try text($0).hasPrefix("/")) })
    type.method(
      "joinpath", [.positional("self"), .variadic("other")], summary: "With further parts.",
      .bound { like($0[0], OSModule.joined([try text($0[0])] + (try ($0[1].asTuple?.items ?? []).map(text)))) })
    type.method(
      "with_name", [.positional("self"), Parameter("name")], summary: "With another last part.",
      .bound { arguments in
        let path = try text(arguments[0])
        if name(path).isEmpty {
          throw PythonError.valueFault("\(try Machine.current.repr(arguments[0])) has an empty name")
        }
        return like(arguments[0], OSModule.joined([parent(path), try text(arguments[1])]))
      })
    type.method(
      "with_suffix", [.positional("self"), Parameter("suffix")], summary: "With another extension.",
      .bound { arguments in
        let path = try text(arguments[0])
        let new = try text(arguments[1])
        if !new.isEmpty, !new.hasPrefix(".") || new == "." {
          throw PythonError.valueFault("Invalid suffix \(Quoting.repr(new))")
        }
        return like(arguments[0], String(path.dropLast(suffix(path).count)) + new)
      })
    type.method(
      "with_stem", [.positional("self"), Parameter("stem")], summary: "With another name before the extension.",
      .bound { arguments in
        let path = try text(arguments[0])
        return like(arguments[0], OSModule.joined([parent(path), try text(arguments[1]) + suffix(path)]))
      })
    type.method(
      "relative_to", [.positional("self"), .variadic("other")], summary: "The way from another path.",
      .bound { arguments in
        let path = try text(arguments[0])
        let other = cleaned(OSModule.joined(try (arguments[1].asTuple?.items ?? []).map(text)))
        if path == other { return like(arguments[0], ".") }
        if other == "." { return arguments[0] }
        let prefix = other == "/" ? "/" : other + "/"
        guard path.hasPrefix(prefix) else {
          throw PythonError.valueFault(
            "\(Quoting.repr(path)) is not in the subpath of \(Quoting.repr(other)) OR one path is relative and the other "
              + "is absolute.")
        }
        return like(arguments[0], String(path.dropFirst(prefix.count)))
      })
    return type
  }()

  nonisolated(unsafe) private static let purePosixType = TypeObject(
    "PurePosixPath", module: "pathlib", bases: [pureType], summary: "A path that is not looked at.")
  nonisolated(unsafe) private static let posixType = TypeObject(
    "PosixPath", module: "pathlib", bases: [pathType], summary: "A path of files.")

  nonisolated(unsafe) private static let pathType: TypeObject = {
    let type = TypeObject("Path", module: "pathlib", bases: [pureType], summary: "A path of files.")
    func asking(_ name: String, _ summary: String, _ body: @escaping (Value, String) throws -> Bool) {
      type.method(name, [.positional("self")], summary: summary, .unary { .bool(try body($0, "Path.\(name)()")) })
    }
    asking("exists", "Whether there is such a file or folder.") { try OSModule.status(.string(text($0)), $1) != nil }
    asking("is_file", "Whether it is a file.") { try OSModule.isFile(.string(text($0)), $1) }
    asking("is_dir", "Whether it is a folder.") { try OSModule.isFolder(.string(text($0)), $1) }
    type.classMethod(
      "cwd", [.positional("type")], summary: "The folder that relative paths begin at.",
      .unary { type in
        _ = try Machine.current.openFiles(for: "Path.cwd()")
        return make(OSModule.currentFolder(), posixType)
      })
    type.classMethod(
      "home", [.positional("type")], summary: "Closed.", .unary { _ in throw Permission.closed("Path.home()") })
    func absolute(_ name: String) {
      type.method(
        name, [.positional("self"), Parameter("strict", default: .bool(false))], summary: "From the root on.",
        .bound { arguments in
          _ = try Machine.current.openFiles(for: "Path.\(name)()")
          let path = try text(arguments[0])
          let whole = path.hasPrefix("/") ? path : OSModule.joined([OSModule.currentFolder(), path])
          return like(arguments[0], name == "resolve" ? OSModule.normal(whole) : whole)
        })
    }
    absolute("resolve")
    absolute("absolute")
    type.method(
      "open", IOModule.openParameters.enumerated().map { $0 == 0 ? .positional("self") : $1 },
      summary: "Opens the file.",
      .bound(IOModule.open))
    func opened(_ value: Value, _ mode: String, _ what: String, _ encoding: Value = .none) throws -> StreamObject {
      try Machine.current.openFile(
        text(value), mode: mode, encoding: encoding.asString?.text, errors: nil, newline: nil, what: what)
    }
    let coding: [Parameter] = [Parameter("encoding", default: Value.none), Parameter("errors", default: Value.none)]
    type.method(
      "read_text", [.positional("self")] + coding, summary: "The text of the file.",
      .bound { arguments in
        let stream = try opened(arguments[0], "r", "Path.read_text()", arguments[1])
        defer { try? stream.close() }
        return try stream.read(-1)
      })
    type.method(
      "read_bytes", [.positional("self")], summary: "The bytes of the file.",
      .unary { value in
        let stream = try opened(value, "rb", "Path.read_bytes()")
        defer { try? stream.close() }
        return try stream.read(-1)
      })
    type.method(
      "write_text", [.positional("self"), Parameter("data")] + coding, summary: "Makes this the text of the file.",
      .bound { arguments in
        guard arguments[1].asString != nil else {
          throw PythonError.typeFault("data must be str, not \(arguments[1].typeName)")
        }
        let stream = try opened(arguments[0], "w", "Path.write_text()", arguments[2])
        let count = try stream.write(arguments[1])
        try stream.close()
        return .int(count)
      })
    type.method(
      "write_bytes", [.positional("self"), Parameter("data")], summary: "Makes these the bytes of the file.",
      .bound { arguments in
        let stream = try opened(arguments[0], "wb", "Path.write_bytes()")
        let count = try stream.write(arguments[1])
        try stream.close()
        return .int(count)
      })
    installFolders(type)
    return type
  }()

  private static func installFolders(_ type: TypeObject) {
    type.method(
      "mkdir",
      [
        .positional("self"), Parameter("mode", default: .int(0o777)), Parameter("parents", default: .bool(false)),
        Parameter("exist_ok", default: .bool(false)),
      ], summary: "Makes the folder.",
      .bound { arguments in
        let machine = Machine.current
        try OSModule.makeFolder(
          .string(text(arguments[0])), "Path.mkdir()", parents: machine.truth(arguments[2]),
          mayExist: machine.truth(arguments[3]))
        return .none
      })
    type.method(
      "unlink", [.positional("self"), Parameter("missing_ok", default: .bool(false))], summary: "Removes the file.",
      .bound { arguments in
        let path = Value.string(try text(arguments[0]))
        let mayMiss = try Machine.current.truth(arguments[1])
        if mayMiss, try OSModule.status(path, "Path.unlink()") == nil { return .none }
        try OSModule.remove(path, "Path.unlink()")
        return .none
      })
    type.method(
      "rmdir", [.positional("self")], summary: "Removes the empty folder.",
      .unary { value in
        try OSModule.removeFolder(.string(text(value)), "Path.rmdir()")
        return .none
      })
    for name in ["rename", "replace"] {
      type.method(
        name, [.positional("self"), Parameter("target")], summary: "Gives it another name.",
        .bound { arguments in
          try OSModule.rename(.string(text(arguments[0])), .string(text(arguments[1])), "Path.\(name)()")
          return like(arguments[0], try text(arguments[1]))
        })
    }
    type.method(
      "touch", [.positional("self"), .variadic("args"), .variadicKeyword("options")],
      summary: "Makes sure the file is there.",
      .bound { arguments in
        try Machine.current.openFile(
          text(arguments[0]), mode: "a", encoding: nil, errors: nil, newline: nil, what: "Path.touch()"
        ).close()
        return .none
      })
    type.method(
      "iterdir", [.positional("self")], summary: "The paths in the folder.",
      .unary { value in
        let path = try text(value)
        let found = try OSModule.entries(.string(path), "Path.iterdir()").map {
          like(value, OSModule.joined([path, $0]))
        }
        return .object(ListIterator(ListObject(found)))
      })
    for name in ["glob", "rglob"] {
      type.method(
        name, [.positional("self"), Parameter("pattern")], summary: "The paths below that fit a pattern.",
        .bound { arguments in
          var found: [String] = []
          var pattern = try text(arguments[1]).split(separator: "/").map(String.init)
          if name == "rglob" { pattern.insert("**", at: 0) }
          try glob(try text(arguments[0]), pattern[...], into: &found, "Path.\(name)()")
          return .object(ListIterator(ListObject(found.map { like(arguments[0], $0) })))
        })
    }
  }

  private static func glob(
    _ folder: String, _ pattern: ArraySlice<String>, into found: inout [String], _ what: String
  ) throws {
    guard let part = pattern.first else {
      found.append(folder)
      return
    }
    try Machine.current.checkInterrupt()
    guard try OSModule.isFolder(.string(folder), what) else { return }
    if part == "**" { try glob(folder, pattern.dropFirst(), into: &found, what) }
    for name in try OSModule.entries(.string(folder), what) {
      let path = folder == "." ? name : OSModule.joined([folder, name])
      if part == "**" {
        if try OSModule.isFolder(.string(path), what) { try glob(path, pattern, into: &found, what) }
      } else if Wildcard.matches(Array(name.unicodeScalars)[...], Array(part.unicodeScalars)[...]) {
        try glob(path, pattern.dropFirst(), into: &found, what)
      }
    }
  }

  static func make() throws -> ModuleObject {
    let module = ModuleObject("pathlib", summary: "Paths as values.")
    for type in [pureType, purePosixType, pathType, posixType] { module.set(type.name, .object(type)) }
    return module
  }
}

/// Shell patterns: `*`, `?`, `[a-z]`.
enum Wildcard {
  static func matches(_ text: ArraySlice<Unicode.Scalar>, _ pattern: ArraySlice<Unicode.Scalar>) -> Bool {
    var text = text
    var pattern = pattern
    var star: (text: ArraySlice<Unicode.Scalar>, pattern: ArraySlice<Unicode.Scalar>)?
    while true {
      if let sign = pattern.first, sign == "*" {
        pattern = pattern.dropFirst()
        star = (text, pattern)
        continue
      }
      if let scalar = text.first, let rest = matchOne(scalar, pattern) {
        text = text.dropFirst()
        pattern = rest
        continue
      }
      if text.isEmpty, pattern.isEmpty { return true }
      guard let last = star, !last.text.isEmpty else { return false }
      star = (last.text.dropFirst(), last.pattern)
      text = last.text.dropFirst()
      pattern = last.pattern
    }
  }

  /// The pattern after its first sign, when that fits the character.
  private static func matchOne(
    _ scalar: Unicode.Scalar, _ pattern: ArraySlice<Unicode.Scalar>
  ) -> ArraySlice<Unicode.Scalar>? {
    guard let sign = pattern.first else { return nil }
    if sign == "?" { return pattern.dropFirst() }
    guard sign == "[", let close = pattern.dropFirst(2).firstIndex(of: "]") else {
      return sign == scalar ? pattern.dropFirst() : nil
    }
    var set = pattern[(pattern.startIndex + 1)..<close]
    let isNegated = set.first == "!"
    if isNegated { set = set.dropFirst() }
    var found = false
    while let low = set.first {
      set = set.dropFirst()
      if set.first == "-", let high = set.dropFirst().first {
        found = found || (low...Swift.max(low, high)).contains(scalar)
        set = set.dropFirst(2)
      } else {
        found = found || low == scalar
      }
    }
    return found != isNegated ? pattern[(close + 1)...] : nil
  }
}
