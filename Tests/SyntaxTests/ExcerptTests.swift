import Diagnostics
import Syntax
import Testing

/// The text between « and » is the span.
private func excerpt(_ marked: String, width: Int = 40) -> [String] {
  var bytes: [UInt8] = []
  var marks: [Int] = []
  for character in marked {
    if character == "«" || character == "»" {
      marks.append(bytes.count)
    } else {
      bytes += Array(String(character).utf8)
    }
  }
  return Excerpt(of: Source(name: "In [6]", bytes: bytes), at: Span(marks[0], marks[1]), width: width).lines
}

@Suite struct ExcerptTests {
  @Test func caretsStandUnderTheSpan() {
    #expect(
      excerpt("x = 1\n«y.backward()»") == [
        "  In [6], line 2",
        "    y.backward()",
        "    ^^^^^^^^^^^^",
      ])
  }

  @Test func indentationIsLeftOut() {
    #expect(
      excerpt("if x:\n\t    y = «z»") == [
        "  In [6], line 2",
        "    y = z",
        "        ^",
      ])
  }

  @Test func caretsCountColumns() {
    #expect(
      excerpt("αβ = «γ» + 1") == [
        "  In [6], line 1",
        "    αβ = γ + 1",
        "         ^",
      ])
    #expect(
      excerpt("日本 = «変数» # e\u{301}") == [
        "  In [6], line 1",
        "    日本 = 変数 # e\u{301}",
        "           ^^^^",
      ])
  }

  @Test func anEmptySpanHasOneCaret() {
    #expect(
      excerpt("x =«»") == [
        "  In [6], line 1",
        "    x =",
        "       ^",
      ])
  }

  @Test func aSpanOfAFewLinesShowsThemAll() {
    #expect(
      excerpt("  y = «f(a,\n    b)» + 1") == [
        "  In [6], line 1",
        "    y = f(a,",
        "        ^^^^",
        "      b) + 1",
        "      ^^",
      ])
  }

  @Test func ofALongerOneOnlyTheFirst() {
    #expect(
      excerpt("y = «f(\n1,\n2,\n3)»") == [
        "  In [6], line 1",
        "    y = f(",
        "        ^^",
      ])
  }

  @Test func longLinesAreCutAroundTheCarets() {
    let long = String(repeating: "a + ", count: 30)
    let lines = excerpt(long + "«bcd»" + String(repeating: " + a", count: 30))
    #expect(
      lines == [
        "  In [6], line 1",
        "    … + a + a + bcd + a + a + a + a + a…",
        "                ^^^",
      ])
    #expect(lines.allSatisfy { $0.count <= 40 })
  }

  @Test func aDiagnosticEndsWithItsHint() {
    let source = Source(name: "In [6]", text: "y.backward()")
    let diagnostic = Diagnostic(
      "RuntimeError", "Trying to backward through the graph a second time", in: source, at: Span(0, 12),
      hint: "In [4] already went backward through y. Compute y again, or call y.backward(retain_graph=True) first.")
    #expect(
      diagnostic.rendered(width: 60) == """
        RuntimeError: Trying to backward through the graph a second time
          In [6], line 1
            y.backward()
            ^^^^^^^^^^^^
          hint: In [4] already went backward through y. Compute y
                again, or call y.backward(retain_graph=True) first.
        """)
  }

  @Test func placesAreCountedInCharacters() {
    let source = Source(name: "x", text: "é = 1\r\nαβγ = δ")
    #expect(source.bytes == Array("é = 1\nαβγ = δ".utf8))
    #expect(source.line(at: 7) == 2)
    #expect(source.column(at: 16) == 6)
    #expect(source.lineText(at: 3) == "é = 1")
    #expect(source.line(at: 1_000_000) == 2)
  }
}
