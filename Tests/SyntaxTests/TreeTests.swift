import Diagnostics
import Syntax
import Testing

@Suite struct TreeTests {
  static let recorded = Recorded.read("trees")

  @Test func manyTreesAreRecorded() { #expect(TreeTests.recorded.count >= 300) }

  @Test(arguments: recorded)
  func treesAreThoseOfPython(_ recorded: Recorded) throws {
    #expect(TreeDump.lines(of: try Parser.parse(recorded.source)) == recorded.body)
  }
}
