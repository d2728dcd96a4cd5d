/// Numbers of cells as `%history` and its kin take them: `3`, `1-4`, `5-`, `~1/2` for an earlier session, of which none
/// is kept.
struct HistoryRange {
  /// The cells meant, in the order they were named; all before `next` where there is no word.
  static func cells(_ words: [String], before next: Int) -> [Int] {
    if words.isEmpty { return Array(1..<max(next, 1)) }
    return words.flatMap { word -> [Int] in
      if let number = Int(word), number > 0 { return number < next ? [number] : [] }
      let ends = word.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
      guard ends.count == 2, let first = ends[0].isEmpty ? 1 : Int(ends[0]),
        let last = ends[1].isEmpty ? next - 1 : Int(ends[1]), first > 0, first <= last
      else { return [] }
      return Array(first...last).filter { $0 < next }
    }
  }

  /// Whether a word names cells.
  static func isRange(_ word: String) -> Bool {
    !word.isEmpty && word.contains(where: \.isNumber) && word.allSatisfy { $0.isNumber || "-~/".contains($0) }
  }

  /// Whether a text has a pattern with `*` and `?` in it somewhere.
  static func matches(_ text: String, _ pattern: String) -> Bool {
    let (text, pattern) = (Array(text), Array("*" + pattern + "*"))
    // The place to go back to when what follows the last star does not fit.
    var (at, star, mark, p) = (0, -1, 0, 0)
    while at < text.count {
      if p < pattern.count, pattern[p] == "*" {
        (star, mark) = (p, at)
        p += 1
      } else if p < pattern.count, pattern[p] == "?" || pattern[p] == text[at] {
        p += 1
        at += 1
      } else if star >= 0 {
        p = star + 1
        mark += 1
        at = mark
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == "*" }
  }
}
