public import Machine
import NDArray
import Plots

/// The figures of a program, as pyplot keeps them.
final class PlotState {
  nonisolated(unsafe) static var shared = PlotState()

  var figures: [Figure] = []
  var current: Figure?
  /// What `colorbar` without arguments is about.
  var lastMapped: Artist?
  var lastContours: ContourSet?
  var settings = PlotSettings.standard
  /// Whether figures are drawn into the notebook at the end of each cell.
  var isInline = false

  func figure() -> Figure {
    if let current { return current }
    return makeFigure()
  }

  func makeFigure(_ number: Int? = nil, size: (Double, Double)? = nil) -> Figure {
    let number = number ?? (figures.map(\.number).max() ?? 0).plus(1)
    let standard = settings.numbers("figure.figsize") ?? [6.4, 4.8]
    let figure = Figure(number: number, width: size?.0 ?? standard[0], height: size?.1 ?? standard[standard.count - 1])
    figure.dotsPerInch = settings.number("figure.dpi") ?? 100
    figure.face = settings.color("figure.facecolor") ?? .white
    figures.append(figure)
    current = figure
    if figures.count == 21 {
      try? Machine.current.warn(
        .runtimeWarning,
        "More than 20 figures have been opened. Figures created through the pyplot interface (`matplotlib.pyplot.figure`) "
          + "are retained until explicitly closed and may consume too much memory. (To control this warning, see the rcParam "
          + "`figure.max_open_warning`). Consider using `matplotlib.pyplot.close()`.")
    }
    return figure
  }

  func close(_ figure: Figure?) {
    guard let figure else { return }
    figures.removeAll { $0 === figure }
    if current === figure { current = figures.last }
  }

  /// Axes with what the settings say of grids and backgrounds.
  func prepared(_ axes: Axes) -> Axes {
    if settings.flag("axes.grid") == true {
      var grid = Axes.Grid()
      grid.color = settings.color("grid.color") ?? grid.color
      grid.style = settings.text("grid.linestyle").flatMap { LineStyle($0) } ?? grid.style
      grid.alpha = settings.number("grid.alpha")
      axes.grid = grid
    }
    axes.face = settings.color("axes.facecolor") ?? .white
    if settings.flag("axes.spines.top") == false { axes.hiddenSpines.insert("top") }
    if settings.flag("axes.spines.right") == false { axes.hiddenSpines.insert("right") }
    axes.x.labelSize = settings.number("xtick.labelsize") ?? 10
    axes.y.labelSize = settings.number("ytick.labelsize") ?? 10
    axes.title.size = settings.number("axes.titlesize") ?? 12
    return axes
  }

  func axes() -> Axes {
    let figure = figure()
    if figure.axes.isEmpty { figure.add(prepared(Axes())) }
    return figure.currentAxes()
  }
}

/// `rcParams`: what figures are made with when nothing else is said.
struct PlotSettings {
  let values: DictObject

  static var current: PlotSettings { PlotState.shared.settings }

  static var standard: PlotSettings {
    let values = DictObject()
    let rows: [(String, Value)] = [
      ("axes.facecolor", .string("white")), ("axes.grid", .bool(false)), ("axes.labelsize", .string("medium")),
      ("axes.linewidth", .float(0.8)), ("axes.spines.right", .bool(true)), ("axes.spines.top", .bool(true)),
      ("axes.titlesize", .string("large")), ("axes.unicode_minus", .bool(true)), ("figure.dpi", .float(100)),
      ("figure.facecolor", .string("white")), ("figure.figsize", .list([.float(6.4), .float(4.8)])),
      ("figure.max_open_warning", .int(20)), ("font.family", .list([.string("sans-serif")])), ("font.size", .float(10)),
      ("font.sans-serif", .list([.string("DejaVu Sans")])), ("grid.alpha", .float(1)),
      ("grid.color", .string("#b0b0b0")), ("grid.linestyle", .string("-")), ("image.cmap", .string("viridis")),
      ("image.interpolation", .string("auto")), ("legend.fontsize", .string("medium")),
      ("lines.linewidth", .float(1.5)), ("lines.markersize", .float(6)), ("savefig.dpi", .string("figure")),
      ("text.usetex", .bool(false)), ("xtick.labelsize", .string("medium")), ("ytick.labelsize", .string("medium")),
    ]
    for (key, value) in rows { values.set(key, value) }
    return PlotSettings(values: values)
  }

