import Diagnostics
import Syntax

/// `traceback`.
enum TracebackModule {
  private static func exception(_ value: Value) -> ExceptionObject? {
    value.asException ?? (value.isNone || value.isUndefined ? Machine.current.handled : nil)
  }

  /// The last lines: what Python says of an exception itself.
  private static func onlyLines(_ exception: ExceptionObject) -> [String] {
    let machine = Machine.current
    var lines = [machine.headline(of: exception) + "\n"]
    if let notes = exception.field("__notes__")?.asList?.items {
      for note in notes { lines += Words.lines((try? machine.str(note)) ?? "", keepEnds: false).map { $0 + "\n" } }
    }
    return lines
  }

  /// A frame as Python shows it: place, line and, when that is not all of it, what stood there.
  private static func lines(_ entry: TracebackEntry) -> String {
    let line = entry.source.line(at: entry.span.start)
    let whole = entry.source.lineText(at: entry.span.start)
    let text = whole.drop { $0 == " " || $0 == "\t" }
    var out = "  File \"\(entry.source.name)\", line \(line), in \(entry.function)\n"
    if text.isEmpty { return out }
    out += "    \(text)\n"
    let lineStart = entry.source.column(at: entry.span.start)
    let indent = whole.count - text.count
    let first = lineStart - indent
    let endsHere = entry.source.line(at: entry.span.end) == line
    let last = endsHere ? entry.source.column(at: entry.span.end) - indent : text.count
    guard last > first, first >= 0, !(first == 0 && last >= text.count) else { return out }
    var marks = Array(repeating: Character("^"), count: last - first)
    if let core = anchors(String(text.dropFirst(first).prefix(last - first))) {
      for at in marks.indices where !core.contains(at) { marks[at] = "~" }
    }
    out += "    " + String(repeating: " ", count: first) + String(marks) + "\n"
    return out
  }

  /// What CPython points at within a calculation: the operator, or the brackets of a subscript.
  private static func anchors(_ segment: String) -> Range<Int>? {
    let source = Source(name: "", text: segment)
    guard let expression = try? Parser.parseExpression(source) else { return nil }
    switch expression.kind {
    case .binary(_, let left, let right, _):
      let start = source.column(at: left.span.end)
      let scalars = Array(segment.unicodeScalars)
      let stop = source.column(at: right.span.start)
      guard start <= stop, stop <= scalars.count else { return nil }
      let between = scalars[start..<stop]
      guard let offset = between.firstIndex(where: { !$0.isPythonSpace }) else { return nil }
      let isDouble = offset + 1 < between.endIndex && !between[offset + 1].isPythonSpace
      return offset..<(offset + (isDouble ? 2 : 1))
    case .subscript_(let value, let index):
      let start = source.column(at: value.span.end)
      return start..<Swift.max(start, Swift.min(source.column(at: index.span.end) + 1, segment.unicodeScalars.count))
    default: return nil
    }
  }

  static func formatted(_ exception: ExceptionObject, depth: Int = 0) -> [String] {
    var out: [String] = []
    if depth < 20 {
      if let cause = exception.cause {
        out += formatted(cause, depth: depth + 1)
        out.append("\nThe above exception was the direct cause of the following exception:\n\n")
      } else if let context = exception.context, !exception.suppressContext, context !== exception {
        out += formatted(context, depth: depth + 1)
        out.append("\nDuring handling of the above exception, another exception occurred:\n\n")
      }
    }
    if !exception.traceback.isEmpty {
      out.append("Traceback (most recent call last):\n")
      out += exception.traceback.map(lines)
    }
    return out + onlyLines(exception)
  }

  static func make() throws -> ModuleObject {
    let module = ModuleObject("traceback", summary: "What went wrong, as text.")
    let rest: [Parameter] = [
      .positional("exc", default: .undefined), Parameter("value", default: .undefined),
      Parameter("tb", default: .undefined),
      Parameter("limit", default: Value.none), Parameter("file", default: Value.none),
      Parameter("chain", default: .bool(true)),
    ]
    func text(_ value: Value) -> String {
      exception(value).map { formatted($0).joined() } ?? "NoneType: None\n"
    }
    func write(_ text: String, _ file: Value) throws {
      let target = file.isNone ? SysModule.replaced("stderr") : file
      guard let target else { return Machine.current.standardError(text) }
      _ = try Machine.current.call(Machine.current.attribute(of: target, "write"), [.string(text)])
    }
    module.function(
      "format_exc", [Parameter("limit", default: Value.none), Parameter("chain", default: .bool(true))],
      summary: "The exception being handled, with its traceback.", .bound { _ in .string(text(.none)) })
    module.function(
      "print_exc",
      [
        Parameter("limit", default: Value.none), Parameter("file", default: Value.none),
        Parameter("chain", default: .bool(true)),
      ], summary: "Prints the exception being handled, with its traceback.",
      .bound {
        try write(text(.none), $0[1])
        return .none
      })
    func given(_ arguments: BoundArguments) -> Value {
      arguments[1].asException.map { .object($0) } ?? arguments[0]
    }
    module.function(
      "format_exception", rest, summary: "An exception with its traceback, in pieces.",
      .bound { arguments in
        .list((exception(given(arguments)).map { formatted($0) } ?? ["NoneType: None\n"]).map(Value.string))
      })
    module.function(
      "print_exception", rest, summary: "Prints an exception with its traceback.",
      .bound { arguments in
        try write(text(given(arguments)), arguments[4])
        return .none
      })
    module.function(
      "format_exception_only", rest, summary: "The last lines.",
      .bound { arguments in
        .list((exception(given(arguments)).map { onlyLines($0) } ?? ["NoneType: None\n"]).map(Value.string))
      })
    module.function(
      "format_tb", [.positional("tb"), Parameter("limit", default: Value.none)], summary: "The places, in pieces.",
      .bound { arguments in
        guard case .object(let object) = arguments[0], let traceback = object as? TracebackObject else {
          return .list([])
        }
        return .list(traceback.entries.map { .string(lines($0)) })
      })
    module.function(
      "print_tb",
      [.positional("tb"), Parameter("limit", default: Value.none), Parameter("file", default: Value.none)],
      summary: "Prints the places.",
      .bound { arguments in
        guard case .object(let object) = arguments[0], let traceback = object as? TracebackObject else { return .none }
        try write(traceback.entries.map(lines).joined(), arguments[2])
        return .none
      })
    return module
  }
}
