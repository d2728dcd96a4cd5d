import Machine
import Plots

/// The modules `matplotlib` and `matplotlib.pyplot`, and what stands beside them.
enum PyplotModule {
  static let version = "3.11.2"

  static func register(on machine: Machine) {
    PlotState.shared = PlotState()
    var knowsTypes = false
    // The classes are made known with the first module of theirs, because most programs draw nothing.
    func registerModule(_ name: String, _ build: @escaping (Machine) throws -> ModuleObject) {
      machine.registerModule(name) { machine in
        if !knowsTypes {
          knowsTypes = true
          PyplotTypes.register(on: machine)
          machine.register(AxesArray.self, as: AxesArray.type)
          machine.register(GridCellHandle.self, as: PyplotTypes.plain("SubplotSpec", "matplotlib.gridspec"))
        }
        return try build(machine)
      }
    }
    registerModule("matplotlib", buildRoot)
    registerModule("matplotlib.pyplot") { try build($0, "matplotlib.pyplot") }
    registerModule("matplotlib.pylab") { try build($0, "matplotlib.pylab") }
    registerModule("matplotlib.cm", PlotModules.buildMaps)
    registerModule("matplotlib.colors", PlotModules.buildColors)
    registerModule("matplotlib.ticker", PlotModules.buildTicker)
    registerModule("matplotlib.gridspec", PlotModules.buildGrid)
    registerModule("matplotlib.style", PlotModules.buildStyle)
    registerModule("mpl_toolkits") { _ in ModuleObject("mpl_toolkits", summary: "What comes with matplotlib.") }
    registerModule("mpl_toolkits.mplot3d") { _ in
      let module = ModuleObject("mpl_toolkits.mplot3d", summary: "Axes in space.")
      module.set("Axes3D", .object(PyplotTypes.axes3D))
      return module
    }
  }

  private static func buildRoot(_ machine: Machine) throws -> ModuleObject {
    let module = ModuleObject("matplotlib", summary: "Figures.")
    module.set("__version__", .string(version))
    module.set("rcParams", .object(PlotState.shared.settings.values))
    module.function(
      "use", [.init("backend"), .keyword("force", default: .bool(true))], summary: "There is one way to draw here.",
      .bound { _ in .none })
    module.function("get_backend", summary: "The way of drawing.", .nullary { .string("agg") })
    module.function("rc", [.init("group"), .variadicKeyword("kwargs")], summary: "Settings.", .bound(set))
    module.set("colormaps", .native(ColorMaps()))
    machine.register(ColorMaps.self, as: ColorMaps.type)
    return module
  }

  static func set(_ arguments: BoundArguments) throws -> Value {
    let group = try PlotValues.text(arguments[0])
    for (key, value) in arguments[1].asDict?.pairs ?? [] {
      PlotState.shared.settings.values.set("\(group).\(try PlotValues.text(key))", value)
    }
    return .none
  }

  private static func build(_ machine: Machine, _ name: String) throws -> ModuleObject {
    let module = ModuleObject(name, summary: "Figures drawn step by step.")
    for row in AxesMethods.all {
      guard let short = row.pyplot else { continue }
      define(module, short, row.parameters, row.summary) { call in
        try row.run(PlotState.shared.axes(), &call)
      }
    }
    addFigures(to: module)
    addRest(to: module)
    module.set("rcParams", .object(PlotState.shared.settings.values))
    module.set("cm", .object(try machine.importModule("matplotlib.cm")))
    module.set("style", .object(try machine.importModule("matplotlib.style")))
    module.set("Figure", .object(PyplotTypes.figure))
    module.set("Axes", .object(PyplotTypes.axes))
    module.set(
      "MultipleLocator", try machine.importModule("matplotlib.ticker").namespace.get("MultipleLocator") ?? .none)
    if name == "matplotlib.pylab", let numpy = try machine.importModuleIfAny("numpy") {
      for (key, value) in numpy.namespace.pairs where module.namespace.get(key.asString?.text ?? "") == nil {
        if let text = key.asString?.text, !text.hasPrefix("_") { module.set(text, value) }
      }
      module.set("np", .object(numpy))
    }
    return module
  }

  private static func define(
    _ module: ModuleObject, _ name: String, _ parameters: [String], _ summary: String,
    _ body: @escaping (inout PlotCall) throws -> Value
  ) {
    let declared: [LanguageParameter] =
      parameters.map { $0 == "*" ? .variadic("args") : .init($0, default: Value.none) } + [.variadicKeyword("kwargs")]
    module.function(
      name, declared, summary: summary,
      .variadic { arguments in
        var call = try PlotCall(name, parameters, arguments, skipping: 0)
        return try body(&call)
      })
  }

