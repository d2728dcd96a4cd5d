import Machine
import Plots

/// Lines: `plot` and what is made of lines.
enum AxesLines {
  static func plot(_ axes: Axes, _ call: inout PlotCall) throws -> Value {
    var lines: [Value] = []
    var groups: [(x: Value?, y: Value, format: String)] = []
    var rest = call.positional
    while !rest.isEmpty {
      let first = rest.removeFirst()
      if let next = rest.first, next.asString == nil {
        rest.removeFirst()
        groups.append((first, next, ""))
      } else {
        groups.append((nil, first, ""))
      }
      if let format = rest.first?.asString {
        groups[groups.count - 1].format = format.text
        rest.removeFirst()
      }
    }
    let style = try LineSettings(&call)
    try call.finish("Line2D")
    for group in groups {
      let ys = try PlotValues.columns(group.y, on: &axes.y)
      let xs = try group.x.map { try PlotValues.columns($0, on: &axes.x) }
      for (at, y) in ys.enumerated() {
        let x = xs.map { $0.count == 1 ? $0[0] : at < $0.count ? $0[at] : [] } ?? y.indices.map(Double.init)
        guard x.count == y.count else {
          throw PythonError(
            .valueError,
            "x and y must have same first dimension, but have shapes (\(x.count),) and (\(y.count),)")
        }
        let format = try PlotValues.format(group.format)
        let artist = style.line(x, y, axes, format)
        if ys.count > 1, let labels = style.labels, at < labels.count { artist.label = labels[at] }
        lines.append(.native(artist))
      }
    }
    return .list(lines)
  }

  /// `semilogx`, `semilogy` and `loglog`.
  static func logarithmic(_ axes: Axes, _ call: inout PlotCall, x: Bool, y: Bool) throws -> Value {
    if x { axes.x.scale = .log }
    if y { axes.y.scale = .log }
    return try plot(axes, &call)
  }

  static func step(_ axes: Axes, _ call: inout PlotCall) throws -> Value {
    let place = try call.text("where") ?? "pre"
    let result = try plot(axes, &call)
    for value in result.asList?.items ?? [] {
      guard case .native(let object) = value, let artist = object as? Artist, case .line(var line) = artist.content
      else { continue }
      var x: [Double] = []
      var y: [Double] = []
      for at in line.x.indices {
        if at > 0 {
          let corner =
            switch place {
            case "post": [(line.x[at], line.y[at - 1])]
            case "mid":
              [
                ((line.x[at - 1] + line.x[at]) / 2, line.y[at - 1]), ((line.x[at - 1] + line.x[at]) / 2, line.y[at]),
              ]
            default: [(line.x[at - 1], line.y[at])]
            }
          x += corner.map(\.0)
          y += corner.map(\.1)
        }
        x.append(line.x[at])
        y.append(line.y[at])
      }
      (line.x, line.y) = (x, y)
      artist.content = .line(line)
    }
    return result
  }

  /// `axhline` and `axvline`.
  static func across(_ axes: Axes, _ call: inout PlotCall, isHorizontal: Bool) throws -> Value {
    let place = try call.number(isHorizontal ? "y" : "x") ?? 0
    let from = try call.number(isHorizontal ? "xmin" : "ymin") ?? 0
    let to = try call.number(isHorizontal ? "xmax" : "ymax") ?? 1
    let settings = try LineSettings(&call)
    try call.finish("Line2D")
    let ends = [from, to]
    let same = [place, place]
    let artist = settings.line(
      isHorizontal ? ends : same, isHorizontal ? same : ends, axes, (nil, nil, nil),
      coordinates: isHorizontal ? .acrossAxes : .upAxes)
    return .native(artist)
  }

  static func axline(_ axes: Axes, _ call: inout PlotCall) throws -> Value {
    guard let first = try PlotValues.pair(call.need("xy1")) else {
      throw PythonError(.valueError, "xy1 must be a pair of numbers")
    }
    let second = try call.take("xy2").flatMap { try PlotValues.pair($0) }
    let slope = try call.number("slope") ?? second.map { ($0.1 - first.1) / ($0.0 - first.0) } ?? 0
    let settings = try LineSettings(&call)
    try call.finish("AxLine")
    let limits = axes.limits().x
    let x = [min(limits.low, first.0), max(limits.high, first.0)]
    return .native(settings.line(x, x.map { first.1 + slope * ($0 - first.0) }, axes, (nil, nil, nil)))
  }

