import Machine
import Plots

extension PyplotTypes {
  nonisolated(unsafe) static let axes: TypeObject = {
    let type = TypeObject("Axes", module: "matplotlib.axes._axes", layout: .opaque, summary: "A system of coordinates.")
    addMethods(to: type)
    type.slots.repr = { value in
      let axes = try get(value, Axes.self)
      var parts: [String] = []
      if let box = axes.colorBar == nil ? nil : axes.box { _ = box }
      if !axes.title.text.isEmpty {
        parts.append("title={'center': \(try Machine.current.repr(.string(axes.title.text)))}")
      }
      if !axes.x.label.text.isEmpty { parts.append("xlabel=\(try Machine.current.repr(.string(axes.x.label.text)))") }
      if !axes.y.label.text.isEmpty { parts.append("ylabel=\(try Machine.current.repr(.string(axes.y.label.text)))") }
      let name = axes.is3D ? "Axes3D" : "Axes"
      return "<\(name): \(parts.joined(separator: ", "))>"
    }
    return type
  }()

  nonisolated(unsafe) static let axes3D = TypeObject(
    "Axes3D", module: "mpl_toolkits.mplot3d.axes3d", bases: [axes], layout: .opaque,
    summary: "A system of coordinates in space.")

  private static func addMethods(to type: TypeObject) {
    for row in AxesMethods.all where !row.name.hasSuffix("_") {
      type.method(
        row.name, [.init("self"), .variadic("args"), .variadicKeyword("kwargs")], summary: row.summary,
        .variadic { arguments in
          guard arguments.count > 0 else { throw PythonError(.typeError, "Axes.\(row.name)() needs an instance") }
          let axes = try get(arguments[0], Axes.self)
          var call = try PlotCall("Axes." + row.name, row.parameters, arguments, skipping: 1)
          return try row.run(axes, &call)
        })
    }
    type.method(
      "set", [.init("self"), .variadicKeyword("kwargs")], summary: "Several settings at once.",
      .variadic { arguments in
        guard arguments.count > 0 else { return .none }
        return try AxesSettings.set(get(arguments[0], Axes.self), arguments)
      })
    type.method(
      "twiny", summary: "A second x axis.", .unary { try AxesSettings.twin(get($0, Axes.self), sharesX: false) })
    for (name, coordinates) in [("transAxes", Coordinates.axes), ("transData", .data)] {
      type.property(name, get: { _ in .native(TransformHandle(coordinates)) })
    }
    type.property("figure", get: { try figure(of: get($0, Axes.self)).map { .native($0) } ?? .none })
    type.method(
      "get_figure", summary: "Its figure.", .unary { try figure(of: get($0, Axes.self)).map { .native($0) } ?? .none })
    type.property("xaxis", get: { .native(AxisHandle(try get($0, Axes.self), \.x)) })
    type.property("yaxis", get: { .native(AxisHandle(try get($0, Axes.self), \.y)) })
    type.property("zaxis", get: { .native(AxisHandle(try get($0, Axes.self), \.z)) })
    type.property("spines", get: { .native(SpinesHandle(try get($0, Axes.self))) })
    type.property(
      "lines",
      get: { value in
        .list(
          try get(value, Axes.self).artists.filter { if case .line = $0.content { true } else { false } }.map {
            .native($0)
          })
      })
  }

  private static func figure(of axes: Axes) -> Figure? {
    PlotState.shared.figures.first { $0.axes.contains { $0 === axes } }
  }

  nonisolated(unsafe) static let spines: TypeObject = {
    let type = TypeObject("Spines", module: "matplotlib.spines", layout: .opaque, summary: "The sides of axes.")
    type.slots.getItem = { value, key in
      let axes = try get(value, SpinesHandle.self).axes
      let names = try key.sequenceItems?.map { try PlotValues.text($0) } ?? [PlotValues.text(key)]
      for name in names where !SpinesHandle.names.contains(name) {
        throw PythonError(.keyError, try Machine.current.repr(.string(name)))
      }
      return .native(SpineHandle(axes, names))
    }
    type.slots.getMissingAttribute = { value, name in
      guard SpinesHandle.names.contains(name.text) else { return nil }
      return .native(SpineHandle(try get(value, SpinesHandle.self).axes, [name.text]))
    }
    type.method(
      "values", summary: "All of them.",
      .unary { value in
        let axes = try get(value, SpinesHandle.self).axes
        return .list(SpinesHandle.names.map { .native(SpineHandle(axes, [$0])) })
      })
    return type
  }()

