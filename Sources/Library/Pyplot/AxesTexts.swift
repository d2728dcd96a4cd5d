import Machine
import NDArray
import Plots

/// Titles, names of axes, texts, arrows and legends.
enum AxesTexts {
  /// Size, weight, colour and turn, as every text takes them.
  static func style(_ label: inout Label, _ call: inout PlotCall) throws {
    if let settings = call.take("fontdict")?.asDict {
      for (key, value) in settings.pairs {
        try set(&label, PlotValues.text(key), value)
      }
    }
    for name in [
      "fontsize", "size", "fontweight", "weight", "color", "c", "rotation", "fontstyle", "style", "pad", "labelpad",
      "y",
    ] {
      if let value = call.take(name) { try set(&label, name, value) }
    }
    if let font = call.take("fontproperties", "font")?.asDict {
      for (key, value) in font.pairs { try set(&label, PlotValues.text(key), value) }
    }
  }

  private static func set(_ label: inout Label, _ name: String, _ value: Value) throws {
    switch name {
    case "fontsize", "size": label.size = try PlotValues.fontSize(value)
    case "fontweight", "weight":
      label.isBold =
        try value.asNumber.map { $0.asInt >= 600 }
        ?? ["bold", "heavy", "black", "semibold", "extra bold", "demibold"]
        .contains(PlotValues.text(value))
    case "color", "c": label.color = try PlotValues.color(value)
    case "rotation":
      if let text = value.asString?.text {
        label.rotation = text == "vertical" ? 90 : 0
      } else {
        label.rotation = try PlotValues.number(value)
      }
    case "fontstyle", "style": label.isItalic = try ["italic", "oblique"].contains(PlotValues.text(value))
    case "pad", "labelpad": label.pad = try PlotValues.number(value)
    default: break
    }
  }

  static func title(_ axes: Axes, _ call: inout PlotCall) throws -> Value {
    let text = try PlotValues.text(call.need("label"))
    let place = try call.text("loc") ?? "center"
    let path: ReferenceWritableKeyPath<Axes, Label> =
      place == "left" ? \.leftTitle : place == "right" ? \.rightTitle : \.title
    var label = axes[keyPath: path]
    label.text = text
    label.size = PlotSettings.current.number("axes.titlesize") ?? 12
    try style(&label, &call)
    _ = call.take("ha", "horizontalalignment", "va", "verticalalignment", "x")
    try call.finish("Text")
    axes[keyPath: path] = label
    return .native(
      TextHandle(place == "left" ? 0 : place == "right" ? 1 : 0.5, 1, { axes[keyPath: path] }) {
        axes[keyPath: path] = $0
      })
  }

  /// The name of an axis.
  static func axisName(_ axes: Axes, _ call: inout PlotCall, _ path: ReferenceWritableKeyPath<Axes, Axis>) throws
    -> Value
  {
    let isAcross = path == \Axes.x
    let text = try PlotValues.text(call.need(isAcross ? "xlabel" : path == \Axes.y ? "ylabel" : "zlabel"))
    var label = axes[keyPath: path].label
    label.text = text
    label.size = PlotSettings.current.number("axes.labelsize") ?? 10
    try style(&label, &call)
    _ = call.take("loc", "ha", "horizontalalignment", "va", "verticalalignment", "x")
    try call.finish("Text")
    axes[keyPath: path].label = label
    return .native(
      TextHandle(isAcross ? 0.5 : 0, isAcross ? 0 : 0.5, { axes[keyPath: path].label }) {
        axes[keyPath: path].label = $0
      })
  }

  /// `suptitle`.
  static func figureTitle(_ figure: Figure, _ call: inout PlotCall) throws -> Value {
    figure.title.text = try PlotValues.text(call.need("t"))
    try style(&figure.title, &call)
    _ = call.take("x", "ha", "va")
    try call.finish("Text")
    return .native(TextHandle(0.5, 0.98, { figure.title }) { figure.title = $0 })
  }

  private static func placed(_ text: inout Artist.Text, _ call: inout PlotCall) throws {
    if let across = try call.text("ha", "horizontalalignment") {
      guard let value = Artist.Text.Across(rawValue: across) else {
        throw PythonError(
          .valueError, "'\(across)' is not a valid value for align; supported values are 'center', 'right', 'left'")
      }
      text.across = value
    }
    if let up = try call.text("va", "verticalalignment") {
      text.up = Artist.Text.Up(rawValue: up == "center_baseline" ? "center" : up) ?? .baseline
    }
    try style(&text.label, &call)
    if let settings = call.take("bbox")?.asDict { text.box = try box(settings, size: text.label.size) }
  }

