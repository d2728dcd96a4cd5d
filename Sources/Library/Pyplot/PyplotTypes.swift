import Machine
import NDArray
import Plots

/// The classes of what figures are made of, named as matplotlib names them.
enum PyplotTypes {
  static func register(on machine: Machine) {
    machine.register(Figure.self, as: figure)
    machine.register(Axes.self, as: axes) { object in
      unsafeDowncast(object, to: Axes.self).is3D ? axes3D : nil
    }
    machine.register(Artist.self, as: text) { object in type(of: unsafeDowncast(object, to: Artist.self)) }
    machine.register(TextHandle.self, as: text)
    machine.register(TickHandle.self, as: plain("XTick", "matplotlib.axis")) { object in
      unsafeDowncast(object, to: TickHandle.self).isAcross ? nil : plain("YTick", "matplotlib.axis")
    }
    machine.register(LegendHandle.self, as: legend)
    machine.register(ColorBarHandle.self, as: colorBar)
    machine.register(ContourSet.self, as: contourSet)
    machine.register(PlotContainer.self, as: container)
    machine.register(TransformHandle.self, as: plain("BboxTransformTo", "matplotlib.transforms"))
    machine.register(SpineHandle.self, as: spine)
    machine.register(SpinesHandle.self, as: spines)
    machine.register(AxisHandle.self, as: axis)
    machine.register(ColorMapHandle.self, as: colorMap)
    machine.register(NormHandle.self, as: plain("Normalize", "matplotlib.colors"))
    machine.register(MappableHandle.self, as: plain("ScalarMappable", "matplotlib.cm"))
    machine.register(TickFormat.self, as: plain("Formatter", "matplotlib.ticker"))
  }

  nonisolated(unsafe) private static var known: [String: TypeObject] = [:]

  /// A class without behaviour of its own.
  static func plain(_ name: String, _ module: String) -> TypeObject {
    if let type = known[name] { return type }
    let type = TypeObject(name, module: module, layout: .opaque)
    known[name] = type
    return type
  }

  /// The figure's own words: `<Figure size 640x480 with 1 Axes>`.
  static func text(of figure: Figure) -> String {
    let width = Int(figure.width * figure.dotsPerInch)
    let height = Int(figure.height * figure.dotsPerInch)
    return "<Figure size \(width)x\(height) with \(figure.axes.count) Axes>"
  }

  static func get<T: AnyObject>(_ value: Value, _ kind: T.Type) throws -> T {
    if case .native(let object) = value, let found = object as? T { return found }
    throw PythonError(.typeError, "descriptor does not apply to a '\(Machine.current.type(of: value).name)' object")
  }

  /// What a legend shows for a value.
  static func sample(_ value: Value) -> Artist? {
    guard case .native(let object) = value else { return nil }
    return object as? Artist ?? (object as? PlotContainer)?.sample
  }

  // MARK: Artists

  private static func type(of artist: Artist) -> TypeObject {
    let name: String
    let module: String
    switch artist.content {
    case .line:
      (name, module) = (
        artist.kind ?? "Line2D", artist.kind == "Line3D" ? "mpl_toolkits.mplot3d.art3d" : "matplotlib.lines"
      )
    case .markers:
      (name, module) = (
        artist.kind ?? "PathCollection", artist.kind == nil ? "matplotlib.collections" : "mpl_toolkits.mplot3d.art3d"
      )
    case .polygons(let polygons):
      let kind = artist.kind ?? (polygons.areBoxes ? "Rectangle" : "Polygon")
      let inSpace = kind == "Poly3DCollection"
      (name, module) = (
        kind,
        inSpace
          ? "mpl_toolkits.mplot3d.art3d"
          : kind.hasSuffix("Collection") ? "matplotlib.collections" : "matplotlib.patches"
      )
    case .segments:
      let kind = artist.kind ?? "LineCollection"
      (name, module) = (
        kind,
        kind == "Quiver"
          ? "matplotlib.quiver" : kind == "Line3DCollection" ? "mpl_toolkits.mplot3d.art3d" : "matplotlib.collections"
      )
    case .text: return text
    case .image:
      (name, module) = (artist.kind ?? "AxesImage", artist.kind == nil ? "matplotlib.image" : "matplotlib.collections")
    }
    if let type = known[name] { return type }
    let type = TypeObject(name, module: module, layout: .opaque, summary: "Something drawn.")
    addShared(to: type)
    if name == "Line2D" { addLine(to: type) }
    known[name] = type
    return type
  }

