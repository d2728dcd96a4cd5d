/// Scenes as pixels, edges softened by the share of each pixel that a shape covers.
public struct Raster {
  private let width: Int
  private let height: Int
  private let scale: Double
  private var red: [Float]
  private var green: [Float]
  private var blue: [Float]
  private var cover: [Float]

  /// - Parameter dotsPerInch: Pixels per 72 points.
  public static func draw(_ scene: Scene, dotsPerInch: Double) -> PixelImage {
    let scale = max(dotsPerInch, 1) / 72
    // A person's mistake in `figsize` must not take the machine's memory.
    let limit = 16384.0
    var raster = Raster(
      width: Int(min(max((scene.width * scale).rounded(), 1), limit)),
      height: Int(min(max((scene.height * scale).rounded(), 1), limit)), scale: scale)
    for (element, clip) in scene.elements { raster.draw(element, clip) }
    return raster.image
  }

  private init(width: Int, height: Int, scale: Double) {
    self.width = width
    self.height = height
    self.scale = scale
    let count = width * height
    red = Array(repeating: 255, count: count)
    green = red
    blue = red
    cover = Array(repeating: 0, count: count + 4)
  }

  private var image: PixelImage {
    PixelImage(
      width: width, height: height,
      pixels: (0..<(width * height)).map { at in
        Color(UInt8(red[at].rounded()), UInt8(green[at].rounded()), UInt8(blue[at].rounded()))
      })
  }

  private mutating func draw(_ element: Scene.Element, _ clip: Rect?) {
    switch element {
    case .path(let path, let fill, let stroke): draw(path, fill, stroke, clip)
    case .stamps(let path, let places, let fill, let stroke):
      for place in places { draw(path.mapped { $0 + place }, fill, stroke, clip) }
    case .text(let run): draw(run)
    case .image(let image, let rect): draw(image, rect, clip)
    }
  }

  private mutating func draw(_ path: Path, _ fill: Color?, _ stroke: Stroke?, _ clip: Rect?) {
    let outlines = path.flattened(tolerance: 0.1 / scale)
    if let fill, fill.alpha > 0 {
      self.fill(outlines.map(\.points), fill, clip)
    }
    if let stroke, stroke.width > 0, stroke.color.alpha > 0 {
      self.fill(Stroker.outlines(outlines, stroke), stroke.color, clip)
    }
  }

  private mutating func draw(_ run: Scene.TextRun) {
    let angle = -run.rotation * .pi / 180
    let slant = run.isItalic ? -0.21 : 0
    var x = 0.0
    for scalar in run.text.unicodeScalars {
      let glyph = Font.glyph(scalar)
      let outline = glyph.outline.mapped { p in
        let flat = Point((p.x + x + p.y * slant) * run.size, p.y * run.size)
        return Point(flat.x * cosine(angle) - flat.y * sine(angle), flat.x * sine(angle) + flat.y * cosine(angle))
          + run.origin
      }
      draw(outline, run.color, run.isBold ? Stroke(color: run.color, width: 0.06 * run.size) : nil, nil)
      x += glyph.advance * (run.isBold ? 1.08 : 1)
    }
  }

  private mutating func draw(_ image: PixelImage, _ rect: Rect, _ clip: Rect?) {
    guard rect.width > 0, rect.height > 0, image.width > 0, image.height > 0 else { return }
    let rows = pixels(from: max(rect.top, clip?.top ?? 0), to: min(rect.bottom, clip?.bottom ?? .infinity), height)
    let columns = pixels(from: max(rect.left, clip?.left ?? 0), to: min(rect.right, clip?.right ?? .infinity), width)
    for row in rows {
      let v = ((Double(row) + 0.5) / scale - rect.top) / rect.height
      let from = min(max(Int(v * Double(image.height)), 0), image.height - 1)
      for column in columns {
        let u = ((Double(column) + 0.5) / scale - rect.left) / rect.width
        let at = min(max(Int(u * Double(image.width)), 0), image.width - 1)
        let color = image.pixels[from * image.width + at]
        blend(row * width + column, color, 1)
      }
    }
  }

  private func pixels(from start: Double, to end: Double, _ count: Int) -> Range<Int> {
    let first = min(max((start * scale).rounded(), 0), Double(count))
    let last = min(max((end * scale).rounded(), first), Double(count))
    return Int(first)..<Int(last)
  }

