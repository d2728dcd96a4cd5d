import Machine
import NDArray
import Plots
import Syntax

/// Numbers over a plane: images, contours, meshes, arrows; and surfaces over it.
enum AxesFields {
  static func image(_ axes: Axes, _ call: inout PlotCall) throws -> Value {
    let table = try PlotValues.table(call.need("X"))
    let map = try Mapped.colorMap(&call)
    let low = try call.number("vmin")
    let high = try call.number("vmax")
    let norm = call.take("norm")
    let isLower = try call.text("origin") == "lower"
    let aspect = call.take("aspect")
    let extent = try call.take("extent").map { try PlotValues.numbers($0) }
    let label = try call.text("label") ?? ""
    let columns = table.columns
    let rows = table.rows
    guard columns > 0, rows > 0 else { throw PythonError(.typeError, "Invalid shape (0,) for image data") }
    var mapping: (map: ColorMap, scale: ColorScale)?
    let pixels: [Color]
    if table.depth >= 3 {
      let top = table.values.contains { $0 > 1 } ? 255.0 : 1
      pixels = (0..<(rows * columns)).map { at in
        let start = at * table.depth
        return Color(
          parts: table.values[start] / top, table.values[start + 1] / top, table.values[start + 2] / top,
          alpha: table.depth > 3 ? table.values[start + 3] / top : 1)
      }
    } else {
      let scale = Mapped.scale(of: table.values, low, high, norm)
      pixels = table.values.map { map(scale($0)) }
      mapping = (map, scale)
    }
    var box = (left: -0.5, right: Double(columns) - 0.5, bottom: Double(rows) - 0.5, top: -0.5)
    if isLower { box = (box.left, box.right, -0.5, Double(rows) - 0.5) }
    if let extent, extent.count == 4 { box = (extent[0], extent[1], extent[2], extent[3]) }
    var image = PixelImage(width: columns, height: rows, pixels: pixels)
    if isLower {
      image.pixels = (0..<rows).reversed().flatMap { pixels[($0 * columns)..<(($0 + 1) * columns)] }
    }
    let artist = Artist(.image(Artist.Image(pixels: image, extent: box)), label: label, zorder: 0)
    artist.mapping = mapping
    artist.stickyX = [box.left, box.right]
    artist.stickyY = [box.bottom, box.top]
    try ArtistSettings.apply(&call, to: artist)
    try call.finish("AxesImage")
    axes.artists.append(artist)
    if axes.x.limits == nil { axes.x.limits = (box.left, box.right) }
    if axes.y.limits == nil { axes.y.limits = (box.bottom, box.top) }
    axes.aspect =
      aspect?.asString?.text == "auto"
      ? nil : try aspect.flatMap { $0.asString == nil ? try PlotValues.number($0) : nil } ?? 1
    PlotState.shared.lastMapped = artist
    return .native(artist)
  }

  /// `matshow`: an image with whole ticks above.
  static func matrix(_ axes: Axes, _ call: inout PlotCall) throws -> Value {
    axes.x.wantsIntegers = true
    axes.y.wantsIntegers = true
    var renamed = call
    if let value = renamed.take("Z", "A") { renamed = try renamed.with("X", value) }
    return try image(axes, &renamed)
  }

  /// X, Y and Z of `contour(Z)` or `contour(X, Y, Z)`, and the rest.
  private static func field(_ call: inout PlotCall, _ name: String) throws -> (
    x: [Double], y: [Double], z: [Double], rows: Int, columns: Int
  ) {
    let values = call.positional
    guard let first = values.first else {
      throw PythonError(.typeError, "\(name) takes from 1 to 4 positional arguments but 0 were given")
    }
    let hasPlaces = values.count >= 3
    let table = try PlotValues.table(hasPlaces ? values[2] : first)
    for _ in 0..<(hasPlaces ? 3 : 1) { _ = call.takePositional() }
    guard table.rows > 1, table.columns > 1 else {
      throw PythonError(
        .typeError, "Input z must be at least a (2, 2) shaped array, but has shape (\(table.rows), \(table.columns))")
    }
    if hasPlaces {
      return (
        try PlotValues.numbers(values[0]), try PlotValues.numbers(values[1]), table.values, table.rows, table.columns
      )
    }
    return (
      (0..<table.columns).map(Double.init), (0..<table.rows).map(Double.init), table.values, table.rows, table.columns
    )
  }