  private static func box(_ settings: DictObject, size: Double) throws -> Artist.Box {
    var box = Artist.Box()
    box.pad = 0.4 * size
    var alpha: Double?
    for (key, value) in settings.pairs {
      switch try PlotValues.text(key) {
      case "facecolor", "fc", "color": box.face = value.isNone ? nil : try PlotValues.color(value)
      case "edgecolor", "ec": box.edge = value.isNone ? nil : try PlotValues.color(value)
      case "linewidth", "lw": box.width = try PlotValues.number(value)
      case "alpha": alpha = try PlotValues.number(value)
      case "pad": box.pad = try PlotValues.number(value) * (try PlotValues.number(value) < 1.5 ? size : 1)
      case "boxstyle":
        let text = try PlotValues.text(value)
        box.isRounded = text.hasPrefix("round")
        if let at = text.range(of: "pad=") {
          box.pad = (Double(text[at...].prefix { $0 != "," }) ?? 0.3) * size
        } else {
          box.pad = 0.3 * size
        }
      default: break
      }
    }
    if let alpha {
      box.face?.alpha *= alpha
      box.edge?.alpha *= alpha
    }
    return box
  }

  static func text(_ axes: Axes, _ call: inout PlotCall) throws -> Value {
    var text = Artist.Text(
      try PlotValues.text(call.need("s")),
      at: Point(try PlotValues.number(call.need("x")), try PlotValues.number(call.need("y"))))
    try placed(&text, &call)
    let artist = Artist(.text(text), zorder: 3)
    artist.isClipped = false
    artist.setsLimits = false
    try ArtistSettings.apply(&call, to: artist)
    _ = call.take("zdir")
    try call.finish("Text")
    axes.artists.append(artist)
    return .native(artist)
  }

  /// `figtext`.
  static func figureText(_ figure: Figure, _ call: inout PlotCall) throws -> Value {
    var text = Artist.Text(
      try PlotValues.text(call.need("s")),
      at: Point(try PlotValues.number(call.need("x")), try PlotValues.number(call.need("y"))))
    try placed(&text, &call)
    let artist = Artist(.text(text), coordinates: .figure, zorder: 3)
    try ArtistSettings.apply(&call, to: artist)
    figure.texts.append(artist)
    return .native(artist)
  }

  static func annotate(_ axes: Axes, _ call: inout PlotCall) throws -> Value {
    let words = try PlotValues.text(call.need("text"))
    guard let target = try PlotValues.pair(call.need("xy")) else {
      throw PythonError(.valueError, "xy must be a pair of numbers")
    }
    let place = try call.take("xytext").flatMap { try PlotValues.pair($0) }
    let targetUnits = coordinates(try call.text("xycoords"))
    let units = try call.text("textcoords")
    let isOffset = units?.hasPrefix("offset") == true
    var text = Artist.Text(words, at: Point(place?.0 ?? target.0, place?.1 ?? target.1))
    if isOffset {
      text.place = Point(target.0, target.1)
      text.offset = Point(place?.0 ?? 0, place?.1 ?? 0)
    }
    try placed(&text, &call)
    if let settings = call.take("arrowprops")?.asDict {
      text.target = Point(target.0, target.1)
      text.targetCoordinates = targetUnits
      text.arrow = try arrow(settings)
    }
    let artist = Artist(
      .text(text), coordinates: units == nil || isOffset ? targetUnits : coordinates(units), zorder: 3)
    artist.kind = "Annotation"
    artist.isClipped = false
    artist.setsLimits = false
    try ArtistSettings.apply(&call, to: artist)
    _ = call.take("annotation_clip")
    try call.finish("Text")
    axes.artists.append(artist)
    return .native(artist)
  }

  private static func coordinates(_ name: String?) -> Coordinates {
    switch name {
    case "axes fraction": .axes
    case "figure fraction": .figure
    default: .data
    }
  }

  private static func arrow(_ settings: DictObject) throws -> Artist.Arrow {
    var arrow = Artist.Arrow()
    arrow.isThick = settings.get("arrowstyle") == nil
    if arrow.isThick { arrow.color = Color.cycle[0] }
    for (key, value) in settings.pairs {
      switch try PlotValues.text(key) {
      case "color", "facecolor", "fc", "ec", "edgecolor": arrow.color = try PlotValues.color(value)
      case "lw", "linewidth": arrow.width = try PlotValues.number(value)
      case "width": arrow.width = try PlotValues.number(value) / 2
      case "arrowstyle": arrow.hasHead = try PlotValues.text(value) != "-"
      default: break
      }
    }
    return arrow
  }

