import Autograd
import Machine
import NDArray
import Plots

/// A person's values as what figures are made of.
enum PlotValues {
  static func number(_ value: Value) throws -> Double {
    if let data = try array(value) {
      guard data.count == 1 else {
        throw PythonError(.typeError, "only 0-dimensional arrays can be converted to Python scalars")
      }
      return data.doubles()[0]
    }
    return try Machine.current.double(value)
  }

  static func text(_ value: Value) throws -> String { try Machine.current.str(value) }

  /// The array behind a tensor, an array or a numpy number; nil for anything else.
  static func array(_ value: Value) throws -> NDArray? {
    if let tensor = value.asTensor { return try Numpy.data(of: tensor) }
    return Numpy.data(value)
  }

  /// Numbers in a row, whatever the shape they come in.
  static func numbers(_ value: Value) throws -> [Double] {
    if let data = try array(value) { return data.doubles() }
    if value.asNumber != nil { return [try Machine.current.double(value)] }
    guard value.asString == nil else {
      throw PythonError(.valueError, "could not convert string to float: \(try Machine.current.repr(value))")
    }
    var result: [Double] = []
    for item in try Machine.current.elements(value) {
      if item.isNone { result.append(.nan) } else { result += try numbers(item) }
    }
    return result
  }

  /// Numbers of a table: its rows and columns.
  static func table(_ value: Value) throws -> (rows: Int, columns: Int, values: [Double], depth: Int) {
    let data = try Numpy.anything(value)
    let shape = data.shape
    switch shape.count {
    case 0: return (1, 1, data.doubles(), 1)
    case 1: return (1, shape[0], data.doubles(), 1)
    case 2: return (shape[0], shape[1], data.doubles(), 1)
    case 3: return (shape[0], shape[1], data.doubles(), shape[2])
    default:
      throw PythonError(
        .typeError, "Invalid shape \(try Machine.current.repr(.tuple(shape.map { .int($0) }))) for image data")
    }
  }

  /// Numbers along an axis; names get places of their own on it.
  static func places(_ value: Value, on axis: inout Axis) throws -> [Double] {
    if let text = value.asString { return [axis.place(of: text.text)] }
    guard let items = value.sequenceItems, items.first?.asString != nil else { return try numbers(value) }
    return try items.map { axis.place(of: try text($0)) }
  }

  /// Columns to plot, one line for each.
  static func columns(_ value: Value, on axis: inout Axis) throws -> [[Double]] {
    guard let data = try array(value) ?? nested(value), data.rank == 2 else { return [try places(value, on: &axis)] }
    let all = data.doubles()
    let width = data.shape[1]
    return (0..<width).map { column in stride(from: column, to: all.count, by: max(width, 1)).map { all[$0] } }
  }

  /// A list of lists or of arrays as one array.
  private static func nested(_ value: Value) throws -> NDArray? {
    guard let items = value.sequenceItems, let first = items.first, first.asString == nil else { return nil }
    let rank = try array(first)?.rank ?? (first.sequenceItems == nil ? 0 : 1)
    guard rank > 0 else { return nil }
    return try? Numpy.anything(value)
  }

  static func pair(_ value: Value) throws -> (Double, Double)? {
    let items = try numbers(value)
    return items.count == 2 ? (items[0], items[1]) : nil
  }

  static func numpy(_ values: [Double], shape: [Int]? = nil) throws -> Value {
    .native(NumpyArray(try NDArray.doubles(values, shape: shape ?? [values.count], .float64)))
  }

  static func numpyNumber(_ value: Double) -> Value { Numpy.value(.float(value), .float64) }

  // MARK: Colours and styles

  static func color(_ value: Value) throws -> Color {
    if let text = value.asString {
      if let color = Color(named: text.text) { return color }
      throw PythonError(.valueError, "\(try Machine.current.repr(value)) is not a valid color value.")
    }
    let parts = (try? numbers(value)) ?? []
    guard parts.count == 3 || parts.count == 4, parts.allSatisfy({ (0...1).contains($0) }) else {
      throw PythonError(.valueError, "\(try Machine.current.repr(value)) is not a valid color value.")
    }
    return Color(parts: parts[0], parts[1], parts[2], alpha: parts.count == 4 ? parts[3] : 1)
  }

