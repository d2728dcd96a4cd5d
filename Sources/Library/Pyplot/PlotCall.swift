import Machine
import Plots

/// The arguments of one call of a plotting function, bound by name as matplotlib's Python functions bind them.
struct PlotCall {
  /// What errors call the function.
  let name: String
  /// What stood in the place of `*args`.
  private(set) var positional: [Value]
  fileprivate var named: [String: Value]
  /// The names that no one asked for yet, in the order they were given.
  private var untaken: [String]

  /// - Parameter parameters: The names of positional parameters in order; `*` takes the rest.
  init(_ name: String, _ parameters: [String], _ arguments: Arguments, skipping: Int) throws {
    self.name = name
    var named: [String: Value] = [:]
    var rest: [Value] = []
    let given = arguments.positional.dropFirst(skipping)
    for (at, value) in given.enumerated() {
      if at < parameters.count, parameters[at] != "*" {
        named[parameters[at]] = value
      } else if parameters.contains("*") {
        rest.append(value)
      } else {
        let most = parameters.count + skipping
        throw PythonError(
          .typeError,
          "\(name)() takes from \(skipping) to \(most) positional arguments but \(given.count + skipping) were given")
      }
    }
    untaken = []
    for (key, value) in arguments.keywords {
      guard named[key.text] == nil else {
        throw PythonError(.typeError, "\(name)() got multiple values for argument '\(key.text)'")
      }
      named[key.text] = value
      untaken.append(key.text)
    }
    self.named = named
    positional = rest
  }

  /// An argument under any of its names; None counts as not given.
  mutating func take(_ names: String...) -> Value? {
    var found: Value?
    for name in names {
      guard let value = named[name] else { continue }
      untaken.removeAll { $0 == name }
      if found == nil, !value.isNone { found = value }
    }
    return found
  }

  /// Whether a name was given at all, None included.
  func has(_ name: String) -> Bool { named[name] != nil }

  /// An argument that must be there.
  mutating func need(_ name: String) throws -> Value {
    guard let value = named[name] else {
      throw PythonError(.typeError, "\(self.name)() missing 1 required positional argument: '\(name)'")
    }
    untaken.removeAll { $0 == name }
    return value
  }

  mutating func takePositional() -> Value? { positional.isEmpty ? nil : positional.removeFirst() }

  /// Throws what matplotlib says of a keyword argument that the thing drawn does not have.
  ///
  /// - Parameter kind: The class of that thing; nil words it as Python does of the function itself.
  func finish(_ kind: String? = nil) throws {
    guard let name = untaken.first(where: { !PlotCall.ignored.contains($0) }) else { return }
    guard let kind else {
      throw PythonError(.typeError, "\(self.name)() got an unexpected keyword argument '\(name)'")
    }
    throw PythonError(.attributeError, "\(kind).set() got an unexpected keyword argument '\(name)'")
  }

  /// Settings of details that drawing here has no use for.
  private static let ignored: Set = [
    "antialiased", "aa", "animated", "picker", "rasterized", "snap", "url", "gid", "path_effects", "agg_filter",
    "figure", "solid_capstyle", "solid_joinstyle", "dash_capstyle", "dash_joinstyle", "capstyle", "joinstyle",
    "scalex", "scaley", "data", "origin_", "hatch", "mouseover", "sketch_params", "in_layout", "interpolation",
    "plotnonfinite", "filternorm", "filterrad", "resample", "interpolation_stage", "nchunk", "corner_mask", "shading",
    "rstride", "cstride", "rcount", "ccount", "linewidth_", "fancybox", "shadow", "numpoints", "scatterpoints",
    "handlelength", "handletextpad", "borderpad", "labelspacing", "borderaxespad", "columnspacing", "markerscale",
    "facecolor_", "bbox_inches", "pad_inches", "transparent", "metadata", "orientation_", "papertype", "format_",
    "stacklevel", "depthshade", "lightsource", "shade", "wrap", "verticalalignment_", "linespacing", "family",
    "fontfamily", "fontname", "name", "fontstretch", "stretch", "fontvariant", "variant", "usetex", "parse_math",
    "constrained_layout", "layout", "edgecolor_", "subplot_kw", "clear", "FigureClass", "clip_box", "clip_path",
    "backend", "antialiaseds", "offsets", "pickradius", "norm_", "gapcolor", "fillstyle", "markerfacecoloralt",
  ]

  // MARK: Values of a kind

  mutating func number(_ names: String...) throws -> Double? {
    for name in names { if let value = take(name) { return try PlotValues.number(value) } }
    return nil
  }

  mutating func flag(_ name: String) throws -> Bool? { try take(name).map { try Machine.current.truth($0) } }

  mutating func text(_ names: String...) throws -> String? {
    for name in names { if let value = take(name) { return try PlotValues.text(value) } }
    return nil
  }

  mutating func color(_ names: String...) throws -> Color? {
    for name in names { if let value = take(name) { return try PlotValues.color(value) } }
    return nil
  }

  mutating func lineStyle() throws -> LineStyle? {
    guard let value = take("linestyle", "ls", "linestyles") else { return nil }
    return try PlotValues.lineStyle(value)
  }
}

extension PlotCall {
  /// The same call with one more argument, unless it is given.
  func with(_ name: String, _ value: Value) throws -> PlotCall {
    var call = self
    if !call.has(name) { call.set(name, value) }
    return call
  }

  private mutating func set(_ name: String, _ value: Value) { named[name] = value }
}
