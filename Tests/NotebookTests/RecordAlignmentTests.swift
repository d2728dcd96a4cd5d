import Testing

@testable import Notebook

/// A record beside what is said now: whether they agree, and what is recorded then.
struct AlignmentCase: Sendable, CustomTestStringConvertible {
  let name: String
  var tolerance = 0.0
  let recorded: [String]
  let now: [String]
  /// Nil where they agree.
  var updated: [String]?
  var testDescription: String { name }

  static let all = [
    AlignmentCase(name: "the same", recorded: ["a", "b"], now: ["a", "b"]),
    AlignmentCase(name: "nothing at all", recorded: [], now: []),
    AlignmentCase(name: "a line is new", recorded: ["a"], now: ["a", "b"], updated: ["a", "b"]),
    AlignmentCase(name: "a line is gone", recorded: ["a", "b"], now: ["b"], updated: ["b"]),
    AlignmentCase(name: "any text", recorded: ["took [..] ms"], now: ["took 12.5 ms"]),
    AlignmentCase(
      name: "any text is not any line", recorded: ["took [..] ms"], now: ["took 12.5 s"], updated: ["took 12.5 s"]),
    AlignmentCase(name: "any text twice", recorded: ["[..] of [..]"], now: ["3 of 4"]),
    AlignmentCase(name: "any text overlaps nothing", recorded: ["aba[..]aba"], now: ["aba"], updated: ["aba"]),
    AlignmentCase(name: "any text is everything", recorded: ["[..]"], now: [""]),
    AlignmentCase(name: "any lines", recorded: ["a", "...", "z"], now: ["a", "m", "n", "z"]),
    AlignmentCase(name: "any lines are none", recorded: ["a", "...", "z"], now: ["a", "z"]),
    AlignmentCase(name: "any lines at both ends", recorded: ["...", "m", "..."], now: ["a", "m", "z"]),
    AlignmentCase(name: "only any lines", recorded: ["..."], now: ["a", "b"]),
    AlignmentCase(
      name: "a wildcard that holds is kept beside a line that changed", recorded: ["x [..]", "old", "...", "end"],
      now: ["x 1", "new", "p", "q", "end"], updated: ["x [..]", "new", "...", "end"]),
    AlignmentCase(
      name: "an ellipsis in a row is text", recorded: ["[1., ..., 2.]"], now: ["[1., 5., 2.]"],
      updated: ["[1., 5., 2.]"]),
    AlignmentCase(name: "addresses", recorded: ["<f at 0x7f00aa11>"], now: ["<f at 0x55c0ffee>"]),
    AlignmentCase(name: "an address as it is recorded", recorded: ["<f at 0x…>"], now: ["<f at 0x55c0ffee>"]),
    AlignmentCase(name: "short hexadecimal numbers are numbers", recorded: ["0xff"], now: ["0xfe"], updated: ["0xfe"]),
    AlignmentCase(
      name: "an address is recorded without its digits", recorded: [], now: ["<f at 0x55c0ffee>"],
      updated: ["<f at 0x…>"]),
    AlignmentCase(
      name: "near numbers", tolerance: 1e-3, recorded: ["tensor([0.3333, -2.0])"], now: ["tensor([ 0.3336, -2.0001])"]),
    AlignmentCase(name: "far numbers", tolerance: 1e-3, recorded: ["0.30"], now: ["0.31"], updated: ["0.31"]),
    AlignmentCase(name: "large numbers are near by their size", tolerance: 1e-3, recorded: ["1000.0"], now: ["1000.9"]),
    AlignmentCase(name: "nan and inf", tolerance: 1e-3, recorded: ["nan -inf inf"], now: ["nan -inf inf"]),
    AlignmentCase(
      name: "a name with digits is no number", tolerance: 10, recorded: ["x1"], now: ["x2"], updated: ["x2"]),
    AlignmentCase(name: "numbers as text without tolerance", recorded: ["1.0"], now: ["1.00"], updated: ["1.00"]),
    AlignmentCase(name: "an emoji and a combining mark", recorded: ["é[..]🙂"], now: ["é — 🙂"]),
  ]
}

@Test(arguments: AlignmentCase.all)
func recordStandsBesideWhatIsSaidNow(_ c: AlignmentCase) {
  let alignment = RecordAlignment(recorded: c.recorded, now: c.now, tolerance: c.tolerance)
  #expect(alignment.isEqual == (c.updated == nil))
  #expect(alignment.updated() == c.updated ?? c.recorded)
  #expect(alignment.updated { _ in false } == c.recorded)
  #expect(alignment.unifiedDiff().isEqual(to: []) == alignment.isEqual)
}

extension [String] {
  fileprivate func isEqual(to other: [String]) -> Bool { self == other }
}

@Test func diffShowsChangesWithTheirContext() {
  let recorded = (1...20).map(String.init)
  var now = recorded
  now[1] = "two"
  now.remove(at: 18)
  let alignment = RecordAlignment(recorded: recorded, now: now)
  #expect(
    alignment.unifiedDiff() == [
      "@@ -1,5 +1,5 @@", " 1", "-2", "+two", " 3", " 4", " 5", "@@ -16,5 +16,4 @@", " 16", " 17", " 18", "-19", " 20",
    ])
  #expect(alignment.updated { $0 == 1 } == recorded.filter { $0 != "19" })
}

@Test func hugeRecordsAreComparedInTime() {
  let recorded = (0..<5_000).map { "a\($0)" }
  let now = (0..<5_000).map { "b\($0)" }
  #expect(RecordAlignment(recorded: recorded, now: now).updated() == now)
}
