/// What stands beside the ticks of an axis.
public struct TickLabels: Equatable, Sendable {
  public var texts: [String]
  /// What all of them have in common, written once at the axis's end: `1e6`, `+1.2e3`.
  public var common: String

  /// Labels of linear ticks: as many digits as tell them apart.
  public init(places: [Double], low: Double, high: Double) {
    let low = min(low, high)
    let high = max(low, high)
    let visible = places.filter { $0 >= low && $0 <= high }
    let offset = TickLabels.offset(visible)
    let exponent = TickLabels.exponent(visible, offset: offset, range: high - low)
    let scale = power(10, Double(exponent))
    let digits = TickLabels.digits(places, low, high, offset: offset, scale: scale)
    texts = places.map { place in
      var value = (place - offset) / scale
      if abs(value) < 1e-8 { value = 0 }
      return TickLabels.signed(fixed(value, digits))
    }
    common = ""
    if exponent != 0 { common = "1e" + TickLabels.signed(String(exponent)) }
    if offset != 0 { common += (offset > 0 ? "+" : "") + TickLabels.short(offset) }
  }

  public init(texts: [String]) {
    self.texts = texts
    common = ""
  }

  /// Labels of powers of ten: `10⁻³`.
  public init(powersOfTen places: [Double]) {
    texts = places.map { place in
      MathText.plain("$10^{\(Int(decimalLogarithm(place).rounded()))}$")
    }
    common = ""
  }

  private static func signed(_ text: String) -> String { text.replacingOccurrence(of: "-", with: "−") }

  private static func short(_ value: Double) -> String {
    let plain = general(value, 10)
    guard let mark = plain.firstIndex(of: "e") else {
      guard abs(value) >= 1e4 else { return signed(plain) }
      let exponent = Int(decimalLogarithm(abs(value)).rounded(.down))
      return signed(general(value / power(10, Double(exponent)), 10) + "e\(exponent)")
    }
    let exponent = Int(plain[plain.index(after: mark)...]) ?? 0
    return signed(plain[..<mark] + "e\(exponent)")
  }

  /// The part that all places share, where leaving it out saves at least four digits.
  private static func offset(_ places: [Double]) -> Double {
    guard let low = places.min(), let high = places.max(), low != high, !(low <= 0 && high >= 0) else { return 0 }
    let least = min(abs(low), abs(high))
    let greatest = max(abs(low), abs(high))
    let top = Int(decimalLogarithm(greatest).rounded(.up))
    func first(_ isEnough: (Double, Double) -> Bool) -> Int? {
      (0..<320).lazy.map { top - $0 }.first {
        let scale = power(10, Double($0))
        return isEnough(floorDivided(least, scale), floorDivided(greatest, scale))
      }
    }
    guard var order = first({ $0 != $1 }).map({ $0 + 1 }) else { return 0 }
    if (greatest - least) / power(10, Double(order)) <= 1e-2 {
      order = (first { $1 - $0 > 1 } ?? order) + 1
    }
    let count = floorDivided(greatest, power(10, Double(order)))
    return count >= 1000 ? (low < 0 ? -1 : 1) * count * power(10, Double(order)) : 0
  }

  /// The power of ten that is left out of very large and very small labels.
  private static func exponent(_ places: [Double], offset: Double, range: Double) -> Int {
    guard let largest = places.map(abs).max() else { return 0 }
    let measure = offset != 0 ? range : largest
    guard measure > 0, measure.isFinite else { return 0 }
    let order = Int(decimalLogarithm(measure).rounded(.down))
    return order <= -5 || order >= 6 ? order : 0
  }

  private static func digits(_ places: [Double], _ low: Double, _ high: Double, offset: Double, scale: Double) -> Int {
    let all = (places.count < 2 ? places + [low, high] : places).map { ($0 - offset) / scale }
    guard let least = all.min(), let greatest = all.max() else { return 0 }
    var range = greatest - least
    if range == 0 { range = all.map(abs).max() ?? 0 }
    if range == 0 || !range.isFinite { range = 1 }
    let own = places.count < 2 ? Array(all.dropLast(2)) : all
    let order = Int(decimalLogarithm(range).rounded(.down))
    var digits = max(0, 3 - order)
    let threshold = 1e-3 * power(10, Double(order))
    while digits >= 0 {
      let count = digits
      guard own.allSatisfy({ abs($0 - rounded($0, digits: count)) < threshold }) else { break }
      digits -= 1
    }
    return digits + 1
  }
}

extension String {
  func replacingOccurrence(of old: Character, with new: Character) -> String {
    String(map { $0 == old ? new : $0 })
  }
}
