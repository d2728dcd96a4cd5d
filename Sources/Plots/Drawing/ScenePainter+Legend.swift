extension ScenePainter {
  mutating func paint(_ legend: Legend, _ frame: Frame) {
    guard !legend.entries.isEmpty else { return }
    let layout = LegendLayout(legend)
    let corner = layout.corner(of: legend, frame)
    let box = Rect(corner.x, corner.y, layout.width, layout.height)
    if legend.hasFrame {
      scene.add(
        .path(
          Path(box, radius: 0.2 * legend.size), fill: Color.white.faded(legend.frameAlpha),
          stroke: Stroke(color: Color(0xCCCCCC).faded(legend.frameAlpha), width: 1)))
    }
    if !legend.title.isEmpty {
      write(
        Label(legend.title, size: legend.size), at: Point(box.center.x, box.top + layout.pad), across: .center, up: .top
      )
    }
    for (at, entry) in legend.entries.enumerated() {
      let origin = layout.places[at] + corner
      paintHandle(entry.artist, Rect(origin.x, origin.y, layout.handleWidth, layout.rowHeight), legend)
      var label = Label(entry.label, size: legend.size)
      label.color = .black
      write(
        label, at: Point(origin.x + layout.handleWidth + 0.8 * legend.size, origin.y + layout.rowHeight * 0.74),
        across: .left, up: .baseline)
    }
  }

  /// A small sample of what an artist draws.
  private mutating func paintHandle(_ artist: Artist, _ box: Rect, _ legend: Legend) {
    let middle = box.center
    let sample: Artist.Content
    switch artist.content {
    case .line(var line):
      line.x = [box.left, box.right]
      line.y = [middle.y, middle.y]
      if line.style != .none {
        let dashes = line.style.dashes(width: line.width)
        scene.add(
          .path(
            Path(line: [Point(box.left, middle.y), Point(box.right, middle.y)]), fill: nil,
            stroke: Stroke(
              color: line.color.faded(artist.alpha), width: line.width, dashes: dashes,
              cap: dashes.isEmpty ? .square : .butt)))
      }
      guard let marker = line.marker else { return }
      let path = marker.path.mapped { $0 * line.markerSize }
      scene.add(
        .stamps(
          path, at: [middle], fill: marker.isOpen ? nil : (line.markerFace ?? line.color).faded(artist.alpha),
          stroke: Stroke(color: (line.markerEdge ?? line.color).faded(artist.alpha), width: line.markerEdgeWidth)))
      return
    case .markers(let markers): sample = .markers(markers)
    case .polygons(let polygons): sample = .polygons(polygons)
    case .segments(let segments): sample = .segments(segments)
    case .text, .image: return
    }
    if case .markers(let markers) = sample {
      let face = (markers.faces.first ?? .black).faded(artist.alpha)
      let size = (markers.sizes.first ?? 36).squareRoot()
      scene.add(
        .stamps(
          markers.marker.path.mapped { $0 * size }, at: [Point(middle.x, middle.y + 0.125 * legend.size)],
          fill: markers.isHollow || markers.marker.isOpen ? nil : face,
          stroke: Stroke(color: markers.edge?.faded(artist.alpha) ?? face, width: 1)))
    } else if case .polygons(let polygons) = sample {
      let height = 0.7 * legend.size
      scene.add(
        .path(
          Path(Rect(box.left, middle.y - height / 2, box.width, height)),
          fill: polygons.faces.first?.faded(artist.alpha),
          stroke: polygons.edge.map { Stroke(color: $0.faded(artist.alpha), width: polygons.edgeWidth) }))
    } else if case .segments(let segments) = sample {
      scene.add(
        .path(
          Path(line: [Point(box.left, middle.y), Point(box.right, middle.y)]), fill: nil,
          stroke: Stroke(
            color: (segments.colors.first ?? .black).faded(artist.alpha), width: segments.width,
            dashes: segments.style.dashes(width: segments.width))))
    }
  }
}

/// The sizes inside a legend, and its place.
struct LegendLayout {
  let width: Double
  let height: Double
  let pad: Double
  let handleWidth: Double
  let rowHeight: Double
  /// Upper left corners of the entries, from the legend's own.
  let places: [Point]

