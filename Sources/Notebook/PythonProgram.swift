import Diagnostics
import Session
import Syntax

/// A lesson as a program for CPython with PyTorch: short forms written out, what was at hand imported, and what a cell
/// shows shown.
struct PythonProgram {
  /// The first line of what is written; whoever reads it again knows what `show` is.
  static let signature = "# A PyTorch program, made by argent export"
  private static let showing = "from sys import displayhook as"

  private let exhibit: Exhibit
  private let name: String
  private var names: PythonNames
  /// What shows a value as the prompt does.
  private let show: String
  private var usesShow = false
  /// Whether the lesson reads values that were shown, and by which names.
  private let readsOut: Bool
  private let readsNumbers: Set<String>
  private let isRecorded: Bool
  private var seeds = false
  /// The modules beside torch whose random numbers a seed begins, with the names that do it here.
  private let seeded: [(name: String, module: String)]

  init(_ exhibit: Exhibit, name: String) {
    self.exhibit = exhibit
    self.name = name
    let programs = exhibit.items.filter { $0.cell.kind == .code }.compactMap { PythonCell($0.cell.text).statements }
    let known = Session().namesAtHand
    names = PythonNames(programs, known: known)
    var bound = BoundNames(torch: [])
    for program in programs { bound.read(program) }
    show = ["show", "show_value", "display_value"].first { !bound.names.contains($0) } ?? "argent_show"
    var used: Set<String> = []
    for program in programs {
      ExpressionWalk.forEach(in: program) { if case .name(let name) = $0.kind { used.insert(name) } }
    }
    readsOut = used.contains("Out") && !bound.names.contains("Out")
    readsNumbers = used.filter { $0.utf8.first == UInt8(ascii: "_") && Int($0.dropFirst()) != nil }
    let words = Set(
      exhibit.lesson.cells.filter { $0.kind == .code }
        .flatMap { $0.text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init) })
    seeded = [
      words.contains("random") ? ("random", "random") : nil,
      words.contains("np") || words.contains("numpy") ? ("numpy", "numpy.random") : nil,
    ].compactMap { $0 }
    isRecorded = exhibit.lesson.cells.contains { $0.record != nil }
  }

  /// The program's text.
  func text() -> String {
    var writer = self
    return writer.written()
  }

  private mutating func written() -> String {
    if exhibit.lesson.isProgram { return exhibit.lesson.cells.first?.text ?? "" }
    var body = ""
    if let seed = exhibit.lesson.directives.whole(.seed) { body += "\n" + seeding(seed) }
    for item in exhibit.items {
      body += "\n"
      switch item.cell.kind {
      case .markdown, .raw: body += AgCell.written(plain(item.cell), isLast: true) + "\n"
      case .code:
        body += Script.marker + "\n"
        if let seed = item.cell.directives.whole(.seed) { body += seeding(seed) }
        body += code(item)
      }
    }
    return head() + body
  }

  /// What begins the random numbers of a seed: torch's, and those of the other modules that the lesson names.
  private mutating func seeding(_ seed: Int) -> String {
    seeds = true
    return (["torch.manual_seed(\(seed))"] + seeded.map { "seed_\($0.name)(\(seed))" }).map { $0 + "\n" }.joined()
  }

  private func plain(_ cell: Lesson.Cell) -> Lesson.Cell { Lesson.Cell(cell.kind, AgCell.visible(cell.text)) }

  private func head() -> String {
    var lines = ["\(PythonProgram.signature) from \(name)"]
    if let title = exhibit.lesson.directives.text(.title), !title.isEmpty { lines.append("# \(title)") }
    var modules = names.modules
    if seeds { modules.insert("torch") }
    for module in modules.sorted(by: { ($0 == "torch" ? "" : $0) < ($1 == "torch" ? "" : $1) }) {
      lines.append(PythonProgram.statement(importing: module))
    }
    if seeds { lines += seeded.map { "from \($0.module) import seed as seed_\($0.name)" } }
    if usesShow { lines.append("\(PythonProgram.showing) \(show)") }
    if readsOut { lines += ["", "Out = {}"] }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func statement(importing name: String) -> String {
    switch name {
    case "nn", "optim", "autograd": "from torch import \(name)"
    case "F": "import torch.nn.functional as F"
    case "np": "import numpy as np"
    case "plt": "import matplotlib.pyplot as plt"
    default: "import \(name)"
    }
  }

  // MARK: A cell

  private mutating func code(_ item: Exhibit.Item) -> String {
    let cell = PythonCell(AgCell.visible(item.cell.text))
    let record = RecordedOutput(notebook: item.outputs).lines
    let lines = record.map { Script.recordLine($0) + "\n" }.joined()
    guard let statements = cell.statements else {
      return cell.source.text.linesSplit.map { "# \($0)\n" }.joined() + lines
    }
    var edits = names.edits(of: statements, in: cell.source)
    let isToFail = record.last.flatMap(RecordedError.parts) != nil
    let isSilent = item.isHidden || isToFail || (isRecorded && record.isEmpty)
    if !isSilent, let value = CellValue.shown(in: cell.source.text) {
      usesShow = true
      let text = cell.source[value.span]
      let isOne = PythonProgram.isOneArgument(text)
      edits.append(.init(span: Span(value.span.start, value.span.start), text: isOne ? "\(show)(" : "\(show)(("))
      edits.append(.init(span: Span(value.span.end, value.span.end), text: isOne ? ")" : "))"))
      let end = cell.source.bytes.count
      edits.append(.init(span: Span(end, end), text: kept(item.number)))
    }
    var text = PythonNames.text(cell.source, edits)
    if isToFail { text = PythonProgram.caught(text) }
    return text.isEmpty ? lines : text + "\n" + lines
  }

  /// What keeps the value just shown for those cells that ask for it: `show` leaves it in `_`.
  private func kept(_ number: Int?) -> String {
    guard let number else { return "" }
    let targets = (readsOut ? ["Out[\(number)]"] : []) + (readsNumbers.contains("_\(number)") ? ["_\(number)"] : [])
    return targets.isEmpty ? "" : "\n\(targets.joined(separator: " = ")) = _"
  }

  /// Whether an expression can stand between the parentheses of a call as it is.
  private static func isOneArgument(_ text: String) -> Bool {
    guard let call = try? Parser.parseExpression(Source(name: "", text: "f(\(text))")),
      case .call(_, let arguments) = call.kind, arguments.count == 1, case .positional = arguments[0].kind
    else { return false }
    return true
  }

  /// Code that is to fail, so that the program goes on.
  private static func caught(_ code: String) -> String {
    let inside = linesInsideStrings(code)
    let body = code.linesSplit.enumerated().map { index, line in
      inside.contains(index) || line.isEmpty ? line : "    " + line
    }
    return """
      try:
      \(body.joined(separator: "\n"))
      except Exception as error:
          print(f"{type(error).__name__}: {error}".split("\\n")[0])
      """
  }

  /// The lines that begin inside a string, which must not be indented.
  private static func linesInsideStrings(_ code: String) -> Set<Int> {
    let source = Source(name: "", text: code)
    guard let statements = try? Parser.parse(source) else { return [] }
    var lines: Set<Int> = []
    ExpressionWalk.forEach(in: statements) { expression in
      switch expression.kind {
      case .constant(.string), .constant(.bytes), .formatted:
        let first = source.line(at: expression.span.start)
        let last = source.line(at: max(expression.span.start, expression.span.end - 1))
        lines.formUnion(first..<max(first, last))
      default: break
      }
    }
    return lines
  }
}
