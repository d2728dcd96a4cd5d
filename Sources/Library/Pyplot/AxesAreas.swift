import Machine
import NDArray
import Plots
import Syntax

/// Points and areas: `scatter`, `bar`, `hist`, `fill_between` and their like.
enum AxesAreas {
  static func scatter(_ axes: Axes, _ call: inout PlotCall) throws -> Value {
    let x = try PlotValues.places(call.need("x"), on: &axes.x)
    let y = try PlotValues.places(call.need("y"), on: &axes.y)
    guard x.count == y.count else { throw PythonError(.valueError, "x and y must be the same size") }
    let sizes = try call.take("s").map { try PlotValues.numbers($0) } ?? [36]
    var content = Artist.Markers(x: x, y: y, sizes: sizes, faces: [])
    content.marker = try call.take("marker").flatMap { try PlotValues.marker($0) } ?? .circle
    let faces = try Mapped.faces(&call, count: x.count) ?? (colors: [axes.takePatchColor()], mapping: nil)
    content.faces = faces.colors
    if let edge = call.take("edgecolors", "edgecolor", "ec"), edge.asString?.text != "face" {
      content.edge = try PlotValues.colors(edge, count: x.count)?.first
    }
    if let plain = call.take("facecolors", "facecolor", "fc") {
      if plain.asString?.text == "none" {
        content.isHollow = true
        content.edge = content.edge ?? content.faces.first
      } else {
        content.faces = try PlotValues.colors(plain, count: x.count) ?? content.faces
      }
    }
    content.edgeWidth = try call.number("linewidths", "linewidth", "lw") ?? 1.5
    let artist = Artist(.markers(content), label: try call.text("label") ?? "_child\(axes.artists.count)", zorder: 1)
    artist.mapping = faces.mapping
    try ArtistSettings.apply(&call, to: artist)
    try call.finish("PathCollection")
    axes.artists.append(artist)
    PlotState.shared.lastMapped = artist.mapping == nil ? PlotState.shared.lastMapped : artist
    return .native(artist)
  }

  /// `bar` and `barh`.
  static func bar(_ axes: Axes, _ call: inout PlotCall, isHorizontal: Bool) throws -> Value {
    let where0 = try call.need(isHorizontal ? "y" : "x")
    let places = isHorizontal ? try PlotValues.places(where0, on: &axes.y) : try PlotValues.places(where0, on: &axes.x)
    let lengths = try PlotValues.numbers(call.need(isHorizontal ? "width" : "height"))
    let widths = try call.take(isHorizontal ? "height" : "width").map { try PlotValues.numbers($0) } ?? [0.8]
    let bases = try call.take(isHorizontal ? "left" : "bottom").map { try PlotValues.numbers($0) } ?? [0]
    let align = try call.text("align") ?? "center"
    let given = try call.take("color", "facecolor", "fc").flatMap { try PlotValues.colors($0, count: places.count) }
    let faces = given ?? [axes.takePatchColor()]
    let labels = call.take("tick_label")
    var shapes: [[Point]] = []
    for (at, place) in places.enumerated() where !lengths.isEmpty && !widths.isEmpty && !bases.isEmpty {
      let width = widths[at % widths.count]
      let start = align == "edge" ? place : place - width / 2
      let base = bases[at % bases.count]
      let end = base + lengths[at % lengths.count]
      shapes.append(box(start, base, start + width, end, isHorizontal))
    }
    let error = try call.take(isHorizontal ? "xerr" : "yerr").map { try PlotValues.numbers($0) }
    let cap = try call.number("capsize") ?? 0
    let errorColor = try call.color("ecolor") ?? .black
    var content = Artist.Polygons(shapes: shapes, faces: faces)
    content.areBoxes = true
    content.edge = try call.color("edgecolor", "ec")
    content.edgeWidth = try call.number("linewidth", "lw") ?? 1
    content.style = try call.lineStyle() ?? .solid
    let artist = Artist(.polygons(content), label: try call.text("label") ?? "", zorder: 1)
    if isHorizontal { artist.stickyX = bases } else { artist.stickyY = bases }
    try ArtistSettings.apply(&call, to: artist)
    try call.finish("Rectangle")
    axes.artists.append(artist)
    if let labels {
      let texts = try (labels.sequenceItems ?? [labels]).map { try PlotValues.text($0) }
      if isHorizontal {
        (axes.y.places, axes.y.texts) = (places, texts)
      } else {
        (axes.x.places, axes.x.texts) = (places, texts)
      }
    }
    if let error, !error.isEmpty {
      errorBars(axes, places, bases, lengths, error, cap, errorColor, isHorizontal)
    }
    return .native(PlotContainer("BarContainer", shapes.map { _ in .native(artist) }, artist))
  }