  private mutating func blend(_ at: Int, _ color: Color, _ share: Float) {
    let alpha = Float(color.alpha) * share
    red[at] += (Float(color.red) - red[at]) * alpha
    green[at] += (Float(color.green) - green[at]) * alpha
    blue[at] += (Float(color.blue) - blue[at]) * alpha
  }

  // MARK: Filling

  /// Fills outlines whose inside is where they wind around it.
  private mutating func fill(_ outlines: [[Point]], _ color: Color, _ clip: Rect?) {
    var top = Double.infinity
    var bottom = -Double.infinity
    var left = Double.infinity
    var right = -Double.infinity
    for point in outlines.joined() {
      top = min(top, point.y * scale)
      bottom = max(bottom, point.y * scale)
      left = min(left, point.x * scale)
      right = max(right, point.x * scale)
    }
    guard top.isFinite, bottom.isFinite, left.isFinite, right.isFinite else { return }
    let firstRow = Int(min(max(top.rounded(.down), 0), Double(height)))
    let lastRow = Int(min(max(bottom.rounded(.up), 0), Double(height)))
    let firstColumn = Int(min(max(left.rounded(.down), 0), Double(width)))
    let lastColumn = Int(min(max(right.rounded(.up), 0), Double(width)))
    guard firstRow < lastRow, firstColumn <= lastColumn else { return }
    for outline in outlines where outline.count > 1 {
      for at in outline.indices {
        edge(outline[at], outline[at + 1 == outline.count ? 0 : at + 1], firstRow, lastRow)
      }
    }
    let rows = clip.map { pixels(from: $0.top, to: $0.bottom, height) }
    let columns = clip.map { pixels(from: $0.left, to: $0.right, width) }
    for row in firstRow..<lastRow {
      var sum: Float = 0
      for column in firstColumn..<min(lastColumn + 1, width) {
        let at = row * width + column
        sum += cover[at]
        cover[at] = 0
        let share = min(abs(sum), 1)
        guard share > 1.0 / 512, rows?.contains(row) ?? true, columns?.contains(column) ?? true else { continue }
        blend(at, color, share)
      }
      // The next row begins with nothing covered.
      for column in min(lastColumn + 1, width)..<min(lastColumn + 3, width) { cover[row * width + column] = 0 }
    }
  }

  /// Adds what an edge covers: each row's part to the pixel it passes, the rest to the next one on the right.
  private mutating func edge(_ from: Point, _ to: Point, _ firstRow: Int, _ lastRow: Int) {
    var a = from * scale
    var b = to * scale
    guard a.y != b.y else { return }
    let sign: Float = a.y < b.y ? 1 : -1
    if a.y > b.y { swap(&a, &b) }
    let slope = (b.x - a.x) / (b.y - a.y)
    let start = max(a.y, Double(firstRow))
    let end = min(b.y, Double(lastRow))
    guard start < end else { return }
    var y = start
    for row in Int(start)..<min(Int(end.rounded(.up)), lastRow) {
      let next = min(Double(row + 1), end)
      let dy = next - y
      guard dy > 0 else { continue }
      let x0 = a.x + (y - a.y) * slope
      let x1 = a.x + (next - a.y) * slope
      spread(row, min(x0, x1), max(x0, x1), Float(dy) * sign)
      y = next
    }
  }

  private mutating func spread(_ row: Int, _ x0: Double, _ x1: Double, _ amount: Float) {
    let base = row * width
    let limit = Double(width)
    if x1 <= 0 {
      cover[base] += amount
      return
    }
    guard x0 < limit else { return }
    let from = Int(max(x0, 0))
    let to = Int(min(max(x1, 0), limit - 1))
    if from == to || x1 - x0 < 1e-9 {
      // Within one pixel: a trapezium.
      let middle = Float((max(x0, 0) + min(x1, limit)) / 2 - Double(from))
      cover[base + from] += amount * (1 - middle)
      if from + 1 < width { cover[base + from + 1] += amount * middle }
      return
    }
    // Over several pixels: the part of the edge above each, and half of it within.
    let span = x1 - x0
    var before: Float = 0
    if x0 < 0 {
      before = amount * Float(-x0 / span)
      cover[base] += before
    }
    for column in from...to {
      let left = max(x0, Double(column))
      let right = min(x1, Double(column + 1))
      guard right > left else { continue }
      let part = amount * Float((right - left) / span)
      let middle = Float((left + right) / 2 - Double(column))
      cover[base + column] += part * (1 - middle)
      if column + 1 < width { cover[base + column + 1] += part * middle }
    }
  }
}
