/// What is shown over and under libedit's own drawing: continuation prompts, colours, the hint at the right edge and
/// the candidates of a completion.
///
/// It is painted only while the prompt waits for a key, with relative motions, and the cursor is put back where
/// libedit left it: libedit never learns of it. Colours do not change which characters stand where, and rows whose
/// blanks were painted over are painted again each time.
///
/// Of a cell taller than the screen libedit shows the last rows and loses its cursor; here the rows around the cursor
/// are shown instead. Rows below are counted from the first one on the screen.
struct Painter {
  /// Everything that is to be seen beside the characters of the draft.
  struct Scene {
    var draft: Draft
    var layout: Layout
    var promptWidth: Int
    /// A style for each scalar, or nothing.
    var styles: [Style] = []
    var hint: StyledText?
    var candidates: [String] = []
  }

  var columns = 80
  var rows = 24
  var continuation = StyledText("")
  let isColoured: Bool

  /// What stands on the screen at present that libedit does not know of.
  private var hintStands = false
  private var candidateRows = 0
  private var displacement = 0

  init(isColoured: Bool) { self.isColoured = isColoured }

  /// Paints, and leaves the cursor where a reader expects it.
  mutating func paint(_ scene: Scene) -> String {
    let top = self.top(scene.layout)
    let home = libeditRow(scene.layout)
    var row = home
    var out = paintRows(of: scene, top: top, row: &row)
    if let hint = scene.hint { out += paintHint(hint, scene: scene, top: top, row: &row) }
    out += paintCandidates(of: scene, row: &row)
    guard !out.isEmpty else { return "" }
    displacement = scene.layout.cursor.row - top - home
    out += Painter.vertical(&row, to: home + displacement)
    return out + Painter.column(scene.layout.cursor.column)
  }

  /// Takes away what stands beside the cell and puts the cursor back where libedit left it.
  mutating func unpaint(_ layout: Layout) -> String {
    var out = ""
    let home = libeditRow(layout)
    var row = home + displacement
    displacement = 0
    if hintStands {
      let end = layout.rows[layout.cursor.row].end
      if end < columns { out += Painter.column(end) + "\u{1B}[K" }
      hintStands = false
    }
    if candidateRows > 0 {
      out += Painter.vertical(&row, to: shown(layout, from: top(layout)).count) + "\r\u{1B}[J"
      candidateRows = 0
    }
    out += Painter.vertical(&row, to: home)
    return out.isEmpty ? "" : out + Painter.column(layout.cursor.column)
  }

  /// The cell as it stays behind, and the cursor on the row below it.
  ///
  /// Of a cell taller than the screen the first rows were never shown: it is written out as a whole.
  func finish(_ scene: Scene, prompt: StyledText, with mark: String = "") -> String {
    let last = scene.layout.rows.count - 1
    var row = libeditRow(scene.layout)
    guard isTall(scene.layout) else {
      let out = paintRows(of: scene, top: 0, row: &row) + Painter.vertical(&row, to: last)
      return out + (mark.isEmpty ? "" : Painter.column(scene.layout.rows[last].end) + mark) + "\r\n"
    }
    var out = Painter.vertical(&row, to: 0) + "\r\u{1B}[J" + prompt.rendered(coloured: isColoured)
    for (index, row) in scene.layout.rows.enumerated() {
      if index > 0, row.beginsLine { out += "\r\n" + continuation.rendered(coloured: isColoured) }
      out += text(of: row, in: scene)
    }
    return out + mark + "\r\n"
  }

  /// The row on which libedit has its cursor: it counts no further than the screen reaches.
  func libeditRow(_ layout: Layout) -> Int { min(layout.cursor.row, rows - 1) }

  func isTall(_ layout: Layout) -> Bool { layout.rows.count > rows }

  /// The first row of the cell that is on the screen.
  private func top(_ layout: Layout) -> Int { max(0, min(layout.rows.count - rows, layout.cursor.row)) }

  private func shown(_ layout: Layout, from top: Int) -> Range<Int> { top..<min(layout.rows.count, top + rows) }

  private func paintRows(of scene: Scene, top: Int, row: inout Int) -> String {
    let layout = scene.layout
    guard layout.rows.count > 1 || !scene.styles.isEmpty || layout.hasMarks else { return "" }
    return shown(layout, from: top).reduce(into: "") { out, index in
      out += Painter.vertical(&row, to: index - top) + paintRow(index, of: scene)
    }
  }

  private func paintRow(_ index: Int, of scene: Scene) -> String {
    let row = scene.layout.rows[index]
    var out = "\r"
    if index == 0 {
      guard scene.promptWidth < columns else { return "" }
      out += Painter.column(scene.promptWidth)
    } else if row.beginsLine {
      out += continuation.rendered(coloured: isColoured)
    }
    out += text(of: row, in: scene)
    // Behind a full row the cursor hangs over the last column, and erasing would take that.
    let goesOn = index + 1 < scene.layout.rows.count && !scene.layout.rows[index + 1].beginsLine
    return goesOn || row.end >= columns ? out : out + "\u{1B}[K"
  }

  private func text(of row: Layout.Row, in scene: Scene) -> String {
    var out = ""
    var style = Style.plain
    // Marks without a base would gather on the blank of the prompt, one more at each painting.
    let based = row.scalars.drop { Layout.width(scene.draft.scalars[$0]) == 0 }
    for place in based {
      let next = place < scene.styles.count ? scene.styles[place] : .plain
      if next != style {
        out += style == .plain ? "" : "\u{1B}[0m"
        out += next == .plain ? "" : "\u{1B}[\(next.codes)m"
        style = next
      }
      out += Layout.shown(scene.draft.scalars[place])
    }
    return style == .plain ? out : out + "\u{1B}[0m"
  }

  /// Columns free for a hint on the row of the cursor: one blank at least stands between text and hint, and the last
  /// column stays free, because some terminals wrap there.
  func roomForHint(_ layout: Layout) -> Int { columns - 2 - layout.rows[layout.cursor.row].end }

  private mutating func paintHint(_ hint: StyledText, scene: Scene, top: Int, row: inout Int) -> String {
    let index = scene.layout.cursor.row
    let width = Layout.width(hint.text)
    let column = columns - width
    guard width <= roomForHint(scene.layout), width > 0 else { return "" }
    hintStands = true
    return Painter.vertical(&row, to: index - top) + Painter.column(column - 1) + hint.rendered(coloured: isColoured)
  }

  private mutating func paintCandidates(of scene: Scene, row: inout Int) -> String {
    let shown = self.shown(scene.layout, from: top(scene.layout)).count
    let lines = scene.candidates.prefix(max(0, rows - shown))
    guard !lines.isEmpty else { return "" }
    candidateRows = lines.count
    let out = Painter.vertical(&row, to: shown - 1)
    row += lines.count
    return out + lines.reduce(into: "") { $0 += "\r\n" + $1 + "\u{1B}[K" }
  }

  private static func vertical(_ row: inout Int, to target: Int) -> String {
    defer { row = target }
    return target == row ? "" : target < row ? "\u{1B}[\(row - target)A" : "\u{1B}[\(target - row)B"
  }

  private static func column(_ column: Int) -> String { "\u{1B}[\(column + 1)G" }
}
