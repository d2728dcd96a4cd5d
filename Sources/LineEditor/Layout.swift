internal import CEdit

/// Where libedit puts each character of a draft on a screen of a given width.
///
/// It follows libedit's own arithmetic (a wide character that does not fit goes to the next row, a full row is
/// followed by a new one at once), so that what is painted over a row meets what libedit believes is there.
struct Layout {
  /// A row of the screen: the scalars on it, and the column it ends in.
  struct Row: Equatable {
    var scalars: Range<Int>
    /// Whether the row begins a line of the draft, and has a prompt therefore.
    var beginsLine: Bool
    var end: Int
  }

  /// A place on the screen, counted from the first row of the cell.
  struct Place: Equatable {
    var row: Int
    var column: Int
  }

  let rows: [Row]
  let cursor: Place
  /// Whether some scalars have no column of their own; libedit does not draw them when it draws a whole row.
  let hasMarks: Bool

  init(_ draft: Draft, promptWidth: Int, continuationWidth: Int, columns: Int) {
    var rows: [Row] = []
    var hasMarks = false
    var cursor: Place?
    var row = Row(scalars: 0..<0, beginsLine: true, end: 0)
    func advance(_ width: Int) {
      if row.end + width > columns { wrap() }
      row.end += width
      if row.end >= columns { wrap() }
    }
    func wrap() {
      rows.append(row)
      row = Row(scalars: row.scalars.upperBound..<row.scalars.upperBound, beginsLine: false, end: 0)
    }
    for _ in 0..<promptWidth { advance(1) }
    for (index, scalar) in draft.scalars.enumerated() {
      if index == draft.cursor {
        let overhangs = row.end + Layout.width(scalar) > columns
        cursor = overhangs ? Place(row: rows.count + 1, column: 0) : Place(row: rows.count, column: row.end)
      }
      if scalar == "\n" {
        rows.append(row)
        row = Row(scalars: index + 1..<index + 1, beginsLine: true, end: 0)
        for _ in 0..<continuationWidth { advance(1) }
      } else {
        let width = Layout.width(scalar)
        if width == 0 { hasMarks = true }
        if row.end + width > columns { wrap() }
        row.scalars = row.scalars.lowerBound..<index + 1
        advance(width)
      }
    }
    self.cursor = cursor ?? Place(row: rows.count, column: row.end)
    rows.append(row)
    self.rows = rows
    self.hasMarks = hasMarks
  }

  /// The columns libedit gives a scalar; control characters are shown as `^X`.
  static func width(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value == 10 { return 0 }
    if value < 32 || value == 127 { return 2 }
    if value < 127 { return 1 }
    return max(0, Int(cedit_width(value)))
  }

  static func width(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + width($1) } }

  /// A scalar as it may be written to a terminal.
  static func shown(_ scalar: Unicode.Scalar) -> String {
    let value = scalar.value
    guard value < 32 || value == 127 else { return String(scalar) }
    return value == 127 ? "^?" : "^" + String(Unicode.Scalar(UInt8(value + 64)))
  }
}
