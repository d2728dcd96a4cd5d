import Diagnostics
import Syntax

/// Whether a cell can run as it stands.
public enum Completeness: Equatable {
  case complete
  /// More is needed; the next line begins with that many blanks.
  case incomplete(indent: Int)
  /// It can never become right.
  case invalid
}

extension Session {
  /// A block is whole when a blank line ends it; anything else when it parses.
  public func completeness(of text: String) -> Completeness {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let last = lines.last else { return .complete }
    let endsBlank = last.allSatisfy { $0 == " " || $0 == "\t" }
    do {
      let statements = try Parser.parse(Source(name: "", text: Cell.dedented(text)))
      guard let final = statements.last, !endsBlank, final.kind.isBlock || isIndented(last) else { return .complete }
      // `if x: y` on one line is still open in a notebook: an `else` may follow.
      return lines.count == 1 && !final.kind.isBlock ? .complete : .incomplete(indent: indentation(after: last))
    } catch {
      guard error.needsMore else { return .invalid }
      // A header whose block does not come, ended by a blank line, is an error to show.
      if endsBlank, lines.count > 1, lines[lines.count - 2].allSatisfy({ $0 == " " || $0 == "\t" }) { return .invalid }
      let shown = lines.last { !$0.allSatisfy { $0 == " " || $0 == "\t" } } ?? last
      return .incomplete(indent: indentation(after: shown))
    }
  }

  private func isIndented(_ line: Substring) -> Bool { line.first == " " || line.first == "\t" }

  /// Blanks for the line after this one: deeper behind a colon, shallower behind what ends a block.
  private func indentation(after line: Substring) -> Int {
    let present = line.prefix { $0 == " " }.count
    var body = line.drop { $0 == " " || $0 == "\t" }
    while body.last == " " { body = body.dropLast() }
    if body.last == ":" { return present + 4 }
    let word = body.prefix { $0.isLetter }
    return ["return", "pass", "break", "continue", "raise"].contains(word) ? max(0, present - 4) : present
  }
}

extension Statement.Kind {
  /// Whether the statement has a block of its own.
  var isBlock: Bool {
    switch self {
    case .if, .while, .for, .function, .class, .with, .try, .match: true
    default: false
    }
  }
}
