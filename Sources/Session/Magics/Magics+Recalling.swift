import Diagnostics
import Machine

extension Magic {
  nonisolated(unsafe) static let recalling: [Magic] = [history, rerun]

  nonisolated(unsafe) private static let history = Magic(
    "history", aliases: ["hist"],
    options: [
      .flag("n", "Shows the numbers of the cells."),
      .flag("o", "Shows what they gave, too."),
      .flag("p", "Shows Python's prompts."),
      .value("l", "N", "The last N cells."),
      .value("g", "PATTERN", "The cells that have PATTERN in them; * and ? stand for anything."),
      .value("f", "FILE", "Writes to a file."),
    ], "[cells]",
    summary: "Shows cells as they were typed: `3`, `1-4`, several of these, or all of them.",
    doing: { call in
      let session = call.session
      let arguments = try HistoryArguments(call)
      var lines: [String] = []
      for cell in arguments.cells(in: session) {
        var text = session.rawInput(cell).expandingTabs().trimmingEnd()
        let isLong = text.contains("\n")
        var line = ""
        if arguments.showsNumbers {
          let number = String(cell)
          line = String(repeating: " ", count: max(0, 4 - number.count)) + number + (isLong ? ":\n" : ": ")
        }
        if arguments.options.has("p") {
          line += ">>> "
          if isLong {
            let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
            text = rows.joined(separator: "\n... ") + "\n..."
          }
        }
        lines.append(line + text)
        if arguments.options.has("o"), let value = try session.outputs.get(.int(cell)) {
          lines.append(try call.machine.repr(value))
        }
      }
      let text = lines.map { $0 + "\n" }.joined()
      if let path = arguments.options.values["f"] {
        try session.write(text, to: path)
      } else if !text.isEmpty {
        call.machine.standardOutput(text)
      }
    })

  nonisolated(unsafe) private static let rerun = Magic(
    "rerun",
    options: [
      .value("l", "N", "The last N cells."), .value("g", "PATTERN", "The last cell that has PATTERN in it."),
    ], "[cells | names]",
    summary: "Runs cells again: those named, the last one, or those that make a variable and what it is made from new.",
    doing: { call in
      let session = call.session
      let arguments = try call.parsed()
      var cells: [Int]
      if let pattern = arguments.values["g"] {
        cells = (1..<session.cell).filter { HistoryRange.matches(session.rawInput($0), pattern) }.suffix(1)
      } else if let count = try arguments.number("l") {
        cells = Array((1..<session.cell).suffix(max(0, count)))
      } else if arguments.words.isEmpty {
        cells = Array((1..<session.cell).suffix(1))
      } else if arguments.words.allSatisfy(HistoryRange.isRange) {
        cells = HistoryRange.cells(arguments.words, before: session.cell)
      } else {
        cells = []
        for name in arguments.words {
          guard let needed = session.lineage.cells(toRemake: name) else {
            throw usageError("no cell made \(name)", hint: "%rerun takes numbers of cells and names of variables")
          }
          cells += needed
        }
        cells = Set(cells).sorted()
      }
      let texts = cells.map(session.rawInput).filter { !$0.isEmpty }
      guard !texts.isEmpty else { return call.say("No lines in history match specification") }
      call.say("=== Executing: ===")
      call.say(texts.joined(separator: "\n"))
      call.say("=== Output: ===")
      for text in texts { try session.runAgain(text) }
    })
}

/// The options of `%history`, which may stand anywhere in its line.
private struct HistoryArguments {
  let options: MagicArguments
  private let words: [String]
  private let last: Int?

  init(_ call: MagicCall) throws {
    let all = call.words
    // Options first, so that they can be read as those of other magics.
    var front: [String] = []
    var back: [String] = []
    var at = 0
    while at < all.count {
      let word = all[at]
      if word.hasPrefix("-"), word.count > 1, word.dropFirst().first?.isLetter == true {
        front.append(word)
        if let letter = word.last, call.magic.options.contains(where: { $0.letter == letter && $0.valueName != nil }),
          word.count == 2, at + 1 < all.count
        {
          front.append(all[at + 1])
          at += 1
        }
      } else {
        back.append(word)
      }
      at += 1
    }
    options = try MagicArguments((front + back).joined(separator: " "), of: call.magic)
    words = options.words
    last = try options.number("l")
  }

  var showsNumbers: Bool { options.has("n") || options.values["g"] != nil }

  func cells(in session: Session) -> [Int] {
    let all = Array(1..<(session.cell + 1))
    if let pattern = options.values["g"] { return all.filter { HistoryRange.matches(session.rawInput($0), pattern) } }
    if let last { return Array(all.suffix(max(0, last))) }
    return HistoryRange.cells(words, before: session.cell + 1)
  }
}

extension String {
  fileprivate func expandingTabs() -> String { contains("\t") ? replacing("\t", with: "    ") : self }

  fileprivate func trimmingEnd() -> String {
    var text = self[...]
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}

extension Session {
  /// Cells that run cells may be nested this deep.
  private static let mostReruns = 16

  /// A cell as it was typed.
  func rawInput(_ cell: Int) -> String { rawInputs.indices.contains(cell) ? rawInputs[cell] : "" }

  /// A cell as `In` has it.
  func input(_ cell: Int) -> String {
    inputs.items.indices.contains(cell) ? inputs.items[cell].asString?.text ?? "" : ""
  }

  /// Runs a text inside the cell that runs; its value is shown as this cell's.
  func runAgain(_ text: String) throws {
    guard let sink else { return }
    guard rerunDepth < Session.mostReruns else { throw Magic.usageError("cells that run one another run without end") }
    rerunDepth += 1
    let outer = running
    defer {
      running = outer
      rerunDepth -= 1
    }
    let source = Source(name: outer?.name ?? "", text: Cell.dedented(text))
    let wantsResult = !Cell.isSilenced(source.text)
    let value = try value(of: source, wantsResult: wantsResult)
    if wantsResult, !value.isNone { try show(value, into: sink) }
  }
}
