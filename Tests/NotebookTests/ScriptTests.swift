import Testing

@testable import Notebook

/// What a script's cells are, as one text: kind, code, notes, record.
private func summary(_ text: String) throws -> [String] {
  let script = try Script(text, name: "t.ag")
  return script.cells.map { cell in
    let kind = cell.kind == .code ? "code" : cell.kind == .raw ? "raw" : "text"
    let record = script.record(of: cell).map { " > " + $0.joined(separator: "|") } ?? ""
    let notes = cell.notes.isEmpty ? "" : " : " + cell.notes.joined(separator: "|")
    return "\(kind) \(cell.text.replacing("\n", with: "|"))\(notes)\(record)"
  }
}

@Suite struct ScriptTests {
  static let scripts: [(text: String, cells: [String])] = [
    ("", []),
    ("\n\n", []),
    ("x = 1\nx\n#> 1\n", ["code x = 1", "code x > 1"]),
    ("# why\nx = 1; y = 2\n\n\ny\n#> 2\n", ["code # why|x = 1; y = 2", "code y > 2"]),
    ("def f():\n    return 1\n\nf()\n#> 1\n#> 2\n", ["code def f():|    return 1", "code f() > 1|2"]),
    ("x = (\n#> 1\n", ["code x = ( > 1"]),
    ("%time 1\nx\n", ["code %time 1", "code x"]),
    ("# %%\nx\n#> 1\n\n# %% [markdown]\n# # T\n#\n# a\n# %% [raw]\n# r\n", ["code x > 1", "text # T||a", "raw r"]),
    ("# %%\n# %%\n\n\nx\n\n", ["code ", "code x"]),
    ("first\n# %% a title\nx\n", ["code first", "code x"]),
    ("#!/usr/bin/env argent\n#| seed: 1\n\n# %%\nx\n", ["code x"]),
    ("#| title: T\n\n#| seed: 1\nx = 1\n", ["code x = 1"]),
    ("# %%\n#: mind the class\n#| hide\nx\n", ["code x : mind the class"]),
    ("# %%\n#| lines: 3\n# %% no marker\n#> no record\n\n#> 7\n", ["code # %% no marker|#> no record| > 7"]),
    ("# %%\nx\n#> \n#>\n#>no record\n", ["code x|#>no record > |"]),
    ("# %%\r\nx\r\n#> 1\r\n", ["code x > 1"]),
  ]

  @Test(arguments: scripts)
  func cellsAreFound(text: String, cells: [String]) throws {
    #expect(try summary(text.replacing("\r\n", with: "\n")) == cells)
  }

  @Test(arguments: scripts)
  func whatIsNotRecordedAnewStays(text: String, cells: [String]) throws {
    let text = text.replacing("\r\n", with: "\n")
    let script = try Script(text, name: "t.ag")
    let same = script.text(recording: script.cells.map { _ in nil })
    #expect(same == (text.isEmpty ? "\n" : text))
  }

  @Test func outputIsRecordedBelowTheCodeItBelongsTo() throws {
    let text = "# %%\nx  # one\n#> old\n#: note\n\n# %%\n# a comment\ny\n\n\n# %% [markdown]\n# end\n"
    let script = try Script(text, name: "t.ag")
    #expect(
      script.text(recording: [["new", ""], ["2"], nil])
        == "# %%\nx  # one\n#: note\n#> new\n#>\n\n# %%\n# a comment\ny\n#> 2\n\n\n# %% [markdown]\n# end\n")
    #expect(script.text(recording: [[], nil, nil]) == text.replacing("#> old\n", with: ""))
  }

  @Test func statementsAreRecordedOneByOne() throws {
    let script = try Script("x\n# about y\ny\n#> 2\n\nz  # last\n# the end\n", name: "t.ag")
    #expect(
      script.text(recording: [["1"], ["2"], ["3"]])
        == "x\n#> 1\n# about y\ny\n#> 2\n\nz  # last\n#> 3\n# the end\n")
  }

  @Test func directivesOfTheFileHoldForItsCells() throws {
    let lesson = try Lesson.ag(
      Array("#| tol: 0.5\n#| hide\n\n# %%\n#| hide: off\nx\n# %%\ny\n".utf8), name: "t.ag")
    #expect(lesson.cells.map { lesson.directives(of: $0).flag(.hide) } == [false, true])
    #expect(lesson.cells.map { lesson.directives(of: $0).number(.tolerance) } == [0.5, 0.5])
  }

  static let faults = [
    ("#| sed: 1\n\n", "t.ag, line 1: unknown directive 'sed'; did you mean 'seed'?"),
    ("# %%\n\n#|\n", "t.ag, line 3: a directive without a name; it is written '#| key: value'"),
    ("# %%\n#| seed: x\n", "t.ag, line 2: 'seed' is a whole number, 0 or more, not 'x'"),
    ("# %%\n#| width: 80\n", "t.ag, line 2: 'width' belongs at the head of the file, before a blank line"),
    ("#| ask: 1\n\nx\n", "t.ag, line 1: 'ask' belongs at the top of a cell, not at the head of the file"),
    ("# %%\n#| hide: maybe\n", "t.ag, line 2: 'hide' is on or off, not 'maybe'"),
    ("# %%\n#| speed: -1\n", "t.ag, line 2: 'speed' is a number from 0.1 to 10000.0, not '-1'"),
    ("# %%\n#| tol: nan\n", "t.ag, line 2: 'tol' is a number from 0.0 to 1000000000.0, not 'nan'"),
  ]

  @Test(arguments: faults)
  func wrongDirectivesAreNamed(text: String, message: String) throws {
    let error = #expect(throws: LessonError.self) { try Script(text, name: "t.ag") }
    #expect(error?.description == message)
  }

  @Test func programsMayHaveCommentsThatLookLikeDirectives() throws {
    let script = try Script("# %%\n#| label: fig-1\n#: a note of Sphinx\nx\n", name: "t.py", isStrict: false)
    #expect(script.cells.map(\.text) == ["#| label: fig-1\n#: a note of Sphinx\nx"])
  }
}