  init(_ legend: Legend) {
    let size = legend.size
    pad = 0.4 * size
    handleWidth = 2 * size
    rowHeight = size * 1.0
    let gap = 0.5 * size
    let columns = max(1, min(legend.columns, legend.entries.count))
    let rows = (legend.entries.count + columns - 1) / columns
    let titleHeight = legend.title.isEmpty ? 0 : size * 1.25 + gap
    var places: [Point] = []
    var left = pad
    var at = 0
    var lowest = 0.0
    for column in 0..<columns {
      // matplotlib fills the first columns with one row more where they do not come out even.
      let here = legend.entries.count / columns + (column < legend.entries.count % columns ? 1 : 0)
      var widest = 0.0
      var top = pad + titleHeight
      for _ in 0..<here where at < legend.entries.count {
        let block = TextBlock(Label(legend.entries[at].label, size: size))
        places.append(Point(left, top))
        widest = max(widest, block.width)
        let isOneLine = block.lines.count == 1
        top += max(rowHeight, block.height + (isOneLine ? 0 : 0.25 * size)) + gap
        at += 1
      }
      lowest = max(lowest, top - gap)
      left += handleWidth + 0.8 * size + widest + (column + 1 < columns ? 2 * size : 0)
    }
    self.places = places
    _ = rows
    let titleWidth = Font.width(legend.title, size: size)
    width = max(left + pad, titleWidth + 2 * pad)
    height = lowest + pad
  }

  /// The upper left corner on the page.
  func corner(of legend: Legend, _ frame: Frame) -> Point {
    let inset = 0.5 * legend.size
    if let anchor = legend.anchor {
      let size = legend.anchorSize ?? Point(0, 0)
      let box = Rect(
        frame.box.left + anchor.x * frame.box.width, frame.box.bottom - (anchor.y + size.y) * frame.box.height,
        size.x * frame.box.width, size.y * frame.box.height)
      return corner(legend.location == 0 ? 1 : legend.location, in: box.grown(-inset, -inset))
    }
    let inner = frame.box.grown(-inset, -inset)
    guard legend.location == 0 else { return corner(legend.location, in: inner) }
    let crowd = Crowd(frame)
    var best = (corner: corner(1, in: inner), badness: Int.max)
    for code in 1...10 {
      let place = corner(code, in: inner)
      let badness = crowd.badness(of: Rect(place.x, place.y, width, height))
      if badness < best.badness { best = (place, badness) }
      if badness == 0 { break }
    }
    return best.corner
  }

  private func corner(_ code: Int, in box: Rect) -> Point {
    let left = box.left
    let right = box.right - width
    let middle = box.center.x - width / 2
    let top = box.top
    let bottom = box.bottom - height
    let center = box.center.y - height / 2
    switch code {
    case 2: return Point(left, top)
    case 3: return Point(left, bottom)
    case 4: return Point(right, bottom)
    case 5, 7: return Point(right, center)
    case 6: return Point(left, center)
    case 8: return Point(middle, bottom)
    case 9: return Point(middle, top)
    case 10: return Point(middle, center)
    default: return Point(right, top)
    }
  }
}

/// What a legend should not cover.
private struct Crowd {
  private var lines: [[Point]] = []
  private var points: [Point] = []
  private var boxes: [Rect] = []

  init(_ frame: Frame) {
    for artist in frame.axes.artists where artist.isVisible {
      switch artist.content {
      case .line(let line):
        lines.append(zip(line.x, line.y).map { frame.place(Point($0, $1), artist.coordinates) })
      case .markers(let markers):
        points += zip(markers.x, markers.y).map { frame.place(Point($0, $1), artist.coordinates) }
      case .polygons(let polygons):
        for shape in polygons.shapes {
          let corners = shape.map { frame.place($0, artist.coordinates) }
          guard polygons.areBoxes else {
            lines.append(corners)
            continue
          }
          let xs = corners.map(\.x)
          let ys = corners.map(\.y)
          guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max() else { continue }
          boxes.append(Rect(left, top, right - left, bottom - top))
        }
      case .segments, .text, .image: continue
      }
    }
  }

  func badness(of box: Rect) -> Int {
    var count = points.lazy.filter { box.contains($0) }.count + boxes.lazy.filter { box.overlaps($0) }.count
    for line in lines {
      count += line.lazy.filter { box.contains($0) }.count
      if zip(line, line.dropFirst()).contains(where: { Crowd.crosses($0, $1, box) }) { count += 1 }
    }
    return count
  }

  /// Whether a straight line passes through a box, by cutting it off at the box's sides.
  private static func crosses(_ a: Point, _ b: Point, _ box: Rect) -> Bool {
    guard a.isFinite, b.isFinite else { return false }
    var enter = 0.0
    var leave = 1.0
    for (start, way, low, high) in [(a.x, b.x - a.x, box.left, box.right), (a.y, b.y - a.y, box.top, box.bottom)] {
      if way == 0 {
        if start < low || start > high { return false }
        continue
      }
      let first = (low - start) / way
      let second = (high - start) / way
      enter = max(enter, min(first, second))
      leave = min(leave, max(first, second))
    }
    return enter <= leave
  }
}