  /// `hlines` and `vlines`.
  static func segments(_ axes: Axes, _ call: inout PlotCall, isHorizontal: Bool) throws -> Value {
    let places = try PlotValues.numbers(call.need(isHorizontal ? "y" : "x"))
    let starts = try PlotValues.numbers(call.need(isHorizontal ? "xmin" : "ymin"))
    let ends = try PlotValues.numbers(call.need(isHorizontal ? "xmax" : "ymax"))
    let colors = try call.take("colors", "color").flatMap { try PlotValues.colors($0, count: places.count) }
    let lines = places.enumerated().map { at, place -> [Point] in
      let from = starts.isEmpty ? 0 : starts[at % starts.count]
      let to = ends.isEmpty ? 0 : ends[at % ends.count]
      return isHorizontal ? [Point(from, place), Point(to, place)] : [Point(place, from), Point(place, to)]
    }
    var content = Artist.Segments(
      lines: lines, colors: colors ?? [Color.cycle[0]], width: try call.number("linewidth", "linewidths", "lw") ?? 1.5)
    content.style = try call.lineStyle() ?? .solid
    let artist = Artist(.segments(content), label: try call.text("label") ?? "")
    try ArtistSettings.apply(&call, to: artist)
    try call.finish("LineCollection")
    axes.artists.append(artist)
    return .native(artist)
  }

  static func errorBar(_ axes: Axes, _ call: inout PlotCall) throws -> Value {
    let x = try PlotValues.places(call.need("x"), on: &axes.x)
    let y = try PlotValues.numbers(call.need("y"))
    let upError = try call.take("yerr").map { try spread($0, y.count) }
    let acrossError = try call.take("xerr").map { try spread($0, x.count) }
    let cap = try call.number("capsize") ?? 0
    let format = try PlotValues.format(try call.text("fmt") ?? "")
    let errorColor = try call.color("ecolor")
    let errorWidth = try call.number("elinewidth") ?? 1.5
    _ = try call.number("capthick")
    let settings = try LineSettings(&call)
    try call.finish("Line2D")
    let artist = settings.line(x, y, axes, format)
    guard case .line(let line) = artist.content else { return .none }
    var bars: [[Point]] = []
    var caps = Artist.Line(x: [], y: [], color: errorColor ?? line.color)
    for at in 0..<min(x.count, y.count) {
      if let upError {
        bars.append([Point(x[at], y[at] - upError.low[at]), Point(x[at], y[at] + upError.high[at])])
        caps.x += [x[at], x[at]]
        caps.y += [y[at] - upError.low[at], y[at] + upError.high[at]]
      }
      if let acrossError {
        bars.append([Point(x[at] - acrossError.low[at], y[at]), Point(x[at] + acrossError.high[at], y[at])])
      }
    }
    let segments = Artist(
      .segments(Artist.Segments(lines: bars, colors: [errorColor ?? line.color], width: errorWidth)))
    segments.alpha = artist.alpha
    axes.artists.append(segments)
    if cap > 0 {
      caps.style = .none
      caps.marker = .horizontal
      caps.markerSize = 2 * cap
      axes.artists.append(Artist(.line(caps)))
    }
    return .native(PlotContainer("ErrorbarContainer", [.native(artist), .tuple([]), .native(segments)], artist))
  }

  private static func spread(_ value: Value, _ count: Int) throws -> (low: [Double], high: [Double]) {
    let table = try PlotValues.table(value)
    if table.rows == 2 {
      return (Array(table.values.prefix(table.columns)), Array(table.values.dropFirst(table.columns)))
    }
    let each = table.values.count == 1 ? Array(repeating: table.values[0], count: count) : table.values
    guard each.count >= count else {
      throw PythonError(.valueError, "'yerr' (shape: (\(each.count),)) must be a scalar or a 1D or (2, n) array-like")
    }
    return (each, each)
  }

