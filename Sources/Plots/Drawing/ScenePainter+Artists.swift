extension ScenePainter {
  mutating func paint(_ artist: Artist, in frame: Frame, clip: Rect?) {
    switch artist.content {
    case .line(let line): paint(line, artist, frame, clip)
    case .markers(let markers): paint(markers, artist, frame, clip)
    case .polygons(let polygons): paint(polygons, artist, frame, clip)
    case .segments(let segments): paint(segments, artist, frame, clip)
    case .text(let text): paint(text, artist, frame)
    case .image(let image): paint(image, artist, frame, clip)
    }
  }

  /// Stretches of finite places.
  static func stretches(_ points: [Point]) -> [[Point]] {
    var result: [[Point]] = []
    var current: [Point] = []
    for point in points {
      if point.isFinite {
        current.append(point)
      } else if !current.isEmpty {
        result.append(current)
        current = []
      }
    }
    if !current.isEmpty { result.append(current) }
    return result
  }

  private mutating func paint(_ line: Artist.Line, _ artist: Artist, _ frame: Frame, _ clip: Rect?) {
    let points = zip(line.x, line.y).map { frame.place(Point($0, $1), artist.coordinates) }
    if line.style != .none, line.width > 0 {
      let dashes = line.style.dashes(width: line.width)
      let stroke = Stroke(
        color: line.color.faded(artist.alpha), width: line.width, dashes: dashes, cap: dashes.isEmpty ? .square : .butt,
        joinsRound: true)
      for stretch in ScenePainter.stretches(points) where stretch.count > 1 {
        scene.add(.path(Path(line: stretch), fill: nil, stroke: stroke), clip: clip)
      }
    }
    guard let marker = line.marker else { return }
    let every = max(line.markEvery, 1)
    let places = points.enumerated().filter { $0.offset % every == 0 && $0.element.isFinite }.map(\.element)
    stamp(
      marker, at: places, size: line.markerSize, face: (line.markerFace ?? line.color).faded(artist.alpha),
      edge: (line.markerEdge ?? line.color).faded(artist.alpha),
      edgeWidth: marker == .point || marker == .pixel ? min(line.markerEdgeWidth, 1) : line.markerEdgeWidth, clip)
  }

  private mutating func stamp(
    _ marker: Marker, at places: [Point], size: Double, face: Color?, edge: Color?, edgeWidth: Double, _ clip: Rect?
  ) {
    let path = marker.path.mapped { $0 * size }
    let stroke = edge.map { Stroke(color: $0, width: edgeWidth, joinsRound: marker == .circle || marker == .point) }
    scene.add(.stamps(path, at: places, fill: marker.isOpen ? nil : face, stroke: stroke), clip: clip)
  }

  private mutating func paint(_ markers: Artist.Markers, _ artist: Artist, _ frame: Frame, _ clip: Rect?) {
    for (at, (x, y)) in zip(markers.x, markers.y).enumerated() {
      let place = frame.place(Point(x, y), artist.coordinates)
      guard place.isFinite, !markers.faces.isEmpty, !markers.sizes.isEmpty else { continue }
      let face = markers.faces[at % markers.faces.count].faded(artist.alpha)
      let area = markers.sizes[at % markers.sizes.count]
      guard area > 0 else { continue }
      let edge = markers.edge?.faded(artist.alpha) ?? face
      stamp(
        markers.marker, at: [place], size: area.squareRoot(), face: markers.isHollow ? nil : face, edge: edge,
        edgeWidth: markers.edge == nil && !markers.marker.isOpen ? 1 : markers.edgeWidth, clip)
    }
  }

  private mutating func paint(_ polygons: Artist.Polygons, _ artist: Artist, _ frame: Frame, _ clip: Rect?) {
    let stroke = polygons.edge.map {
      Stroke(
        color: $0.faded(artist.alpha), width: polygons.edgeWidth,
        dashes: polygons.style.dashes(width: polygons.edgeWidth)
      )
    }
    if polygons.areOne {
      var path = Path()
      for shape in polygons.shapes {
        path.steps += Path(polygon: shape.map { frame.place($0, artist.coordinates) }).steps
      }
      scene.add(.path(path, fill: polygons.faces.first?.faded(artist.alpha), stroke: stroke), clip: clip)
      return
    }
    for (at, shape) in polygons.shapes.enumerated() {
      let points = shape.map { frame.place($0, artist.coordinates) }.map { clamped($0, frame) }
      guard points.count > 1, points.allSatisfy(\.isFinite) else { continue }
      let face = polygons.faces.isEmpty ? nil : polygons.faces[at % polygons.faces.count].faded(artist.alpha)
      scene.add(
        .path(Path(polygon: points), fill: face?.alpha == 0 ? nil : face, stroke: stroke?.width == 0 ? nil : stroke),
        clip: clip)
    }
  }

  /// Bars that begin at 0 on a logarithmic axis begin beneath the frame.
  private func clamped(_ point: Point, _ frame: Frame) -> Point {
    var point = point
    if point.y == .infinity { point.y = frame.page.height * 2 }
    if point.x == -.infinity { point.x = -frame.page.width }
    return point
  }

  private mutating func paint(_ segments: Artist.Segments, _ artist: Artist, _ frame: Frame, _ clip: Rect?) {
    for (at, line) in segments.lines.enumerated() where !segments.colors.isEmpty {
      let color = segments.colors[at % segments.colors.count].faded(artist.alpha)
      let stroke = Stroke(
        color: color, width: segments.width, dashes: segments.style.dashes(width: segments.width), joinsRound: true)
      let text = at < segments.labels.count ? segments.labels[at] : ""
      for stretch in ScenePainter.stretches(line.map { frame.place($0, artist.coordinates) }) where stretch.count > 1 {
        guard !text.isEmpty, let parts = interrupted(stretch, text, segments.labelSize, color, frame) else {
          scene.add(.path(Path(line: stretch), fill: nil, stroke: stroke), clip: clip)
          continue
        }
        for part in parts where part.count > 1 {
          scene.add(.path(Path(line: part), fill: nil, stroke: stroke), clip: clip)
        }
      }
    }
  }

  /// A contour with a gap in its middle for its number, which is written there along the line.
  private mutating func interrupted(
    _ points: [Point], _ text: String, _ size: Double, _ color: Color, _ frame: Frame
  ) -> [[Point]]? {
    let width = Font.width(text, size: size)
    let total = zip(points, points.dropFirst()).reduce(0) { $0 + ($1.1 - $1.0).length }
    guard total > width * 1.5, points.count > 2 else { return nil }
    let middle = points.count / 2
    let center = points[middle]
    guard frame.box.grown(-width / 2, -size / 2).contains(center) else { return nil }
    let before = points[..<middle].lastIndex { ($0 - center).length > width / 2 + 2 } ?? 0
    let after = points[middle...].firstIndex { ($0 - center).length > width / 2 + 2 } ?? points.count - 1
    let along = points[after] - points[before]
    var angle = -angleInDegrees(along)
    if angle > 90 { angle -= 180 }
    if angle < -90 { angle += 180 }
    var label = Label(text, size: size)
    label.color = color
    label.rotation = angle
    write(label, at: center, across: .center, up: .center)
    return [Array(points[...before]), Array(points[after...])]
  }

  private mutating func paint(_ text: Artist.Text, _ artist: Artist, _ frame: Frame) {
    guard !text.label.text.isEmpty || text.target != nil else { return }
    var place = frame.place(text.place, artist.coordinates)
    if let offset = text.offset { place = place + Point(offset.x, -offset.y) }
    guard place.isFinite else { return }
    if let arrow = text.arrow, let target = text.target {
      let end = frame.place(target, text.targetCoordinates)
      let around = measured(text.label, at: place, text)
      if end.isFinite { paint(arrow, from: around, to: end) }
    }
    if let box = text.box {
      let around = measured(text.label, at: place, text).grown(box.pad, box.pad)
      let path = box.isRounded ? Path(around, radius: min(box.pad, around.height / 2)) : Path(around)
      scene.add(
        .path(
          path, fill: box.face?.faded(artist.alpha),
          stroke: box.edge.map { Stroke(color: $0.faded(artist.alpha), width: box.width) }))
    }
    write(text.label, at: place, across: text.across, up: text.up, alpha: artist.alpha)
  }

  private func measured(_ label: Label, at place: Point, _ text: Artist.Text) -> Rect {
    var probe = self
    return probe.write(label, at: place, across: text.across, up: text.up)
  }

  /// An arrow from the edge of a box towards a place.
  private mutating func paint(_ arrow: Artist.Arrow, from box: Rect, to end: Point) {
    let center = box.center
    let way = end - center
    let length = way.length
    guard length > 1 else { return }
    let unit = way * (1 / length)
    // Where the line leaves the box.
    let reachX = unit.x == 0 ? Double.infinity : (box.width / 2 + 3) / abs(unit.x)
    let reachY = unit.y == 0 ? Double.infinity : (box.height / 2 + 3) / abs(unit.y)
    let start = center + unit * min(min(reachX, reachY), length)
    let tip = end - unit * (arrow.isThick ? 0 : 2)
    let side = Point(-unit.y, unit.x)
    if arrow.isThick {
      let half = arrow.width * 2
      let neck = tip - unit * 10
      scene.add(
        .path(
          Path(polygon: [
            start + side * half, neck + side * half, neck + side * (half + 4), tip, neck - side * (half + 4),
            neck - side * half, start - side * half,
          ]), fill: arrow.color, stroke: Stroke(color: arrow.color, width: 1)))
      return
    }
    let stroke = Stroke(color: arrow.color, width: arrow.width, cap: .round, joinsRound: true)
    scene.add(.path(Path(line: [start, tip]), fill: nil, stroke: stroke))
    if arrow.hasHead {
      let back = tip - unit * 4
      scene.add(.path(Path(line: [back + side * 2, tip, back - side * 2]), fill: nil, stroke: stroke))
    }
  }

  private mutating func paint(_ image: Artist.Image, _ artist: Artist, _ frame: Frame, _ clip: Rect?) {
    let a = frame.place(Point(image.extent.left, image.extent.top), artist.coordinates)
    let b = frame.place(Point(image.extent.right, image.extent.bottom), artist.coordinates)
    guard a.isFinite, b.isFinite else { return }
    var pixels = image.pixels
    // The first row of pixels lies at `top`, which may be beneath `bottom`.
    if a.y > b.y { pixels = pixels.upsideDown }
    if a.x > b.x { pixels = pixels.leftRight }
    if let alpha = artist.alpha { pixels.pixels = pixels.pixels.map { $0.faded(alpha) } }
    let box = Rect(min(a.x, b.x), min(a.y, b.y), abs(b.x - a.x), abs(b.y - a.y))
    scene.add(.image(pixels, in: box), clip: clip)
  }
}

extension PixelImage {
  var upsideDown: PixelImage {
    var result = self
    result.pixels = (0..<height).reversed().flatMap { pixels[($0 * width)..<(($0 + 1) * width)] }
    return result
  }

  var leftRight: PixelImage {
    var result = self
    result.pixels = (0..<height).flatMap { pixels[($0 * width)..<(($0 + 1) * width)].reversed() }
    return result
  }
}
