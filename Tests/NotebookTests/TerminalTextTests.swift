import Testing

@testable import Notebook

@Suite struct TerminalTextTests {
  static let texts = [
    ("a < b\n", "a &lt; b\n", "a < b\n"),
    ("\u{1B}[31mred\u{1B}[0m <b>", "<span class=\"t1\">red</span> &lt;b&gt;", "red <b>"),
    ("\u{1B}[1;92mx\u{1B}[22my\u{1B}[39mz", "<span class=\"t2 tb\">x</span><span class=\"t2\">y</span>z", "xyz"),
    ("\u{1B}[38;5;200mx\u{1B}[48;2;1;2;3my\u{1B}[m", "xy", "xy"),
    ("10 %\r20 %\r\n30 %\r", "20 %\n30 %", "20 %\n30 %"),
    ("\u{1B}[2K\u{1B}[Ax\u{7}\u{8}\ty", "x\ty", "x\ty"),
    ("\u{1B}[31", "", ""), ("\u{1B}", "", ""), ("\u{1B}[\nx", "\nx", "\nx"), ("漢 é\u{301}", "漢 é\u{301}", "漢 é\u{301}"),
  ]

  @Test(arguments: texts) func isWhatATerminalShows(text: String, html: String, plain: String) {
    #expect(TerminalText(text).html == html)
    #expect(TerminalText(text).plain == plain)
  }
}