  private static func errorBars(
    _ axes: Axes, _ places: [Double], _ bases: [Double], _ lengths: [Double], _ error: [Double], _ cap: Double,
    _ color: Color, _ isHorizontal: Bool
  ) {
    var caps = Artist.Line(x: [], y: [], color: color)
    let lines = places.enumerated().map { at, place -> [Point] in
      let end = bases[at % bases.count] + lengths[at % lengths.count]
      let ends = [end - error[at % error.count], end + error[at % error.count]]
      caps.x += isHorizontal ? ends : [place, place]
      caps.y += isHorizontal ? [place, place] : ends
      return ends.map { isHorizontal ? Point($0, place) : Point(place, $0) }
    }
    axes.artists.append(Artist(.segments(Artist.Segments(lines: lines, colors: [color]))))
    guard cap > 0 else { return }
    caps.style = .none
    caps.marker = isHorizontal ? .vertical : .horizontal
    caps.markerSize = 2 * cap
    axes.artists.append(Artist(.line(caps)))
  }

  private static func box(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, _ isTurned: Bool) -> [Point] {
    let corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
    return corners.map { isTurned ? Point($0.1, $0.0) : Point($0.0, $0.1) }
  }

  static func histogram(_ axes: Axes, _ call: inout PlotCall) throws -> Value {
    let given = try call.need("x")
    var samples: [[Double]]
    if let items = given.sequenceItems, let first = items.first, first.asNumber == nil,
      try PlotValues.array(first)?.rank != 0
    {
      samples = try items.map { try PlotValues.numbers($0) }
    } else {
      samples = [try PlotValues.numbers(given)]
    }
    samples = samples.map { $0.filter(\.isFinite) }
    let range = try call.take("range").flatMap { try PlotValues.pair($0) }
    let bins = call.take("bins")
    let edges: [Double]
    if let bins, bins.asNumber == nil, bins.asString == nil {
      edges = try PlotValues.numbers(bins)
    } else {
      var count = 10
      if let number = bins?.asNumber { count = number.asInt }
      if let rule = bins?.asString?.text { count = Histogram.count(rule, samples.flatMap { $0 }) }
      guard count > 0 else { throw PythonError(.valueError, "`bins` must be positive, when an integer") }
      edges = Histogram.edges(samples.flatMap { $0 }, bins: min(count, 1_000_000), range: range)
    }
    let isDensity = try call.flag("density") ?? false
    let isCumulative = try call.flag("cumulative") ?? false
    let isStacked = try call.flag("stacked") ?? false
    let isHorizontal = try call.text("orientation") == "horizontal"
    let kind = try call.text("histtype") ?? "bar"
    let width = try call.number("rwidth")
    if try call.flag("log") ?? false { if isHorizontal { axes.x.scale = .log } else { axes.y.scale = .log } }
    let weights = try call.take("weights").map { try PlotValues.numbers($0) }
    let given2 = try call.take("color", "facecolor", "fc")
      .flatMap { try PlotValues.colors($0, count: samples.count) }
    let label = call.take("label")
    let labels =
      try label?.sequenceItems?.map { try PlotValues.text($0) } ?? label.map { [try PlotValues.text($0)] } ?? []
    let edge = try call.color("edgecolor", "ec")
    let edgeWidth = try call.number("linewidth", "lw") ?? 1
    let style = try call.lineStyle() ?? .solid
    let alpha = try call.number("alpha")
    let zorder = try call.number("zorder") ?? 1
    _ = call.take("align", "bottom")
    try call.finish("Rectangle")
    var counts = samples.map { Histogram.counts($0, edges, weights: weights) }
    if isDensity { counts = counts.map { Histogram.density($0, edges) } }
    if isCumulative {
      counts = counts.map { own in
        var sum = 0.0
        return zip(own, zip(edges, edges.dropFirst())).map { count, ends in
          sum += isDensity ? count * (ends.1 - ends.0) : count
          return sum
        }
      }
    }
    var containers: [Value] = []
    var base = [Double](repeating: 0, count: max(edges.count - 1, 0))
    for (at, own) in counts.enumerated() {
      let color = given2.map { $0[at % $0.count] } ?? axes.takePatchColor()
      var shapes: [[Point]] = []
      let isSideBySide = !isStacked && samples.count > 1 && kind == "bar"
      for (bin, count) in own.enumerated() {
        var left = edges[bin]
        var size = edges[bin + 1] - edges[bin]
        if isSideBySide {
          let share = size * 0.8 / Double(samples.count)
          left += size * 0.1 + share * Double(at)
          size = share
        } else if let width {
          left += size * (1 - width) / 2
          size *= width
        }
        shapes.append(box(left, base[bin], left + size, base[bin] + count, isHorizontal))
      }
      if isStacked { base = zip(base, own).map { $0 + $1 } }
      var content = Artist.Polygons(shapes: shapes, faces: [color])
      content.areBoxes = true
      content.edge = edge
      content.edgeWidth = edgeWidth
      content.style = style
      if kind == "step" || kind == "stepfilled" {
        content = Artist.Polygons(
          shapes: [Histogram.outline(own, edges)], faces: kind == "step" ? [Color(0, 0, 0, alpha: 0)] : [color])
        content.edge = edge ?? (kind == "step" ? color : nil)
        content.edgeWidth = edgeWidth
      }
      let artist = Artist(.polygons(content), label: at < labels.count ? labels[at] : "", zorder: zorder)
      artist.alpha = alpha
      if isHorizontal { artist.stickyX = [0] } else { artist.stickyY = [0] }
      axes.artists.append(artist)
      containers.append(.native(PlotContainer("BarContainer", own.map { _ in .native(artist) }, artist)))
    }
    let results = try counts.map { try PlotValues.numpy($0) }
    let places = try PlotValues.numpy(edges)
    if counts.count == 1 { return .tuple([results[0], places, containers[0]]) }
    return .tuple([
      try PlotValues.numpy(counts.flatMap { $0 }, shape: [counts.count, edges.count - 1]), places,
      .native(PlotContainer("silent_list", containers)),
    ])
  }