  private static func addFigures(to module: ModuleObject) {
    let state = { PlotState.shared }
    define(module, "figure", ["num", "figsize", "dpi"], "A new figure, or the one of that number.") {
      try FigureFunctions.figure(&$0)
    }
    define(module, "subplots", ["nrows", "ncols"], "A figure with axes in rows and columns.") { call in
      let made = try FigureFunctions.subplots(&call)
      return .tuple([.native(made.figure), made.axes])
    }
    define(module, "subplot", ["*"], "Axes in a cell of a grid.") { call in
      try FigureFunctions.addSubplot(state().figure(), &call)
    }
    define(module, "axes", ["arg"], "Axes anywhere on the figure.") { call in
      if let given = call.take("arg"), case .native(let object) = given, let axes = object as? Axes {
        state().figure().current = axes
        return given
      }
      return try FigureFunctions.addAxes(state().figure(), &call)
    }
    define(module, "gcf", [], "The current figure.") { _ in .native(state().figure()) }
    define(module, "gca", [], "The current axes.") { _ in .native(state().axes()) }
    define(module, "sca", ["ax"], "Makes axes the current ones.") { call in
      let axes = try PyplotTypes.get(call.need("ax"), Axes.self)
      for figure in state().figures where figure.axes.contains(where: { $0 === axes }) {
        figure.current = axes
        state().current = figure
      }
      return .none
    }
    define(module, "show", [], "Shows the figures.") { call in
      _ = call.take("block")
      try Figures.showAll()
      return .none
    }
    define(module, "pause", ["interval"], "Shows the figure and goes on.") { _ in .none }
    define(module, "draw", [], "Nothing waits to be drawn here.") { _ in .none }
    define(module, "ion", [], "Nothing changes: figures are shown by show().") { _ in .none }
    define(module, "ioff", [], "Nothing changes: figures are shown by show().") { _ in .none }
    define(module, "savefig", ["fname"], "Writes the figure to a file.") { call in
      try FigureFunctions.save(state().figure(), &call)
    }
    define(module, "close", ["fig"], "Closes a figure, or all of them.") { call in
      guard let value = call.take("fig") else {
        state().close(state().current)
        return .none
      }
      if value.asString?.text == "all" {
        (state().figures, state().current) = ([], nil)
      } else if case .native(let object) = value {
        state().close(object as? Figure)
      } else if let number = try? Machine.current.index(value) {
        state().close(state().figures.first { $0.number == number })
      }
      return .none
    }
    define(module, "clf", [], "Empties the figure.") { _ in
      state().figure().axes = []
      state().figure().current = nil
      return .none
    }
    define(module, "tight_layout", [], "Margins as wide as labels need.") { call in
      try FigureFunctions.tight(state().figure(), &call)
    }
    define(module, "subplots_adjust", ["left", "bottom", "right", "top", "wspace", "hspace"], "Margins.") { call in
      try FigureFunctions.adjust(state().figure(), &call)
    }
    define(module, "suptitle", ["t"], "The figure's title.") { call in
      try AxesTexts.figureTitle(state().figure(), &call)
    }
    define(module, "figtext", ["x", "y", "s"], "Text on the figure.") { call in
      try AxesTexts.figureText(state().figure(), &call)
    }
    define(module, "colorbar", ["mappable", "cax", "ax"], "What the colours mean.") { call in
      try AxesSettings.colorBar(state().figure(), &call)
    }
    define(module, "get_fignums", [], "The numbers of open figures.") { _ in
      .list(state().figures.map { .int($0.number) })
    }
    define(module, "fignum_exists", ["num"], "Whether a figure is open.") { call in
      let number = try Machine.current.index(call.need("num"))
      return .bool(state().figures.contains { $0.number == number })
    }
  }

  private static func addRest(to module: ModuleObject) {
    module.function("rc", [.init("group"), .variadicKeyword("kwargs")], summary: "Settings.", .bound(set))
    module.function(
      "rcdefaults", summary: "All settings as they were.",
      .nullary {
        for (key, value) in PlotSettings.standard.values.pairs {
          if let key = key.asString { PlotState.shared.settings.values.set(key, value) }
        }
        return .none
      })
    module.function(
      "get_cmap", [.init("name", default: .string(ColorMap.standard)), .init("lut", default: Value.none)],
      summary: "A colour map.",
      .bound { .native(ColorMapHandle(try Mapped.colorMap($0[0].isNone ? .string(ColorMap.standard) : $0[0]))) })
    module.function(
      "getp", [.init("obj"), .init("property", default: Value.none)], summary: "A property of something drawn.",
      .bound { arguments in
        guard let name = arguments[1].asString?.text else { return .none }
        return try Machine.current.call(Machine.current.attribute(of: arguments[0], "get_" + name))
      })
    module.function(
      "setp", [.init("obj"), .variadic("args"), .variadicKeyword("kwargs")], summary: "Properties of what is drawn.",
      .bound { arguments in
        for item in arguments[0].sequenceItems ?? [arguments[0]] {
          for (key, value) in arguments[2].asDict?.pairs ?? [] {
            _ = try Machine.current.call(Machine.current.attribute(of: item, "set_" + PlotValues.text(key)), [value])
          }
        }
        return .none
      })
  }
}

/// `matplotlib.colormaps`.
final class ColorMaps {
  nonisolated(unsafe) static let type: TypeObject = {
    let type = TypeObject("ColormapRegistry", module: "matplotlib.cm", layout: .opaque, summary: "Colour maps by name.")
    type.slots.getItem = { .native(ColorMapHandle(try Mapped.colorMap($1))) }
    type.slots.iterate = { _ in try Machine.current.iterate(.list(ColorMap.names.map { .string($0) })) }
    return type
  }()
}
