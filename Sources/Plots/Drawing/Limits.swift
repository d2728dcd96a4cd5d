extension Axes {
  /// The limits across and up: those that were set, or what the data reach with a margin.
  public func limits() -> (x: (low: Double, high: Double), y: (low: Double, high: Double)) {
    let xs = resolved(x, sharers: sharesX, \.x, values: { $0.xReach }, sticky: { $0.stickyX })
    let ys = resolved(y, sharers: sharesY, \.y, values: { $0.yReach }, sticky: { $0.stickyY })
    return (xs, ys)
  }

  private func resolved(
    _ axis: Axis, sharers: [Unowned], _ path: KeyPath<Axes, Axis>, values: (Artist) -> (low: Double, high: Double)?,
    sticky: (Artist) -> [Double]
  ) -> (low: Double, high: Double) {
    let all = [self] + sharers.compactMap(\.axes).filter { $0 !== self }
    if let given = all.lazy.compactMap({ $0[keyPath: path].limits }).first { return given }
    let artists = all.flatMap(\.artists).filter { $0.setsLimits && $0.isVisible }
    let ends = Axes.reach(
      artists, margin: axis.margin, isLogarithmic: axis.scale == .log, values: values, sticky: sticky)
    return axis.isInverted ? (ends.high, ends.low) : ends
  }

  private static func reach(
    _ artists: [Artist], margin: Double, isLogarithmic: Bool, values: (Artist) -> (low: Double, high: Double)?,
    sticky: (Artist) -> [Double]
  ) -> (low: Double, high: Double) {
    guard !artists.isEmpty else { return isLogarithmic ? (1, 10) : (0, 1) }
    var low = Double.infinity
    var high = -Double.infinity
    var stops: [Double] = []
    for artist in artists {
      stops += sticky(artist)
      guard let own = values(artist) else { continue }
      low = min(low, own.low)
      high = max(high, own.high)
    }
    if isLogarithmic { return logarithmicReach(artists, low, high, margin, values) }
    (low, high) = Ticks.separated(low, high, expander: 0.05)
    let tolerance = 1e-5 * abs(high - low)
    let floor = stops.filter { $0 <= low + tolerance }.max()
    let ceiling = stops.filter { $0 >= high - tolerance }.min()
    let extra = (high - low) * margin
    var ends = (low: low - extra, high: high + extra)
    if let floor { ends.low = max(ends.low, floor) }
    if let ceiling { ends.high = min(ends.high, ceiling) }
    return ends
  }

  private static func logarithmicReach(
    _ artists: [Artist], _ low: Double, _ high: Double, _ margin: Double,
    _ values: (Artist) -> (low: Double, high: Double)?
  ) -> (low: Double, high: Double) {
    guard high > 0, high.isFinite else { return (1, 10) }
    var low = low
    if low <= 0 { low = artists.compactMap(\.leastPositive).min() ?? high / 10 }
    if low == high {
      return (power(10, decimalLogarithm(low).rounded(.down)) / 10, power(10, decimalLogarithm(high).rounded(.up)) * 10)
    }
    let extra = (decimalLogarithm(high) - decimalLogarithm(low)) * margin
    return (power(10, decimalLogarithm(low) - extra), power(10, decimalLogarithm(high) + extra))
  }
}

extension Artist {
  /// The least and greatest finite value across, where it counts for limits.
  var xReach: (low: Double, high: Double)? {
    coordinates == .data || coordinates == .upAxes ? Artist.reach(corners.lazy.map(\.x)) : nil
  }

  /// The least and greatest finite value up, where it counts for limits.
  var yReach: (low: Double, high: Double)? {
    coordinates == .data || coordinates == .acrossAxes ? Artist.reach(corners.lazy.map(\.y)) : nil
  }

  var leastPositive: Double? { corners.lazy.flatMap { [$0.x, $0.y] }.filter { $0 > 0 && $0.isFinite }.min() }

  /// Places that limits must take in.
  private var corners: [Point] {
    switch content {
    case .line(let line): zip(line.x, line.y).map { Point($0, $1) }
    case .markers(let markers): zip(markers.x, markers.y).map { Point($0, $1) }
    case .polygons(let polygons): polygons.shapes.flatMap { $0 }
    case .segments(let segments): segments.lines.flatMap { $0 }
    case .text: []
    case .image(let image):
      [Point(image.extent.left, image.extent.bottom), Point(image.extent.right, image.extent.top)]
    }
  }

  private static func reach(_ values: some Sequence<Double>) -> (low: Double, high: Double)? {
    var low = Double.infinity
    var high = -Double.infinity
    for value in values where value.isFinite {
      low = min(low, value)
      high = max(high, value)
    }
    return low <= high ? (low, high) : nil
  }
}
