/// Lays a figure out and paints it as a scene.
public struct ScenePainter {
  var scene: Scene
  let figure: Figure
  private let page: Rect

  init(_ figure: Figure) {
    self.figure = figure
    page = Rect(0, 0, figure.width * 72, figure.height * 72)
    scene = Scene(width: page.width, height: page.height)
  }

  /// The figure as a scene.
  ///
  /// - Throws: What a formatter of labels, written by a person, throws.
  public static func paint(_ figure: Figure) throws -> Scene {
    var painter = ScenePainter(figure)
    try painter.paint()
    return painter.scene
  }

  private mutating func paint() throws {
    scene.add(.path(Path(page), fill: figure.face, stroke: nil))
    let margins = figure.isTight ? try Layout.tight(figure, page: page) : figure.margins
    for axes in figure.axes {
      let frame = Frame(axes, box: Layout.box(of: axes, in: figure, margins: margins), page: page)
      try paint(frame)
    }
    let whole = Frame(Axes(), box: page, page: page)
    for text in figure.texts { paint(text, in: whole, clip: nil) }
    if !figure.title.text.isEmpty {
      write(figure.title, at: Point(page.width / 2, page.height * 0.02), across: .center, up: .top)
    }
  }

  private mutating func paint(_ frame: Frame) throws {
    let axes = frame.axes
    if axes.is3D { return try paintSolid(frame) }
    let isBehind = axes.twin != nil && axes.isRightHanded
    if axes.isFramed, !isBehind { scene.add(.path(Path(frame.box), fill: axes.face, stroke: nil)) }
    if let bar = axes.colorBar { paint(bar, frame) }
    let xTicks = try frame.xTicks()
    let yTicks = try frame.yTicks()
    if axes.isFramed, let grid = axes.grid {
      paint(grid, frame, xTicks.places, yTicks.places)
    }
    let ordered = axes.artists.enumerated().sorted { ($0.element.zorder, $0.offset) < ($1.element.zorder, $1.offset) }
    var isFrameDrawn = false
    for (_, artist) in ordered where artist.isVisible {
      // The frame lies above lines and beneath texts.
      if artist.zorder > 2.5, !isFrameDrawn {
        try paintSides(frame, xTicks, yTicks)
        isFrameDrawn = true
      }
      paint(artist, in: frame, clip: artist.isClipped ? frame.box : nil)
    }
    if !isFrameDrawn { try paintSides(frame, xTicks, yTicks) }
    paintTitles(frame)
    if let legend = axes.legend { paint(legend, frame) }
  }

  private mutating func paint(_ grid: Axes.Grid, _ frame: Frame, _ across: [Double], _ up: [Double]) {
    let stroke = Stroke(
      color: grid.color.faded(grid.alpha), width: grid.width, dashes: grid.style.dashes(width: grid.width),
      cap: .square)
    if grid.across {
      for place in across {
        let x = frame.place(Point(place, 0), .upAxes).x
        scene.add(
          .path(Path(line: [Point(x, frame.box.bottom), Point(x, frame.box.top)]), fill: nil, stroke: stroke),
          clip: frame.box)
      }
    }
    if grid.up {
      for place in up {
        let y = frame.place(Point(0, place), .acrossAxes).y
        scene.add(
          .path(Path(line: [Point(frame.box.left, y), Point(frame.box.right, y)]), fill: nil, stroke: stroke),
          clip: frame.box)
      }
    }
  }

  private mutating func paintTitles(_ frame: Frame) {
    let axes = frame.axes
    for (title, x, across) in [
      (axes.title, frame.box.center.x, Artist.Text.Across.center), (axes.leftTitle, frame.box.left, .left),
      (axes.rightTitle, frame.box.right, .right),
    ] where !title.text.isEmpty {
      write(title, at: Point(x, frame.box.top - (title.pad ?? 6)), across: across, up: .baseline)
    }
  }

  /// Lines of text, placed by the box around them.
  ///
  /// - Returns: That box.
  @discardableResult mutating func write(
    _ label: Label, at place: Point, across: Artist.Text.Across, up: Artist.Text.Up, alpha: Double? = nil
  ) -> Rect {
    let block = TextBlock(label)
    let turned = block.boxAfterRotation
    var left = place.x
    switch across {
    case .left: left -= turned.left
    case .center: left -= turned.left + turned.width / 2
    case .right: left -= turned.right
    }
    var top = place.y
    switch up {
    case .top: top -= turned.top
    case .center: top -= turned.top + turned.height / 2
    case .bottom: top -= turned.bottom
    // The base line of the last line.
    case .baseline: top -= label.rotation == 0 ? block.lines.last?.origin.y ?? 0 : turned.bottom
    }
    for line in block.lines {
      let origin = block.turned(line.origin) + Point(left, top)
      scene.add(
        .text(
          Scene.TextRun(
            text: line.text, origin: origin, size: label.size, rotation: label.rotation,
            color: label.color.faded(alpha), isBold: label.isBold, isItalic: label.isItalic)))
    }
    return Rect(turned.left + left, turned.top + top, turned.width, turned.height)
  }
}

/// Lines of text above one another, their box beginning at the origin.
struct TextBlock {
  let lines: [(text: String, origin: Point)]
  let width: Double
  let height: Double
  private let rotation: Double

  init(_ label: Label) {
    let texts = MathText.plain(label.text).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let widths = texts.map { Font.width($0, size: label.size) * (label.isBold ? 1.08 : 1) }
    let width = widths.max() ?? 0
    // The first line is as high as its letters reach, the last as deep.
    let up = max(Font.extent(texts.first ?? "", size: label.size).up, Font.extent("l", size: label.size).up)
    let down = max(
      Font.extent(texts.last ?? "", size: label.size).down, label.size * (texts.count > 1 ? 0.2 : 0.0))
    let step = label.size * Font.lineHeight
    lines = zip(texts, widths).enumerated().map { at, line in
      (line.0, Point(texts.count > 1 ? (width - line.1) / 2 : 0, up + Double(at) * step))
    }
    self.width = width
    height = up + Double(texts.count - 1) * step + down
    rotation = label.rotation
  }

  /// A place of the block after it was turned around its corner.
  func turned(_ point: Point) -> Point {
    guard rotation != 0 else { return point }
    let angle = rotation * .pi / 180
    return Point(
      point.x * cosine(angle) + point.y * sine(angle), -point.x * sine(angle) + point.y * cosine(angle))
  }

  var boxAfterRotation: Rect {
    let corners = [Point(0, 0), Point(width, 0), Point(0, height), Point(width, height)].map(turned)
    let left = corners.map(\.x).min() ?? 0
    let top = corners.map(\.y).min() ?? 0
    return Rect(left, top, (corners.map(\.x).max() ?? 0) - left, (corners.map(\.y).max() ?? 0) - top)
  }
}
