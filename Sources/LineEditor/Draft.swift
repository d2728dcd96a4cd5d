/// The cell being written: its characters and the cursor among them.
///
/// Everything a key can do to a cell is a method here, free of any terminal. Places are counted in Unicode scalars
/// because that is what libedit edits; steps and deletions keep a base and its combining marks together.
struct Draft: Equatable {
  private(set) var scalars: [Unicode.Scalar]
  private(set) var cursor: Int

  init(_ text: String = "") {
    scalars = Array(text.unicodeScalars)
    cursor = scalars.count
  }

  init(scalars: [Unicode.Scalar], cursor: Int) {
    self.scalars = scalars
    self.cursor = min(max(cursor, 0), scalars.count)
  }

  var isEmpty: Bool { scalars.isEmpty }
  var text: String { text(0..<scalars.count) }
  var isOneRow: Bool { !scalars.contains("\n") }

  func text(_ range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[range])
    return String(text)
  }

  /// The cursor as a UTF-8 offset into `text`.
  var cursorUTF8: Int { scalars[..<cursor].reduce(0) { $0 + UTF8.width($1) } }

  /// The index of the scalar at a UTF-8 offset, or of the one that contains it.
  func index(ofUTF8 offset: Int) -> Int {
    var seen = 0
    for (index, scalar) in scalars.enumerated() {
      seen += UTF8.width(scalar)
      if seen > offset { return index }
    }
    return scalars.count
  }

  mutating func move(to place: Int) { cursor = min(max(place, 0), scalars.count) }

  // MARK: Rows

  /// The first place of the row that holds `place`.
  func rowStart(at place: Int) -> Int {
    scalars[..<place].lastIndex(of: "\n").map { $0 + 1 } ?? 0
  }

  /// The last place of the row that holds `place`: at its newline, or at the end.
  func rowEnd(at place: Int) -> Int { scalars[place...].firstIndex(of: "\n") ?? scalars.count }

  var isOnFirstRow: Bool { rowStart(at: cursor) == 0 }
  var isOnLastRow: Bool { rowEnd(at: cursor) == scalars.count }

  /// Whether only blanks stand between the start of the row and the cursor.
  var isInIndentation: Bool { scalars[rowStart(at: cursor)..<cursor].allSatisfy { $0 == " " } }

  /// Moves the cursor to the row above (-1) or below (1), in the same column where that row is long enough.
  mutating func moveRow(_ direction: Int) {
    let start = rowStart(at: cursor)
    let column = cursor - start
    if direction < 0 {
      guard start > 0 else { return }
      let above = rowStart(at: start - 1)
      cursor = min(above + column, start - 1)
    } else {
      let end = rowEnd(at: cursor)
      guard end < scalars.count else { return }
      cursor = min(end + 1 + column, rowEnd(at: end + 1))
    }
  }

  // MARK: Characters and words

  /// The place one character, as a reader sees it, before `place`.
  func characterBefore(_ place: Int) -> Int {
    guard place > 0 else { return 0 }
    // A cluster never spans a newline, and those that are typed are short.
    let from = max(rowStart(at: place - 1), place - 32)
    guard let last = text(from..<place).last else { return place - 1 }
    return place - last.unicodeScalars.count
  }

  func characterAfter(_ place: Int) -> Int {
    guard place < scalars.count else { return scalars.count }
    let to = min(scalars.count, place + 32)
    guard let first = text(place..<to).first else { return place + 1 }
    return place + first.unicodeScalars.count
  }

  private func skip(_ place: Int, _ step: Int, while condition: (Unicode.Scalar) -> Bool) -> Int {
    var place = place
    while step < 0 ? place > 0 : place < scalars.count {
      guard condition(scalars[step < 0 ? place - 1 : place]) else { break }
      place += step
    }
    return place
  }

  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

  /// The start of the name or number before `place`.
  func wordBefore(_ place: Int) -> Int {
    skip(skip(place, -1) { !Draft.isWord($0) }, -1, while: Draft.isWord)
  }

  /// The end of the name or number after `place`.
  func wordAfter(_ place: Int) -> Int {
    skip(skip(place, 1) { !Draft.isWord($0) }, 1, while: Draft.isWord)
  }

  /// The start of what blanks set apart before `place`.
  func chunkBefore(_ place: Int) -> Int {
    skip(skip(place, -1, while: Draft.isBlank), -1) { !Draft.isBlank($0) }
  }

  // MARK: Changes

  mutating func insert(_ text: String) { replace(cursor..<cursor, with: text) }

  /// Puts `text` in the place of `range`, the cursor behind it.
  mutating func replace(_ range: Range<Int>, with text: String) {
    let new = Array(text.unicodeScalars)
    scalars.replaceSubrange(range, with: new)
    cursor = range.lowerBound + new.count
  }

  /// Takes `range` out, the cursor where it was.
  @discardableResult
  mutating func cut(_ range: Range<Int>) -> String {
    let gone = text(range)
    replace(range, with: "")
    return gone
  }

  /// Deletes the character before the cursor; in indentation, back to the stop before.
  mutating func deleteBackward() {
    let start = rowStart(at: cursor)
    if cursor > start, isInIndentation {
      let column = cursor - start
      cut(cursor - ((column - 1) % Draft.indent + 1)..<cursor)
    } else {
      cut(characterBefore(cursor)..<cursor)
    }
  }

  mutating func deleteForward() { cut(cursor..<characterAfter(cursor)) }

  /// Blanks up to the next stop of indentation.
  mutating func insertIndentation() {
    let column = cursor - rowStart(at: cursor)
    insert(String(repeating: " ", count: Draft.indent - column % Draft.indent))
  }

  /// Puts blanks in the place of tabs, whose width on the screen would depend on where they stand.
  mutating func expandTabs() {
    while let place = scalars.firstIndex(of: "\t") {
      let after = cursor
      let column = place - rowStart(at: place)
      let blanks = Draft.indent - column % Draft.indent
      replace(place..<place + 1, with: String(repeating: " ", count: blanks))
      cursor = after > place ? after - 1 + blanks : after
    }
  }

  /// Takes one step of indentation off the row of the cursor.
  mutating func dedent() {
    let start = rowStart(at: cursor)
    let blanks = scalars[start...].prefix { $0 == " " }.count
    guard blanks > 0 else { return }
    let taken = (blanks - 1) % Draft.indent + 1
    let place = max(start, cursor - taken)
    cut(start..<start + taken)
    cursor = place
  }

  static let indent = 4
}
