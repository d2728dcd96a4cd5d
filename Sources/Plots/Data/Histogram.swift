/// Counting values in intervals.
public enum Histogram {
  /// Ends of intervals of one width.
  public static func edges(_ values: [Double], bins: Int, range: (Double, Double)?) -> [Double] {
    var low = range?.0 ?? values.min() ?? 0
    var high = range?.1 ?? values.max() ?? 1
    if low == high {
      low -= 0.5
      high += 0.5
    }
    let step = (high - low) / Double(bins)
    return (0...bins).map { $0 == bins ? high : low + Double($0) * step }
  }

  /// How many values lie in each interval; the last one takes its upper end in.
  public static func counts(_ values: [Double], _ edges: [Double], weights: [Double]? = nil) -> [Double] {
    guard edges.count > 1, let last = edges.last else { return [] }
    var counts = [Double](repeating: 0, count: edges.count - 1)
    for (at, value) in values.enumerated() where value >= edges[0] && value <= last {
      var low = 0
      var high = edges.count - 1
      while high - low > 1 {
        let middle = (low + high) / 2
        if edges[middle] <= value { low = middle } else { high = middle }
      }
      counts[low] += weights.map { at < $0.count ? $0[at] : 0 } ?? 1
    }
    return counts
  }

  /// Counts as heights of a total area of one.
  public static func density(_ counts: [Double], _ edges: [Double]) -> [Double] {
    let total = counts.reduce(0, +)
    return counts.enumerated().map { $1 / total / (edges[$0 + 1] - edges[$0]) }
  }

  /// The number of intervals that a rule of numpy's gives: the larger of Sturges's and Freedman and Diaconis's.
  public static func count(_ rule: String, _ values: [Double]) -> Int {
    let sorted = values.sorted()
    guard let low = sorted.first, let high = sorted.last, high > low else { return 1 }
    let count = Double(sorted.count)
    func quantile(_ share: Double) -> Double {
      let place = share * (count - 1)
      let at = Int(place)
      let next = min(at + 1, sorted.count - 1)
      return sorted[at] + (sorted[next] - sorted[at]) * (place - Double(at))
    }
    let sturges = (high - low) / (binaryLogarithm(count) + 1)
    let width = 2 * (quantile(0.75) - quantile(0.25)) / power(count, 1.0 / 3)
    let chosen: Double =
      switch rule {
      case "sturges": sturges
      case "sqrt": (high - low) / count.squareRoot()
      case "fd": width
      default: width > 0 ? min(width, sturges) : sturges
      }
    return chosen > 0 ? min(Int(((high - low) / chosen).rounded(.up)), 10_000) : 1
  }

  /// The outline of all intervals together.
  public static func outline(_ counts: [Double], _ edges: [Double]) -> [Point] {
    guard let first = edges.first, let last = edges.last else { return [] }
    var points = [Point(first, 0)]
    for (at, count) in counts.enumerated() { points += [Point(edges[at], count), Point(edges[at + 1], count)] }
    return points + [Point(last, 0)]
  }
}

/// The place on a circle around the origin at an angle.
public func onCircle(_ angle: Double, _ radius: Double) -> Point { Point(radius * cosine(angle), radius * sine(angle)) }
