import Library
import Machine

extension Magic {
  nonisolated(unsafe) static let names: [Magic] = [who, whoList, whos, graph, reset]

  private static let nothing = "Interactive namespace is empty."
  private static let noMatch = "No variables match your requested type."

  nonisolated(unsafe) private static let who = Magic(
    "who", "[types]",
    summary: "Lists the variables, or those of some types, and says which are older than what they were made from.",
    doing: { call in
      let found = call.session.variables(ofTypes: call.words)
      guard !found.isEmpty else { return call.say(call.words.isEmpty ? nothing : noMatch) }
      var text = ""
      for (at, variable) in found.enumerated() {
        text += variable.name + "\t "
        if at % 9 == 8 { text += "\n" }
      }
      call.say(text)
      for line in call.session.lineage.report(on: found.map(\.name)) { call.say(line) }
    })

  nonisolated(unsafe) private static let whoList = Magic(
    "who_ls", "[types]", summary: "Gives the names that %who lists, in a list.",
    body: { call in .list(call.session.variables(ofTypes: call.words).map { .string($0.name) }) })

  nonisolated(unsafe) private static let whos = Magic(
    "whos", "[types]", summary: "Lists the variables with their types and what they hold.",
    doing: { call in
      let found = call.session.variables(ofTypes: call.words)
      guard !found.isEmpty else { return call.say(call.words.isEmpty ? nothing : noMatch) }
      let types = found.map { call.machine.type(of: $0.value).name }
      func width(_ texts: [String], _ head: String) -> Int {
        max(texts.map { $0.unicodeScalars.count }.max() ?? 0, head.count) + 3
      }
      let (first, second) = (width(found.map(\.name), "Variable"), width(types, "Type"))
      call.say("Variable".padded(first) + "Type".padded(second) + " Data/Info")
      call.say(String(repeating: "-", count: first + second + 10))
      for (variable, type) in zip(found, types) {
        let info = try call.session.summary(of: variable.value, type: type)
        call.say(variable.name.padded(first) + type.padded(second) + " " + info)
      }
    })

  nonisolated(unsafe) private static let graph = Magic(
    "graph", "expression",
    summary: "Draws the graph that a tensor was computed by, from the result back to the leaves, with your names.",
    doing: { call in
      let (source, statements) = try call.statements(call.line[...])
      let value = try call.machine.run(statements, source: source, globals: call.session.globals)
      guard let graph = RecordedGraph(of: value, names: call.session.variables()) else {
        throw usageError("%graph needs a tensor that was computed from one with requires_grad=True")
      }
      call.machine.showPicture(graph.picture)
    })

  nonisolated(unsafe) private static let reset = Magic(
    "reset", options: [.flag("s", "Forgets the variables only."), .flag("f", "Does not ask.")], "[in] [out] [array]",
    summary: "Forgets the variables and results of the session.",
    doing: { call in
      let arguments = try call.parsed()
      let session = call.session
      if !arguments.has("f"),
        !session.agrees("Once deleted, variables cannot be recovered. Proceed (y/[n])? ", withoutTerminal: true)
      {
        return call.say("Nothing done.")
      }
      if arguments.has("s") {
        for variable in session.variables() { session.forget(variable.name) }
      } else if arguments.words.isEmpty {
        session.forgetVariables()
      }
      for word in arguments.words {
        switch word.lowercased() {
        case "out":
          call.say("Flushing output cache (\(session.outputs.count) entries)")
          session.forgetOutputs()
        case "in":
          call.say("Flushing input history")
          session.forgetInputs()
        case "array":
          for variable in session.variables(ofTypes: ["ndarray"]) { session.forget(variable.name) }
        default:
          call.say("Don't know how to reset  \(word), please run `%reset?` for details")
        }
      }
    })
}

extension MagicCall {
  /// The line's words.
  var words: [String] { line.split(whereSeparator: \.isWhitespace).map(String.init) }
}

extension String {
  /// Filled up with blanks.
  func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - unicodeScalars.count))
  }
}

extension Session {
  /// The person's variables in alphabetical order; of some types only where types are given.
  func variables(ofTypes types: [String] = []) -> [(name: String, value: Value)] {
    globals.pairs.compactMap { key, value -> (name: String, value: Value)? in
      guard let name = key.asString?.text, !name.hasPrefix("_"), !name.hasPrefix("%"), name != "In", name != "Out"
      else { return nil }
      guard types.isEmpty || types.contains(machine.type(of: value).name) else { return nil }
      return (name, value)
    }.sorted { $0.name.unicodeScalars.lexicographicallyPrecedes($1.name.unicodeScalars) }
  }

  /// What a line of `%whos` says of a value.
  func summary(of value: Value, type: String) throws -> String {
    if ["dict", "list", "tuple"].contains(type) {
      return "n=\(try machine.length(value))"
    }
    if type == "ndarray" {
      func text(_ name: String) throws -> String { try machine.str(machine.attribute(of: value, name)) }
      let shape = try text("shape").replacing(",", with: "").replacing(" ", with: "x").dropFirst().dropLast()
      let bytes = try machine.attribute(of: value, "nbytes").intValue ?? 0
      var line = "\(shape): \(try text("size")) elems, type `\(try text("dtype"))`, \(bytes) bytes"
      if bytes >= 100_000 {
        let isLarge = bytes >= 1 << 20
        let size = Double(bytes) / (isLarge ? 1_048_576 : 1024)
        line += " (\(try machine.repr(.float(size))) \(isLarge ? "Mb" : "kb"))"
      }
      return line
    }
    let text: String
    do {
      text = try machine.str(value)
    } catch {
      text = "<object with id \(Machine.identity(of: value)) (str() failed)>"
    }
    let scalars = text.replacing("\n", with: "\\n").unicodeScalars
    guard scalars.count >= 50 else { return String(scalars) }
    return String(scalars.prefix(25)) + "<...>" + String(scalars.suffix(25))
  }

  /// Asks and takes `y` for yes; where nobody can be asked, `withoutTerminal`.
  func agrees(_ question: String, withoutTerminal: Bool) -> Bool {
    guard let read = StandardInput.readLine else { return withoutTerminal }
    let answer = ((try? read(question)) ?? nil) ?? ""
    return ["y", "yes"].contains(answer.lowercased())
  }

  func forget(_ name: String) {
    globals.remove(StringObject.interned(name))
    lineage.forget(name)
  }

  /// `%reset`: the variables and the outputs.
  func forgetVariables() {
    for (name, _) in variables() { forget(name) }
    forgetOutputs()
  }

  func forgetOutputs() {
    outputs.removeAll()
    for (key, _) in globals.pairs {
      guard let name = key.asString?.text, name.hasPrefix("_") else { continue }
      let rest = name.dropFirst()
      if !rest.isEmpty, rest.allSatisfy(\.isNumber) || rest.allSatisfy({ $0 == "_" }), rest != "_name__" {
        globals.remove(StringObject.interned(name))
      }
    }
    for name in ["_", "__", "___"] { globals.set(name, .string("")) }
  }

  func forgetInputs() {
    inputs.items = inputs.items.map { _ in .string("") }
    rawInputs = rawInputs.map { _ in "" }
    for (key, _) in globals.pairs {
      guard let name = key.asString?.text, name.hasPrefix("_i"), name.dropFirst(2).allSatisfy(\.isNumber) else {
        continue
      }
      globals.remove(StringObject.interned(name))
    }
    for name in ["_i", "_ii", "_iii"] { globals.set(name, .string("")) }
  }
}
