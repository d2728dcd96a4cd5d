import Diagnostics
import Glibc
import Machine

extension Magic {
  nonisolated(unsafe) static let files: [Magic] = [save, load, run, edit]

  nonisolated(unsafe) private static let save = Magic(
    "save",
    options: [
      .flag("r", "Writes the cells as they were typed, magics and all."),
      .flag("f", "Does not ask before overwriting."),
      .flag("a", "Adds to the file."),
    ], "file [cells]", summary: "Writes cells to a file.",
    doing: { call in
      let session = call.session
      let arguments = try call.parsed()
      guard var path = arguments.words.first else { throw usageError("Missing filename.") }
      let isRaw = arguments.has("r") || path.hasSuffix(".ag")
      if !path.hasSuffix(".py"), !path.hasSuffix(".ipy"), !path.hasSuffix(".ag") { path += isRaw ? ".ipy" : ".py" }
      let place = try session.place(of: path)
      let exists = try session.fromOutside { access(place, F_OK) == 0 ? "exists" : "new" } == "exists"
      if exists, !arguments.has("f"), !arguments.has("a"),
        !session.agrees("File `\(path)` exists. Overwrite (y/[N])?  ", withoutTerminal: false)
      {
        return call.say("Operation cancelled.")
      }
      let cells = HistoryRange.cells(Array(arguments.words.dropFirst()), before: session.cell)
      let texts = cells.map { isRaw ? session.rawInput($0) : session.input($0) }.filter { !$0.isEmpty }
      let text = texts.map { $0 + "\n" }.joined()
      if exists, arguments.has("a") {
        try session.write(try session.text(ofFile: path) + text, to: path)
      } else {
        try session.write(path.hasSuffix(".ag") ? text : "# coding: utf-8\n" + text, to: path)
      }
      call.say("The following commands were written to file `\(path)`:")
      call.machine.standardOutput(text)
    })

  nonisolated(unsafe) private static let load = Magic(
    "load", aliases: ["loadpy"], "file | cells",
    summary: "Puts a file or cells into the next prompt, to be changed and run.",
    doing: { call in
      let session = call.session
      let words = call.words
      guard let first = words.first else {
        throw usageError("Missing filename, URL, input history range, macro, or element in the user namespace")
      }
      let text: String
      if words.allSatisfy(HistoryRange.isRange) {
        text = HistoryRange.cells(words, before: session.cell).map(session.rawInput).joined(separator: "\n")
      } else if let found = try? session.text(ofFile: first) {
        text = found
      } else if let value = session.globals.get(first), let found = value.asString {
        text = found.text
      } else {
        throw PythonError(
          .valueError, "'\(first)' was not found in history, as a file, url, nor in the user namespace.")
      }
      session.nextText = "# %load \(call.line)\n" + text
    })

  nonisolated(unsafe) private static let run = Magic(
    "run",
    options: [
      .flag("i", "Runs in the session's own names."), .flag("n", "Does not call the program __main__."),
      .flag("t", "Says how long it took."),
    ], "file [arguments]", summary: "Runs a program or the cells of a lesson, and takes over the names it made.",
    doing: { call in
      let session = call.session
      let arguments = try call.parsed()
      guard let given = arguments.words.first else {
        throw PythonError(.exception, "you must provide at least a filename.")
      }
      let path = try session.fromOutside { session.existing(given, endings: ["", ".py", ".ag", ".ipynb"]) ?? "" }
      guard !path.isEmpty else { throw PythonError(.exception, "File `'\(given)'` not found.") }
      if path.hasSuffix(".ag") || path.hasSuffix(".ipynb") || path.hasSuffix(".ipy") {
        for text in try session.cells(of: path) { try session.runAgain(text) }
        return
      }
      let source = Source(name: path, text: try session.text(ofFile: path))
      let globals = arguments.has("i") ? session.globals : Machine.newGlobals()
      let name = arguments.has("n") ? String(path.split(separator: "/").last?.dropLast(3) ?? "") : "__main__"
      globals.set("__name__", .string(name))
      globals.set("__file__", .string(path))
      session.setArguments([path] + arguments.words.dropFirst())
      defer {
        session.globals.set("__name__", .string("__main__"))
        if globals !== session.globals {
          for (key, value) in globals.pairs {
            guard let name = key.asString, !name.text.hasPrefix("__") else { continue }
            session.globals.set(name, value)
          }
        }
      }
      let before = CPUTime.now
      _ = try call.machine.run(source, globals: globals, wantsResult: false)
      if arguments.has("t") {
        let now = CPUTime.now
        call.say("\nIPython CPU timings (estimated):")
        call.say("  User   : " + Session.fixed(now.user - before.user, width: 10) + " s.")
        call.say("  System : " + Session.fixed(now.system - before.system, width: 10) + " s.")
      }
    })

  nonisolated(unsafe) private static let edit = Magic(
    "edit", aliases: ["ed"], options: [.flag("x", "Does not run what was written.")], "[file | cells | name]",
    summary: "Opens $EDITOR on a file, on cells or on a text, and runs what was written.",
    doing: { call in
      let session = call.session
      let arguments = try call.parsed()
      guard session.isInteractive, session.replayed != nil || isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
      else { throw usageError("%edit needs a terminal") }
      var text = ""
      var path: String?
      if let first = arguments.words.first {
        if arguments.words.allSatisfy(HistoryRange.isRange) {
          text = HistoryRange.cells(arguments.words, before: session.cell).map { session.rawInput($0) + "\n" }.joined()
        } else if let value = session.globals.get(first), let found = value.asString {
          text = found.text
        } else {
          path = first.contains(".") ? first : first + ".py"
        }
      }
      call.machine.standardOutput("Editing...")
      let written = try session.fromOutside { try EditedFile(path, text).edit() }
      if arguments.has("x") { return call.say("") }
      call.say(" done. Executing edited code...")
      try session.runAgain(written)
    })
}

/// A file that a person edits with a program of their own.
private struct EditedFile {
  private let path: String
  private let isTemporary: Bool

  init(_ path: String?, _ text: String) throws {
    if let path {
      self.path = path
      isTemporary = false
      return
    }
    isTemporary = true
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/argent-XXXXXX.py".utf8CString)
    let descriptor = mkstemps(&template, 3)
    guard descriptor >= 0 else { throw PythonError(.osError, "no temporary file can be made") }
    self.path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    _ = text.utf8.withContiguousStorageIfAvailable { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    close(descriptor)
  }

  /// Waits until the editor is left, and gives what the file then holds.
  func edit() throws -> String {
    defer { if isTemporary { unlink(path) } }
    let names: [String] = ["VISUAL", "EDITOR"]
    let command = names.compactMap { name in getenv(name).map { String(cString: $0) } }.first { !$0.isEmpty }
    // $EDITOR may have arguments of its own, so a shell reads it; the path comes as an argument.
    let words = ["/bin/sh", "-c", (command ?? "vi") + " \"$1\"", "sh", path]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    var child = pid_t()
    guard posix_spawn(&child, words[0], nil, nil, &arguments, environ) == 0 else {
      throw PythonError(.osError, "the editor cannot be started")
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    guard status == 0 else {
      throw Magic.usageError(
        "Could not open editor", hint: "$EDITOR, which is '\(command ?? "vi")', has failed, and nothing was run")
    }
    return try Session.contents(of: path)
  }
}
