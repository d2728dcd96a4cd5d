/// Where an axis has its ticks: at multiples of 1, 2, 2.5 or 5 times a power of ten.
public enum Ticks {
  private static let steps: [Double] = [0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 5, 10, 20]
  /// The steps of levels, and of axes whose count of ticks is set.
  private static let finerSteps: [Double] = [
    0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 15,
  ]
  /// No axis asks for more; guards against a step that vanishes beside its place.
  private static let most = 1000

  /// Places of ticks from at most `low` to at least `high`, in order.
  ///
  /// - Parameters:
  ///   - bins: How many steps there may be between the ends.
  ///   - isInteger: Whether only whole numbers are places.
  ///   - wanted: How many places there should be at least.
  ///   - isFine: Whether steps of 1.5, 3, 4, 6 and 8 are round, too.
  public static func linear(
    _ low: Double, _ high: Double, bins: Int, isInteger: Bool = false, least wanted: Int = 2, isFine: Bool = false
  )
    -> [Double]
  {
    let (vmin, vmax) = separated(min(low, high), max(low, high), expander: 1e-13, tiny: 1e-14)
    let bins = max(bins, 1)
    let (scale, offset) = scaleAndOffset(vmin, vmax, bins)
    guard scale.isFinite, scale > 0 else { return [] }
    let least = vmin - offset
    let greatest = vmax - offset
    var sizes = (isFine ? finerSteps : steps).map { $0 * scale }
    if isInteger { sizes = sizes.filter { $0 < 1 || abs($0 - $0.rounded()) < 0.001 } }
    let raw = (greatest - least) / Double(bins)
    let first = sizes.firstIndex { $0 >= raw } ?? sizes.count - 1
    var found: [Double] = []
    for size in sizes[...max(first, 0)].reversed() {
      var step = size
      if isInteger, greatest.rounded(.down) - least.rounded(.up) >= 1 { step = max(1, step) }
      let start = floorDivided(least, step) * step
      let edge = Edge(step: step, offset: abs(offset))
      let from = edge.atMost(least - start)
      let to = edge.atLeast(greatest - start)
      guard from.isFinite, to.isFinite, to >= from, to - from < Double(most) else { break }
      found = (0...Int(to - from)).map { (from + Double($0)) * step + start }
      if found.filter({ $0 <= greatest && $0 >= least }).count >= wanted { break }
    }
    return found.map { $0 + offset }
  }

  /// Powers of ten, one tick outside on either side.
  public static func logarithmic(_ low: Double, _ high: Double, most: Int) -> [Double] {
    guard low > 0, high >= low, high.isFinite else { return [] }
    let first = Int(decimalLogarithm(low).rounded(.up))
    let last = Int(decimalLogarithm(high).rounded(.down))
    let available = max(last - first + 1, 0)
    let stride = available / (max(most, 2) + 1) + 1
    return Swift.stride(from: first - stride, through: last + stride, by: stride).map { power(10, Double($0)) }
  }

  /// The marks between powers of ten.
  public static func between(_ low: Double, _ high: Double) -> [Double] {
    guard low > 0, high > low else { return [] }
    let first = Int(decimalLogarithm(low).rounded(.down))
    let last = Int(decimalLogarithm(high).rounded(.up))
    guard last - first < 10 else { return [] }
    return (first...last).flatMap { decade in (2...9).map { Double($0) * power(10, Double(decade)) } }
      .filter { $0 >= low && $0 <= high }
  }

  /// Ends that are apart enough to lie on an axis.
  public static func separated(_ low: Double, _ high: Double, expander: Double, tiny: Double = 1e-15) -> (
    Double, Double
  ) {
    guard low.isFinite, high.isFinite else { return (-expander, expander) }
    let largest = max(abs(low), abs(high))
    if largest < 1e6 / tiny * Double.leastNormalMagnitude { return (-expander, expander) }
    if high - low <= largest * tiny {
      if high == 0, low == 0 { return (-expander, expander) }
      return (low - expander * abs(low), high + expander * abs(high))
    }
    return (low, high)
  }

  private static func scaleAndOffset(_ low: Double, _ high: Double, _ bins: Int) -> (Double, Double) {
    let range = abs(high - low)
    let middle = (high + low) / 2
    var offset = 0.0
    if abs(middle) / range >= 100 {
      offset = power(10, decimalLogarithm(abs(middle)).rounded(.down)) * (middle < 0 ? -1 : 1)
    }
    return (power(10, decimalLogarithm(range / Double(bins)).rounded(.down)), offset)
  }

  /// Whole numbers of steps, where rounding must not count as a step.
  private struct Edge {
    let step: Double
    let offset: Double

    private func isClose(_ share: Double, _ edge: Double) -> Bool {
      var tolerance = 1e-10
      if offset > 0 { tolerance = min(0.4999, max(tolerance, power(10, decimalLogarithm(offset / step) - 12))) }
      return abs(share - edge) < tolerance
    }

    func atMost(_ x: Double) -> Double {
      let whole = floorDivided(x, step)
      return isClose((x - whole * step) / step, 1) ? whole + 1 : whole
    }

    func atLeast(_ x: Double) -> Double {
      let whole = floorDivided(x, step)
      return isClose((x - whole * step) / step, 0) ? whole : whole + 1
    }
  }
}
