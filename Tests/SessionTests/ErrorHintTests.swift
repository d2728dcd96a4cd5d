import Foundation
import Testing

@testable import Session

/// The cells of `notebooks/hints.ag`, whose recorded lines PyTorch said, and the hints that are to stand under them.
private struct ErrorLesson {
  let cells: [(code: String, record: String?)]
  let hints: [String]

  init() throws {
    let tree = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: tree.appending(path: "Conformance/notebooks/hints.ag"), encoding: .utf8)
    cells = text.components(separatedBy: "# %%\n").dropFirst().map { cell in
      let lines = cell.split(separator: "\n", omittingEmptySubsequences: false)
      let recorded = lines.filter { $0.hasPrefix("#> ") }.map { String($0.dropFirst(3)) }
      return (lines.filter { !$0.hasPrefix("#>") }.joined(separator: "\n"), recorded.last)
    }
    let golden = tree.appending(path: "SessionTests/Golden/hints.txt")
    hints = try String(contentsOf: golden, encoding: .utf8).split(separator: "\n").map(String.init)
  }
}

private func failures(_ lesson: ErrorLesson) -> [(failure: Failure, record: String?)] {
  let session = Session()
  var result: [(failure: Failure, record: String?)] = []
  for cell in lesson.cells {
    for event in session.run(cell.code) {
      if case .failure(let failure) = event { result.append((failure, cell.record)) }
    }
  }
  return result
}

// A change here is a change of what people read: look at each line before it is recorded anew.
@Test func everyErrorIsFollowedByItsHint() throws {
  let lesson = try ErrorLesson()
  let told = failures(lesson).map { "\($0.failure.name): \($0.failure.hint ?? "no hint")" }
  #expect(told == lesson.hints)
}

@Test func theErrorsOwnLineIsPyTorchs() throws {
  for (failure, record) in failures(try ErrorLesson()) {
    let line = failure.headline.split(separator: "\n").first.map(String.init) ?? ""
    #expect(record.map { line.hasPrefix($0) || $0.hasPrefix(line) } ?? false, "\(line) is not what was recorded")
    #expect(!failure.message.contains(failure.hint ?? "\0"))
  }
}

@Test func hintsCanBeTurnedOff() {
  let session = Session()
  session.showsHints = false
  let events = session.run("torch.tensor([1, 2], requires_grad=True)")
  guard case .failure(let failure)? = events.last else {
    Issue.record("whole numbers cannot have gradients")
    return
  }
  #expect(failure.hint == nil)
}

@Test func hintsKnowTheNamesOfTheFunctionThatFailed() {
  let session = Session()
  let events = session.run(
    """
    def f():
      inner = torch.ones(3, requires_grad=True)
      inner.backward()
    f()
    """)
  guard case .failure(let failure)? = events.last else { return }
  #expect(failure.hint?.hasPrefix("inner (In [1], line 2) has shape [3]") == true)
}
