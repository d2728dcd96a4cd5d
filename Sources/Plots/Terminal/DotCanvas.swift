/// A screen of characters that is drawn on in three layers: areas in half characters, lines in braille dots, letters.
struct DotCanvas {
  struct Cell {
    var letter: Character?
    var letterColor: Color?
    /// Dots of braille, and the colour of the last of them.
    var dots: UInt8 = 0
    var dotColor: Color?
    var upper: Color?
    var lower: Color?
    /// Faint lines behind everything.
    var rule: Character?
  }

  let columns: Int
  let rows: Int
  private(set) var cells: [Cell]

  init(columns: Int, rows: Int) {
    self.columns = max(columns, 1)
    self.rows = max(rows, 1)
    cells = Array(repeating: Cell(), count: self.columns * self.rows)
  }

  private func index(_ column: Int, _ row: Int) -> Int? {
    column >= 0 && column < columns && row >= 0 && row < rows ? row * columns + column : nil
  }

  // MARK: Letters

  /// Writes over whatever is there.
  mutating func write(_ text: String, _ column: Int, _ row: Int, _ color: Color? = nil, within: Range<Int>? = nil) {
    for (offset, letter) in text.enumerated() {
      if let within, !within.contains(column + offset) { continue }
      guard let at = index(column + offset, row) else { continue }
      cells[at].letter = letter
      cells[at].letterColor = color
    }
  }

  mutating func rule(_ letter: Character, _ column: Int, _ row: Int) {
    guard let at = index(column, row) else { return }
    if let old = cells[at].rule, old != letter {
      cells[at].rule = "┼"
    } else {
      cells[at].rule = letter
    }
  }

  // MARK: Dots, two across and four down in a character

  private static let bits: [[UInt8]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]

  mutating func dot(_ x: Int, _ y: Int, _ color: Color, within clip: Clip) {
    guard clip.contains(x, y), let at = index(x >> 1, y >> 2) else { return }
    cells[at].dots |= DotCanvas.bits[x & 1][y & 3]
    cells[at].dotColor = color
  }

  /// A box of dots that drawing stays inside.
  struct Clip {
    var left: Int
    var top: Int
    var right: Int
    var bottom: Int

    func contains(_ x: Int, _ y: Int) -> Bool { x >= left && x < right && y >= top && y < bottom }
  }

  /// A straight line of dots; `pattern` says which of them are drawn, beginning at `phase`.
  mutating func line(
    _ a: Point, _ b: Point, _ color: Color, pattern: [Bool], phase: inout Int, isThick: Bool, within clip: Clip
  ) {
    guard let (a, b) = DotCanvas.cut(a, b, clip) else { return }
    let steps = Int(max(abs(b.x - a.x), abs(b.y - a.y)).rounded(.up))
    for step in 0...max(steps, 1) {
      let share = Double(step) / Double(max(steps, 1))
      let x = Int((a.x + (b.x - a.x) * share).rounded(.down))
      let y = Int((a.y + (b.y - a.y) * share).rounded(.down))
      if pattern.isEmpty || pattern[phase % pattern.count] {
        dot(x, y, color, within: clip)
        if isThick {
          abs(b.x - a.x) > abs(b.y - a.y) ? dot(x, y + 1, color, within: clip) : dot(x + 1, y, color, within: clip)
        }
      }
      phase += 1
    }
  }

  /// The part of a line that lies in a box; nil where none does.
  private static func cut(_ a: Point, _ b: Point, _ clip: Clip) -> (Point, Point)? {
    guard a.isFinite, b.isFinite else { return nil }
    var enter = 0.0
    var leave = 1.0
    let sides = [
      (a.x, b.x - a.x, Double(clip.left), Double(clip.right)), (a.y, b.y - a.y, Double(clip.top), Double(clip.bottom)),
    ]
    for (start, way, low, high) in sides {
      if way == 0 {
        if start < low || start >= high { return nil }
        continue
      }
      enter = max(enter, min((low - start) / way, (high - start) / way))
      leave = min(leave, max((low - start) / way, (high - start) / way))
    }
    guard enter <= leave else { return nil }
    return (a + (b - a) * enter, a + (b - a) * leave)
  }

  /// A round patch of dots.
  mutating func disc(_ center: Point, diameter: Double, _ color: Color, within clip: Clip) {
    guard center.isFinite, abs(center.x) < 1e6, abs(center.y) < 1e6 else { return }
    let size = max(Int(diameter.rounded()), 1)
    let left = Int((center.x - Double(size) / 2).rounded())
    let top = Int((center.y - Double(size) / 2).rounded())
    let radius = Double(size) / 2
    for y in 0..<size {
      for x in 0..<size {
        let dx = Double(x) + 0.5 - radius
        let dy = Double(y) + 0.5 - radius
        if dx * dx + dy * dy <= radius * radius + 0.25 { dot(left + x, top + y, color, within: clip) }
      }
    }
  }

  // MARK: Areas, two halves in a character

  /// Colours a half of a character; its place is in dots.
  private mutating func half(_ column: Int, _ halfRow: Int, _ color: Color) {
    guard let at = index(column, halfRow >> 1) else { return }
    let isUpper = halfRow & 1 == 0
    let back = (isUpper ? cells[at].upper : cells[at].lower) ?? Color(0x808080)
    let solid = color.alpha < 0.999 ? color.over(back) : Color(color.red, color.green, color.blue)
    if isUpper { cells[at].upper = solid } else { cells[at].lower = solid }
  }

  /// Fills polygons; a half character is filled where its middle lies inside.
  mutating func fill(_ polygons: [[Point]], _ color: Color, within clip: Clip) {
    for halfRow in (clip.top / 2)..<max((clip.bottom + 1) / 2, clip.top / 2) {
      let y = Double(halfRow) * 2 + 1
      var crossings: [Double] = []
      for polygon in polygons where polygon.count > 2 {
        for at in polygon.indices {
          let a = polygon[at]
          let b = polygon[at + 1 == polygon.count ? 0 : at + 1]
          guard a.isFinite, b.isFinite, (a.y <= y) != (b.y <= y) else { continue }
          crossings.append(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x))
        }
      }
      crossings.sort()
      for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
        let from = max(Int(min(max(crossings[pair] / 2 - 0.5, -1e6), 1e6).rounded(.up)), (clip.left + 1) / 2)
        let to = min(Int(min(max(crossings[pair + 1] / 2 - 0.5, -1e6), 1e6).rounded(.down)), clip.right / 2 - 1)
        if from <= to { for column in from...to { half(column, halfRow, color) } }
      }
    }
  }

  /// A picture stretched over a box of dots.
  mutating func image(_ image: PixelImage, _ box: Rect, within clip: Clip) {
    guard box.width > 0, box.height > 0, image.width > 0, image.height > 0 else { return }
    for halfRow in (clip.top / 2)..<max(clip.bottom / 2, clip.top / 2) {
      let v = (Double(halfRow) * 2 + 1 - box.top) / box.height
      guard v >= 0, v < 1 else { continue }
      for column in (clip.left / 2)..<max(clip.right / 2, clip.left / 2) {
        let u = (Double(column) * 2 + 1 - box.left) / box.width
        guard u >= 0, u < 1 else { continue }
        let at = Int(v * Double(image.height)) * image.width + Int(u * Double(image.width))
        if image.pixels[at].alpha > 0.01 { half(column, halfRow, image.pixels[at]) }
      }
    }
  }
}