  private static func addShared(to type: TypeObject) {
    type.slots.str = { value in
      let artist = try get(value, Artist.self)
      return artist.label.isEmpty
        ? "\(Machine.current.type(of: value).name)()" : "\(Machine.current.type(of: value).name)(\(artist.label))"
    }
    type.method("get_label", summary: "What a legend calls it.", .unary { .string(try get($0, Artist.self).label) })
    type.method(
      "set_label", summary: "What a legend calls it.",
      .binary { value, label in
        try get(value, Artist.self).label = try PlotValues.text(label)
        return .none
      })
    type.method(
      "set_alpha", summary: "How much it covers.",
      .binary { value, alpha in
        try get(value, Artist.self).alpha = alpha.isNone ? nil : try PlotValues.number(alpha)
        return .none
      })
    type.method(
      "set_visible", summary: "Whether it is seen.",
      .binary { value, isVisible in
        try get(value, Artist.self).isVisible = try Machine.current.truth(isVisible)
        return .none
      })
    type.method(
      "set_zorder", summary: "What it lies above.",
      .binary { value, order in
        try get(value, Artist.self).zorder = try PlotValues.number(order)
        return .none
      })
    type.method(
      "set_color", summary: "Its colour.",
      .binary { value, color in
        try recolor(get(value, Artist.self), PlotValues.color(color))
        return .none
      })
    type.method(
      "set_facecolor", summary: "The colour inside.",
      .binary { value, color in
        try recolor(get(value, Artist.self), PlotValues.color(color))
        return .none
      })
    type.method(
      "remove", summary: "Takes it off its axes.",
      .unary { value in
        let artist = try get(value, Artist.self)
        for figure in PlotState.shared.figures {
          for axes in figure.axes { axes.artists.removeAll { $0 === artist } }
        }
        return .none
      })
  }

  private static func recolor(_ artist: Artist, _ color: Color) {
    switch artist.content {
    case .line(var line):
      line.color = color
      artist.content = .line(line)
    case .markers(var markers):
      markers.faces = [color]
      artist.content = .markers(markers)
    case .polygons(var polygons):
      polygons.faces = [color]
      artist.content = .polygons(polygons)
    case .segments(var segments):
      segments.colors = [color]
      artist.content = .segments(segments)
    case .text(var text):
      text.label.color = color
      artist.content = .text(text)
    case .image: break
    }
  }

  private static func line(_ value: Value) throws -> (artist: Artist, line: Artist.Line) {
    let artist = try get(value, Artist.self)
    guard case .line(let line) = artist.content else { throw PythonError(.typeError, "not a line") }
    return (artist, line)
  }

  private static func addLine(to type: TypeObject) {
    type.method(
      "get_xdata", [.init("self"), .init("orig", default: .bool(true))], summary: "Places across.",
      .bound { try PlotValues.numpy(line($0[0]).line.x) })
    type.method(
      "get_ydata", [.init("self"), .init("orig", default: .bool(true))], summary: "Places up.",
      .bound { try PlotValues.numpy(line($0[0]).line.y) })
    type.method("get_color", summary: "Its colour.", .unary { .string(try line($0).line.color.hex) })
    type.method("get_linewidth", summary: "Its width.", .unary { .float(try line($0).line.width) })
    type.method(
      "set_linewidth", summary: "Its width.",
      .binary { value, width in
        var (artist, content) = try line(value)
        content.width = try PlotValues.number(width)
        artist.content = .line(content)
        return .none
      })
    type.method(
      "set_linestyle", summary: "Its dashes.",
      .binary { value, style in
        var (artist, content) = try line(value)
        content.style = try PlotValues.lineStyle(style)
        artist.content = .line(content)
        return .none
      })
    type.method(
      "set_data", [.init("self"), .init("x"), .init("y")], summary: "Its places.",
      .bound { arguments in
        var (artist, content) = try line(arguments[0])
        content.x = try PlotValues.numbers(arguments[1])
        content.y = try PlotValues.numbers(arguments[2])
        artist.content = .line(content)
        return .none
      })
    type.method(
      "set_xdata", summary: "Its places across.",
      .binary { value, x in
        var (artist, content) = try line(value)
        content.x = try PlotValues.numbers(x)
        artist.content = .line(content)
        return .none
      })
    type.method(
      "set_ydata", summary: "Its places up.",
      .binary { value, y in
        var (artist, content) = try line(value)
        content.y = try PlotValues.numbers(y)
        artist.content = .line(content)
        return .none
      })
  }

  // MARK: Text

