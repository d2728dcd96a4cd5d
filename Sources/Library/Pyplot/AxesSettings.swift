import Machine
import NDArray
import Plots

/// Limits, ticks, scales, grids and frames.
enum AxesSettings {
  typealias AxisPath = ReferenceWritableKeyPath<Axes, Axis>

  private static func ends(_ axes: Axes, _ path: AxisPath) -> (low: Double, high: Double) {
    let limits = axes.limits()
    return path == \Axes.x ? limits.x : limits.y
  }

  static func limits(_ axes: Axes, _ call: inout PlotCall, _ path: AxisPath) throws -> Value {
    var low = call.take("left", "bottom", "xmin", "ymin", "zmin")
    var high = try call.take("right", "top", "xmax", "ymax", "zmax").map { try PlotValues.number($0) }
    var start: Double?
    if let value = low, high == nil, let pair = try? PlotValues.pair(value) {
      (start, high) = (pair.0, pair.1)
      low = nil
    } else {
      start = try low.map { try PlotValues.number($0) }
    }
    _ = call.take("auto", "emit")
    try call.finish()
    if start != nil || high != nil {
      let now = ends(axes, path)
      axes[keyPath: path].limits = (start ?? now.low, high ?? now.high)
      // What was set is told in Python's own numbers, what is asked for in numpy's.
      let set = path == \Axes.z ? axes.z.limits ?? (0, 1) : ends(axes, path)
      return .tuple([.float(set.low), .float(set.high)])
    }
    return try shown(axes, path)
  }

  static func shown(_ axes: Axes, _ path: AxisPath) throws -> Value {
    let now = path == \Axes.z ? axes.z.limits ?? (0, 1) : ends(axes, path)
    return .tuple([PlotValues.numpyNumber(now.low), PlotValues.numpyNumber(now.high)])
  }

  /// `xticks(places, labels)`; without arguments, what there is.
  static func ticks(_ axes: Axes, _ call: inout PlotCall, _ path: AxisPath) throws -> Value {
    let isAcross = path == \Axes.x
    if let places = call.take("ticks") { axes[keyPath: path].places = try PlotValues.numbers(places) }
    if let labels = call.take("labels") {
      axes[keyPath: path].texts = try Machine.current.elements(labels).map { try PlotValues.text($0) }
    }
    if let rotation = call.take("rotation") {
      axes[keyPath: path].labelRotation = rotation.asString == nil ? try PlotValues.number(rotation) : 90
    }
    if let size = call.take("fontsize", "size") { axes[keyPath: path].labelSize = try PlotValues.fontSize(size) }
    if let font = call.take("fontproperties", "font", "fontdict")?.asDict,
      let size = font.get("size") ?? font.get("fontsize")
    {
      axes[keyPath: path].labelSize = try PlotValues.fontSize(size)
    }
    let isMinor = try call.flag("minor") ?? false
    _ = call.take("color", "ha", "va", "weight", "fontweight", "horizontalalignment", "verticalalignment")
    try call.finish("Text")
    if isMinor { return .tuple([.list([]), .list([])]) }
    let now = ends(axes, path)
    let found = try axes[keyPath: path].ticks(now.low, now.high, space: 9)
    return .tuple([
      .list(found.places.map { _ in .native(TickHandle(isAcross)) }),
      .list(
        zip(found.places, found.labels.texts).map { place, text in
          .native(TextHandle(isAcross ? place : 0, isAcross ? 0 : place, { Label(text) }) { _ in })
        }),
    ])
  }

  static func setTicks(_ axes: Axes, _ call: inout PlotCall, _ path: AxisPath) throws -> Value {
    guard case .tuple(let parts) = try ticks(axes, &call, path).unpacked else { return .none }
    return parts.first ?? .none
  }

  static func setTickLabels(_ axes: Axes, _ call: inout PlotCall, _ path: AxisPath) throws -> Value {
    guard case .tuple(let parts) = try ticks(axes, &call, path).unpacked else { return .none }
    return parts.last ?? .none
  }