  /// `fill_between` and `fill_betweenx`.
  static func fillBetween(_ axes: Axes, _ call: inout PlotCall, isTurned: Bool) throws -> Value {
    let x = try PlotValues.numbers(call.need(isTurned ? "y" : "x"))
    func spread(_ value: Value?) throws -> [Double] {
      let numbers = try value.map { try PlotValues.numbers($0) } ?? [0]
      return numbers.count == 1 ? Array(repeating: numbers[0], count: x.count) : numbers
    }
    let first = try spread(call.need(isTurned ? "x1" : "y1"))
    let second = try spread(call.take(isTurned ? "x2" : "y2"))
    let mask = try call.take("where").map { try PlotValues.numbers($0).map { $0 != 0 } }
    _ = try call.flag("interpolate")
    _ = call.take("step")
    guard first.count == x.count, second.count == x.count else {
      throw PythonError(.valueError, "'x' is not 1-dimensional")
    }
    var shapes: [[Point]] = []
    var run: [Int] = []
    func close() {
      if run.count > 1 {
        let there = run.map { isTurned ? Point(first[$0], x[$0]) : Point(x[$0], first[$0]) }
        let back = run.reversed().map { isTurned ? Point(second[$0], x[$0]) : Point(x[$0], second[$0]) }
        shapes.append(there + back)
      }
      run = []
    }
    for at in x.indices {
      let isIn = mask.map { at < $0.count && $0[at] } ?? true
      if isIn, x[at].isFinite, first[at].isFinite, second[at].isFinite { run.append(at) } else { close() }
    }
    close()
    return try polygons(shapes, axes, &call, kind: "FillBetweenPolyCollection")
  }

  static func fill(_ axes: Axes, _ call: inout PlotCall) throws -> Value {
    var rest = call.positional
    var result: [Value] = []
    let shared = call
    while rest.count >= 2 {
      let x = try PlotValues.numbers(rest.removeFirst())
      let y = try PlotValues.numbers(rest.removeFirst())
      var own = shared
      if let format = rest.first?.asString {
        rest.removeFirst()
        if let color = try PlotValues.format(format.text).color { own = try own.with("color", .string(color.hex)) }
      }
      let artist = try polygons([zip(x, y).map { Point($0, $1) }], axes, &own, kind: "Polygon")
      result.append(artist)
    }
    return .list(result)
  }

