import Diagnostics
import Session
import Syntax

/// A code cell's outputs as nbformat has them.
enum NotebookOutput {
  /// What a run said.
  static func outputs(_ events: [Event]) -> [JSON] {
    var result: [JSON] = []
    var open: (name: String, text: String)?
    func flush() {
      if let open { result.append(stream(open.name, open.text)) }
      open = nil
    }
    func append(_ name: String, _ text: String) {
      if open?.name != name { flush() }
      open = (name, (open?.text ?? "") + text)
    }
    for event in events {
      switch event {
      case .output(let text): append("stdout", text)
      case .complaint(let text): append("stderr", text)
      case .result(let value):
        flush()
        var data: [String: JSON] = [:]
        for (type, text) in value.bundle { data[type] = JSON.lines(text) }
        result.append(executeResult(data, number: value.cell))
      case .picture(let picture):
        flush()
        var data: [String: JSON] = ["text/plain": JSON.lines(picture.text)]
        for (type, text) in picture.forms() { data[type] = type == "image/png" ? .string(text) : JSON.lines(text) }
        result.append(
          .object(["output_type": .string("display_data"), "data": .object(data), "metadata": .object([:])]))
      case .failure(let failure):
        flush()
        result.append(error(failure.name, failure.message, failure.lines()))
      }
    }
    flush()
    return result
  }

  /// What recorded lines are the trace of, as far as they tell: the last may be an error's, and the others are the
  /// cell's value, if it ends in an expression that shows one, or what it printed.
  static func outputs(recorded lines: [String], code: String, number: Int) -> [JSON] {
    var lines = lines
    var last: JSON?
    if let line = lines.last, let (name, message) = RecordedError.parts(of: line) {
      lines.removeLast()
      last = error(name, message, [line])
    }
    var result: [JSON] = []
    if !lines.isEmpty {
      let text = lines.joined(separator: "\n")
      if last == nil, CellValue.isShown(code), !code.contains("print(") {
        result.append(executeResult(["text/plain": JSON.lines(text)], number: number))
      } else {
        result.append(stream("stdout", text + "\n"))
      }
    }
    return result + [last].compactMap { $0 }
  }

  private static func stream(_ name: String, _ text: String) -> JSON {
    .object(["output_type": .string("stream"), "name": .string(name), "text": JSON.lines(text)])
  }

  private static func executeResult(_ data: [String: JSON], number: Int) -> JSON {
    .object([
      "output_type": .string("execute_result"), "execution_count": .int(number), "data": .object(data),
      "metadata": .object([:]),
    ])
  }

  private static func error(_ name: String, _ message: String, _ traceback: [String]) -> JSON {
    .object([
      "output_type": .string("error"), "ename": .string(name), "evalue": .string(message),
      "traceback": .array(traceback.map { .string($0) }),
    ])
  }

  /// Outputs whose texts are all lists of lines, so that the same things compare equal.
  static func normalised(_ outputs: JSON) -> JSON {
    switch outputs {
    case .array(let items): return .array(items.map(normalised))
    case .object(var members):
      if let text = members["text"]?.text { members["text"] = JSON.lines(text) }
      if case .object(let data)? = members["data"] {
        members["data"] = .object(data.mapValues { value in value.text.map { JSON.lines($0) } ?? value })
      }
      return .object(members)
    default: return outputs
    }
  }
}

/// A recorded line that is an error's.
enum RecordedError {
  /// The exception's name and what it says; nil for any other line.
  static func parts(of line: String) -> (name: String, message: String)? {
    guard let match = line.wholeMatch(of: form) else { return nil }
    return (String(match.1), String(match.2 ?? ""))
  }

  nonisolated(unsafe) private static let form =
    /([A-Za-z_][\w.]*(?:Error|Exception|Warning|Interrupt|Exit|StopIteration|Group))(?:: (.*))?/
}

/// What a cell shows at its end.
enum CellValue {
  /// Calls that give nothing to show, by the last part of their names.
  private static let silent: Set<String> = [
    "print", "backward", "step", "zero_grad", "append", "extend", "insert", "sort", "reverse", "update", "add", "clear",
    "remove", "manual_seed", "seed", "show", "plot", "set_printoptions", "set_default_dtype", "load_state_dict",
    "seed_all", "setattr", "delattr", "exec",
  ]

  /// Whether the last statement is an expression whose value is shown, as far as can be seen without running it.
  static func isShown(_ code: String) -> Bool { shown(in: code) != nil }

  /// The expression whose value a cell shows at its end.
  static func shown(in code: String) -> Expression? {
    guard let last = (try? Parser.parse(Source(name: "", text: code)))?.last, case .expression(let value) = last.kind,
      !code.utf8.dropFirst(last.span.end).starts(with: ";".utf8), !isSilenced(code, after: last.span.end)
    else { return nil }
    if case .call(let callee, _) = value.kind, let name = lastName(callee), silent.contains(name) { return nil }
    if case .constant(.none) = value.kind { return nil }
    return value
  }

  private static func isSilenced(_ code: String, after end: Int) -> Bool {
    code.utf8.dropFirst(end).first { $0 != 0x20 && $0 != 0x09 } == UInt8(ascii: ";")
  }

  private static func lastName(_ expression: Expression) -> String? {
    switch expression.kind {
    case .name(let name): name
    case .attribute(_, let name, _): name
    default: nil
    }
  }
}