  static func grid(_ axes: Axes, _ call: inout PlotCall) throws -> Value {
    let visible = call.take("visible", "b")
    let which = try call.text("axis") ?? "both"
    _ = call.take("which")
    var grid = axes.grid ?? Axes.Grid()
    let hasStyle = ["color", "c", "linestyle", "ls", "linewidth", "lw", "alpha"].contains { call.has($0) }
    grid.color = try call.color("color", "c") ?? grid.color
    grid.style = try call.lineStyle() ?? grid.style
    grid.width = try call.number("linewidth", "lw") ?? grid.width
    grid.alpha = try call.number("alpha") ?? grid.alpha
    _ = call.take("zorder")
    try call.finish("Line2D")
    let isOn = try visible.map { try $0.asString?.text == "on" || ($0.asString == nil && Machine.current.truth($0)) }
    let shows = isOn ?? (axes.grid == nil || hasStyle)
    if which == "both" {
      axes.grid = shows ? grid : nil
      return .none
    }
    if axes.grid == nil { (grid.across, grid.up) = (false, false) }
    if which == "x" { grid.across = shows } else { grid.up = shows }
    axes.grid = grid
    return .none
  }

  static func axis(_ axes: Axes, _ call: inout PlotCall) throws -> Value {
    if let argument = call.take("arg") ?? call.takePositional() {
      if let text = argument.asString?.text {
        switch text {
        case "off": axes.isFramed = false
        case "on": axes.isFramed = true
        case "equal":
          axes.aspect = 1
          axes.adjustsLimits = true
        case "scaled", "image", "square": axes.aspect = 1
        case "tight":
          axes.x.margin = 0
          axes.y.margin = 0
        case "auto": axes.aspect = nil
        default:
          throw PythonError(
            .valueError, "Unrecognized string '\(text)' to axis; try 'on' or 'off'")
        }
      } else if argument.asNumber != nil {
        axes.isFramed = try Machine.current.truth(argument)
      } else {
        let ends = try PlotValues.numbers(argument)
        guard ends.count == 4 else {
          throw PythonError(
            .typeError, "The first argument to axis() must be an iterable of the form [xmin, xmax, ymin, ymax]")
        }
        axes.x.limits = (ends[0], ends[1])
        axes.y.limits = (ends[2], ends[3])
      }
    }
    let now = axes.limits()
    if let low = try call.number("xmin") { axes.x.limits = (low, now.x.high) }
    if let high = try call.number("xmax") { axes.x.limits = (axes.x.limits?.low ?? now.x.low, high) }
    if let low = try call.number("ymin") { axes.y.limits = (low, now.y.high) }
    if let high = try call.number("ymax") { axes.y.limits = (axes.y.limits?.low ?? now.y.low, high) }
    try call.finish()
    let limits = axes.limits()
    return .tuple([limits.x.low, limits.x.high, limits.y.low, limits.y.high].map { PlotValues.numpyNumber($0) })
  }

  static func scale(_ axes: Axes, _ call: inout PlotCall, _ path: AxisPath) throws -> Value {
    let name = try PlotValues.text(call.need("value"))
    guard let scale = Axis.Scale(rawValue: name) else {
      throw PythonError(
        .valueError,
        "'\(name)' is not a valid value for scale; supported values are 'asinh', 'function', 'functionlog', 'linear', 'log', "
          + "'logit', 'mercator', 'symlog'")
    }
    axes[keyPath: path].scale = scale
    return .none
  }

  static func tickParams(_ axes: Axes, _ call: inout PlotCall) throws -> Value {
    let which = try call.text("axis") ?? "both"
    let size = try call.take("labelsize").map { try PlotValues.fontSize($0) }
    let both = try call.color("colors")
    let color = try call.color("labelcolor") ?? both
    let length = try call.number("length", "size")
    let rotation = try call.number("rotation", "labelrotation")
    let bottom = try call.flag("bottom")
    let left = try call.flag("left")
    let labelBottom = try call.flag("labelbottom")
    let labelLeft = try call.flag("labelleft")
    for path in [\Axes.x, \Axes.y] as [AxisPath] {
      let isAcross = path == \Axes.x
      guard which == "both" || (which == "x") == isAcross else { continue }
      if let size { axes[keyPath: path].labelSize = size }
      if let color { axes[keyPath: path].labelColor = color }
      if let length { axes[keyPath: path].tickLength = length }
      if let rotation { axes[keyPath: path].labelRotation = rotation }
      if let shows = isAcross ? bottom : left { axes[keyPath: path].showsTicks = shows }
      if let shows = isAcross ? labelBottom : labelLeft { axes[keyPath: path].showsLabels = shows }
    }
    return .none
  }