  nonisolated(unsafe) static let text: TypeObject = {
    let type = TypeObject("Text", module: "matplotlib.text", layout: .opaque, summary: "Text on a figure.")
    func label(_ value: Value) throws -> Label {
      if case .native(let object) = value, let handle = object as? TextHandle { return handle.get() }
      guard case .text(let text) = try get(value, Artist.self).content else { return Label("") }
      return text.label
    }
    func change(_ value: Value, _ body: (inout Label) throws -> Void) throws {
      if case .native(let object) = value, let handle = object as? TextHandle {
        var label = handle.get()
        try body(&label)
        handle.set(label)
        return
      }
      let artist = try get(value, Artist.self)
      guard case .text(var text) = artist.content else { return }
      try body(&text.label)
      artist.content = .text(text)
    }
    type.slots.repr = { value in
      let text = try Machine.current.repr(.string(label(value).text))
      if case .native(let object) = value, let handle = object as? TextHandle {
        let numbers = try [handle.x, handle.y].map { number in
          number == number.rounded() && number == 0 ? "0" : try Machine.current.repr(.float(number))
        }
        return "Text(\(numbers[0]), \(numbers[1]), \(text))"
      }
      guard case .text(let content) = try get(value, Artist.self).content else { return "Text(0, 0, '')" }
      let place = content.offset ?? content.place
      return "Text(\(try PyplotTypes.short(place.x)), \(try PyplotTypes.short(place.y)), \(text))"
    }
    type.slots.str = type.slots.repr
    type.method("get_text", summary: "Its text.", .unary { .string(try label($0).text) })
    type.method(
      "set_text", summary: "Its text.",
      .binary { value, text in
        try change(value) { $0.text = try PlotValues.text(text) }
        return .none
      })
    for name in ["set_fontsize", "set_size"] {
      type.method(
        name, summary: "Its size.",
        .binary { value, size in
          try change(value) { $0.size = try PlotValues.fontSize(size) }
          return .none
        })
    }
    type.method(
      "set_color", summary: "Its colour.",
      .binary { value, color in
        try change(value) { $0.color = try PlotValues.color(color) }
        return .none
      })
    type.method(
      "set_rotation", summary: "How it is turned.",
      .binary { value, angle in
        try change(value) { $0.rotation = try PlotValues.number(angle) }
        return .none
      })
    return type
  }()

  /// A whole number without its point, as a person most likely gave it.
  private static func short(_ number: Double) throws -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : try Machine.current.repr(.float(number))
  }

  // MARK: Containers, legends, maps

  nonisolated(unsafe) private static let container: TypeObject = {
    let type = TypeObject(
      "Container", module: "matplotlib.container", layout: .opaque, summary: "Things drawn together.")
    type.slots.repr = { value in
      let container = try get(value, PlotContainer.self)
      if container.name == "silent_list" { return "<a list of \(container.items.count) BarContainer objects>" }
      return "<\(container.name) object of \(container.items.count) artists>"
    }
    type.slots.length = { try get($0, PlotContainer.self).items.count }
    type.slots.getItem = { try Machine.current.getItem(.list(get($0, PlotContainer.self).items), $1) }
    type.slots.iterate = { try Machine.current.iterate(.list(get($0, PlotContainer.self).items)) }
    return type
  }()

  nonisolated(unsafe) private static let legend: TypeObject = {
    let type = TypeObject("Legend", module: "matplotlib.legend", layout: .opaque, summary: "Names of what is drawn.")
    type.slots.str = { _ in "Legend" }
    type.method(
      "set_title", summary: "Its title.",
      .binary { value, title in
        try get(value, LegendHandle.self).axes.legend?.title = try PlotValues.text(title)
        return .none
      })
    type.method(
      "remove", summary: "Takes it away.",
      .unary { value in
        try get(value, LegendHandle.self).axes.legend = nil
        return .none
      })
    return type
  }()

  nonisolated(unsafe) private static let colorBar: TypeObject = {
    let type = TypeObject("Colorbar", module: "matplotlib.colorbar", layout: .opaque, summary: "What colours mean.")
    type.method(
      "set_label", [.init("self"), .init("label"), .variadicKeyword("kwargs")], summary: "Its name.",
      .bound { arguments in
        let axes = try get(arguments[0], ColorBarHandle.self).axes
        let text = try PlotValues.text(arguments[1])
        if axes.y.isVisible { axes.y.label.text = text } else { axes.x.label.text = text }
        return .none
      })
    type.property("ax", get: { .native(try get($0, ColorBarHandle.self).axes) })
    return type
  }()

  nonisolated(unsafe) private static let contourSet: TypeObject = {
    let type = TypeObject("QuadContourSet", module: "matplotlib.contour", layout: .opaque, summary: "Equal heights.")
    type.property("levels", get: { try PlotValues.numpy(get($0, ContourSet.self).levels) })
    return type
  }()

  nonisolated(unsafe) static let colorMap: TypeObject = {
    let type = TypeObject("Colormap", module: "matplotlib.colors", layout: .opaque, summary: "Numbers as colours.")
    type.property("name", get: { .string(try get($0, ColorMapHandle.self).map.name) })
    type.property("N", get: { .int(try get($0, ColorMapHandle.self).map.count) })
    type.slots.call = { value, arguments in
      let map = try get(value, ColorMapHandle.self).map
      guard arguments.count > 0 else {
        throw PythonError(.typeError, "__call__() missing 1 required positional argument: 'X'")
      }
      let argument = arguments[0]
      func parts(_ color: Color) -> [Double] {
        [Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255, color.alpha]
      }
      if let whole = argument.asNumber, whole.category < 2 {
        return .tuple(parts(map(at: whole.asInt)).map { PlotValues.numpyNumber($0) })
      }
      if argument.asNumber != nil {
        return .tuple(parts(map(try PlotValues.number(argument))).map { PlotValues.numpyNumber($0) })
      }
      let table = try Numpy.anything(argument)
      let colors = table.doubles().flatMap { parts(table.dtype.isFloatingPoint ? map($0) : map(at: Int($0))) }
      return try PlotValues.numpy(colors, shape: table.shape + [4])
    }
    return type
  }()
}
