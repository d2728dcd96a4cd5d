import Diagnostics
import Syntax
import Testing

@Suite struct CompletenessTests {
  @Test(arguments: Recorded.read("completeness"))
  func theProgramIsCompleteWhereIPythonSaysSo(_ recorded: Recorded) {
    let found: String =
      switch Completeness(of: recorded.source) {
      case .complete: "complete"
      case .incomplete(let indentation): "incomplete \(indentation)"
      case .invalid: "invalid"
      }
    #expect(found == recorded.heading)
  }
}
