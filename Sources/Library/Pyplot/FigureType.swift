import Machine
import Plots

extension PyplotTypes {
  nonisolated(unsafe) static let figure: TypeObject = {
    let type = TypeObject("Figure", module: "matplotlib.figure", layout: .opaque, summary: "A page of axes.")
    type.slots.repr = { text(of: try get($0, Figure.self)) }
    type.slots.str = { value in
      let figure = try get(value, Figure.self)
      return "Figure(\(Int(figure.width * figure.dotsPerInch))x\(Int(figure.height * figure.dotsPerInch)))"
    }
    define(type, "add_subplot", ["*"], "Axes in a cell of a grid.", FigureFunctions.addSubplot)
    define(type, "add_axes", ["rect"], "Axes anywhere.", FigureFunctions.addAxes)
    define(type, "subplots", ["nrows", "ncols"], "Axes in rows and columns.") { figure, call in
      try FigureFunctions.subplots(&call, on: figure).axes
    }
    define(type, "savefig", ["fname"], "Writes it to a file.", FigureFunctions.save)
    define(type, "tight_layout", [], "Margins as wide as labels need.", FigureFunctions.tight)
    define(
      type, "subplots_adjust", ["left", "bottom", "right", "top", "wspace", "hspace"], "Margins.",
      FigureFunctions.adjust)
    define(type, "suptitle", ["t"], "Its title.", AxesTexts.figureTitle)
    define(type, "text", ["x", "y", "s"], "Text on it.", AxesTexts.figureText)
    define(type, "colorbar", ["mappable", "cax", "ax"], "What the colours mean.", AxesSettings.colorBar)
    define(type, "gca", [], "Its current axes.") { figure, _ in .native(figure.currentAxes()) }
    define(type, "get_axes", [], "Its axes.") { figure, _ in .list(figure.axes.map { .native($0) }) }
    define(type, "show", [], "Shows it.") { figure, _ in
      try Figures.show(figure)
      PlotState.shared.close(figure)
      return .none
    }
    define(type, "clf", [], "Empties it.") { figure, _ in
      figure.axes = []
      figure.current = nil
      return .none
    }
    define(type, "set_size_inches", ["w", "h"], "Its size.") { figure, call in
      let first = try call.need("w")
      if let pair = try PlotValues.pair(first) {
        (figure.width, figure.height) = pair
      } else {
        figure.width = try PlotValues.number(first)
        figure.height = try PlotValues.number(call.need("h"))
      }
      return .none
    }
    define(type, "get_size_inches", [], "Its size.") { figure, _ in try PlotValues.numpy([figure.width, figure.height])
    }
    define(type, "set_dpi", ["val"], "Its resolution.") { figure, call in
      figure.dotsPerInch = try PlotValues.number(call.need("val"))
      return .none
    }
    define(type, "set_facecolor", ["color"], "Its background.") { figure, call in
      figure.face = try PlotValues.color(call.need("color"))
      return .none
    }
    for name in ["autofmt_xdate", "align_labels", "canvas_draw"] {
      define(type, name, [], "How labels lie.") { _, _ in .none }
    }
    define(type, "legend", ["*"], "Names of what is drawn in all axes.") { figure, call in
      var named = call
      let artists = figure.axes.flatMap(\.artists).filter { !$0.label.isEmpty && !$0.label.hasPrefix("_") }
      named = try named.with("handles", .list(artists.map { .native($0) }))
      named = try named.with("labels", .list(artists.map { .string($0.label) }))
      return try AxesTexts.legend(figure.currentAxes(), &named)
    }
    type.property("axes", get: { .list(try get($0, Figure.self).axes.map { .native($0) }) })
    type.property("number", get: { .int(try get($0, Figure.self).number) })
    type.property("dpi", get: { .float(try get($0, Figure.self).dotsPerInch) })
    type.property("canvas", get: { $0 })
    type.method("draw", summary: "Nothing waits to be drawn.", .unary { _ in .none })
    type.method("flush_events", summary: "Nothing waits.", .unary { _ in .none })
    return type
  }()

  private static func define(
    _ type: TypeObject, _ name: String, _ parameters: [String], _ summary: String,
    _ body: @escaping (Figure, inout PlotCall) throws -> Value
  ) {
    type.method(
      name, [.init("self"), .variadic("args"), .variadicKeyword("kwargs")], summary: summary,
      .variadic { arguments in
        guard arguments.count > 0 else { throw PythonError(.typeError, "Figure.\(name)() needs an instance") }
        let figure = try get(arguments[0], Figure.self)
        var call = try PlotCall("Figure." + name, parameters, arguments, skipping: 1)
        return try body(figure, &call)
      })
  }
}