  /// One colour, or one for each thing that is drawn; nil where the value is numbers to be mapped to colours.
  static func colors(_ value: Value, count: Int) throws -> [Color]? {
    if value.asString != nil { return [try color(value)] }
    let items = try array(value) == nil ? Machine.current.elements(value) : []
    if let first = items.first, first.asString != nil { return try items.map(color) }
    if let first = items.first, first.sequenceItems != nil { return try items.map(color) }
    if let data = try array(value), data.rank == 2, data.shape[1] == 3 || data.shape[1] == 4 {
      let all = data.doubles()
      return stride(from: 0, to: all.count, by: data.shape[1]).map { at in
        Color(parts: all[at], all[at + 1], all[at + 2], alpha: data.shape[1] == 4 ? all[at + 3] : 1)
      }
    }
    let values = try numbers(value)
    if (values.count == 3 || values.count == 4) && values.count != count { return [try color(value)] }
    return nil
  }

  static func lineStyle(_ value: Value) throws -> LineStyle {
    if let text = value.asString, let style = LineStyle(text.text) { return style }
    if let items = value.sequenceItems, items.count == 2, let pattern = items[1].sequenceItems {
      return .custom(try pattern.map { try Machine.current.double($0) })
    }
    if let items = value.sequenceItems, let first = items.first { return try lineStyle(first) }
    throw PythonError(
      .valueError,
      "\(try Machine.current.repr(value)) is not a valid value for ls; supported values are '-', '--', '-.', ':', 'None', "
        + "' ', '', 'solid', 'dashed', 'dashdot', 'dotted'")
  }

  static func marker(_ value: Value) throws -> Marker? {
    let text = try text(value)
    if ["", " ", "None", "none"].contains(text) { return nil }
    if let marker = Marker(rawValue: text) { return marker }
    if text.hasPrefix("$") || Int(text) != nil { return .circle }
    throw PythonError(.valueError, "Unrecognized marker style \(try Machine.current.repr(value))")
  }

  /// A size by name or in points.
  static func fontSize(_ value: Value) throws -> Double {
    guard let text = value.asString?.text else { return try number(value) }
    let names: [String: Double] = [
      "xx-small": 5.79, "x-small": 6.94, "small": 8.33, "medium": 10, "large": 12, "x-large": 14.4, "xx-large": 17.28,
      "smaller": 8.33, "larger": 12,
    ]
    guard let size = names[text] ?? Double(text) else {
      throw PythonError(.valueError, "\(try Machine.current.repr(value)) is not a valid value for fontsize")
    }
    return size
  }

  /// A format such as `ro--`: colour, marker and line, each at most once.
  static func format(_ text: String) throws -> (color: Color?, marker: Marker?, style: LineStyle?) {
    var result: (color: Color?, marker: Marker?, style: LineStyle?) = (nil, nil, nil)
    func fault(_ reason: String) -> PythonError {
      PythonError(.valueError, "'\(text)' is not a valid format string (\(reason))")
    }
    if let color = Color(named: text), text.count > 1, Double(text) == nil { return (color, nil, nil) }
    var rest = Substring(text)
    while let first = rest.first {
      if let style = ["--", "-."].first(where: { rest.hasPrefix($0) })
        ?? (first == "-" ? "-" : first == ":" ? ":" : nil)
      {
        guard result.style == nil else { throw fault("two linestyle symbols") }
        result.style = LineStyle(style)
        rest.removeFirst(style.count)
      } else if first == "C", let digit = rest.dropFirst().first, digit.isNumber {
        let digits = rest.dropFirst().prefix { $0.isNumber }
        result.color = Color(named: "C" + digits)
        rest.removeFirst(1 + digits.count)
      } else if "bgrcmykw".contains(first) {
        guard result.color == nil else { throw fault("two color symbols") }
        result.color = Color(named: String(first))
        rest.removeFirst()
      } else if let marker = Marker(rawValue: String(first)) {
        guard result.marker == nil else { throw fault("two marker symbols") }
        result.marker = marker
        rest.removeFirst()
      } else {
        throw fault("unrecognized character '\(first)'")
      }
    }
    // A marker without a line is drawn without one.
    if result.style == nil, result.marker != nil { result.style = LineStyle.none }
    return result
  }
}
