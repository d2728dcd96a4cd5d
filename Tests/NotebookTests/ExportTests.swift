import Testing

@testable import Notebook

@Suite struct JSONTests {
  static let texts = [
    "null", "true", "[]", "{}", "[1,-2,0]", "1.5", "1e400", "12345678901234567890", "-0", "1.0",
    "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\u{1F642}é\"", "{\"a\":{\"b\":[null,false]},\"c\":\"\"}",
  ]

  @Test(arguments: texts)
  func whatIsReadIsWrittenAgain(text: String) throws {
    #expect(try JSON.parse(Array(text.utf8)).line == text)
  }

  @Test func escapesAreRead() throws {
    #expect(
      try JSON.parse(Array(#"["\ud83d\ude42\u00e9\/", "\ud83d"]"#.utf8))
        == .array([.string("🙂é/"), .string("\u{FFFD}")]))
  }

  static let faults = [
    "", "[1,]", "{\"a\"}", "{a:1}", "\"", "\"\n\"", "tru", "1 2", "+1", "[", "\"\\u12\"",
    String(repeating: "[", count: 100_000),
  ]

  @Test(arguments: faults)
  func whatIsNoJSONIsRefused(text: String) {
    #expect(throws: (any Error).self) { try JSON.parse(Array(text.utf8)) }
  }
}

@Suite struct MarkdownTests {
  static let texts = [
    ("# A *title* #", "<h1>A <em>title</em></h1>"),
    ("a\nb  \nc", "<p>a\nb<br>\nc</p>"),
    ("a_b_c 2 * 3 * 4", "<p>a_b_c 2 * 3 * 4</p>"),
    ("**a** `x*y*` <b>", "<p><strong>a</strong> <code>x*y*</code> &lt;b&gt;</p>"),
    ("[t](https://a.b) [x](javascript:1)", "<p><a href=\"https://a.b\">t</a> <a href=\"#\">x</a></p>"),
    ("- a\n- b\n  1. c", "<ul>\n<li>a</li>\n<li>b\n<ol>\n<li>c</li>\n</ol></li>\n</ul>"),
    ("> q\n> r", "<blockquote>\n<p>q\nr</p>\n</blockquote>"),
    ("```py\n<x>\n```", "<pre><code>&lt;x&gt;</code></pre>"),
    (
      "|a|b|\n|-|-|\n|1|2|",
      "<div class=\"wide\"><table>\n<tr><th>a</th><th>b</th></tr>\n<tr><td>1</td><td>2</td></tr>\n</table></div>"
    ),
    ("$a_1 * b_2$", "<p><span class=\"math\">$a_1 * b_2$</span></p>"),
    ("---", "<hr>"),
  ]

  @Test(arguments: texts)
  func markdownBecomesHTML(text: String, html: String) {
    #expect(MarkdownBlocks.html(text) == html)
  }

  @Test func deepNestingEnds() {
    #expect(!MarkdownBlocks.html(String(repeating: "> ", count: 5_000) + "x").isEmpty)
    #expect(!MarkdownBlocks.html(String(repeating: "- ", count: 5_000) + "x").isEmpty)
    #expect(!MarkdownBlocks.html(String(repeating: "*", count: 5_000)).isEmpty)
  }
}

@Suite struct AnswerTests {
  @Test func numbersAreFoundInWhatIsShown() {
    #expect(Answer.numbers(in: "tensor([0.6667, -1.0], grad_fn=<PowBackward0>)") == [0.6667, -1])
    #expect(Answer.numbers(in: "tensor(3., dtype=torch.float64)") == [3])
    #expect(Answer.numbers(in: "x1 is 2e-3") == [2e-3])
    #expect(Answer.numbers(in: "'no'") == [])
  }

  @Test func numbersAreTyped() {
    #expect(Answer.given("2/3") == [2.0 / 3])
    #expect(Answer.given("[1, -2.5]") == [1, -2.5])
    #expect(Answer.given("about 3") == nil)
    #expect(Answer.given("1/0") == nil)
    #expect(Answer.given(" ") == nil)
  }

  @Test func textIsBrokenBetweenWords() {
    #expect(TextWrap.lines("aa bb cc", width: 5) == ["aa bb", "cc"])
    #expect(TextWrap.lines("a-long-word b", width: 4) == ["a-long-word", "b"])
    #expect(TextWrap.lines("  indented", width: 40) == ["  indented"])
    #expect(TextWrap.lines("", width: 4) == [""])
  }

  @Test func paceIsTheSameEachTime() {
    func delays() -> [Double] {
      var pace = Pace(speed: 10, seed: 3)
      return Array("x = 12\n  y".unicodeScalars).map { pace.delay(before: $0, after: "a") }
    }
    #expect(delays() == delays())
    #expect(delays().allSatisfy { (0.06...0.14).contains($0) })
  }
}
