import Session
import Testing

@testable import Notebook

@Suite(.serialized) struct LessonCheckTests {
  private func check(_ text: String, tolerance: Double? = nil) throws -> LessonCheck {
    LessonCheck(
      try Lesson.ag(Array(text.utf8), name: "t.ag"), file: "t.ag", in: Session(), tolerance: tolerance,
      secondsPerCell: 20)
  }

  @Test func cellsAreComparedByTheirNumbers() throws {
    let found = try check("# %%\nprint(1)\n3\n#> 1\n#> 3\n# %%\n# %%\n1/0\n#> ZeroDivisionError: division\n# %%\n2\n")
    #expect(found.cells.map(\.number) == [1, 2, 3])
    #expect(found.cells.map(\.verdict) == [.same, .different, .different])
    #expect(
      found.cells[1].diff == [
        "--- t.ag In [2], recorded", "+++ t.ag In [2], now", "@@ -1 +1 @@", "-ZeroDivisionError: division",
        "+ZeroDivisionError: division by zero",
      ])
    #expect(
      found.cells[2].diff == ["--- t.ag In [3], recorded", "+++ t.ag In [3], now", "@@ -0,0 +1 @@", "+2"])
  }

  @Test func directivesAreFollowed() throws {
    let found = try check(
      """
      #| seed: 0
      #| tol: 1e-3

      # %%
      torch.rand(1)
      #> tensor([0.4963])
      # %%
      #| seed: 0
      torch.rand(1)
      #> tensor([0.4960])
      # %%
      #| skip-check
      torch.rand(1)
      # %%
      #| tol: 0
      0.1
      #> 0.1000001
      # %%
      #| max-seconds: 0.05
      while True: pass
      #> TimeoutError: [..]
      # %%
      quit
      # %%
      never
      """)
    #expect(found.cells.map(\.verdict) == [.same, .same, .skipped, .different, .same, .same, .skipped])
    #expect(found.cells.map(\.number) == [1, 2, 3, 4, 5, 6, 0])
    #expect(LessonCheck.summary(of: [found]) == "1 file, 7 cells: 4 as recorded, 1 differs, 2 not compared")
  }

  @Test func checksSurviveTheWayThroughJSON() throws {
    let found = try check("# %%\n'\\x1b'\n# %%\n1\n#> 1\n")
    let read = try #require(LessonCheck(json: try JSON.parse(Array(found.json.line.utf8))))
    #expect(read.cells.map(\.diff) == found.cells.map(\.diff))
    #expect(read.cells.map(\.verdict) == [.different, .same])
  }

  @Test func reportIsXML() {
    var check = LessonCheck(file: "a&b.ag")
    check.cells = [
      .init(number: 1, verdict: .same, seconds: 0.0014),
      .init(number: 2, verdict: .different, diff: ["-<a>", "+\u{1B}"], seconds: 2),
      .init(number: 0, verdict: .skipped),
    ]
    #expect(
      JUnitReport.xml(of: [check, LessonCheck(file: "c.ag", fault: "c.ag: gone")]) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="argent check" tests="4" failures="1" errors="1" skipped="1" time="2.001">
          <testsuite name="a&amp;b.ag" tests="3" failures="1" errors="0" skipped="1" time="2.001">
            <testcase classname="a&amp;b.ag" name="In [1]" time="0.001"/>
            <testcase classname="a&amp;b.ag" name="In [2]" time="2.000">
              <failure message="In [2] differs from its record">-&lt;a&gt;
        +\u{FFFD}</failure>
            </testcase>
            <testcase classname="a&amp;b.ag" name="cell 3, not run" time="0.000"><skipped/></testcase>
          </testsuite>
          <testsuite name="c.ag" tests="1" failures="0" errors="1" skipped="0" time="0.000">
            <testcase classname="c.ag" name="file"><error message="c.ag: gone"/></testcase>
          </testsuite>
        </testsuites>

        """)
  }
}