  static func contour(_ axes: Axes, _ call: inout PlotCall, isFilled: Bool) throws -> Value {
    let field = try field(&call, isFilled ? "contourf" : "contour")
    guard
      let contours = Contours(x: field.x, y: field.y, z: field.z, rows: field.rows, columns: field.columns)
    else {
      throw PythonError(
        .typeError, "Length of x (\(field.x.count)) must match number of columns in z (\(field.columns))")
    }
    let given = call.take("levels") ?? call.takePositional()
    var levels: [Double]
    if let count = given?.asNumber, given?.asNumber?.category ?? 2 < 2 {
      levels = Contours.levels(field.z, count: min(max(count.asInt, 1), 1000))
    } else {
      levels = try given.map { try PlotValues.numbers($0) } ?? Contours.levels(field.z, count: 7)
    }
    guard zip(levels, levels.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw PythonError(.valueError, "Contour levels must be increasing")
    }
    let map = try Mapped.colorMap(&call)
    let low = try call.number("vmin")
    let high = try call.number("vmax")
    let norm = call.take("norm")
    let plain = try call.take("colors", "color").flatMap { try PlotValues.colors($0, count: levels.count) }
    let width = try call.number("linewidths", "linewidth") ?? 1.5
    let style = try call.lineStyle()
    let alpha = try call.number("alpha")
    let extend = try call.text("extend")
    _ = call.take("extent", "origin", "zorder", "transform", "zdir", "offset")
    try call.finish()
    let scale = Mapped.scale(of: levels, low, high, norm)
    let set = ContourSet(levels: levels, mapping: (map, scale), isFilled: isFilled)
    if isFilled {
      var bands = zip(levels, levels.dropFirst()).map { ($0, $1) }
      if extend == "both" || extend == "min", let first = levels.first { bands.insert((-.infinity, first), at: 0) }
      if extend == "both" || extend == "max", let last = levels.last { bands.append((last, .infinity)) }
      for (at, band) in bands.enumerated() {
        // Each band reaches under the ones above it, so that no seam shows between them.
        let shapes = contours.area(from: band.0, to: alpha == nil ? bands.last?.1 ?? band.1 : band.1)
        guard !shapes.isEmpty else { continue }
        let middle = band.0.isFinite ? band.1.isFinite ? (band.0 + band.1) / 2 : band.0 : band.1
        var content = Artist.Polygons(shapes: shapes, faces: [plain.map { $0[at % $0.count] } ?? map(scale(middle))])
        content.areOne = true
        set.artists.append(Artist(.polygons(content), label: "_contour", zorder: 1))
      }
    } else {
      for (at, level) in levels.enumerated() {
        let lines = contours.lines(at: level)
        guard !lines.isEmpty else { continue }
        let color = plain.map { $0[at % $0.count] } ?? map(scale(level))
        var content = Artist.Segments(lines: lines, colors: [color], width: width)
        content.style = style ?? (plain?.count == 1 && level < 0 ? .dashed : .solid)
        set.artists.append(Artist(.segments(content), label: "_contour", zorder: 2))
        set.drawn.append(level)
      }
    }
    for artist in set.artists {
      artist.alpha = alpha
      artist.mapping = set.mapping
      // Contours reach the borders of their grid without a margin.
      artist.stickyX = [field.x.min() ?? 0, field.x.max() ?? 0]
      artist.stickyY = [field.y.min() ?? 0, field.y.max() ?? 0]
    }
    // The grid decides the limits, whatever part of it has lines.
    let corners = Artist(
      .line(
        Artist.Line(
          x: [field.x.min() ?? 0, field.x.max() ?? 0], y: [field.y.min() ?? 0, field.y.max() ?? 0], color: .black)),
      label: "_grid")
    corners.stickyX = [field.x.min() ?? 0, field.x.max() ?? 0]
    corners.stickyY = [field.y.min() ?? 0, field.y.max() ?? 0]
    if case .line(var line) = corners.content {
      line.style = .none
      corners.content = .line(line)
    }
    axes.artists += set.artists + [corners]
    PlotState.shared.lastContours = set
    return .native(set)
  }

