extension TerminalPainter {
  /// Points that a dot of braille is wide, about.
  private static let pointsPerDot = 2.6
  /// Fewer points than this are shown with the letters of their markers.
  private static let fewMarkers = 40

  mutating func draw(_ artist: Artist, _ frame: Frame, _ clip: DotCanvas.Clip) {
    func place(_ x: Double, _ y: Double) -> Point { frame.place(Point(x, y), artist.coordinates) }
    switch artist.content {
    case .line(let line):
      let points = zip(line.x, line.y).map { place($0, $1) }
      if line.style != .none {
        trace(points, line.color, line.style, isThick: line.width >= 3, clip)
      }
      if let marker = line.marker {
        let shown = points.enumerated().filter { $0.offset % max(line.markEvery, 1) == 0 }.map(\.element)
        mark(shown, marker, [line.markerFace ?? line.color], [line.markerSize], clip, isAlone: line.style == .none)
      }
    case .markers(let markers):
      let points = zip(markers.x, markers.y).map { place($0, $1) }
      let faces = markers.isHollow ? [markers.edge ?? markers.faces.first ?? .black] : markers.faces
      mark(points, markers.marker, faces, markers.sizes.map { max($0, 0).squareRoot() }, clip, isAlone: true)
    case .polygons(let polygons):
      let shapes = polygons.shapes.map { $0.map { place($0.x, $0.y) } }.map { shape in
        shape.map { Point(min(max($0.x, -1e5), 1e5), min(max($0.y, -1e5), 1e5)) }
      }
      if polygons.areOne {
        if let face = polygons.faces.first { canvas.fill(shapes, face.faded(artist.alpha), within: clip) }
        return
      }
      for (at, shape) in shapes.enumerated() {
        let face = polygons.faces.isEmpty ? nil : polygons.faces[at % polygons.faces.count].faded(artist.alpha)
        if let face, face.alpha > 0.02 { canvas.fill([shape], face, within: clip) }
        if let edge = polygons.edge, edge.alpha > 0.02, polygons.edgeWidth > 0,
          (face?.alpha ?? 0) < 0.02 || !polygons.areBoxes,
          let first = shape.first
        {
          trace(shape + [first], edge, polygons.style, isThick: false, clip)
        }
      }
    case .segments(let segments):
      for (at, line) in segments.lines.enumerated() where !segments.colors.isEmpty {
        trace(
          line.map { place($0.x, $0.y) }, segments.colors[at % segments.colors.count], segments.style, isThick: false,
          clip)
      }
    case .text(let text): write(text, artist, frame, clip)
    case .image(let image):
      let a = place(image.extent.left, image.extent.top)
      let b = place(image.extent.right, image.extent.bottom)
      var pixels = image.pixels
      if a.y > b.y { pixels = pixels.upsideDown }
      if a.x > b.x { pixels = pixels.leftRight }
      let box = Rect(min(a.x, b.x), min(a.y, b.y), abs(b.x - a.x), abs(b.y - a.y))
      canvas.image(pixels, box, within: clip)
    }
  }

  mutating func trace(_ points: [Point], _ color: Color, _ style: LineStyle, isThick: Bool, _ clip: DotCanvas.Clip) {
    let pattern: [Bool] =
      switch style {
      case .dashed, .custom: [true, true, true, true, true, false, false, false]
      case .dotted: [true, false, false]
      case .dashDot: [true, true, true, true, true, false, false, true, false, false]
      case .solid, .none: []
      }
    var phase = 0
    for (a, b) in zip(points, points.dropFirst()) {
      canvas.line(a, b, color, pattern: pattern, phase: &phase, isThick: isThick, within: clip)
    }
  }

