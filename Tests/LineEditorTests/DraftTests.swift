import Testing

@testable import LineEditor

/// A draft written as text with `|` at the cursor.
func draft(_ marked: String) -> Draft {
  let cursor = marked.unicodeScalars.prefix { $0 != "|" }.count
  return Draft(scalars: marked.unicodeScalars.filter { $0 != "|" }, cursor: cursor)
}

func marked(_ draft: Draft) -> String {
  draft.text(0..<draft.cursor) + "|" + draft.text(draft.cursor..<draft.scalars.count)
}

@Suite struct DraftTests {
  struct Step: Sendable, CustomTestStringConvertible {
    let name: String
    let before: String
    let after: String
    let change: @Sendable (inout Draft) -> Void
    var testDescription: String { "\(name): \(before.debugDescription)" }

    init(_ name: String, _ before: String, _ after: String, _ change: @escaping @Sendable (inout Draft) -> Void) {
      self.name = name
      self.before = before
      self.after = after
      self.change = change
    }
  }

  static let steps: [Step] = [
    Step("up keeps the column", "abc\nde|f", "ab|c\ndef") { $0.moveRow(-1) },
    Step("up to a shorter row", "a\nbcd|", "a|\nbcd") { $0.moveRow(-1) },
    Step("up on the first row", "ab|c", "ab|c") { $0.moveRow(-1) },
    Step("down to a shorter row", "abc|\nd\ne", "abc\nd|\ne") { $0.moveRow(1) },
    Step("down on the last row", "a\n|b", "a\n|b") { $0.moveRow(1) },
    Step("back over a base and its marks", "ae\u{301}|", "a|e\u{301}") { $0.move(to: $0.characterBefore($0.cursor)) },
    Step("on over a joined emoji", "|👩‍🔬x", "👩‍🔬|x") { $0.move(to: $0.characterAfter($0.cursor)) },
    Step("a word back", "x.grad.mean()|", "x.grad.|mean()") { $0.move(to: $0.wordBefore($0.cursor)) },
    Step("a word on", "x|.grad_fn()", "x.grad_fn|()") { $0.move(to: $0.wordAfter($0.cursor)) },
    Step("a word back over a row", "αβ\n|c", "|αβ\nc") { $0.move(to: $0.wordBefore($0.cursor)) },
    Step("a chunk back", "a = f(x)  |", "a = |f(x)  ") { $0.move(to: $0.chunkBefore($0.cursor)) },
    Step("delete in indentation", "if x:\n      |y", "if x:\n    |y") { $0.deleteBackward() },
    Step("delete a whole step", "if x:\n    |y", "if x:\n|y") { $0.deleteBackward() },
    Step("delete joins rows", "a\n|b", "a|b") { $0.deleteBackward() },
    Step("delete at the start", "|a", "|a") { $0.deleteBackward() },
    Step("delete forward joins rows", "a|\nb", "a|b") { $0.deleteForward() },
    Step("delete forward at the end", "a|", "a|") { $0.deleteForward() },
    Step("indent to the next stop", "  |", "    |") { $0.insertIndentation() },
    Step("tabs become blanks", "a\tb|\n\tc", "a   b|\n    c") { $0.expandTabs() },
    Step("dedent", "x\n    y|z", "x\ny|z") { $0.dedent() },
    Step("dedent from within the blanks", "  |  x", "|x") { $0.dedent() },
    Step("dedent what is not indented", "x|", "x|") { $0.dedent() },
  ]

  @Test(arguments: steps)
  func keysChangeTheDraft(_ step: Step) {
    var draft = draft(step.before)
    step.change(&draft)
    #expect(marked(draft) == step.after)
  }

  @Test func placesAreKnownInUTF8() {
    #expect(draft("αβ|γ").cursorUTF8 == 4)
    #expect(Draft("αβγ").index(ofUTF8: 4) == 2)
    #expect(Draft("αβγ").index(ofUTF8: 99) == 3)
  }

  @Test func cutsInARowAreYankedTogether() {
    var changes = Changes()
    var draft = draft("one two three|")
    changes.kill(draft.chunkBefore(draft.cursor)..<draft.cursor, of: &draft)
    changes.kill(draft.chunkBefore(draft.cursor)..<draft.cursor, of: &draft)
    #expect(marked(draft) == "one |")
    changes.yank(into: &draft)
    #expect(marked(draft) == "one two three|")
  }

  @Test func wordsAreTakenBackOneByOne() {
    var changes = Changes()
    var now = Draft()
    for character in "let it be" {
      now.insert(String(character))
      changes.note(now)
    }
    var seen: [String] = []
    while let before = changes.undo() { seen.append(before.text) }
    #expect(seen == ["let it ", "let it", "let ", "let", ""])
  }
}

@Suite struct BufferTests {
  static let drafts = ["|", "x = 1|", "for i:\n    |i", "a|\n\nb", "a\n\n|", "漢|字\nα"]

  @Test(arguments: drafts, [0, 8, 9])
  func whatIsEncodedIsDecoded(_ text: String, fill: Int) {
    let draft = draft(text)
    #expect(Buffer(draft, fill: fill).decode(fill: fill, after: draft) == draft)
  }