  /// Numbers written into contour lines.
  static func contourLabels(_ call: inout PlotCall) throws -> Value {
    guard case .native(let object) = try call.need("CS"), let set = object as? ContourSet else {
      throw PythonError(
        .attributeError, "'\(Machine.current.type(of: try call.need("CS")).name)' object has no attribute 'labels'")
    }
    let size = try call.take("fontsize").map { try PlotValues.fontSize($0) } ?? 10
    let format = try call.text("fmt")
    _ = call.take("inline", "inline_spacing", "levels", "colors", "manual")
    let labels = TickLabels(places: set.drawn, low: set.drawn.first ?? 0, high: set.drawn.last ?? 1)
    for (at, artist) in set.artists.enumerated() {
      guard case .segments(var content) = artist.content else { continue }
      var text = at < labels.texts.count ? labels.texts[at] : ""
      if let format {
        text = try PlotValues.text(Machine.current.binary(.modulo, .string(format), .float(set.drawn[at])))
      }
      content.labels = Array(repeating: text, count: content.lines.count)
      content.labelSize = size
      artist.content = .segments(content)
    }
    return .list([])
  }

  static func mesh(_ axes: Axes, _ call: inout PlotCall) throws -> Value {
    let field = try field(&call, "pcolormesh")
    let map = try Mapped.colorMap(&call)
    let scale = Mapped.scale(of: field.z, try call.number("vmin"), try call.number("vmax"), call.take("norm"))
    let artist: Artist
    let columns = field.columns
    if field.x.count == columns,
      field.y.count == field.rows || field.x.count == columns + 1 || field.x.count == field.z.count
    {
      let xs = edges(field.x.count == field.z.count ? Array(field.x.prefix(columns)) : field.x, columns)
      let y =
        field.y.count == field.z.count ? stride(from: 0, to: field.y.count, by: columns).map { field.y[$0] } : field.y
      let ys = edges(y, field.rows)
      let pixels = (0..<field.rows).reversed().flatMap { row in
        (0..<columns).map { map(scale(field.z[row * columns + $0])) }
      }
      artist = Artist(
        .image(
          Artist.Image(
            pixels: PixelImage(width: columns, height: field.rows, pixels: pixels),
            extent: (xs.0, xs.1, ys.0, ys.1))), zorder: 0)
      artist.stickyX = [xs.0, xs.1]
      artist.stickyY = [ys.0, ys.1]
    } else {
      throw PythonError(
        .typeError, "Dimensions of C (\(field.rows), \(columns)) should be one smaller than X(\(field.x.count)) and Y")
    }
    artist.kind = "QuadMesh"
    artist.mapping = (map, scale)
    try ArtistSettings.apply(&call, to: artist)
    _ = call.take("edgecolors", "linewidth", "linewidths")
    try call.finish("QuadMesh")
    axes.artists.append(artist)
    PlotState.shared.lastMapped = artist
    return .native(artist)
  }

  /// The outer ends of cells whose middles, or whose ends, are given.
  private static func edges(_ places: [Double], _ cells: Int) -> (Double, Double) {
    guard let first = places.first, let last = places.last, places.count > 1 else { return (0, 1) }
    if places.count == cells + 1 { return (first, last) }
    let half = (last - first) / Double(places.count - 1) / 2
    return (first - half, last + half)
  }

