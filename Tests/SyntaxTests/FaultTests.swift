import Diagnostics
import Syntax
import Testing

/// A fault as `faults.golden` has it.
struct Report: Equatable, CustomStringConvertible {
  var type: String
  var line: Int
  var offset: Int
  var end: (line: Int, offset: Int)
  var message: String
  var isInField = false

  /// `SyntaxError 1:8-1:10 invalid syntax`
  init?(_ recorded: String) {
    guard let match = recorded.wholeMatch(of: /(\w+) (\d+):(-?\d+)-(\d+):(-?\d+) (.*)/),
      let line = Int(match.2), let offset = Int(match.3), let endLine = Int(match.4), let endOffset = Int(match.5)
    else { return nil }
    (type, self.line, self.offset, end, message) = (
      String(match.1), line, offset, (endLine, endOffset), String(match.6)
    )
  }

  init(_ fault: Diagnostic) {
    type = fault.type
    message = fault.message
    guard let source = fault.source, let span = fault.span else {
      (line, offset, end) = (0, 0, (0, 0))
      return
    }
    line = source.line(at: span.start)
    offset = source.column(at: span.start) + 1
    end = (source.line(at: span.end), source.column(at: span.end) + 1)
  }

  var description: String { "\(type) \(line):\(offset)-\(end.line):\(end.offset) \(message)" }

  /// Python does not know where everything is. Inside f-strings it counts from the brace, in literals it points at what
  /// follows them, for indentation at an end of the line; there only the line is compared. An end that is not after the
  /// beginning means it knows none.
  static func == (ours: Report, python: Report) -> Bool {
    guard ours.type == python.type, ours.message == python.message, ours.line == python.line else { return false }
    let isVague =
      ["f-string", "(unicode error)", "(value error)", "cannot mix"].contains { python.message.hasPrefix($0) }
      || python.isInField
      || python.type != "SyntaxError" || python.end.offset < 0 || python.offset == 0
    if isVague { return true }
    guard ours.offset == python.offset else { return false }
    return python.end <= (python.line, python.offset) || ours.end == python.end
  }
}

@Suite struct FaultTests {
  static let recorded = Recorded.read("faults")

  @Test func manyFaultsAreRecorded() { #expect(FaultTests.recorded.count > 800) }

  @Test(arguments: recorded)
  func faultsAreThoseOfPython(_ recorded: Recorded) {
    var report: Report?
    do {
      _ = try Parser.parse(recorded.source)
    } catch {
      report = Report(error)
    }
    var python = Report(recorded.heading)
    python?.isInField = recorded.program.contains(/f['"][^'"]*\{/)
    #expect(report == python)
  }
}
