import Machine
import Plots
import Syntax

/// The smaller modules of matplotlib: colour maps, colours, ticks, grids and styles.
enum PlotModules {
  static func buildMaps(_ machine: Machine) throws -> ModuleObject {
    let module = ModuleObject("matplotlib.cm", summary: "Colour maps.")
    for name in ColorMap.names {
      for full in [name, name + "_r"] {
        if let map = ColorMap(named: full) { module.set(full, .native(ColorMapHandle(map))) }
      }
    }
    module.function(
      "get_cmap", [.init("name", default: .string(ColorMap.standard)), .init("lut", default: Value.none)],
      summary: "A colour map.",
      .bound { .native(ColorMapHandle(try Mapped.colorMap($0[0]))) })
    module.function(
      "ScalarMappable", [.init("norm", default: Value.none), .init("cmap", default: Value.none)],
      summary: "A map for numbers.",
      .bound { arguments in
        let map = try Mapped.colorMap(arguments[1].isNone ? .string(ColorMap.standard) : arguments[1])
        return .native(MappableHandle(map, Mapped.scale(of: [0, 1], nil, nil, arguments[0])))
      })
    return module
  }

  static func buildColors(_ machine: Machine) throws -> ModuleObject {
    let module = ModuleObject("matplotlib.colors", summary: "Colours.")
    module.function(
      "ListedColormap",
      [.init("colors"), .init("name", default: .string("from_list")), .init("N", default: Value.none)],
      summary: "A map of given colours.",
      .bound { arguments in
        let colors = try Machine.current.elements(arguments[0]).map { try PlotValues.color($0) }
        return .native(ColorMapHandle(ColorMap(name: try PlotValues.text(arguments[1]), colors: colors)))
      })
    let blended = module.function(
      "from_list", [.init("name"), .init("colors"), .init("N", default: .int(256))],
      summary: "A map between given colours.",
      .bound { arguments in
        let colors = try Machine.current.elements(arguments[1]).map { try PlotValues.color($0) }
        let count = min(max(try Machine.current.index(arguments[2]), 2), 4096)
        return .native(
          ColorMapHandle(
            ColorMap(name: try PlotValues.text(arguments[0]), colors: ColorMap.blended(colors, count: count))))
      })
    let type = TypeObject(
      "LinearSegmentedColormap", module: "matplotlib.colors", summary: "A map between given colours.")
    type.set("from_list", .object(StaticMethodObject(.object(blended))))
    module.namespace.remove(StringObject.interned("from_list"))
    module.set("LinearSegmentedColormap", .object(type))
    for (name, isLogarithmic) in [("Normalize", false), ("LogNorm", true)] {
      module.function(
        name,
        [.init("vmin", default: Value.none), .init("vmax", default: Value.none), .init("clip", default: .bool(false))],
        summary: "The ends of a colour map.",
        .bound { arguments in
          .native(
            NormHandle(
              low: arguments[0].isNone ? nil : try PlotValues.number(arguments[0]),
              high: arguments[1].isNone ? nil : try PlotValues.number(arguments[1]), isLogarithmic: isLogarithmic))
        })
    }
    module.function(
      "to_rgb", [.init("c")], summary: "A colour as three shares.",
      .bound { arguments in
        let color = try PlotValues.color(arguments[0])
        return .tuple([color.red, color.green, color.blue].map { .float(Double($0) / 255) })
      })
    module.function(
      "to_hex", [.init("c"), .init("keep_alpha", default: .bool(false))], summary: "A colour as `#rrggbb`.",
      .bound { .string(try PlotValues.color($0[0]).hex) })
    return module
  }