  static func quiver(_ axes: Axes, _ call: inout PlotCall) throws -> Value {
    var values = try call.positional.map { try PlotValues.numbers($0) }
    guard (2...5).contains(values.count) else {
      throw PythonError(
        .typeError, "quiver() takes from 2 to 5 positional arguments but \(values.count) were given")
    }
    if values.count < 4 { values = [values[0].indices.map(Double.init), values[0].map { _ in 0 }] + values }
    let (x, y, u, v) = (values[0], values[1], values[2], values[3])
    let color = try call.color("color") ?? .black
    let isExact = try call.text("angles") == "xy"
    let scale = try call.number("scale")
    let width = try call.number("width")
    for name in ["scale_units", "units", "pivot", "headwidth", "headlength", "headaxislength", "minlength", "cmap"] {
      _ = call.take(name)
    }
    let lengths = zip(u, v).map { ($0 * $0 + $1 * $1).squareRoot() }.filter(\.isFinite)
    let mean = lengths.reduce(0, +) / max(Double(lengths.count), 1)
    let reach = max((x.max() ?? 1) - (x.min() ?? 0), (y.max() ?? 1) - (y.min() ?? 0))
    let share = isExact ? 1 / (scale ?? 1) : reach / (1.8 * max(Double(x.count).squareRoot(), 10) * max(mean, 1e-12))
    var lines: [[Point]] = []
    for at in 0..<min(x.count, y.count, u.count, v.count) {
      let from = Point(x[at], y[at])
      let to = Point(x[at] + u[at] * share, y[at] + v[at] * share)
      let back = Point(to.x - from.x, to.y - from.y)
      let left = Point(to.x - 0.25 * back.x - 0.12 * back.y, to.y - 0.25 * back.y + 0.12 * back.x)
      let right = Point(to.x - 0.25 * back.x + 0.12 * back.y, to.y - 0.25 * back.y - 0.12 * back.x)
      lines += [[from, to], [left, to, right]]
    }
    let artist = Artist(
      .segments(Artist.Segments(lines: lines, colors: [color], width: width.map { $0 * 300 } ?? 1.5)),
      label: try call.text("label") ?? "")
    artist.kind = "Quiver"
    try ArtistSettings.apply(&call, to: artist)
    try call.finish("Quiver")
    // Where arrows begin decides the limits, however far they reach.
    artist.setsLimits = false
    var content = Artist.Line(x: x, y: y, color: color)
    content.style = .none
    axes.artists += [artist, Artist(.line(content), label: "_grid")]
    return .native(artist)
  }

  // MARK: Three dimensions

  private static func solid(_ x: [Double], _ y: [Double], _ z: [Double]) -> [Axes.Solid] {
    (0..<min(x.count, y.count, z.count)).map { Axes.Solid(x[$0], y[$0], z[$0]) }
  }

  static func solidLine(_ axes: Axes, _ call: inout PlotCall) throws -> Value {
    let values = try call.positional.prefix { $0.asString == nil }.map { try PlotValues.numbers($0) }
    guard values.count >= 2 else {
      throw PythonError(.typeError, "plot() missing 1 required positional argument: 'ys'")
    }
    let format = try PlotValues.format(call.positional.dropFirst(values.count).first?.asString?.text ?? "")
    let settings = try LineSettings(&call)
    let z = values.count > 2 ? values[2] : values[0].map { _ in 0 }
    let artist = settings.line(values[0], values[1], axes, format)
    artist.kind = "Line3D"
    axes.solid[ObjectIdentifier(artist)] = [solid(values[0], values[1], z)]
    return .list([.native(artist)])
  }

  static func solidScatter(_ axes: Axes, _ call: inout PlotCall) throws -> Value {
    let x = try PlotValues.numbers(call.need("xs"))
    let y = try PlotValues.numbers(call.need("ys"))
    let z = try call.take("zs").map { try PlotValues.numbers($0) } ?? x.map { _ in 0 }
    let faces = try Mapped.faces(&call, count: x.count) ?? (colors: [axes.takePatchColor()], mapping: nil)
    let sizes = try call.take("s").map { try PlotValues.numbers($0) } ?? [20]
    var content = Artist.Markers(x: x, y: y, sizes: sizes, faces: faces.colors)
    content.marker = try call.take("marker").flatMap { try PlotValues.marker($0) } ?? .circle
    let artist = Artist(.markers(content), label: try call.text("label") ?? "")
    artist.kind = "Path3DCollection"
    artist.mapping = faces.mapping
    try ArtistSettings.apply(&call, to: artist)
    axes.artists.append(artist)
    axes.solid[ObjectIdentifier(artist)] = [solid(x, y, z.count == 1 ? x.map { _ in z[0] } : z)]
    return .native(artist)
  }

