/// Where vi's motions lead. They see three kinds of characters, and an empty row as a word.
extension Draft {
  private enum Kind {
    case blank
    case word
    case mark
  }

  private func kind(_ place: Int, big: Bool) -> Kind {
    let scalar = scalars[place]
    if scalar == "\n" || scalar.properties.isWhitespace { return .blank }
    return big || Draft.isWord(scalar) ? .word : .mark
  }

  private func isEmptyRow(_ place: Int) -> Bool {
    rowStart(at: place) == place && (place == scalars.count || scalars[place] == "\n")
  }

  /// The first place of the row's text behind its indentation.
  func textStart(at place: Int) -> Int {
    let start = rowStart(at: place)
    return start + scalars[start...].prefix { $0 == " " }.count
  }

  /// The place of the row's last character, where vi's cursor can stand.
  func lastPlace(at place: Int) -> Int {
    let end = rowEnd(at: place)
    return max(rowStart(at: place), min(place, characterBefore(end)))
  }

  func wordStart(after place: Int, big: Bool) -> Int {
    guard place < scalars.count else { return place }
    var place = place
    let first = kind(place, big: big)
    if first == .blank {
      place += 1
    } else {
      while place < scalars.count, kind(place, big: big) == first { place += 1 }
    }
    while place < scalars.count, kind(place, big: big) == .blank, !isEmptyRow(place) { place += 1 }
    return place
  }

  func wordStart(before place: Int, big: Bool) -> Int {
    guard place > 0 else { return 0 }
    var place = place - 1
    while place > 0, kind(place, big: big) == .blank, !isEmptyRow(place) { place -= 1 }
    let found = kind(place, big: big)
    while place > 0, found != .blank, kind(place - 1, big: big) == found { place -= 1 }
    return place
  }

  /// The last character of the word that ends behind `place`.
  func wordEnd(after place: Int, big: Bool) -> Int {
    var place = place + 1
    while place < scalars.count, kind(place, big: big) == .blank { place += 1 }
    guard place < scalars.count else { return max(0, scalars.count - 1) }
    let found = kind(place, big: big)
    while place + 1 < scalars.count, kind(place + 1, big: big) == found { place += 1 }
    return place
  }

  /// The word at `place`, or the blanks there; with `around`, and the blanks behind it.
  func word(at place: Int, big: Bool, around: Bool) -> Range<Int>? {
    let row = rowStart(at: place)..<rowEnd(at: place)
    guard row.contains(place) else { return nil }
    let found = kind(place, big: big)
    var (first, last) = (place, place + 1)
    while first > row.lowerBound, kind(first - 1, big: big) == found { first -= 1 }
    while last < row.upperBound, kind(last, big: big) == found { last += 1 }
    guard around else { return first..<last }
    let end = last
    while last < row.upperBound, (kind(last, big: big) == .blank) != (found == .blank) { last += 1 }
    if last == end { while first > row.lowerBound, kind(first - 1, big: big) == .blank { first -= 1 } }
    return first..<last
  }

  private static let brackets: [(open: Unicode.Scalar, close: Unicode.Scalar)] = [("(", ")"), ("[", "]"), ("{", "}")]

  /// The mate of the first bracket at or behind `place` in its row.
  func mate(at place: Int) -> Int? {
    let row = place..<max(place, rowEnd(at: place))
    for start in row {
      for pair in Draft.brackets where scalars[start] == pair.open || scalars[start] == pair.close {
        let step = scalars[start] == pair.open ? 1 : -1
        return balanced(from: start, step: step, open: pair.open, close: pair.close)
      }
    }
    return nil
  }

  private func balanced(from start: Int, step: Int, open: Unicode.Scalar, close: Unicode.Scalar) -> Int? {
    var depth = 0
    var place = start
    while scalars.indices.contains(place) {
      if scalars[place] == open { depth += step }
      if scalars[place] == close { depth -= step }
      if depth == 0 { return place }
      place += step
    }
    return nil
  }

  /// What stands between the brackets or quotes that `key` names around `place`; with `around`, and they themselves.
  func enclosed(at place: Int, by key: Unicode.Scalar, around: Bool) -> Range<Int>? {
    let alias: [Unicode.Scalar: Unicode.Scalar] = ["b": "(", "B": "{"]
    let key = alias[key] ?? key
    var bounds: (first: Int, last: Int)?
    if let pair = Draft.brackets.first(where: { $0.open == key || $0.close == key }) {
      var depth = 0
      var first = place
      while first >= 0 {
        if scalars.indices.contains(first) {
          if scalars[first] == pair.close, first != place { depth += 1 }
          if scalars[first] == pair.open {
            if depth == 0 { break }
            depth -= 1
          }
        }
        first -= 1
      }
      if first >= 0, let last = balanced(from: first, step: 1, open: pair.open, close: pair.close) {
        bounds = (first, last)
      }
    } else {
      let row = rowStart(at: place)..<rowEnd(at: place)
      let marks = row.filter { scalars[$0] == key }
      for pair in stride(from: 0, to: marks.count - 1, by: 2) where bounds == nil && marks[pair + 1] >= place {
        bounds = (marks[pair], marks[pair + 1])
      }
    }
    guard let bounds, bounds.first < bounds.last else { return nil }
    return around ? bounds.first..<bounds.last + 1 : bounds.first + 1..<bounds.last
  }

  /// The rows that a range touches, without the newline of the last.
  func rows(of range: ClosedRange<Int>) -> Range<Int> {
    rowStart(at: range.lowerBound)..<rowEnd(at: range.upperBound)
  }

  /// Takes whole rows out; the cursor at the text of the row that comes in their place.
  mutating func cutRows(_ rows: Range<Int>) {
    if rows.upperBound < scalars.count {
      cut(rows.lowerBound..<rows.upperBound + 1)
    } else {
      cut(max(0, rows.lowerBound - 1)..<rows.upperBound)
    }
    move(to: textStart(at: cursor))
  }

  /// Puts a row's newline and the indentation of the next away, one blank in their place where words meet.
  mutating func joinRow() {
    let end = rowEnd(at: cursor)
    guard end < scalars.count else { return }
    let next = textStart(at: end + 1)
    let isOpen = end > 0 && (scalars[end - 1] == " " || scalars[end - 1] == "(" || scalars[end - 1] == "[")
    let closes = next == scalars.count || scalars[next] == ")" || scalars[next] == "]" || scalars[next] == "\n"
    replace(end..<next, with: isOpen || closes || rowStart(at: end) == end ? "" : " ")
    move(to: end)
  }

  /// Puts one step of indentation before a row, or takes one off.
  mutating func shiftRow(at place: Int, out: Bool) {
    move(to: rowStart(at: place))
    if out {
      dedent()
    } else if rowEnd(at: cursor) > cursor {
      insert(String(repeating: " ", count: Draft.indent))
    }
  }
}
