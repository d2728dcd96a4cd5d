/// Where `input` reads from: whoever runs the program says how a line is asked for.
public enum StandardInput {
  /// Shows the prompt and gives back the line without its end, or nil when there are no more lines.
  nonisolated(unsafe) public static var readLine: ((_ prompt: String) throws -> String?)?
}

extension Builtin {
  nonisolated(unsafe) static let print = Builtin(
    "print", "Writes the values as text, with sep between them and end behind.",
    [
      .variadic("args"), .keyword("sep", "str", default: .string(" ")), .keyword("end", "str", default: .string("\n")),
      .keyword("file", default: .none), .keyword("flush", "bool", default: .bool(false)),
    ], examples: [Example("print(1, 2, sep=', ')", prints: "1, 2")],
    .variadic { arguments in
      let machine = Machine.current
      try machine.checkInterrupt()
      var separator = " "
      var end = "\n"
      var file: Value = .none
      if arguments.keywordCount > 0 {
        let bound = try arguments.dropping(arguments.count).parse(
          "print", ["sep", "end", "file", "flush"], positional: 0)
        func text(_ value: Value?, _ name: String, _ fallback: String) throws -> String {
          guard let value, !value.isNone else { return fallback }
          guard let text = value.asString else {
            throw PythonError.typeFault("\(name) must be None or a string, not \(value.typeName)")
          }
          return text.text
        }
        separator = try text(bound[0], "sep", " ")
        end = try text(bound[1], "end", "\n")
        file = bound[2] ?? .none
      }
      if file.isNone { file = SysModule.replaced("stdout") ?? .none }
      if !file.isNone {
        // Each piece by itself, as a writer of the person's own would see it.
        let write = try machine.attribute(of: file, "write")
        for (at, value) in arguments.positional.enumerated() {
          if at > 0 { _ = try machine.call(write, [.string(separator)]) }
          _ = try machine.call(write, [.string(machine.str(value))])
        }
        _ = try machine.call(write, [.string(end)])
        return .none
      }
      var out = ""
      for (at, value) in arguments.positional.enumerated() {
        if at > 0 { out += separator }
        do {
          let text = try machine.str(value)
          try MemoryCap.check(elements: out.utf8.count + text.utf8.count, ofSize: copiesOfOutput)
          out += text
        } catch {
          // What came before is written by then.
          if !out.isEmpty { machine.standardOutput(out) }
          throw error
        }
      }
      try MemoryCap.check(elements: out.utf8.count + end.utf8.count, ofSize: copiesOfOutput)
      machine.standardOutput(out + end)
      return .none
    })

  /// How many times a text that is printed is in memory at most, besides itself.
  private static let copiesOfOutput = 3

  nonisolated(unsafe) static let input = Builtin(
    "input", "A line that the person types, without its end; prompt is shown first.",
    [.positional("prompt", default: .string(""))],
    .bound { arguments in
      let prompt = try Machine.current.str(arguments[0])
      guard let read = StandardInput.readLine else {
        if !prompt.isEmpty { Machine.current.standardOutput(prompt) }
        throw PythonError(.eofError, "EOF when reading a line")
      }
      guard let line = try read(prompt) else { throw PythonError(.eofError, "EOF when reading a line") }
      return .string(line)
    })

  nonisolated(unsafe) static let open = Builtin(
    "open", "Opens a file inside the folder of \(Permission.files.option).", IOModule.openParameters,
    .bound(IOModule.open))

  nonisolated(unsafe) static let help = Builtin(
    "help", "Shows what a value is for and how it is called.", [.positional("object", default: .undefined)],
    .bound { arguments in
      let machine = Machine.current
      if arguments[0].isUndefined {
        machine.standardOutput("Type help(object) for help about object.\n")
      } else {
        try Help.show(arguments[0], on: machine)
      }
      return .none
    })

  nonisolated(unsafe) static let import_ = Builtin(
    "__import__", "The module of a name; of a dotted one the outermost, unless names to be taken from it are given.",
    [
      Parameter("name", type: "str"), Parameter("globals", default: Value.none),
      Parameter("locals", default: Value.none),
      Parameter("fromlist", default: .tuple([])), Parameter("level", default: .int(0), type: "int"),
    ],
    .bound { arguments in
      let machine = Machine.current
      guard let name = arguments[0].asString else {
        throw PythonError.typeFault("__import__() argument 1 must be str, not \(arguments[0].typeName)")
      }
      if name.isEmpty { throw PythonError.valueFault("Empty module name") }
      try MemoryCap.check(copiesOfName: name)
      return .object(try machine.importModule(name.text, innermost: machine.truth(arguments[3])))
    })

  /// What Python has and a closed session has not, refused by name.
  nonisolated(unsafe) static let refused: [Builtin] = [
    refusing("exec", .notImplementedError, "exec() is not supported: write the code as a cell of its own"),
    refusing("eval", .notImplementedError, "eval() is not supported: write the expression itself, or a function"),
    refusing("compile", .notImplementedError, "compile() is not supported: write the code as a cell of its own"),
    refusing("breakpoint", .notImplementedError, "breakpoint() is not supported: print what you want to see"),
    refusing("memoryview", .notImplementedError, "memoryview is not supported: use bytes or a list"),
    refusing("ExceptionGroup", .notImplementedError, "ExceptionGroup is not supported: raise one exception at a time"),
    refusing(
      "BaseExceptionGroup", .notImplementedError, "BaseExceptionGroup is not supported: raise one exception at a time"),
    refusing("aiter", .notImplementedError, "aiter() is not supported: use iter() and plain functions"),
    refusing("anext", .notImplementedError, "anext() is not supported: use next() and plain functions"),
  ]

  private static func refusing(_ name: String, _ type: TypeObject, _ message: String) -> Builtin {
    var builtin = Builtin(
      name, "Not available here: \(message).", [.variadic("args"), .variadicKeyword("kwargs")],
      .variadic { _ in throw PythonError(type, message) })
    builtin.isRefused = true
    return builtin
  }
}