  static func aspect(_ axes: Axes, _ call: inout PlotCall) throws -> Value {
    let value = try call.need("aspect")
    if let text = value.asString?.text {
      axes.aspect = text == "equal" ? 1 : nil
    } else {
      axes.aspect = try PlotValues.number(value)
    }
    if try call.text("adjustable") == "datalim" { axes.adjustsLimits = true }
    return .none
  }

  static func margins(_ axes: Axes, _ call: inout PlotCall) throws -> Value {
    if let both = try call.takePositional().map({ try PlotValues.number($0) }) {
      axes.x.margin = both
      axes.y.margin = try call.takePositional().map { try PlotValues.number($0) } ?? both
    }
    if let x = try call.number("x") { axes.x.margin = x }
    if let y = try call.number("y") { axes.y.margin = y }
    return .none
  }

  /// `ax.set(title=…, xlabel=…)`: each keyword is a method's.
  static func set(_ axes: Axes, _ arguments: Arguments) throws -> Value {
    var results: [Value] = []
    for (name, value) in arguments.keywords {
      guard let row = AxesMethods.all.first(where: { $0.name == "set_" + name.text }) else {
        throw PythonError(.attributeError, "Axes.set() got an unexpected keyword argument '\(name.text)'")
      }
      let items = ["xlim", "ylim"].contains(name.text) ? value.sequenceItems ?? [value] : [value]
      results.append(
        try Arguments.with(items) {
          var call = try PlotCall(row.name, row.parameters, $0, skipping: 0)
          return try row.run(axes, &call)
        })
    }
    return .list(results)
  }

  static func twin(_ axes: Axes, sharesX: Bool) throws -> Value {
    let figure = PlotState.shared.figures.first { $0.axes.contains { $0 === axes } } ?? PlotState.shared.figure()
    let twin = Axes(cell: axes.cell)
    twin.box = axes.box
    twin.part = axes.part
    twin.twin = axes
    twin.isRightHanded = true
    if sharesX {
      twin.sharesX = [Axes.Unowned(axes)]
      axes.sharesX.append(Axes.Unowned(twin))
    }
    figure.add(twin)
    return .native(twin)
  }

  static func colorBar(_ figure: Figure, _ call: inout PlotCall) throws -> Value {
    var mapping: (map: ColorMap, scale: ColorScale)?
    var levels: [Double]?
    var alpha: Double?
    if let value = call.take("mappable") {
      if case .native(let object) = value, let set = object as? ContourSet {
        mapping = set.mapping
        levels = set.isFilled ? set.levels : nil
        alpha = set.artists.first?.alpha
      } else if case .native(let object) = value, let artist = object as? Artist {
        mapping = artist.mapping
        alpha = artist.alpha
      } else if case .native(let object) = value, let handle = object as? MappableHandle {
        mapping = (handle.map, handle.scale)
      }
    } else if let artist = PlotState.shared.lastMapped {
      mapping = artist.mapping
      alpha = artist.alpha
    } else if let set = PlotState.shared.lastContours {
      mapping = set.mapping
      levels = set.isFilled ? set.levels : nil
    }
    guard let mapping else {
      throw PythonError(
        .runtimeError,
        "No mappable was found to use for colorbar creation. First define a mappable such as an image (with imshow) or a "
          + "contour set (with contourf).")
    }
    var owner: Axes?
    if let value = call.take("ax"), case .native(let object) = value { owner = object as? Axes }
    let axes = owner ?? figure.axes.last { artistsHave($0, mapping) } ?? figure.currentAxes()
    let isHorizontal = try call.text("orientation") == "horizontal"
    let fraction = try call.number("fraction") ?? 0.15
    let pad = try call.number("pad") ?? (isHorizontal ? 0.15 : 0.05)
    let shrink = try call.number("shrink") ?? 1
    let label = try call.text("label")
    let ticks = try call.take("ticks").map { try PlotValues.numbers($0) }
    _ = call.take("format", "extend", "location", "aspect", "cax")
    try call.finish()
    let before = figure.currentAxes()
    let bar = Axes(cell: axes.cell)
    var content = Axes.ColorBar(map: mapping.map, scale: mapping.scale, levels: levels)
    content.isHorizontal = isHorizontal
    content.alpha = alpha
    bar.colorBar = content
    if axes.box != nil {
      placeBar(bar, beside: axes, figure, isHorizontal, fraction, pad, shrink)
    } else {
      let part = axes.part ?? (0, 0, 1, 1)
      if isHorizontal {
        let rest = part.height * (1 - fraction - pad)
        axes.part = (part.left, part.bottom + part.height - rest, part.width, rest)
        bar.part = (
          part.left + part.width * (1 - shrink) / 2, part.bottom, part.width * shrink, part.height * fraction
        )
      } else {
        let rest = part.width * (1 - fraction - pad)
        axes.part = (part.left, part.bottom, rest, part.height)
        bar.part = (
          part.left + rest + part.width * pad, part.bottom + part.height * (1 - shrink) / 2, part.width * fraction,
          part.height * shrink
        )
      }
    }
    if isHorizontal {
      bar.y.isVisible = false
    } else {
      bar.x.isVisible = false
      bar.isRightHanded = true
    }
    let path: AxisPath = isHorizontal ? \.x : \.y
    bar[keyPath: path].limits = (levels?.first ?? mapping.scale.low, levels?.last ?? mapping.scale.high)
    if bar[keyPath: path].limits?.low == bar[keyPath: path].limits?.high { bar[keyPath: path].limits = nil }
    if let levels {
      // Every so many levels, so that there are at most ten; 0 is among them where it is a level.
      let step = max((levels.count + 9) / 10, 1)
      let first = (levels.enumerated().min { abs($0.element) < abs($1.element) }?.offset ?? 0) % step
      bar[keyPath: path].places = stride(from: first, to: levels.count, by: step).map { levels[$0] }
    }
    if let ticks { bar[keyPath: path].places = ticks }
    if let label { bar[keyPath: path].label.text = label }
    figure.add(bar)
    figure.current = before
    return .native(ColorBarHandle(bar))
  }

