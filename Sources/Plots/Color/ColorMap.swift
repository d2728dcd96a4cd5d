/// Numbers between 0 and 1 as colours.
public struct ColorMap: Sendable {
  public let name: String
  let colors: [Color]

  /// A map of a person's own colours.
  public init(name: String = "from_list", colors: [Color]) {
    self.name = name
    self.colors = colors
  }

  public static let standard = "viridis"

  /// A map by its name; `_r` at the end turns it around. Nil where there is none.
  public init?(named name: String) {
    let isReversed = name.hasSuffix("_r")
    guard let colors = ColorMap.table[isReversed ? String(name.dropLast(2)) : name] else { return nil }
    self.name = name
    self.colors = isReversed ? colors.reversed() : colors
  }

  /// The names there are, in order.
  public static var names: [String] { table.keys.sorted() }

  public func callAsFunction(_ share: Double) -> Color {
    guard !share.isNaN, let last = colors.last else { return Color(0, 0, 0, alpha: 0) }
    let place = share * Double(colors.count)
    guard place > 0 else { return colors[0] }
    return place < Double(colors.count) ? colors[Int(place)] : last
  }

  private static let table: [String: [Color]] = Dictionary(
    colorMapTable.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: " ")
      guard parts.count == 2 else { return nil }
      let digits = Array(parts[1].utf8)
      func digit(_ at: Int) -> UInt32 {
        let code = UInt32(digits[at])
        return code < 0x3A ? code - 0x30 : code - 0x57
      }
      let colors = stride(from: 0, to: digits.count - 5, by: 6).map { at in
        Color((0..<6).reduce(UInt32(0)) { $0 << 4 | digit(at + $1) })
      }
      return (String(parts[0]), colors)
    }, uniquingKeysWith: { first, _ in first })
}

/// From values to the numbers a colour map takes.
public struct ColorScale: Sendable {
  public var low: Double
  public var high: Double
  public var isLogarithmic = false

  public init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }

  /// From the least to the greatest finite value.
  public init(of values: [Double], low: Double? = nil, high: Double? = nil) {
    let finite = values.lazy.filter(\.isFinite)
    self.low = low ?? finite.min() ?? 0
    self.high = high ?? finite.max() ?? 1
  }

  public func callAsFunction(_ value: Double) -> Double {
    if isLogarithmic, low > 0, high > low {
      return (decimalLogarithm(value) - decimalLogarithm(low)) / (decimalLogarithm(high) - decimalLogarithm(low))
    }
    return high == low ? 0 : (value - low) / (high - low)
  }
}

extension ColorMap {
  /// How many colours there are.
  public var count: Int { colors.count }

  /// A colour by its number; numbers outside are the nearest end.
  public func callAsFunction(at index: Int) -> Color {
    colors.isEmpty ? .black : colors[min(max(index, 0), colors.count - 1)]
  }
}

extension ColorMap {
  /// Colours between given ones, evenly.
  public static func blended(_ ends: [Color], count: Int) -> [Color] {
    guard ends.count > 1, count > 1 else { return ends }
    return (0..<count).map { at in
      let place = Double(at) / Double(count - 1) * Double(ends.count - 1)
      let first = min(Int(place), ends.count - 2)
      let share = place - Double(first)
      func mix(_ a: UInt8, _ b: UInt8) -> Double { (Double(a) + (Double(b) - Double(a)) * share) / 255 }
      let (a, b) = (ends[first], ends[first + 1])
      return Color(
        parts: mix(a.red, b.red), mix(a.green, b.green), mix(a.blue, b.blue),
        alpha: a.alpha + (b.alpha - a.alpha) * share)
    }
  }
}