  nonisolated(unsafe) static let spine: TypeObject = {
    let type = TypeObject("Spine", module: "matplotlib.spines", layout: .opaque, summary: "A side of axes.")
    func hide(_ value: Value, _ isHidden: Bool) throws {
      let spine = try get(value, SpineHandle.self)
      for name in spine.names {
        if isHidden { spine.axes.hiddenSpines.insert(name) } else { spine.axes.hiddenSpines.remove(name) }
      }
    }
    type.method(
      "set_visible", summary: "Whether it is seen.",
      .binary { value, isVisible in
        try hide(value, !Machine.current.truth(isVisible))
        return .none
      })
    type.method(
      "set_color", summary: "Its colour; 'none' hides it.",
      .binary { value, color in
        if try PlotValues.color(color).alpha == 0 { try hide(value, true) }
        return .none
      })
    for name in ["set_position", "set_linewidth", "set_bounds"] {
      type.method(name, [.init("self"), .variadic("args")], summary: "How it lies.", .variadic { _ in .none })
    }
    return type
  }()

  nonisolated(unsafe) static let axis: TypeObject = {
    let type = TypeObject("XAxis", module: "matplotlib.axis", layout: .opaque, summary: "A direction of axes.")
    func change(_ value: Value, _ body: (inout Axis) throws -> Void) throws -> Value {
      let handle = try get(value, AxisHandle.self)
      try body(&handle.axes[keyPath: handle.path])
      return .none
    }
    type.method(
      "set_major_locator", summary: "Where ticks are.",
      .binary { value, locator in
        let format = try get(locator, TickFormat.self)
        return try change(value) { format.apply(&$0) }
      })
    type.method(
      "set_major_formatter", summary: "What ticks say.",
      .binary { value, formatter in
        if let text = formatter.asString?.text {
          return try change(value) { axis in
            axis.formatter = { place, _ in try TickFormat.braces(text, place) }
          }
        }
        if case .native(let object) = formatter, let format = object as? TickFormat {
          return try change(value) { format.apply(&$0) }
        }
        return try change(value) { $0.formatter = TickFormat.calling(formatter) }
      })
    type.method("set_minor_locator", summary: "Where small ticks are.", .binary { _, _ in .none })
    type.method(
      "set_visible", summary: "Whether it is seen.",
      .binary { value, isVisible in try change(value) { $0.isVisible = try Machine.current.truth(isVisible) } })
    type.method(
      "set_ticks", [.init("self"), .init("ticks"), .init("labels", default: Value.none), .variadicKeyword("kwargs")],
      summary: "Places of ticks.",
      .bound { arguments in
        try change(arguments[0]) { axis in
          axis.places = try PlotValues.numbers(arguments[1])
          if !arguments[2].isNone {
            axis.texts = try Machine.current.elements(arguments[2]).map { try PlotValues.text($0) }
          }
        }
      })
    for name in [
      "set_ticks_position", "set_label_position", "set_tick_params", "grid", "tick_top", "tick_right", "tick_left",
      "tick_bottom",
    ] {
      type.method(
        name, [.init("self"), .variadic("args"), .variadicKeyword("kwargs")], summary: "How ticks lie.",
        .variadic { _ in .none })
    }
    type.method(
      "set_label_text", summary: "Its name.",
      .binary { value, text in try change(value) { $0.label.text = try PlotValues.text(text) } })
    return type
  }()
}

/// `ax.spines`.
final class SpinesHandle {
  static let names = ["left", "right", "bottom", "top"]
  let axes: Axes
  init(_ axes: Axes) { self.axes = axes }
}

/// `ax.spines['top']`.
final class SpineHandle {
  let axes: Axes
  let names: [String]
  init(_ axes: Axes, _ names: [String]) {
    self.axes = axes
    self.names = names
  }
}

/// `ax.xaxis`.
final class AxisHandle {
  let axes: Axes
  let path: ReferenceWritableKeyPath<Axes, Axis>
  init(_ axes: Axes, _ path: ReferenceWritableKeyPath<Axes, Axis>) {
    self.axes = axes
    self.path = path
  }
}

/// A locator or formatter of `matplotlib.ticker`, as what it changes of an axis.
final class TickFormat {
  let apply: (inout Axis) -> Void
  init(_ apply: @escaping (inout Axis) -> Void) { self.apply = apply }

  static func calling(_ function: Value) -> (Double, Int) throws -> String {
    { place, at in
      try PlotValues.text(Machine.current.call(function, [PlotValues.numpyNumber(place), .int(at)]))
    }
  }

  /// A text with `{x}` in it.
  static func braces(_ text: String, _ place: Double) throws -> String {
    let format = try Machine.current.attribute(of: .string(text), "format")
    return try PlotValues.text(
      Machine.current.call(format, [], keywords: [("x", .float(place)), ("pos", .none)]))
  }
}