  /// Beside axes that were placed by hand.
  private static func placeBar(
    _ bar: Axes, beside axes: Axes, _ figure: Figure, _ isHorizontal: Bool, _ fraction: Double, _ pad: Double,
    _ shrink: Double
  ) {
    let box = axes.box ?? figure.shares(of: axes.cell)
    if isHorizontal {
      let height = box.height * fraction * 0.33
      let rest = box.height * (1 - fraction - pad)
      bar.box = (box.left + box.width * (1 - shrink) / 2, box.bottom, box.width * shrink, height)
      axes.box = (box.left, box.bottom + box.height - rest, box.width, rest)
    } else {
      let rest = box.width * (1 - fraction - pad)
      axes.box = (box.left, box.bottom, rest, box.height)
      let width = min(box.width * fraction, box.height * figure.height / figure.width / 20)
      bar.box = (
        box.left + rest + box.width * pad, box.bottom + box.height * (1 - shrink) / 2, width, box.height * shrink
      )
    }
  }

  private static func artistsHave(_ axes: Axes, _ mapping: (map: ColorMap, scale: ColorScale)) -> Bool {
    axes.artists.contains { $0.mapping?.map.name == mapping.map.name }
  }
}

/// A tick of an axis.
final class TickHandle {
  let isAcross: Bool
  init(_ isAcross: Bool) { self.isAcross = isAcross }
}

/// A colour bar beside axes.
final class ColorBarHandle {
  let axes: Axes
  init(_ axes: Axes) { self.axes = axes }
}

/// `matplotlib.cm.ScalarMappable`.
final class MappableHandle {
  let map: ColorMap
  let scale: ColorScale
  init(_ map: ColorMap, _ scale: ColorScale) {
    self.map = map
    self.scale = scale
  }
}

extension Value {
  enum Unpacked {
    case tuple([Value])
    case other
  }
  /// The items of a tuple.
  var unpacked: Unpacked { asTuple.map { .tuple($0.items) } ?? .other }
}

extension Figure {
  /// Where a cell of the grid lies, in shares from the lower left corner.
  func shares(of cell: Axes.GridCell) -> (left: Double, bottom: Double, width: Double, height: Double) {
    let box = box(of: cell, margins: margins)
    let page = (width * 72, height * 72)
    return (box.left / page.0, 1 - box.bottom / page.1, box.width / page.0, box.height / page.1)
  }
}