  static func buildTicker(_ machine: Machine) throws -> ModuleObject {
    let module = ModuleObject("matplotlib.ticker", summary: "Where ticks are, and what they say.")
    func row(
      _ name: String, _ parameters: [LanguageParameter], _ body: @escaping ([Value]) throws -> (inout Axis) -> Void
    ) {
      module.function(
        name, parameters, summary: "Ticks of an axis.",
        .bound { arguments in .native(TickFormat(try body((0..<arguments.count).map { arguments[$0] }))) })
    }
    row("MultipleLocator", [.init("base", default: .float(1)), .init("offset", default: .float(0))]) { values in
      let base = try PlotValues.number(values[0])
      return { $0.multiple = base }
    }
    row(
      "MaxNLocator",
      [.init("nbins", default: Value.none), .init("integer", default: .bool(false)), .variadicKeyword("kwargs")]
    ) { values in
      let count = try? Machine.current.index(values[0])
      let isInteger = try Machine.current.truth(values[1])
      return { axis in
        axis.largestCount = count
        axis.wantsIntegers = isInteger
      }
    }
    row("FixedLocator", [.init("locs"), .init("nbins", default: Value.none)]) { values in
      let places = try PlotValues.numbers(values[0])
      return { $0.places = places }
    }
    row("LinearLocator", [.init("numticks", default: .int(11))]) { values in
      let count = max(try Machine.current.index(values[0]), 2)
      return { $0.largestCount = count }
    }
    row("NullLocator", []) { _ in { $0.places = [] } }
    row("AutoLocator", []) { _ in { $0.places = nil } }
    row("LogLocator", [.init("base", default: .float(10)), .variadicKeyword("kwargs")]) { _ in { _ in } }
    row("AutoMinorLocator", [.init("n", default: Value.none)]) { _ in { _ in } }
    row("NullFormatter", []) { _ in { $0.formatter = { _, _ in "" } } }
    row("ScalarFormatter", [.variadicKeyword("kwargs")]) { _ in { $0.formatter = nil } }
    row("FuncFormatter", [.init("func")]) { values in
      { $0.formatter = TickFormat.calling(values[0]) }
    }
    row("StrMethodFormatter", [.init("fmt")]) { values in
      let text = try PlotValues.text(values[0])
      return { $0.formatter = { place, _ in try TickFormat.braces(text, place) } }
    }
    row("FormatStrFormatter", [.init("fmt")]) { values in
      { $0.formatter = { place, _ in try PlotValues.text(Machine.current.binary(.modulo, values[0], .float(place))) } }
    }
    row("FixedFormatter", [.init("seq")]) { values in
      let texts = try Machine.current.elements(values[0]).map { try PlotValues.text($0) }
      return { $0.formatter = { _, at in at < texts.count ? texts[at] : "" } }
    }
    row(
      "PercentFormatter",
      [.init("xmax", default: .float(100)), .init("decimals", default: Value.none), .variadicKeyword("kwargs")]
    ) { values in
      let whole = try PlotValues.number(values[0])
      return { axis in
        axis.formatter = { place, _ in
          let share = place / whole * 100
          return (share == share.rounded() ? String(Int(share)) : "\(share)") + "%"
        }
      }
    }
    return module
  }

  static func buildGrid(_ machine: Machine) throws -> ModuleObject {
    let module = ModuleObject("matplotlib.gridspec", summary: "Grids that axes lie in.")
    let type = TypeObject("GridSpec", module: "matplotlib.gridspec", summary: "A grid that axes lie in.")
    let signature = PythonSignature(
      "GridSpec.__init__",
      [.init("nrows"), .init("ncols"), .init("figure", default: Value.none), .variadicKeyword("kwargs")], hasSelf: true)
    type.slots.initialize = { value, arguments in
      let bound = try signature.bind(arguments)
      let rows = try Machine.current.index(bound[0])
      let columns = try Machine.current.index(bound[1])
      guard rows > 0, columns > 0 else {
        throw PythonError(.valueError, "Number of rows must be a positive integer, not \(rows)")
      }
      var cell = Axes.GridCell(rows, columns, 1, rows * columns)
      let settings = bound[3].asDict
      cell.widths = try settings?.get("width_ratios").map { try PlotValues.numbers($0) } ?? []
      cell.heights = try settings?.get("height_ratios").map { try PlotValues.numbers($0) } ?? []
      value.asInstance?.payload = GridCellHandle(cell)
    }
    type.slots.getItem = { value, key in
      guard let whole = (value.asInstance?.payload as? GridCellHandle)?.cell else { return .none }
      var cell = whole
      let keys = key.asTuple?.items ?? []
      func range(_ value: Value, _ count: Int) throws -> (Int, Int) {
        let found = try Machine.current.getItem(.list((0..<count).map { .int($0) }), value)
        let items = try (found.asList?.items ?? [found]).map { try Machine.current.index($0) }
        guard let first = items.min(), let last = items.max() else {
          throw PythonError(.indexError, "GridSpec slice would result in no space allocated for subplot")
        }
        return (first, last)
      }
      if keys.count == 2 {
        (cell.firstRow, cell.lastRow) = try range(keys[0], whole.rows)
        (cell.firstColumn, cell.lastColumn) = try range(keys[1], whole.columns)
      } else {
        let ends = try range(key, whole.rows * whole.columns)
        (cell.firstRow, cell.lastRow) = (ends.0 / whole.columns, ends.1 / whole.columns)
        (cell.firstColumn, cell.lastColumn) = (ends.0 % whole.columns, ends.1 % whole.columns)
      }
      return .native(GridCellHandle(cell))
    }
    module.set("GridSpec", .object(type))
    return module
  }

  static func buildStyle(_ machine: Machine) throws -> ModuleObject {
    let module = ModuleObject("matplotlib.style", summary: "Settings that go together.")
    module.function(
      "use", [.init("style")], summary: "Takes a style over.",
      .bound { arguments in
        for value in arguments[0].sequenceItems ?? [arguments[0]] {
          let name = try PlotValues.text(value)
          guard let rows = PlotSettings.styles[name] else {
            throw PythonError(
              .osError,
              "'\(name)' is not a valid package style, path of style file, URL of style file, or library style name (library "
                + "styles are listed in `style.available`)")
          }
          if name == "default" {
            for (key, value) in PlotSettings.standard.values.pairs {
              if let key = key.asString { PlotState.shared.settings.values.set(key, value) }
            }
          }
          for (key, value) in rows { PlotState.shared.settings.values.set(key, value) }
        }
        return .none
      })
    module.set("available", .list(PlotSettings.styles.keys.filter { $0 != "default" }.sorted().map { .string($0) }))
    return module
  }
}