  static func stem(_ axes: Axes, _ call: inout PlotCall) throws -> Value {
    let values = try call.positional.filter { $0.asString == nil }.map { try PlotValues.numbers($0) }
    guard let y = values.last else {
      throw PythonError(.typeError, "stem() takes at least 1 positional argument")
    }
    let x = values.count > 1 ? values[0] : y.indices.map(Double.init)
    let bottom = try call.number("bottom") ?? 0
    for name in ["linefmt", "markerfmt", "basefmt"] { _ = try call.text(name) }
    let label = try call.text("label") ?? ""
    try call.finish("Line2D")
    var heads = Artist.Line(x: x, y: y, color: Color.cycle[0])
    heads.style = .none
    heads.marker = .circle
    let head = Artist(.line(heads), label: label)
    let stems = Artist(
      .segments(
        Artist.Segments(
          lines: zip(x, y).map { [Point($0, bottom), Point($0, $1)] }, colors: [Color.cycle[0]], width: 1.5)))
    let base = Artist(
      .line(Artist.Line(x: [x.min() ?? 0, x.max() ?? 0], y: [bottom, bottom], color: Color.cycle[3])))
    axes.artists += [stems, head, base]
    return .native(PlotContainer("StemContainer", [.native(head), .native(stems), .native(base)], head))
  }
}

/// How a person wants a line to look.
struct LineSettings {
  private var color: Color?
  private var width: Double?
  private var style: LineStyle?
  private var marker: Marker??
  private var markerSize: Double?
  private var face: Color?
  private var edge: Color?
  private var edgeWidth: Double?
  private var every: Int?
  private var label: String?
  private(set) var labels: [String]?
  private var alpha: Double?
  private var zorder: Double?
  private var isVisible: Bool?

  init(_ call: inout PlotCall) throws {
    color = try call.color("color", "c")
    width = try call.number("linewidth", "lw")
    style = try call.lineStyle()
    marker = try call.take("marker").map { try PlotValues.marker($0) }
    markerSize = try call.number("markersize", "ms")
    face = try call.color("markerfacecolor", "mfc")
    edge = try call.color("markeredgecolor", "mec")
    edgeWidth = try call.number("markeredgewidth", "mew")
    every = call.take("markevery").flatMap { try? Machine.current.index($0) }
    if let value = call.take("label") {
      if let items = value.sequenceItems { labels = try items.map { try PlotValues.text($0) } }
      label = try PlotValues.text(value)
    }
    alpha = try call.number("alpha")
    zorder = try call.number("zorder")
    isVisible = try call.flag("visible")
    _ = call.take("drawstyle", "ds")
    _ = call.take("clip_on")
    _ = call.take("transform")
  }

  /// The line, drawn; what the person did not set follows the format and then the cycle.
  func line(
    _ x: [Double], _ y: [Double], _ axes: Axes, _ format: (color: Color?, marker: Marker?, style: LineStyle?),
    coordinates: Coordinates = .data
  ) -> Artist {
    let isOnAxes = coordinates != .data
    var line = Artist.Line(x: x, y: y, color: color ?? format.color ?? (isOnAxes ? Color.cycle[0] : axes.takeColor()))
    let standard = PlotSettings.current
    line.width = width ?? standard.number("lines.linewidth") ?? 1.5
    line.style = style ?? format.style ?? .solid
    line.marker = marker ?? format.marker
    line.markerSize = markerSize ?? standard.number("lines.markersize") ?? 6
    line.markerFace = face
    line.markerEdge = edge
    line.markerEdgeWidth = edgeWidth ?? 1
    line.markEvery = every ?? 1
    let artist = Artist(.line(line), label: label ?? "_child\(axes.artists.count)", coordinates: coordinates)
    artist.alpha = alpha
    artist.zorder = zorder ?? 2
    artist.isVisible = isVisible ?? true
    axes.artists.append(artist)
    return artist
  }
}

/// Settings that everything drawn has.
enum ArtistSettings {
  static func apply(_ call: inout PlotCall, to artist: Artist) throws {
    artist.alpha = try call.number("alpha") ?? artist.alpha
    artist.zorder = try call.number("zorder") ?? artist.zorder
    artist.isVisible = try call.flag("visible") ?? artist.isVisible
    artist.isClipped = try call.flag("clip_on") ?? artist.isClipped
    if let value = call.take("transform"), case .native(let object) = value, let handle = object as? TransformHandle {
      artist.coordinates = handle.coordinates
    }
  }
}

/// Several artists that were drawn in one call: `<BarContainer object of 3 artists>`.
final class PlotContainer {
  let name: String
  let items: [Value]
  /// What a legend shows of it.
  let sample: Artist?

  init(_ name: String, _ items: [Value], _ sample: Artist? = nil) {
    self.name = name
    self.items = items
    self.sample = sample
  }
}

/// What coordinates are measured in: `ax.transAxes`.
final class TransformHandle {
  let coordinates: Coordinates
  init(_ coordinates: Coordinates) { self.coordinates = coordinates }
}
