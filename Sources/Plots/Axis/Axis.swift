/// One direction of a coordinate system: its limits, ticks and label.
public struct Axis {
  public enum Scale: String, Sendable { case linear, log, symlog, logit }

  public var scale = Scale.linear
  /// Set by hand; nil follows the data.
  public var limits: (low: Double, high: Double)?
  public var isInverted = false
  public var label = Label("")
  /// Set by hand; nil follows the limits.
  public var places: [Double]?
  /// Texts for `places`, or for the ticks there are.
  public var texts: [String]?
  /// What a formatter makes of a place.
  public var formatter: ((Double, Int) throws -> String)?
  /// Only multiples of this are places.
  public var multiple: Double?
  public var largestCount: Int?
  public var wantsIntegers = false
  public var labelSize = 10.0
  public var labelRotation = 0.0
  public var labelColor = Color.black
  public var showsTicks = true
  public var showsLabels = true
  public var isVisible = true
  public var tickLength = 3.5
  public var margin = 0.05
  /// Names in place of numbers, in the order they were met.
  public var categories: [String] = []

  /// The place of a name on an axis of names.
  public mutating func place(of category: String) -> Double {
    if let at = categories.firstIndex(of: category) { return Double(at) }
    categories.append(category)
    return Double(categories.count - 1)
  }

  /// Where a value lies between the ends; nil for what has no place.
  func share(_ value: Double, _ low: Double, _ high: Double) -> Double {
    switch scale {
    case .linear, .logit: return (value - low) / (high - low)
    case .log:
      guard value > 0 else { return -.infinity }
      return (decimalLogarithm(value) - decimalLogarithm(low)) / (decimalLogarithm(high) - decimalLogarithm(low))
    case .symlog:
      return (Axis.symmetric(value) - Axis.symmetric(low)) / (Axis.symmetric(high) - Axis.symmetric(low))
    }
  }

  private static func symmetric(_ value: Double) -> Double {
    let share = 10.0 / 9
    return abs(value) <= 2 ? value * share / 2 : (value < 0 ? -1 : 1) * (share + decimalLogarithm(abs(value) / 2))
  }

  /// Ticks between two ends, and their labels, on an axis with room for `space` of them.
  public func ticks(_ low: Double, _ high: Double, space: Int) throws -> (places: [Double], labels: TickLabels) {
    let least = min(low, high)
    let greatest = max(low, high)
    var found: [Double]
    if let places {
      found = places
    } else if !categories.isEmpty {
      found = categories.indices.map(Double.init)
    } else if scale == .log {
      found = Ticks.logarithmic(least, greatest, most: min(max(space, 2), 9))
    } else if let multiple, multiple > 0, (greatest - least) / multiple < 1000 {
      let first = (least / multiple).rounded(.up)
      found = stride(from: first, through: (greatest / multiple + 1e-10).rounded(.down), by: 1).map { $0 * multiple }
    } else {
      found = Ticks.linear(
        least, greatest, bins: largestCount ?? min(max(space, 1), 9), isInteger: wantsIntegers,
        isFine: largestCount != nil)
    }
    let slack = (greatest - least) * 1e-10
    if places == nil || texts == nil { found = found.filter { $0 >= least - slack && $0 <= greatest + slack } }
    let labels: TickLabels
    if let formatter {
      labels = TickLabels(texts: try found.enumerated().map { try formatter($1, $0) })
    } else if let texts {
      labels = TickLabels(texts: found.indices.map { $0 < texts.count ? texts[$0] : "" })
    } else if !categories.isEmpty, places == nil {
      labels = TickLabels(texts: categories)
    } else if scale == .log, places == nil {
      labels = TickLabels(powersOfTen: found)
    } else {
      labels = TickLabels(places: found, low: least, high: greatest)
    }
    return (found, labels)
  }
}

/// A piece of text and how it looks.
public struct Label: Equatable, Sendable {
  public var text: String
  public var size: Double
  public var color = Color.black
  public var isBold = false
  public var isItalic = false
  /// In degrees against the clock.
  public var rotation = 0.0
  public var pad: Double?

  public init(_ text: String, size: Double = 10) {
    self.text = text
    self.size = size
  }
}