  /// `arrow`: a shape from a place by a step.
  static func arrow(_ axes: Axes, _ call: inout PlotCall) throws -> Value {
    let start = Point(try PlotValues.number(call.need("x")), try PlotValues.number(call.need("y")))
    let step = Point(try PlotValues.number(call.need("dx")), try PlotValues.number(call.need("dy")))
    let width = try call.number("width") ?? 0.001
    let headWidth = try call.number("head_width") ?? 3 * width
    let headLength = try call.number("head_length") ?? 1.5 * headWidth
    let isIncluded = try call.flag("length_includes_head") ?? false
    _ = call.take("shape", "overhang", "head_starts_at_zero")
    let length = (step.x * step.x + step.y * step.y).squareRoot()
    let unit = length > 0 ? Point(step.x / length, step.y / length) : Point(0, 0)
    let tip = isIncluded ? length : length + headLength
    let neck = max(tip - headLength, 0)
    let corners: [(Double, Double)] = [
      (0, width / 2), (neck, width / 2), (neck, headWidth / 2), (tip, 0), (neck, -headWidth / 2), (neck, -width / 2),
      (0, -width / 2),
    ]
    let shape = corners.map { Point(start.x + unit.x * $0.0 - unit.y * $0.1, start.y + unit.y * $0.0 + unit.x * $0.1) }
    let both = try call.color("color")
    var content = Artist.Polygons(shapes: [shape], faces: [try call.color("facecolor", "fc") ?? both ?? Color.cycle[0]])
    content.edge = try call.color("edgecolor", "ec") ?? both ?? .black
    content.edgeWidth = try call.number("linewidth", "lw") ?? 1
    let artist = Artist(.polygons(content), label: try call.text("label") ?? "", zorder: 1)
    artist.kind = "FancyArrow"
    try ArtistSettings.apply(&call, to: artist)
    try call.finish("FancyArrow")
    axes.artists.append(artist)
    return .native(artist)
  }

  static func legend(_ axes: Axes, _ call: inout PlotCall) throws -> Value {
    var handles = call.take("handles")
    var labels = call.take("labels")
    let positional = call.positional
    if positional.count == 2 { (handles, labels) = (positional[0], positional[1]) }
    if positional.count == 1 { labels = positional[0] }
    var entries: [Legend.Entry] = []
    let named = try labels.map { try Machine.current.elements($0).map { try PlotValues.text($0) } }
    var artists = axes.artists
    if let handles {
      artists = try Machine.current.elements(handles).compactMap { PyplotTypes.sample($0) }
    } else if named != nil {
      artists = artists.filter { $0.label != "_grid" }
    }
    if let named {
      for (artist, label) in zip(artists, named) { entries.append(Legend.Entry(label, artist)) }
    } else {
      entries = artists.filter { !$0.label.isEmpty && !$0.label.hasPrefix("_") }.map { Legend.Entry($0.label, $0) }
      if entries.isEmpty {
        try Machine.current.warn(
          .userWarning,
          "No artists with labels found to put in legend.  Note that artists whose label start with an underscore are "
            + "ignored when legend() is called with no argument.")
      }
    }
    var legend = Legend(entries)
    legend.size =
      try call.take("fontsize").map { try PlotValues.fontSize($0) } ?? PlotSettings.current.number("legend.fontsize")
      ?? 10
    if let size = call.take("prop")?.asDict?.get("size") { legend.size = try PlotValues.fontSize(size) }
    if let place = call.take("loc") {
      if let name = place.asString?.text {
        guard let code = Legend.locations[name] else {
          throw PythonError(
            .valueError,
            "'\(name)' is not a valid value for loc. Did you mean one of: 'best', 'upper right', 'upper left', 'lower left', "
              + "'lower right', 'right', 'center left', 'center right', 'lower center', 'upper center', 'center'?")
        }
        legend.location = code
      } else if let code = place.asNumber {
        legend.location = code.asInt
      } else if let pair = try PlotValues.pair(place) {
        legend.anchor = Point(pair.0, pair.1)
        legend.location = 3
      }
    }
    if let anchor = try call.take("bbox_to_anchor").map({ try PlotValues.numbers($0) }), anchor.count >= 2 {
      legend.anchor = Point(anchor[0], anchor[1])
      if anchor.count == 4 { legend.anchorSize = Point(anchor[2], anchor[3]) }
    }
    legend.title = try call.text("title") ?? ""
    legend.columns = try call.take("ncol", "ncols").map { try Machine.current.index($0) } ?? 1
    legend.hasFrame = try call.flag("frameon") ?? true
    legend.frameAlpha = try call.number("framealpha") ?? 0.8
    _ = call.take(
      "facecolor", "edgecolor", "mode", "title_fontsize", "labelcolor", "alignment", "reverse", "handler_map",
      "handleheight", "bbox_transform", "draggable")
    try call.finish()
    axes.legend = legend
    return .native(LegendHandle(axes))
  }
}

/// Text that belongs to axes: `Text(0.5, 1.0, 'title')`.
final class TextHandle {
  let x: Double
  let y: Double
  let get: () -> Label
  let set: (Label) -> Void

  init(_ x: Double, _ y: Double, _ get: @escaping () -> Label, _ set: @escaping (Label) -> Void) {
    self.x = x
    self.y = y
    self.get = get
    self.set = set
  }
}

/// The legend of axes.
final class LegendHandle {
  let axes: Axes
  init(_ axes: Axes) { self.axes = axes }
}

extension String {
  /// Where the text after `mark` begins.
  fileprivate func range(of mark: String) -> String.Index? {
    var at = startIndex
    while at < endIndex {
      if self[at...].hasPrefix(mark) { return index(at, offsetBy: mark.count) }
      at = index(after: at)
    }
    return nil
  }
}
