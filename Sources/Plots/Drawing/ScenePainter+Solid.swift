extension ScenePainter {
  /// Axes of three dimensions: walls, surfaces and points, the farthest first.
  mutating func paintSolid(_ frame: Frame) throws {
    let view = SolidView(frame)
    if frame.axes.isFramed { try paintWalls(view) }
    var pieces: [(depth: Double, draw: (inout Scene) -> Void)] = []
    for artist in frame.axes.artists where artist.isVisible {
      guard let groups = frame.axes.solid[ObjectIdentifier(artist)] else { continue }
      pieces += view.pieces(of: artist, groups)
    }
    for piece in pieces.sorted(by: { $0.depth < $1.depth }) { piece.draw(&scene) }
    if !frame.axes.title.text.isEmpty {
      let place = Point(frame.box.center.x, frame.box.top - (frame.axes.title.pad ?? 6))
      write(frame.axes.title, at: place, across: .center, up: .baseline)
    }
    if let legend = frame.axes.legend { paint(legend, frame) }
  }

  private mutating func paintWalls(_ view: SolidView) throws {
    let axes = view.frame.axes
    let gridStroke = Stroke(color: Color(0xB0B0B0), width: 0.8)
    for wall in view.walls {
      scene.add(
        .path(
          Path(polygon: wall.map { view.page($0).place }), fill: Color(0xF2F2F2),
          stroke: Stroke(color: .white, width: 1)))
    }
    for (which, axis) in [axes.x, axes.y, axes.z].enumerated() {
      let range = view.ranges[which]
      let ticks = try axis.ticks(range.low, range.high, space: 5)
      for place in ticks.places {
        let lines = view.gridLines(which, at: place)
        for (a, b) in lines {
          scene.add(.path(Path(line: [view.page(a).place, view.page(b).place]), fill: nil, stroke: gridStroke))
        }
      }
      let edge = view.edge(which)
      scene.add(
        .path(
          Path(line: [view.page(edge.from).place, view.page(edge.to).place]), fill: nil,
          stroke: Stroke(color: .black, width: 0.8)))
      for (place, text) in zip(ticks.places, ticks.labels.texts) {
        let at = view.page(edge.at(view.share(which, place))).place
        write(Label(text, size: axis.labelSize), at: at + view.outward(which) * 11, across: .center, up: .center)
      }
      if !axis.label.text.isEmpty {
        let middle = view.page(edge.at(0.5)).place
        write(axis.label, at: middle + view.outward(which) * 28, across: .center, up: .center)
      }
    }
  }
}

/// A box of three dimensions seen from a side.
struct SolidView {
  let frame: Frame
  /// Of x, y and z.
  let ranges: [(low: Double, high: Double)]
  private let right: Axes.Solid
  private let upward: Axes.Solid
  private let toward: Axes.Solid
  private let size = Axes.Solid(4.0 / 4, 4.0 / 4, 3.0 / 4)

  init(_ frame: Frame) {
    self.frame = frame
    let all = frame.axes.solid.values.joined().joined()
    func range(_ axis: Axis, _ path: KeyPath<Axes.Solid, Double>) -> (low: Double, high: Double) {
      if let limits = axis.limits { return limits }
      let values = all.lazy.map { $0[keyPath: path] }.filter(\.isFinite)
      let (low, high) = Ticks.separated(values.min() ?? 0, values.max() ?? 1, expander: 0.05)
      let extra = (high - low) / 48
      return (low - extra, high + extra)
    }
    ranges = [range(frame.axes.x, \.x), range(frame.axes.y, \.y), range(frame.axes.z, \.z)]
    let elevation = frame.axes.elevation * .pi / 180
    let azimuth = frame.axes.azimuth * .pi / 180
    toward = Axes.Solid(cosine(elevation) * cosine(azimuth), cosine(elevation) * sine(azimuth), sine(elevation))
    right = Axes.Solid(-sine(azimuth), cosine(azimuth), 0)
    upward = Axes.Solid(-sine(elevation) * cosine(azimuth), -sine(elevation) * sine(azimuth), cosine(elevation))
  }

  func share(_ which: Int, _ value: Double) -> Double {
    (value - ranges[which].low) / (ranges[which].high - ranges[which].low)
  }

  /// Where a place of the unit box lies on the page, and how near it is.
  func page(_ unit: Axes.Solid) -> (place: Point, depth: Double) {
    let x = (unit.x - 0.5) * size.x
    let y = (unit.y - 0.5) * size.y
    let z = (unit.z - 0.5) * size.z
    let across = x * right.x + y * right.y
    let up = x * upward.x + y * upward.y + z * upward.z
    let depth = x * toward.x + y * toward.y + z * toward.z
    // Nearer things look larger.
    let zoom = 1 / (1 - depth / 7)
    let scale = min(frame.box.width, frame.box.height) * 0.62
    return (Point(frame.box.center.x + across * zoom * scale, frame.box.center.y - up * zoom * scale), depth)
  }

  func unit(_ p: Axes.Solid) -> Axes.Solid { Axes.Solid(share(0, p.x), share(1, p.y), share(2, p.z)) }

  /// The side of the box that is farther off, for each direction.
  private var far: Axes.Solid {
    Axes.Solid(toward.x > 0 ? 0 : 1, toward.y > 0 ? 0 : 1, toward.z > 0 ? 0 : 1)
  }

