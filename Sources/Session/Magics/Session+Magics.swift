import Diagnostics
import Machine
import Syntax

extension Session {
  /// What calls of magics in a cell's tree call: names that no program can write.
  static let lineCall = "%line"
  static let cellCall = "%cell"

  /// A cell as it is to run: its text as `In` keeps it, and its statements once they are asked for.
  func prepared(_ source: Source) -> (input: String?, statements: () throws(Diagnostic) -> [Statement]) {
    let machine = machine
    if let whole = MagicLines.whole(source.bytes) {
      let end = whole.restOffset + whole.rest.utf8.count
      let call = MagicLines.call(
        Session.cellCall,
        [.string(whole.name), .string(whole.rest), .int(whole.restOffset), .string(whole.body)],
        Span(whole.offset, max(end, whole.offset + 1)))
      return (MagicLines.expanded(whole), { () throws(Diagnostic) in [Statement(.expression(call), call.span)] })
    }
    guard let lines = MagicLines(source.bytes) else {
      return (nil, { () throws(Diagnostic) in try machine.parsed(source) })
    }
    return (
      lines.expanded,
      { () throws(Diagnostic) in
        do throws(Diagnostic) {
          return lines.placed(in: try machine.parsed(Source(name: source.name, bytes: lines.masked)))
        } catch {
          // Places are the same in the text as it was typed.
          var fault = error
          if fault.source != nil { fault.source = source }
          throw fault
        }
      }
    )
  }

  /// Gives programs the functions that magics are calls of, and `get_ipython`, by which notebooks written as programs
  /// reach them.
  func addMagics() {
    machine.builtins.set(
      Session.lineCall,
      .object(
        NativeFunction(
          "run_line_magic", [.positional("name"), .positional("line"), .positional("offset")],
          .ternary { [unowned self] name, line, offset in
            let name = name.asString?.text ?? ""
            if name == "!" { throw Closed.shellError() }
            return try run(Magic.line(name), line.asString?.text ?? "", offset: offset.intValue)
          })))
    machine.builtins.set(
      Session.cellCall,
      .object(
        NativeFunction(
          "run_cell_magic",
          [.positional("name"), .positional("line"), .positional("offset"), .positional("cell")],
          .bound { [unowned self] arguments in
            try runCell(
              arguments[0].asString?.text ?? "", arguments[1].asString?.text ?? "", offset: arguments[2].intValue,
              arguments[3].asString?.text ?? "")
          })))
    addShell()
  }

  private func addShell() {
    let type = TypeObject(
      "TerminalInteractiveShell", module: "IPython.terminal.interactiveshell",
      summary: "What notebooks written as programs call magics by.")
    func text(_ value: Value) throws -> String {
      guard let text = value.asString else { throw PythonError(.typeError, "a string is required") }
      return text.text
    }
    type.method(
      "run_line_magic", [.positional("self"), Parameter("magic_name"), Parameter("line")],
      summary: "Runs a magic of a line.",
      .bound { [unowned self] in try run(Magic.line(text($0[1])), text($0[2]), offset: nil) })
    type.method(
      "run_cell_magic", [.positional("self"), Parameter("magic_name"), Parameter("line"), Parameter("cell")],
      summary: "Runs a magic above a cell.",
      .bound { [unowned self] in try runCell(text($0[1]), text($0[2]), offset: nil, text($0[3])) })
    for name in ["system", "getoutput"] {
      type.method(
        name, [.positional("self"), Parameter("cmd")], summary: "Closed.", .bound { _ in throw Closed.shellError() })
    }
    let shell = Value.object(InstanceObject(type))
    machine.builtins.set(
      "get_ipython",
      .object(NativeFunction("get_ipython", summary: "The session, as notebooks ask for it.", .nullary { shell })))
  }

  private func run(_ magic: Magic, _ line: String, offset: Int?) throws -> Value {
    try magic.body(MagicCall(magic: magic, session: self, line: line, offset: offset, cell: nil))
  }

  private func runCell(_ name: String, _ line: String, offset: Int?, _ body: String) throws -> Value {
    let magic = try Magic.cell(name)
    guard body.contains(where: { !$0.isWhitespace }) else {
      throw Magic.usageError(
        "%%\(name) is a cell magic, but the cell body is empty."
          + (magic.form.isLine ? " Did you mean the line magic %\(name) (single %)?" : ""))
    }
    return try magic.body(MagicCall(magic: magic, session: self, line: line, offset: offset, cell: body))
  }

  /// The page of `%name?`, or nil where the cell asks for something else.
  static func magicPage(_ text: String) -> String? {
    guard text.utf8.contains(UInt8(ascii: "?")), text.utf8.count < 200 else { return nil }
    var words = text.split(whereSeparator: \.isWhitespace)
    guard words.count == 1, var word = words.popLast(), word.contains("?") else { return nil }
    while word.hasPrefix("?") { word = word.dropFirst() }
    while word.hasSuffix("?") || word.hasSuffix(";") { word = word.dropLast() }
    guard word.hasPrefix("%") else { return nil }
    guard let magic = Magic.named(String(word.drop { $0 == "%" })) else { return "Object `\(word)` not found." }
    return magic.page
  }
}

extension MagicCall {
  /// The statements of what follows the options, or of the cell, with the text that they were parsed from: the running
  /// cell itself where that can be, so that faults are shown where they stand.
  func statements(_ text: Substring) throws -> (source: Source, statements: [Statement]) {
    let running = session.running
    if let cell {
      if let running, let start = offset, let end = running.bytes[start...].firstIndex(of: 0x0A) {
        var bytes = running.bytes
        for at in 0..<end { bytes[at] = 0x20 }
        if String(decoding: bytes[(end + 1)...], as: UTF8.self) == cell {
          return (running, try parsed(Source(name: running.name, bytes: bytes)))
        }
      }
      let own = Source(name: running?.name ?? "magic", text: cell)
      return (own, try parsed(own))
    }
    // `0;` in front of a simple statement keeps it in its place.
    if let running, let offset, let start = running.bytes[..<offset].lastIndex(of: 0x0A).map({ $0 + 1 }) ?? Optional(0),
      running.bytes[start] == UInt8(ascii: "%"), text.utf8.count <= line.utf8.count
    {
      let from = offset + line.utf8.count - text.utf8.count
      let end = from + text.utf8.count
      if end <= running.bytes.count, from >= start + 2, running.bytes[from..<end].elementsEqual(text.utf8) {
        var bytes = running.bytes.map { $0 == 0x0A ? $0 : UInt8(0x20) }
        bytes[start] = UInt8(ascii: "0")
        bytes[start + 1] = UInt8(ascii: ";")
        bytes.replaceSubrange(from..<end, with: running.bytes[from..<end])
        if let found = try? parsed(Source(name: running.name, bytes: bytes)) {
          return (running, Array(found.dropFirst()))
        }
      }
    }
    let own = Source(name: running?.name ?? "magic", text: String(text))
    return (own, try parsed(own))
  }

  private func parsed(_ source: Source) throws -> [Statement] {
    do {
      return try session.prepared(source).statements()
    } catch { throw machine.pythonError(error) }
  }
}
