import Machine
import NDArray
import Plots

/// Figures: making, laying out, showing and saving them.
enum FigureFunctions {
  private static func size(_ call: inout PlotCall) throws -> (Double, Double)? {
    guard let value = call.take("figsize") else { return nil }
    guard let pair = try PlotValues.pair(value), pair.0 > 0, pair.1 > 0, pair.0.isFinite, pair.1.isFinite else {
      throw PythonError(.valueError, "figure size must be positive finite not \(try Machine.current.str(value))")
    }
    return pair
  }

  static func figure(_ call: inout PlotCall) throws -> Value {
    let state = PlotState.shared
    if let value = call.take("num"), case .native(let object) = value, let given = object as? Figure {
      state.current = given
      return value
    }
    var number: Int?
    if let value = call.take("num") { number = try? Machine.current.index(value) }
    let size = try size(&call)
    let dpi = try call.number("dpi")
    let face = try call.color("facecolor")
    let layout = try call.text("layout")
    let isTight = try call.flag("tight_layout")
    _ = call.take("edgecolor", "frameon", "constrained_layout")
    try call.finish("Figure")
    if let number, let known = state.figures.first(where: { $0.number == number }) {
      state.current = known
      return .native(known)
    }
    let figure = state.makeFigure(number, size: size)
    figure.dotsPerInch = dpi ?? figure.dotsPerInch
    figure.face = face ?? figure.face
    figure.isTight = isTight ?? (layout != nil)
    return .native(figure)
  }

  /// `plt.subplots` and `fig.subplots`.
  static func subplots(_ call: inout PlotCall, on given: Figure? = nil) throws -> (figure: Figure, axes: Value) {
    let rows = try call.take("nrows").map { try Machine.current.index($0) } ?? 1
    let columns = try call.take("ncols").map { try Machine.current.index($0) } ?? 1
    guard rows > 0, columns > 0, rows <= 10_000, columns <= 10_000 / rows else {
      throw PythonError(.valueError, "Number of rows must be a positive integer, not \(rows)")
    }
    let shareX = call.take("sharex")
    let shareY = call.take("sharey")
    let isSqueezed = try call.flag("squeeze") ?? true
    let grid = call.take("gridspec_kw")?.asDict
    let settings = call.take("subplot_kw")?.asDict
    let widths = try (call.take("width_ratios") ?? grid?.get("width_ratios")).map { try PlotValues.numbers($0) }
    let heights = try (call.take("height_ratios") ?? grid?.get("height_ratios")).map { try PlotValues.numbers($0) }
    let owner: Figure
    if let given {
      owner = given
    } else {
      guard case .native(let object) = try figure(&call), let made = object as? Figure else {
        return (Figure(number: 0), .none)
      }
      owner = made
    }
    let isSolid = settings?.get("projection")?.asString?.text == "3d"
    var all: [Axes] = []
    for at in 1...(rows * columns) {
      var cell = Axes.GridCell(rows, columns, at, at)
      cell.widths = widths ?? []
      cell.heights = heights ?? []
      let axes = PlotState.shared.prepared(Axes(cell: cell))
      axes.is3D = isSolid
      owner.add(axes)
      all.append(axes)
    }
    try share(shareX, all, rows, columns, \.sharesX, isAcross: true)
    try share(shareY, all, rows, columns, \.sharesY, isAcross: false)
    owner.current = all.last
    if let space = try grid?.get("wspace").map({ try PlotValues.number($0) }) { owner.margins.across = space }
    if let space = try grid?.get("hspace").map({ try PlotValues.number($0) }) { owner.margins.up = space }
    return (owner, try shaped(all.map { .native($0) }, rows, columns, isSqueezed))
  }

  private static func share(
    _ value: Value?, _ all: [Axes], _ rows: Int, _ columns: Int, _ path: ReferenceWritableKeyPath<Axes, [Axes.Unowned]>,
    isAcross: Bool
  ) throws {
    guard let value else { return }
    let isTrue = try value.asString == nil && Machine.current.truth(value)
    let kind = value.asString?.text ?? (isTrue ? "all" : "none")
    guard kind != "none" else { return }
    for (at, axes) in all.enumerated() {
      axes[keyPath: path] = all.enumerated().filter { other, _ in
        kind == "all" || (kind == "col" && other % columns == at % columns)
          || (kind == "row" && other / columns == at / columns)
      }.map { Axes.Unowned($1) }
      if isAcross, kind != "row", at / columns < rows - 1 { axes.x.showsLabels = false }
      if !isAcross, kind != "col", at % columns > 0 { axes.y.showsLabels = false }
    }
  }