  private static func polygons(
    _ shapes: [[Point]], _ axes: Axes, _ call: inout PlotCall, kind: String
  ) throws -> Value {
    let faces = try call.take("color", "facecolor", "facecolors", "fc").flatMap {
      try PlotValues.colors($0, count: shapes.count)
    }
    var content = Artist.Polygons(shapes: shapes, faces: faces ?? [axes.takePatchColor()])
    content.edge = try call.color("edgecolor", "edgecolors", "ec")
    content.edgeWidth = try call.number("linewidth", "lw") ?? 1
    content.style = try call.lineStyle() ?? .solid
    let artist = Artist(.polygons(content), label: try call.text("label") ?? "", zorder: 1)
    artist.kind = kind
    try ArtistSettings.apply(&call, to: artist)
    try call.finish(kind)
    axes.artists.append(artist)
    return .native(artist)
  }

  static func stackPlot(_ axes: Axes, _ call: inout PlotCall) throws -> Value {
    guard let xs = call.takePositional() else { throw PythonError(.typeError, "stackplot() missing 'x'") }
    let x = try PlotValues.numbers(xs)
    let labels = try call.take("labels").map { try Machine.current.elements($0).map { try PlotValues.text($0) } } ?? []
    let colors = try call.take("colors").flatMap { try PlotValues.colors($0, count: 0) }
    let alpha = try call.number("alpha")
    var base = x.map { _ in 0.0 }
    var result: [Value] = []
    for (at, value) in call.positional.enumerated() {
      let y = try PlotValues.numbers(value)
      let top = zip(base, y).map { $0 + $1 }
      var shape = zip(x, base).map { Point($0, $1) }
      shape += zip(x, top).map { Point($0, $1) }.reversed()
      let artist = Artist(
        .polygons(Artist.Polygons(shapes: [shape], faces: [colors.map { $0[at % $0.count] } ?? axes.takePatchColor()])),
        label: at < labels.count ? labels[at] : "", zorder: 1)
      artist.kind = "FillBetweenPolyCollection"
      artist.alpha = alpha
      axes.artists.append(artist)
      result.append(.native(artist))
      base = top
    }
    return .list(result)
  }

  /// `axhspan` and `axvspan`.
  static func span(_ axes: Axes, _ call: inout PlotCall, isHorizontal: Bool) throws -> Value {
    let low = try PlotValues.number(call.need(isHorizontal ? "ymin" : "xmin"))
    let high = try PlotValues.number(call.need(isHorizontal ? "ymax" : "xmax"))
    let from = try call.number(isHorizontal ? "xmin" : "ymin") ?? 0
    let to = try call.number(isHorizontal ? "xmax" : "ymax") ?? 1
    let shape = isHorizontal ? box(from, low, to, high, false) : box(low, from, high, to, false)
    let value = try polygons([shape], axes, &call, kind: "Rectangle")
    if case .native(let object) = value, let artist = object as? Artist {
      artist.coordinates = isHorizontal ? .acrossAxes : .upAxes
    }
    return value
  }