  var walls: [[Axes.Solid]] {
    let f = far
    return [
      [(f.x, 0, 0), (f.x, 1, 0), (f.x, 1, 1), (f.x, 0, 1)], [(0, f.y, 0), (1, f.y, 0), (1, f.y, 1), (0, f.y, 1)],
      [(0, 0, f.z), (1, 0, f.z), (1, 1, f.z), (0, 1, f.z)],
    ].map { $0.map { Axes.Solid($0.0, $0.1, $0.2) } }
  }

  func gridLines(_ which: Int, at value: Double) -> [(Axes.Solid, Axes.Solid)] {
    let s = share(which, value)
    let f = far
    switch which {
    case 0:
      return [
        (.init(s, f.y, 0), .init(s, f.y, 1)), (.init(s, 0, f.z), .init(s, 1, f.z)),
      ]
    case 1: return [(.init(f.x, s, 0), .init(f.x, s, 1)), (.init(0, s, f.z), .init(1, s, f.z))]
    default: return [(.init(f.x, 0, s), .init(f.x, 1, s)), (.init(0, f.y, s), .init(1, f.y, s))]
    }
  }

  struct Edge {
    let from: Axes.Solid
    let to: Axes.Solid

    func at(_ share: Double) -> Axes.Solid {
      Axes.Solid(
        from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share, from.z + (to.z - from.z) * share)
    }
  }

  /// Where the ticks of a direction stand.
  func edge(_ which: Int) -> Edge {
    let near = Axes.Solid(1 - far.x, 1 - far.y, 1 - far.z)
    switch which {
    case 0: return Edge(from: .init(0, near.y, far.z), to: .init(1, near.y, far.z))
    case 1: return Edge(from: .init(near.x, 0, far.z), to: .init(near.x, 1, far.z))
    default:
      // The upright edge that lies farthest to the right.
      let right = [(near.x, far.y), (far.x, near.y)].max {
        page(.init($0.0, $0.1, 0.5)).place.x < page(.init($1.0, $1.1, 0.5)).place.x
      }
      return Edge(from: .init(right?.0 ?? 1, right?.1 ?? 1, 0), to: .init(right?.0 ?? 1, right?.1 ?? 1, 1))
    }
  }

  /// The direction away from the box, for labels.
  func outward(_ which: Int) -> Point {
    let middle = page(edge(which).at(0.5)).place
    let way = middle - page(.init(0.5, 0.5, 0.5)).place
    return way * (1 / max(way.length, 1e-9))
  }

  func pieces(of artist: Artist, _ groups: [[Axes.Solid]]) -> [(depth: Double, draw: (inout Scene) -> Void)] {
    let placed = groups.map { $0.map { page(unit($0)) } }
    switch artist.content {
    case .polygons(let polygons):
      return placed.enumerated().compactMap { at, corners in
        guard corners.allSatisfy(\.place.isFinite), !corners.isEmpty, !polygons.faces.isEmpty else { return nil }
        let depth = corners.reduce(0) { $0 + $1.depth } / Double(corners.count)
        let face = polygons.faces[at % polygons.faces.count].faded(artist.alpha)
        let stroke = polygons.edge.map { Stroke(color: $0.faded(artist.alpha), width: polygons.edgeWidth) }
        return (
          depth,
          {
            $0.add(
              .path(Path(polygon: corners.map(\.place)), fill: face, stroke: stroke ?? Stroke(color: face, width: 0.3)))
          }
        )
      }
    case .markers(let markers):
      let points = placed.joined()
      return points.enumerated().compactMap { at, point in
        guard point.place.isFinite, !markers.faces.isEmpty, !markers.sizes.isEmpty else { return nil }
        // Farther points are fainter.
        let faint = 0.3 + 0.7 * min(max(point.depth + 0.8, 0) / 1.6, 1)
        let face = markers.faces[at % markers.faces.count].faded(artist.alpha).faded(faint)
        let side = max(markers.sizes[at % markers.sizes.count], 0).squareRoot()
        let path = markers.marker.path.mapped { $0 * side }
        return (
          point.depth, { $0.add(.stamps(path, at: [point.place], fill: face, stroke: Stroke(color: face, width: 1))) }
        )
      }
    case .line(let line):
      let points = placed.first ?? []
      return zip(points, points.dropFirst()).map { a, b in
        (
          (a.depth + b.depth) / 2,
          {
            $0.add(
              .path(
                Path(line: [a.place, b.place]), fill: nil,
                stroke: Stroke(color: line.color.faded(artist.alpha), width: line.width, cap: .round)))
          }
        )
      }
    case .segments(let segments):
      return placed.enumerated().flatMap { at, points in
        zip(points, points.dropFirst()).map { a, b in
          let color = segments.colors.isEmpty ? Color.black : segments.colors[at % segments.colors.count]
          return (
            (a.depth + b.depth) / 2,
            {
              $0.add(
                .path(
                  Path(line: [a.place, b.place]), fill: nil,
                  stroke: Stroke(color: color.faded(artist.alpha), width: segments.width)))
            }
          )
        }
      }
    case .text(let text):
      return placed.joined().map { point in
        (
          .infinity,
          {
            $0.add(
              .text(
                Scene.TextRun(
                  text: MathText.plain(text.label.text), origin: point.place, size: text.label.size, rotation: 0,
                  color: text.label.color, isBold: false, isItalic: false)))
          }
        )
      }
    case .image: return []
    }
  }
}