  @Test func aCursorAmongFillersGoesToTheRowAboveOrTheTextBehind() {
    let previous = draft("ab\n|cd")
    var buffer = Buffer(previous, fill: 8)
    buffer.cursor -= 1
    #expect(marked(buffer.decode(fill: 8, after: previous)) == "ab|\ncd")
    buffer = Buffer(draft("ab|\ncd"), fill: 8)
    buffer.cursor += 1
    #expect(marked(buffer.decode(fill: 8, after: draft("ab|\ncd"))) == "ab\n|cd")
  }

  @Test func deletingAFillerJoinsTheRows() {
    let previous = draft("ab\n|cd")
    var buffer = Buffer(previous, fill: 8)
    buffer.cursor -= 1
    buffer.scalars.remove(at: buffer.cursor)
    #expect(marked(buffer.decode(fill: 8, after: previous)) == "ab|cd")
  }

  @Test func deletingANewlineJoinsTheRows() {
    let previous = draft("ab|\ncd")
    var buffer = Buffer(previous, fill: 8)
    buffer.scalars.remove(at: buffer.cursor)
    #expect(marked(buffer.decode(fill: 8, after: previous)) == "ab|cd")
  }

  @Test func aQuestionOfLibeditIsLeftAlone() {
    #expect(Buffer(scalars: Array("\n/ ".unicodeScalars), cursor: 2).isForeign)
    #expect(!Buffer(draft("ab\n/cd|"), fill: 8).isForeign)
    #expect(!Buffer(draft("\n/cd|"), fill: 8).isForeign)
  }
}

@Suite struct LayoutTests {
  func layout(_ text: String, columns: Int) -> Layout {
    Layout(draft(text), promptWidth: 8, continuationWidth: 8, columns: columns)
  }

  @Test func rowsFollowNewlines() {
    let layout = layout("ab\ncd|", columns: 80)
    #expect(
      layout.rows == [
        Layout.Row(scalars: 0..<2, beginsLine: true, end: 10),
        Layout.Row(scalars: 3..<5, beginsLine: true, end: 10),
      ])
    #expect(layout.cursor == Layout.Place(row: 1, column: 10))
  }

  @Test func aFullRowIsFollowedByAnother() {
    let layout = layout("abcd|", columns: 12)
    #expect(layout.rows.map(\.scalars) == [0..<4, 4..<4])
    #expect(layout.cursor == Layout.Place(row: 1, column: 0))
  }

  @Test func aControlCharacterTakesTwoColumns() {
    #expect(layout("\u{1}|", columns: 80).cursor == Layout.Place(row: 0, column: 10))
    #expect(Layout.shown("\u{1}") == "^A")
  }
}

@Suite struct CompletionsTests {
  @Test func whatAllShareIsInserted() {
    #expect(Completions(start: 0, candidates: ["zeros", "zeros_like"]).commonPrefix == "zeros")
    #expect(Completions(start: 0, candidates: ["αβ", "αγ"]).commonPrefix == "α")
    #expect(Completions.none.commonPrefix == "")
  }

  @Test func candidatesStandInColumnsReadDownwards() {
    #expect(Completions.table(["a", "bb", "c", "d", "e"], width: 12, limit: 9) == ["a   c   e", "bb  d"])
  }

  @Test func aLongListSaysHowManyAreLeft() {
    let names = (1...9).map(String.init)
    #expect(Completions.table(names, width: 6, limit: 3) == ["1  6", "2  7", "… and 5 more"])
  }
}

@Suite struct PlainTextTests {
  @Test(arguments: [
    ("a\r\nb\rc\n\n", "a\nb\nc"), ("\tx\n  \ty", "    x\n    y"), ("a\u{1B}[31m\u{0}b", "a[31mb"), ("\u{A0}x", " x"),
  ])
  func pastedTextIsWhatCouldBeTyped(pasted: String, plain: String) {
    #expect(LineEditor.plain(pasted) == plain)
  }

  @Test func blankRowsAtTheEndAreTakenOff() {
    #expect(LineEditor.withoutTrailingBlanks("for i in x:\n    i\n    \n") == "for i in x:\n    i")
    #expect(LineEditor.withoutTrailingBlanks("") == "")
  }

  @Test func aStyledPromptIsSwitchedOffBeforeItsLastCharacter() {
    let prompt = StyledText([.init("In [", Style("32")), .init("1", Style("1")), .init(" ")])
    let coloured = "\u{1}\u{1B}[32m\u{1}In [\u{1}\u{1B}[0m\u{1B}[1m\u{1}1\u{1}\u{1B}[0m\u{1} "
    #expect(prompt.promptText(coloured: true) == coloured)
    #expect(prompt.promptText(coloured: false) == "In [1 ")
  }

  @Test(
    arguments: [
      ("xterm", nil, true), ("xterm", "", true), ("xterm", "1", false), ("dumb", nil, false), (nil, nil, false),
    ] as [(String?, String?, Bool)])
  func colourIsForTerminalsThatWantIt(term: String?, noColor: String?, isColoured: Bool) {
    #expect(TerminalStyle.isColoured(term: term, noColor: noColor) == isColoured)
  }
}