  static func pie(_ axes: Axes, _ call: inout PlotCall) throws -> Value {
    let values: [Double] = try PlotValues.numbers(call.need("x"))
    guard values.allSatisfy(\.isFinite) else {
      throw PythonError(.valueError, "Wedge sizes must be finite numbers")
    }
    guard values.allSatisfy({ $0 >= 0 }) else {
      throw PythonError(.valueError, "Wedge sizes 'x' must be non negative values")
    }
    let total = values.reduce(0.0) { $0 + $1 }
    let labels: [String]? = try call.take("labels").map {
      try Machine.current.elements($0).map { try PlotValues.text($0) }
    }
    let colors: [Color] =
      try call.take("colors").flatMap { try PlotValues.colors($0, count: values.count) } ?? Color.cycle
    let percent = call.take("autopct")
    var angle = (try call.number("startangle") ?? 0) * .pi / 180
    let radius = try call.number("radius") ?? 1
    let isClockwise = try call.flag("counterclock") == false
    for name in ["explode", "shadow", "pctdistance", "labeldistance", "wedgeprops", "textprops", "normalize"] {
      _ = call.take(name)
    }
    try call.finish()
    var wedges: [Value] = []
    var texts: [Value] = []
    var shares: [Value] = []
    for (at, value) in values.enumerated() {
      let share = total == 0 ? 0 : value / total
      let sweep = share * 2 * .pi * (isClockwise ? -1 : 1)
      let count = max(Int(share * 120), 2)
      let arc = (0...count).map { step -> Point in
        let turn = angle + sweep * Double(step) / Double(count)
        return onCircle(turn, radius)
      }
      let artist = Artist(
        .polygons(Artist.Polygons(shapes: [[Point(0, 0)] + arc], faces: [colors[at % colors.count]])),
        label: labels.map { at < $0.count ? $0[at] : "" } ?? "", zorder: 1)
      artist.kind = "Wedge"
      axes.artists.append(artist)
      wedges.append(.native(artist))
      let middle = angle + sweep / 2
      if let labels, at < labels.count {
        let place: Point = onCircle(middle, radius * 1.1)
        var text: Artist.Text = Artist.Text(labels[at], at: place)
        text.across = place.x > 0 ? Artist.Text.Across.left : Artist.Text.Across.right
        text.up = Artist.Text.Up.center
        let label = Artist(.text(text), zorder: 3)
        label.isClipped = false
        axes.artists.append(label)
        texts.append(.native(label))
      }
      if let percent {
        let shown =
          try percent.asString == nil
          ? Machine.current.call(percent, [.float(share * 100)])
          : Machine.current.binary(.modulo, percent, .float(share * 100))
        var text: Artist.Text = Artist.Text(try PlotValues.text(shown), at: onCircle(middle, radius * 0.6))
        text.across = Artist.Text.Across.center
        text.up = Artist.Text.Up.center
        let label = Artist(.text(text), zorder: 3)
        axes.artists.append(label)
        shares.append(.native(label))
      }
      angle += sweep
    }
    axes.isFramed = false
    axes.aspect = 1
    axes.x.limits = (-1.25, 1.25)
    axes.y.limits = (-1.25, 1.25)
    return .tuple([.list(wedges), .list(texts)] + (percent == nil ? [] : [.list(shares)]))
  }
}

/// Colours that stand for numbers.
enum Mapped {
  /// The colours of `c`, `cmap`, `vmin`, `vmax` and `norm`; nil where none were given.
  static func faces(_ call: inout PlotCall, count: Int) throws -> (
    colors: [Color], mapping: (map: ColorMap, scale: ColorScale)?
  )? {
    let map = try colorMap(&call)
    let low = try call.number("vmin")
    let high = try call.number("vmax")
    let norm = call.take("norm")
    guard let value = call.take("c", "color") else { return nil }
    if let colors = try PlotValues.colors(value, count: count) { return (colors, nil) }
    let numbers = try PlotValues.numbers(value)
    guard numbers.count == count else {
      throw PythonError(
        .valueError,
        "'c' argument has \(numbers.count) elements, which is inconsistent with 'x' and 'y' with size \(count).")
    }
    let scale = scale(of: numbers, low, high, norm)
    return (numbers.map { map(scale($0)) }, (map, scale))
  }

  static func scale(of values: [Double], _ low: Double?, _ high: Double?, _ norm: Value?) -> ColorScale {
    if case .native(let object)? = norm, let handle = object as? NormHandle {
      var scale = ColorScale(of: values, low: handle.low, high: handle.high)
      scale.isLogarithmic = handle.isLogarithmic
      return scale
    }
    return ColorScale(of: values, low: low, high: high)
  }

  static func colorMap(_ call: inout PlotCall) throws -> ColorMap {
    guard let value = call.take("cmap") else {
      return ColorMap(named: PlotSettings.current.text("image.cmap") ?? ColorMap.standard) ?? ColorMap(colors: [.black])
    }
    return try colorMap(value)
  }

  static func colorMap(_ value: Value) throws -> ColorMap {
    if case .native(let object) = value, let handle = object as? ColorMapHandle { return handle.map }
    let name = try PlotValues.text(value)
    if let map = ColorMap(named: name) { return map }
    throw PythonError(
      .valueError,
      "\(try Machine.current.repr(value)) is not a known colormap name; supported names are "
        + ColorMap.names.map { "'\($0)'" }.joined(separator: ", "))
  }
}

/// `matplotlib.colors.Normalize`: which numbers are the ends of a colour map.
final class NormHandle {
  let low: Double?
  let high: Double?
  let isLogarithmic: Bool

  init(low: Double?, high: Double?, isLogarithmic: Bool) {
    self.low = low
    self.high = high
    self.isLogarithmic = isLogarithmic
  }
}

/// A colour map that a program holds.
final class ColorMapHandle {
  let map: ColorMap
  init(_ map: ColorMap) { self.map = map }
}