  static func surface(_ axes: Axes, _ call: inout PlotCall, isWire: Bool) throws -> Value {
    let z = try PlotValues.table(call.need("Z"))
    func grid(_ value: Value, isAcross: Bool) throws -> [Double] {
      let numbers = try PlotValues.numbers(value)
      if numbers.count == z.values.count { return numbers }
      return (0..<z.values.count).map { at in
        let index = isAcross ? at % max(z.columns, 1) : at / max(z.columns, 1)
        return index < numbers.count ? numbers[index] : .nan
      }
    }
    let x = try grid(call.need("X"), isAcross: true)
    let y = try grid(call.need("Y"), isAcross: false)
    let hasMap = call.has("cmap")
    let map = try Mapped.colorMap(&call)
    let scale = Mapped.scale(of: z.values, try call.number("vmin"), try call.number("vmax"), call.take("norm"))
    let plain = try call.color("color") ?? axes.takePatchColor()
    let edge = try call.take("edgecolor", "edgecolors").flatMap {
      $0.asString?.text == "none" ? nil : try PlotValues.color($0)
    }
    let width = try call.number("linewidth", "lw")
    func point(_ row: Int, _ column: Int) -> Axes.Solid {
      let at = row * z.columns + column
      return Axes.Solid(x[at], y[at], z.values[at])
    }
    guard z.rows > 1, z.columns > 1 else { throw PythonError(.valueError, "Argument Z must be 2-dimensional.") }
    // matplotlib draws at most fifty stripes each way.
    let down = max(1, (z.rows + 49) / 50)
    let along = max(1, (z.columns + 49) / 50)
    var groups: [[Axes.Solid]] = []
    var faces: [Color] = []
    for row in stride(from: 0, to: z.rows - 1, by: down) {
      for column in stride(from: 0, to: z.columns - 1, by: along) {
        let lower = min(row + down, z.rows - 1)
        let right = min(column + along, z.columns - 1)
        let corners = [point(row, column), point(row, right), point(lower, right), point(lower, column)]
        groups.append(isWire ? corners + [corners[0]] : corners)
        let height = corners.reduce(0) { $0 + $1.z } / 4
        faces.append(hasMap ? map(scale(height)) : shaded(plain, corners))
      }
    }
    let artist: Artist
    if isWire {
      artist = Artist(.segments(Artist.Segments(lines: [], colors: [plain], width: width ?? 1.5)))
      artist.kind = "Line3DCollection"
    } else {
      var content = Artist.Polygons(shapes: [], faces: faces)
      content.edge = edge
      content.edgeWidth = width ?? 0.5
      artist = Artist(.polygons(content), label: try call.text("label") ?? "")
      artist.kind = "Poly3DCollection"
      if hasMap { artist.mapping = (map, scale) }
    }
    try ArtistSettings.apply(&call, to: artist)
    axes.artists.append(artist)
    axes.solid[ObjectIdentifier(artist)] = groups
    if artist.mapping != nil { PlotState.shared.lastMapped = artist }
    return .native(artist)
  }

  /// A colour under light from above.
  private static func shaded(_ color: Color, _ corners: [Axes.Solid]) -> Color {
    let a = corners[0]
    let b = corners[1]
    let d = corners[3]
    let u = (b.x - a.x, b.y - a.y, b.z - a.z)
    let v = (d.x - a.x, d.y - a.y, d.z - a.z)
    let n = (u.1 * v.2 - u.2 * v.1, u.2 * v.0 - u.0 * v.2, u.0 * v.1 - u.1 * v.0)
    let length = (n.0 * n.0 + n.1 * n.1 + n.2 * n.2).squareRoot()
    guard length > 0 else { return color }
    let light = abs(0.4 * n.0 - 0.3 * n.1 + 0.87 * n.2) / length
    let share = 0.35 + 0.65 * min(light, 1)
    return Color(
      parts: Double(color.red) / 255 * share, Double(color.green) / 255 * share, Double(color.blue) / 255 * share)
  }
}

/// What `contour` gives.
final class ContourSet {
  let levels: [Double]
  let mapping: (map: ColorMap, scale: ColorScale)
  let isFilled: Bool
  var artists: [Artist] = []
  /// The levels that have lines.
  var drawn: [Double] = []

  init(levels: [Double], mapping: (map: ColorMap, scale: ColorScale), isFilled: Bool) {
    self.levels = levels
    self.mapping = mapping
    self.isFilled = isFilled
  }
}