  /// One value, a row of them, or a table: an array of objects, as numpy has it.
  private static func shaped(_ items: [Value], _ rows: Int, _ columns: Int, _ isSqueezed: Bool) throws -> Value {
    if isSqueezed, items.count == 1 { return items[0] }
    if isSqueezed, rows == 1 || columns == 1 { return .native(AxesArray(items, [items.count])) }
    return .native(AxesArray(items, [rows, columns]))
  }

  static func addSubplot(_ figure: Figure, _ call: inout PlotCall) throws -> Value {
    let numbers = call.positional
    var cell = Axes.GridCell(1, 1, 1, 1)
    if numbers.count == 1 {
      if case .native(let object) = numbers[0], let handle = object as? GridCellHandle {
        cell = handle.cell
      } else {
        let code = try Machine.current.index(numbers[0])
        guard (100...999).contains(code) else {
          throw PythonError(.valueError, "Integer subplot specification must be a three-digit number, not \(code)")
        }
        cell = try self.cell(code / 100, code / 10 % 10, .int(code % 10))
      }
    } else if numbers.count == 3 {
      cell = try self.cell(Machine.current.index(numbers[0]), Machine.current.index(numbers[1]), numbers[2])
    } else if !numbers.isEmpty {
      throw PythonError(.typeError, "add_subplot() takes 1 or 3 positional arguments but \(numbers.count) were given")
    }
    let isSolid = try call.text("projection") == "3d"
    if let known = figure.axes.first(where: {
      $0.cell == cell && $0.box == nil && $0.is3D == isSolid && $0.colorBar == nil && $0.twin == nil
    }) {
      figure.current = known
      return .native(known)
    }
    let axes = PlotState.shared.prepared(Axes(cell: cell))
    axes.is3D = isSolid
    for (name, path) in [("sharex", \Axes.sharesX), ("sharey", \Axes.sharesY)] {
      if case .native(let object)? = call.take(name), let other = object as? Axes {
        axes[keyPath: path] = [Axes.Unowned(other)]
        other[keyPath: path].append(Axes.Unowned(axes))
      }
    }
    if let title = try call.text("title") { axes.title.text = title }
    if let label = try call.text("xlabel") { axes.x.label.text = label }
    if let label = try call.text("ylabel") { axes.y.label.text = label }
    _ = call.take("aspect", "frameon", "polar", "label", "facecolor")
    figure.add(axes)
    return .native(axes)
  }

  private static func cell(_ rows: Int, _ columns: Int, _ index: Value) throws -> Axes.GridCell {
    let ends = try index.sequenceItems?.map { try Machine.current.index($0) } ?? [Machine.current.index(index)]
    guard let first = ends.first, let last = ends.last, rows > 0, columns > 0 else {
      throw PythonError(.valueError, "Number of rows must be a positive integer, not \(rows)")
    }
    guard first >= 1, last <= rows * columns, first <= last else {
      throw PythonError(
        .valueError, "num must be an integer with 1 <= num <= \(rows * columns), not \(try Machine.current.repr(index))"
      )
    }
    return Axes.GridCell(rows, columns, first, last)
  }

  static func addAxes(_ figure: Figure, _ call: inout PlotCall) throws -> Value {
    let axes = PlotState.shared.prepared(Axes())
    if let value = call.take("rect", "arg") ?? call.takePositional() {
      let box = try PlotValues.numbers(value)
      guard box.count == 4 else { throw PythonError(.typeError, "axes() needs [left, bottom, width, height]") }
      axes.box = (box[0], box[1], box[2], box[3])
    }
    axes.is3D = try call.text("projection") == "3d"
    _ = call.take("facecolor", "frameon", "aspect")
    figure.add(axes)
    return .native(axes)
  }

  static func adjust(_ figure: Figure, _ call: inout PlotCall) throws -> Value {
    figure.margins.left = try call.number("left") ?? figure.margins.left
    figure.margins.bottom = try call.number("bottom") ?? figure.margins.bottom
    figure.margins.right = try call.number("right") ?? figure.margins.right
    figure.margins.top = try call.number("top") ?? figure.margins.top
    figure.margins.across = try call.number("wspace") ?? figure.margins.across
    figure.margins.up = try call.number("hspace") ?? figure.margins.up
    figure.isTight = false
    return .none
  }

  static func tight(_ figure: Figure, _ call: inout PlotCall) throws -> Value {
    _ = call.take("pad", "h_pad", "w_pad", "rect")
    figure.isTight = true
    return .none
  }