  /// A number, or a size by its name; sizes by name follow `font.size`.
  func number(_ name: String) -> Double? {
    guard let value = values.get(name), !value.isNone else { return nil }
    if let text = value.asString?.text {
      let sizes = ["small": 0.833, "medium": 1, "large": 1.2, "x-large": 1.44, "xx-large": 1.728, "x-small": 0.694]
      return sizes[text].map { $0 * (values.get("font.size").flatMap { try? PlotValues.number($0) } ?? 10) }
    }
    return try? PlotValues.number(value)
  }

  func numbers(_ name: String) -> [Double]? {
    guard let value = values.get(name), let numbers = try? PlotValues.numbers(value), numbers.count == 2 else {
      return nil
    }
    return numbers
  }

  func flag(_ name: String) -> Bool? { values.get(name).flatMap { try? Machine.current.truth($0) } }
  func text(_ name: String) -> String? { values.get(name)?.asString?.text }
  func color(_ name: String) -> Color? { values.get(name).flatMap { try? PlotValues.color($0) } }

  /// Settings that styles change.
  nonisolated(unsafe) static let styles: [String: [(String, Value)]] = [
    "ggplot": [
      ("axes.facecolor", .string("#E5E5E5")), ("axes.grid", .bool(true)), ("grid.color", .string("white")),
    ],
    "bmh": [("axes.facecolor", .string("#eeeeee")), ("axes.grid", .bool(true)), ("grid.color", .string("#b2b2b2"))],
    "fivethirtyeight": [
      ("axes.facecolor", .string("#f0f0f0")), ("figure.facecolor", .string("#f0f0f0")), ("axes.grid", .bool(true)),
      ("grid.color", .string("#cbcbcb")), ("lines.linewidth", .float(4)),
    ],
    "seaborn-v0_8": [
      ("axes.facecolor", .string("#EAEAF2")), ("axes.grid", .bool(true)), ("grid.color", .string("white")),
    ],
    "seaborn-v0_8-darkgrid": [
      ("axes.facecolor", .string("#EAEAF2")), ("axes.grid", .bool(true)), ("grid.color", .string("white")),
    ],
    "seaborn-v0_8-whitegrid": [("axes.grid", .bool(true)), ("grid.color", .string("#cccccc"))],
    "seaborn-v0_8-white": [], "seaborn-v0_8-ticks": [], "seaborn-v0_8-talk": [], "seaborn-v0_8-notebook": [],
    "seaborn-v0_8-paper": [], "seaborn-v0_8-poster": [], "seaborn-v0_8-deep": [], "seaborn-v0_8-muted": [],
    "grayscale": [], "classic": [], "fast": [], "tableau-colorblind10": [], "Solarize_Light2": [],
    "dark_background": [], "default": [],
  ]
}

/// What a session asks of the figures of its program.
public enum Figures {
  /// Shows every open figure and closes it.
  public static func showAll() throws {
    let figures = PlotState.shared.figures
    PlotState.shared.figures = []
    PlotState.shared.current = nil
    for figure in figures { try show(figure) }
  }

  /// The picture of a value that is a figure.
  public static func picture(of value: Value) -> ShownPicture? {
    guard case .native(let object) = value, let figure = object as? Figure else { return nil }
    return picture(figure)
  }

  static func show(_ figure: Figure) throws {
    // A formatter of a person's may fail; that is said where the figure is shown.
    _ = try ScenePainter.paint(figure)
    Machine.current.showPicture(picture(figure))
  }

  private static func picture(_ figure: Figure) -> ShownPicture {
    ShownPicture(
      text: PyplotTypes.text(of: figure),
      forms: {
        let pixels = Raster.draw(try ScenePainter.paint(figure), dotsPerInch: figure.dotsPerInch)
        return [("image/png", Base64.text(PNG.encode(pixels)) + "\n")]
      },
      screen: { columns, colors in
        let depth: ColorDepth =
          switch colors {
          case .none: .none
          case .palette: .palette
          case .full: .full
          }
        return try TerminalPainter.draw(figure, columns: columns, depth: depth)
      })
  }
}
