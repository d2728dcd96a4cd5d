/// Draws figures with characters.
public struct TerminalPainter {
  var canvas: DotCanvas
  private let figure: Figure

  /// The figure as lines of text, as wide as the screen.
  ///
  /// - Parameters:
  ///   - columns: The width of the screen in characters.
  ///   - depth: The colours it has.
  public static func draw(_ figure: Figure, columns: Int, depth: ColorDepth) throws -> [String] {
    let whole = Double(min(max(columns, 20), 400))
    let width = min(whole, max(40, (whole * figure.width / 6.4).rounded(.down)))
    // A character is twice as high as it is wide; a little flatter than on paper leaves more of the screen in sight.
    let ratio = min(max(figure.height / figure.width, 0.1), 4)
    let gridRows = figure.axes.filter { $0.box == nil }.map(\.cell.rows).max() ?? 1
    let height = min(max((width * ratio * 0.36).rounded(), Double(10 * min(gridRows, 6))), 120)
    var painter = TerminalPainter(figure, columns: Int(width), rows: Int(height))
    try painter.paint()
    var lines = painter.canvas.lines(depth)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  private init(_ figure: Figure, columns: Int, rows: Int) {
    self.figure = figure
    canvas = DotCanvas(columns: columns, rows: rows)
  }

  private mutating func paint() throws {
    var top = 0
    if !figure.title.text.isEmpty {
      center(MathText.plain(figure.title.text), 0, 0, canvas.columns)
      top = 1
    }
    for axes in figure.axes where !(axes.twin != nil && axes.isRightHanded) {
      let place = place(of: axes, top: top)
      guard place.columns >= 8, place.rows >= 4 else { continue }
      try paint(axes, place)
    }
  }

  struct Place {
    var left: Int
    var top: Int
    var columns: Int
    var rows: Int
  }

  private func place(of axes: Axes, top: Int) -> Place {
    let rows = Double(canvas.rows - top)
    let columns = Double(canvas.columns)
    if let box = axes.box {
      return Place(
        left: Int(box.left * columns), top: top + Int((1 - box.bottom - box.height) * rows),
        columns: Int(box.width * columns), rows: Int(box.height * rows))
    }
    let cell = axes.cell
    let colorBars = figure.axes.filter { $0.colorBar != nil && $0.cell == cell }.count
    let width = columns / Double(max(cell.columns, 1))
    let height = rows / Double(max(cell.rows, 1))
    let left = Int(Double(cell.firstColumn) * width)
    let right = Int(Double(cell.lastColumn + 1) * width) - (cell.lastColumn + 1 < cell.columns ? 2 : 0)
    let upper = top + Int(Double(cell.firstRow) * height)
    let lower = top + Int(Double(cell.lastRow + 1) * height)
    let taken = 12 * colorBars
    if axes.colorBar != nil {
      return Place(left: max(right - 11, left), top: upper, columns: 11, rows: lower - upper)
    }
    return Place(left: left, top: upper, columns: right - left - taken, rows: lower - upper)
  }

  private mutating func center(_ text: String, _ row: Int, _ left: Int, _ columns: Int, _ color: Color? = nil) {
    let text = String(text.prefix(columns))
    canvas.write(text, left + max((columns - text.count) / 2, 0), row, color)
  }

  // MARK: One coordinate system

  private mutating func paint(_ axes: Axes, _ place: Place) throws {
    var top = place.top
    var bottom = place.top + place.rows
    let title = [axes.leftTitle, axes.title, axes.rightTitle].map { MathText.plain($0.text) }
      .filter { !$0.isEmpty }.joined(separator: "  ")
    let yName = axes.is3D ? "" : MathText.plain(axes.y.label.text)
    let titleLines = title.split(separator: "\n").map(String.init)
    top += titleLines.isEmpty && !yName.isEmpty ? 1 : titleLines.count
    let legend = axes.legend.map { legendLines($0, place.columns) } ?? []
    bottom -= legend.count
    let xName = axes.is3D ? "" : MathText.plain(axes.x.label.text)
    if !xName.isEmpty { bottom -= 1 }
    if axes.is3D {
      try paintSolid(axes, Place(left: place.left, top: top, columns: place.columns, rows: bottom - top))
      for (at, line) in titleLines.enumerated() { center(line, place.top + at, place.left, place.columns) }
      paintLegend(legend, bottom, place)
      return
    }
    let isFramed = axes.isFramed
    let showsX = isFramed && axes.x.isVisible && axes.x.showsLabels
    let showsY = isFramed && axes.y.isVisible && axes.y.showsLabels
    if isFramed { bottom -= showsX ? 2 : 1 }
    let rows = bottom - top - (isFramed ? 1 : 0)
    guard rows >= 2 else { return }
    // Ticks up decide how wide their labels are.
    var probe = Frame(axes, box: Rect(0, 0, Double(place.columns) * 2, Double(rows) * 4), page: Rect(0, 0, 1, 1))
    let yTicks = try axes.y.ticks(probe.y.low, probe.y.high, space: max(rows / 2, 2))
    let widest = showsY ? yTicks.labels.texts.map { MathText.plain($0).count }.max() ?? 0 : 0
    let left = place.left + (showsY ? min(widest, place.columns / 3) + 1 : 0) + (isFramed ? 1 : 0)
    let twin = figure.axes.first { $0.twin === axes && $0.isRightHanded }
    let twinWidth = try twin.map { try widestLabel(of: $0, rows) + 2 } ?? 0
    let columns = place.left + place.columns - left - (isFramed ? 1 : 0) - twinWidth
    guard columns >= 4 else { return }
    let plotTop = top + (isFramed ? 1 : 0)
    let box = Rect(Double(left) * 2, Double(plotTop) * 4, Double(columns) * 2, Double(rows) * 4)
    probe = Frame(axes, box: box, page: Rect(0, 0, Double(canvas.columns) * 2, Double(canvas.rows) * 4))
    let frame = probe
    let x0 = Int((frame.box.left / 2).rounded())
    let x1 = Int((frame.box.right / 2).rounded())
    let y0 = Int((frame.box.top / 4).rounded())
    let y1 = Int((frame.box.bottom / 4).rounded())
    let inner = Place(left: x0, top: y0, columns: max(x1 - x0, 1), rows: max(y1 - y0, 1))
    let xTicks = try axes.x.ticks(frame.x.low, frame.x.high, space: max(inner.columns / 9, 2))
    let yPlaces = try axes.y.ticks(frame.y.low, frame.y.high, space: max(inner.rows / 2, 2))
    if isFramed { paintFrame(axes, frame, inner, xTicks, yPlaces, showsX, showsY) }
    let clip = DotCanvas.Clip(
      left: inner.left * 2, top: inner.top * 4, right: (inner.left + inner.columns) * 2,
      bottom: (inner.top + inner.rows) * 4)
    if let bar = axes.colorBar { paint(bar, frame.box, clip) }
    for artist in axes.artists.sorted(by: { $0.zorder < $1.zorder }) where artist.isVisible {
      draw(artist, frame, clip)
    }
    if let twin {
      let second = Frame(twin, box: frame.box, page: frame.page)
      if isFramed { try paintRightSide(second, inner) }
      for artist in twin.artists where artist.isVisible { draw(artist, second, clip) }
    }
    for (at, line) in titleLines.enumerated() {
      center(line, y0 - (isFramed ? 1 : 0) - titleLines.count + at, x0, inner.columns)
    }
    if !yName.isEmpty {
      let row = y0 - (isFramed ? 1 : 0) - 1
      let room =
        titleLines.isEmpty
        ? place.columns : max((inner.columns - (titleLines.last?.count ?? 0)) / 2 + x0 - place.left - 2, 0)
      canvas.write(String(yName.prefix(room)), place.left, row, TerminalPainter.quiet)
    }
    let below = y1 + (isFramed ? (showsX ? 2 : 1) : 0)
    if !xName.isEmpty { center(xName, below, x0, inner.columns, TerminalPainter.quiet) }
    paintLegend(legend, below + (xName.isEmpty ? 0 : 1), Place(left: x0, top: 0, columns: inner.columns, rows: 0))
  }

  static let quiet = Color(0x9E9E9E)
  private static let frameColor = Color(0x808080)

  private mutating func paintFrame(
    _ axes: Axes, _ frame: Frame, _ inner: Place, _ xTicks: (places: [Double], labels: TickLabels),
    _ yTicks: (places: [Double], labels: TickLabels), _ showsX: Bool, _ showsY: Bool
  ) {
    let color = TerminalPainter.frameColor
    let right = inner.left + inner.columns
    let bottom = inner.top + inner.rows
    let line = String(repeating: "─", count: inner.columns)
    canvas.write("╭" + line + "╮", inner.left - 1, inner.top - 1, color)
    canvas.write("╰" + line + "╯", inner.left - 1, bottom, color)
    for row in inner.top..<bottom {
      canvas.write("│", inner.left - 1, row, color)
      canvas.write("│", right, row, color)
    }
    var taken = inner.left - 100
    for (place, text) in zip(xTicks.places, xTicks.labels.texts) {
      let column = Int((frame.place(Point(place, 0), .upAxes).x / 2).rounded(.down))
      guard column >= inner.left, column <= right else { continue }
      let at = min(column, right - 1)
      if axes.x.showsTicks, axes.colorBar?.isHorizontal != false { canvas.write("┬", at, bottom, color) }
      if axes.grid?.across == true { for row in inner.top..<bottom { canvas.rule("┊", at, row) } }
      let text = MathText.plain(text)
      let start = min(max(at - text.count / 2, 0), max(canvas.columns - text.count, 0))
      if showsX, start > taken {
        canvas.write(text, start, bottom + 1)
        taken = start + text.count
      }
    }
    for (place, text) in zip(yTicks.places, yTicks.labels.texts) {
      let row = Int((frame.place(Point(0, place), .acrossAxes).y / 4).rounded(.down))
      guard row >= inner.top, row <= bottom else { continue }
      let at = min(row, bottom - 1)
      if axes.y.showsTicks, axes.colorBar?.isHorizontal != true { canvas.write("┤", inner.left - 1, at, color) }
      if axes.grid?.up == true { for column in inner.left..<right { canvas.rule("┈", column, at) } }
      let text = MathText.plain(text)
      if showsY { canvas.write(text, max(inner.left - 2 - text.count, 0), at) }
    }
    if showsX, !xTicks.labels.common.isEmpty {
      let text = xTicks.labels.common
      canvas.write(" " + text, right - text.count, bottom, color)
    }
    if showsY, !yTicks.labels.common.isEmpty {
      canvas.write(yTicks.labels.common + " ", inner.left, inner.top - 1, color)
    }
  }

  /// How long the longest label of an axis on the right is.
  private func widestLabel(of twin: Axes, _ rows: Int) throws -> Int {
    let frame = Frame(twin, box: Rect(0, 0, 100, Double(rows) * 4), page: Rect(0, 0, 1, 1))
    let ticks = try twin.y.ticks(frame.y.low, frame.y.high, space: max(rows / 2, 2))
    return ticks.labels.texts.map { MathText.plain($0).count }.max() ?? 0
  }

  /// The ticks, labels and name of a second axis.
  private mutating func paintRightSide(_ frame: Frame, _ inner: Place) throws {
    let axis = frame.axes.y
    let right = inner.left + inner.columns
    let ticks = try axis.ticks(frame.y.low, frame.y.high, space: max(inner.rows / 2, 2))
    for (place, text) in zip(ticks.places, ticks.labels.texts) {
      let row = Int((frame.place(Point(0, place), .acrossAxes).y / 4).rounded(.down))
      guard row >= inner.top, row <= inner.top + inner.rows else { continue }
      let at = min(row, inner.top + inner.rows - 1)
      canvas.write("├", right, at, TerminalPainter.frameColor)
      canvas.write(MathText.plain(text), right + 2, at)
    }
    let name = MathText.plain(axis.label.text)
    let start = min(right + 2, canvas.columns) - name.count
    if !name.isEmpty, start > inner.left { canvas.write(name, start, inner.top - 2, TerminalPainter.quiet) }
  }

  // MARK: Legend

  private func legendLines(_ legend: Legend, _ columns: Int) -> [[(mark: String, color: Color?, text: String)]] {
    var lines: [[(mark: String, color: Color?, text: String)]] = []
    var width = 0
    for entry in legend.entries {
      let (mark, color) = TerminalPainter.sample(entry.artist)
      let text = MathText.plain(entry.label)
      let taken = mark.count + 1 + text.count + 3
      if lines.isEmpty || width + taken > columns {
        lines.append([])
        width = 0
      }
      lines[lines.count - 1].append((mark, color, text))
      width += taken
    }
    return lines
  }

  private mutating func paintLegend(
    _ lines: [[(mark: String, color: Color?, text: String)]], _ row: Int, _ place: Place
  ) {
    for (at, line) in lines.enumerated() {
      let width = line.reduce(-3) { $0 + $1.mark.count + 1 + $1.text.count + 3 }
      var column = place.left + max((place.columns - width) / 2, 0)
      for entry in line {
        canvas.write(entry.mark, column, row + at, entry.color)
        column += entry.mark.count + 1
        canvas.write(entry.text, column, row + at)
        column += entry.text.count + 3
      }
    }
  }

  private static func sample(_ artist: Artist) -> (String, Color?) {
    switch artist.content {
    case .line(let line):
      let stroke =
        switch line.style {
        case .solid, .custom: "──"
        case .dashed: "╌╌"
        case .dotted: "··"
        case .dashDot: "─·"
        case .none: ""
        }
      guard let marker = line.marker else { return (stroke, line.color) }
      return (stroke.isEmpty ? String(marker.letter) : String(marker.letter) + "─", line.color)
    case .markers(let markers): return (String(markers.marker.letter), markers.faces.first)
    case .polygons(let polygons): return ("■", polygons.faces.first ?? polygons.edge)
    case .segments(let segments): return ("──", segments.colors.first)
    case .text, .image: return ("", nil)
    }
  }
}

extension Marker {
  /// The shape as a character.
  var letter: Character {
    switch self {
    case .point, .pixel: "·"
    case .circle, .octagon, .hexagon, .hexagon2, .pentagon: "●"
    case .triangleUp: "▲"
    case .triangleDown: "▼"
    case .triangleLeft: "◀"
    case .triangleRight: "▶"
    case .square: "■"
    case .star: "*"
    case .plus, .filledPlus: "+"
    case .cross, .filledCross: "×"
    case .diamond, .thinDiamond: "◆"
    case .vertical: "|"
    case .horizontal: "─"
    }
  }
}
