import Testing

@testable import LineEditor

/// Types keys at a draft written with `|` at the cursor, in command mode; "⎋" stands for Escape.
func vi(_ keys: String, on before: String) -> String {
  var vi = Vi()
  var draft = draft(before)
  vi.begin(draft)
  // What follows is not part of an insertion.
  draft.move(to: draft.cursor + (draft.cursor > draft.rowStart(at: draft.cursor) ? 1 : 0))
  draft = vi.leaveInsert(draft)
  for key in keys.unicodeScalars {
    if vi.isCommanding {
      _ = vi.take(key == "⎋" ? "\u{1B}" : key, &draft) { text in
        let all = Draft(text)
        let blanks = all.textStart(at: all.cursor) - all.rowStart(at: all.cursor)
        return text.hasSuffix(":") ? blanks + 4 : blanks
      }
    } else if key == "⎋" {
      draft = vi.leaveInsert(draft)
    } else {
      let last = draft
      draft.insert(String(key))
      draft = vi.overwritten(draft, after: last)
    }
  }
  return marked(draft)
}

@Suite struct ViTests {
  static let block = "for i in x:\n    y = f(i, 2)\n    print(y)"
  static let inside = "for i in x:\n    y = |f(i, 2)\n    print(y)"

  static let steps: [(keys: String, before: String, after: String)] = [
    // A row and no more.
    ("dd", inside, "for i in x:\n    |print(y)"), ("D", inside, "for i in x:\n    y =| \n    print(y)"),
    ("AZ", inside, "for i in x:\n    y = f(i, 2)Z|\n    print(y)"),
    ("IZ", inside, "for i in x:\n    Z|y = f(i, 2)\n    print(y)"),
    ("$", inside, "for i in x:\n    y = f(i, 2|)\n    print(y)"),
    ("0", inside, "for i in x:\n|    y = f(i, 2)\n    print(y)"),
    ("^", inside, "for i in x:\n    |y = f(i, 2)\n    print(y)"),
    ("ccZ", inside, "for i in x:\n    Z|\n    print(y)"), ("SZ", inside, "for i in x:\n    Z|\n    print(y)"),
    ("CZ", inside, "for i in x:\n    y = Z|\n    print(y)"),
    ("oZ", inside, "for i in x:\n    y = f(i, 2)\n    Z|\n    print(y)"),
    ("koZ", inside, "for i in x:\n    Z|\n    y = f(i, 2)\n    print(y)"),
    ("OZ", inside, "for i in x:\n    Z|\n    y = f(i, 2)\n    print(y)"),
    ("yyp", inside, "for i in x:\n    y = f(i, 2)\n    |y = f(i, 2)\n    print(y)"),
    ("yyP", inside, "for i in x:\n    |y = f(i, 2)\n    y = f(i, 2)\n    print(y)"),
    ("ddp", inside, "for i in x:\n    print(y)\n    |y = f(i, 2)"),
    ("ddP", inside, "for i in x:\n    |y = f(i, 2)\n    print(y)"), ("Yjp", inside, block(4, "    |y = f(i, 2)")),
    ("dj", inside, "|for i in x:"), ("dk", inside, "    |print(y)"), ("ddd", "a\n|b", "|a"), ("dd", "|a", "|"),
    ("2dd", "|a\nb\nc", "|c"), ("d2d", "|a\nb\nc", "|c"), ("5dd", "|a\nb\nc", "|"), ("dG", "a\n|b\nc", "|a"),
    ("dgg", "a\n|b\nc", "|c"), ("3yyP", "|a\nb\nc", "|a\nb\nc\na\nb\nc"), ("yjP", "|a\nb", "|a\nb\na\nb"),
    ("yk", "a\n|b", "|a\nb"), ("2p", "|a", "|a"), ("yy2p", "|a", "a\n|a\na"),
    // From row to row.
    ("j", "a|bc\ndef", "abc\nd|ef"), ("k", "abc\nde|f", "ab|c\ndef"), ("2j", "|a\nb\nc", "a\nb\n|c"),
    ("j", "abc|d\ne", "abcd\n|e"), ("gg", "a\nb\n|c", "|a\nb\nc"), ("G", "|a\nb\n  c", "a\nb\n  |c"),
    ("2G", "|a\nb\nc", "a\n|b\nc"), ("l", "a|b\nc", "a|b\nc"), ("h", "ab\n|c", "ab\n|c"), ("w", "a|b\nc", "ab\n|c"),
    ("b", "ab\n|c", "|ab\nc"), ("e", "a|b\ncd", "ab\nc|d"), ("$", "ab\n|\nc", "ab\n|\nc"), ("x", "a|b\nc", "|a\nc"),
    ("X", "ab\n|c", "ab\n|c"), ("dw", "a |b\nc", "a| \nc"), ("d2w", "a |b\nc d", "a |d"), ("w", "|a\n\nb", "a\n|\nb"),
    ("J", "|f(a,\n  b)", "f(a,| b)"), ("J", "|f(\n  a)", "f(|a)"), ("3J", "|a\nb\nc", "a b| c"),
    ("%", "|f(a,\n  b)", "f(a,\n  b|)"),
    // Words.
    ("w", "|a.b_c d", "a|.b_c d"), ("W", "|a.b_c d", "a.b_c |d"), ("2w", "|a.b_c d", "a.|b_c d"),
    ("b", "a.b_c |d", "a.|b_c d"), ("B", "a.b_c |d", "|a.b_c d"), ("e", "|ab cd", "a|b cd"), ("E", "|a.b c", "a.|b c"),
    ("cwZ", "a|b cd", "aZ| cd"), ("cwZ", "|a cd", "Z| cd"), ("c2wZ", "|a b c", "Z| c"), ("cw", "a| b", "a|b"),
    ("dW", "|a.b c", "|c"), ("db", "ab |cd", "|cd"), ("de", "|ab cd", "| cd"), ("yw$p", "|a b", "a ba| "),
    ("diw", "ab c|d ef", "ab | ef"), ("daw", "ab c|d ef", "ab |ef"), ("ci(Z", "f(a, |b)", "f(Z|)"),
    ("da[", "x[|1]", "|x"), ("ci\"Z", "f(\"a|b\")", "f(\"Z|\")"), ("di(", "f(a,\n  |b)", "f(|)"), ("di(", "|a", "|a"),
    // Characters.
    ("fc", "|abcabc", "ab|cabc"), ("2fc", "|abcabc", "abcab|c"), ("tc", "|abcabc", "a|bcabc"),
    ("fc;", "|abcabc", "abcab|c"),
    ("fc;,", "|abcabc", "ab|cabc"), ("Fa", "abca|b", "abc|ab"), ("Ta", "abcab|c", "abca|bc"),
    ("tc;", "|abcabc", "abca|bc"),
    ("dfb", "|abc", "|c"), ("dtb", "|abc", "|bc"), ("fz", "|abc", "|abc"), ("fc", "|ab\nc", "|ab\nc"),
    ("rz", "|abc", "|zbc"),
    ("3rz", "|abc", "zz|z"), ("4rz", "|abc", "|abc"), ("~~", "|aBc", "Ab|c"), ("3x", "|abcdef", "|def"),
    ("xp", "|ab", "b|a"),
    ("2X", "abc|d", "a|d"), ("3|", "|abcd", "ab|cd"), ("Rxy", "|abc", "xy|c"), ("Rxyz", "|a\nb", "xyz|\nb"),
    ("x", "|", "|"), ("x", "ae\u{301}|b", "a|e\u{301}"), ("x", "|e\u{301}b", "|b"),
    // Indentation.
    (">>", "a\n|b\nc", "a\n    |b\nc"), (">j", "|a\nb\nc", "    |a\n    b\nc"), ("<<", "a\n      |b", "a\n    |b"),
    ("2>>", "|a\n\nb", "    |a\n\nb"),
    // Again, and back.
    ("x.", "|abcd", "|cd"), ("ddu", "a\n|b", "a\n|b"), ("cwZ⎋u", "|ab c", "|ab c"), ("cwZ⎋w.", "|ab cd", "Z |Z"),
    ("AZ⎋j.", "|a\nb", "aZ\nb|Z"), ("3aZ⎋", "|a", "aZZ|Z"), ("dd.", "|a\nb\nc", "|c"), ("xxuu", "|abc", "|abc"),
    ("xxU", "|abc", "|abc"), ("oZ⎋.", "|a", "a\nZ\n|Z"), ("fcx;.", "|abcabc", "aba|b"), ("ia⎋", "|b", "|ab"),
    // Commands that are none.
    ("d⎋x", "|ab", "|b"), ("dzx", "|ab", "|b"), ("gx", "|ab", "|ab"), ("yd", "|ab", "|ab"),
    ("99999999999999999999x", "|ab", "|"),
    ("u", "|ab", "|ab"), (".", "|ab", "|ab"), ("p", "|ab", "|ab"), (";", "|ab", "|ab"), ("K", "|ab", "|ab"),
    ("%", "|ab", "|ab"),
    ("#", "|a\n  b", "#a\n#  b|"),
  ]

  private static func block(_ row: Int, _ last: String) -> String { block + "\n" + last }

  @Test(arguments: steps) func keys(step: (keys: String, before: String, after: String)) {
    #expect(vi(step.keys, on: step.before) == step.after, "\(step.keys) on \(step.before.debugDescription)")
  }

  @Test func rowsAtTheEdgeAskTheHistory() {
    var vi = Vi()
    var edited = draft("a\n|b")
    _ = vi.leaveInsert(edited)
    #expect(vi.take("j", &edited) { _ in 0 } == .history(older: false))
    #expect(vi.take("k", &edited) { _ in 0 } == .done)
    #expect(vi.take("k", &edited) { _ in 0 } == .history(older: true))
    #expect(marked(edited) == "|a\nb")
  }

  @Test func aKeyHasOneMeaning() {
    let keys = ViKey.all.flatMap(\.keys) + ViKey.unused
    #expect(Set(keys).count == keys.count)
  }
}