  private mutating func mark(
    _ points: [Point], _ marker: Marker, _ colors: [Color], _ sizes: [Double], _ clip: DotCanvas.Clip, isAlone: Bool
  ) {
    guard !colors.isEmpty, !sizes.isEmpty else { return }
    let isLetters = points.count <= TerminalPainter.fewMarkers && marker != .point && marker != .pixel
    for (at, point) in points.enumerated() where point.isFinite && abs(point.x) < 1e6 && abs(point.y) < 1e6 {
      let color = colors[at % colors.count]
      if isLetters {
        let x = Int(point.x.rounded(.down))
        let y = Int(point.y.rounded(.down))
        guard clip.contains(min(x, clip.right - 1), min(y, clip.bottom - 1)), x >= clip.left, y >= clip.top else {
          continue
        }
        canvas.write(String(marker.letter), min(x, clip.right - 1) >> 1, min(y, clip.bottom - 1) >> 2, color)
      } else {
        let size = sizes[at % sizes.count] * (marker == .point ? 0.5 : 1)
        canvas.disc(point, diameter: max(size / TerminalPainter.pointsPerDot, isAlone ? 1 : 2), color, within: clip)
      }
    }
  }

  private mutating func write(_ text: Artist.Text, _ artist: Artist, _ frame: Frame, _ clip: DotCanvas.Clip) {
    var place = frame.place(text.place, artist.coordinates)
    if let offset = text.offset {
      place = place + Point(offset.x / TerminalPainter.pointsPerDot, -offset.y / TerminalPainter.pointsPerDot)
    }
    guard place.isFinite, abs(place.x) < 1e6, abs(place.y) < 1e6 else { return }
    let lines = MathText.plain(text.label.text).split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init)
    let row =
      Int((place.y / 4).rounded(.down)) - (text.up == .top ? 0 : text.up == .center ? lines.count / 2 : lines.count - 1)
    if text.arrow != nil, let target = text.target {
      let end = frame.place(target, text.targetCoordinates)
      trace([place, end], text.arrow?.color ?? .black, .solid, isThick: false, clip)
    }
    for (at, line) in lines.enumerated() {
      var column = Int((place.x / 2).rounded(.down))
      if text.across == .center { column -= line.count / 2 }
      if text.across == .right { column -= line.count }
      let color = text.label.color == .black ? nil : text.label.color
      canvas.write(line, column, row + at, color)
    }
  }

  mutating func paint(_ bar: Axes.ColorBar, _ box: Rect, _ clip: DotCanvas.Clip) {
    let steps = 64
    let colors = (0..<steps).reversed().map { bar.map((Double($0) + 0.5) / Double(steps)) }
    canvas.image(PixelImage(width: 1, height: steps, pixels: colors), box, within: clip)
  }

  /// A system of three dimensions: the same scene as on paper, a dot for a point.
  mutating func paintSolid(_ axes: Axes, _ place: Place) throws {
    let box = Rect(
      Double(place.left) * 2, Double(place.top) * 4, Double(place.columns) * 2, Double(max(place.rows, 1)) * 4)
    let clip = DotCanvas.Clip(
      left: place.left * 2, top: place.top * 4, right: (place.left + place.columns) * 2,
      bottom: (place.top + place.rows) * 4)
    for (element, _) in try ScenePainter.solid(axes, in: box).elements {
      switch element {
      case .path(let path, let fill, let stroke):
        let outlines = path.flattened()
        if let fill, fill.brightness < 0.9 { canvas.fill(outlines.map(\.points), fill, within: clip) }
        if let stroke, stroke.color.brightness < 0.95, fill == nil {
          for outline in outlines { trace(outline.points, stroke.color, .solid, isThick: false, clip) }
        }
      case .stamps(let path, let places, let fill, let stroke):
        for place in places {
          canvas.disc(place, diameter: path.steps.isEmpty ? 1 : 2, fill ?? stroke?.color ?? .black, within: clip)
        }
      case .text(let run):
        canvas.write(run.text, Int((run.origin.x / 2).rounded(.down)), Int((run.origin.y / 4).rounded(.down)))
      case .image: break
      }
    }
  }
}

extension ScenePainter {
  /// The scene of one system of three dimensions, without title and legend.
  static func solid(_ axes: Axes, in box: Rect) throws -> Scene {
    let figure = Figure(number: 0)
    var painter = ScenePainter(figure)
    let bare = Axes()
    bare.artists = axes.artists
    bare.solid = axes.solid
    (bare.x, bare.y, bare.z) = (axes.x, axes.y, axes.z)
    (bare.elevation, bare.azimuth, bare.is3D) = (axes.elevation, axes.azimuth, true)
    try painter.paintSolid(Frame(bare, box: box, page: box))
    return painter.scene
  }
}