  static func save(_ figure: Figure, _ call: inout PlotCall) throws -> Value {
    let path = try call.need("fname")
    let name = try PlotValues.text(path)
    var format = try call.text("format")
    let dpi = try call.number("dpi") ?? figure.dotsPerInch
    for name in ["facecolor", "edgecolor", "orientation"] { _ = call.take(name) }
    try call.finish()
    let dot = name.split(separator: "/").last?.split(separator: ".", omittingEmptySubsequences: false)
    if format == nil, let ending = dot?.dropFirst().last { format = ending.lowercased() }
    var target = name
    if format == nil {
      format = "png"
      target += ".png"
    }
    guard format == "png" || format == "svg" else {
      throw PythonError(.valueError, "Format '\(format ?? "")' is not supported (supported formats: png, svg)")
    }
    guard dpi > 0, dpi.isFinite else { throw PythonError(.valueError, "dpi must be positive") }
    let real = try Machine.current.writablePath(target, for: "savefig")
    let scene = try ScenePainter.paint(figure)
    let bytes = format == "svg" ? Array(SVGWriter.write(scene).utf8) : PNG.encode(Raster.draw(scene, dotsPerInch: dpi))
    try Machine.current.writeFile(bytes, to: real, called: target)
    return .none
  }
}

/// Axes in rows and columns, as numpy's arrays of objects are used for them.
final class AxesArray {
  let items: [Value]
  let shape: [Int]

  init(_ items: [Value], _ shape: [Int]) {
    self.items = items
    self.shape = shape
  }

  private static func items(_ value: Value) throws -> [Value] { try PyplotTypes.get(value, AxesArray.self).items }

  nonisolated(unsafe) static let type: TypeObject = {
    let type = TypeObject("ndarray", module: "numpy", layout: .opaque, summary: "Axes in rows and columns.")
    func array(_ value: Value) throws -> AxesArray { try PyplotTypes.get(value, AxesArray.self) }
    func rows(_ array: AxesArray) -> [Value] {
      guard array.shape.count == 2 else { return array.items }
      return (0..<array.shape[0]).map { row in
        .native(AxesArray(Array(array.items[(row * array.shape[1])..<((row + 1) * array.shape[1])]), [array.shape[1]]))
      }
    }
    type.slots.length = { try array($0).shape[0] }
    type.slots.iterate = { try Machine.current.iterate(.list(rows(array($0)))) }
    type.slots.getItem = { value, key in
      let array = try array(value)
      if let pair = key.asTuple?.items, pair.count == 2, array.shape.count == 2 {
        let row = try Machine.current.getItem(.list(rows(array)), pair[0])
        if row.asList != nil {
          let picked = try (row.asList?.items ?? []).map { try Machine.current.getItem($0, pair[1]) }
          return .native(AxesArray(picked, [picked.count]))
        }
        return try Machine.current.getItem(row, pair[1])
      }
      let found = try Machine.current.getItem(.list(rows(array)), key)
      guard let part = found.asList?.items else { return found }
      if array.shape.count == 1 { return .native(AxesArray(part, [part.count])) }
      return .native(
        AxesArray(
          part.flatMap { (try? PyplotTypes.get($0, AxesArray.self))?.items ?? [] }, [part.count, array.shape[1]]))
    }
    type.slots.repr = { value in
      let array = try array(value)
      func text(_ items: [Value]) throws -> [String] { try items.map { try Machine.current.repr($0) } }
      let head = "array("
      if array.shape.count == 1 {
        let parts = try text(array.items)
        let one = "[" + parts.joined(separator: ", ") + "]"
        let body = one.count + head.count < 75 ? one : "[" + parts.joined(separator: ",\n       ") + "]"
        return head + body + ", dtype=object)"
      }
      let lines = try rows(array).map { row in "[" + (try text(items(row))).joined(separator: ", ") + "]" }
      return head + "[" + lines.joined(separator: ",\n       ") + "], dtype=object)"
    }
    for name in ["flatten", "ravel"] {
      type.method(
        name, summary: "All of them in a row.",
        .unary { .native(AxesArray(try array($0).items, [try array($0).items.count])) })
    }
    type.property("flat", get: { .list(try array($0).items) })
    type.property("shape", get: { .tuple(try array($0).shape.map { .int($0) }) })
    type.property("size", get: { .int(try array($0).items.count) })
    return type
  }()
}

/// A part of a grid: `gs[0, :]`.
final class GridCellHandle {
  let cell: Axes.GridCell
  init(_ cell: Axes.GridCell) { self.cell = cell }
}
