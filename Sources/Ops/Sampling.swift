import Autograd
import NDArray

/// One reading of pictures, or bodies, at the places of a grid, as operations that can be derived again and again.
struct Sampling {
  /// Of the picture.
  let sizes: [Int]
  /// The shape of the grid.
  let places: [Int]
  let reading: Reading
  let margin: Margin
  let align: Bool

  func of(_ x: Tensor, _ grid: Tensor) throws -> Tensor {
    let (n, channels) = (x.shape[0], x.shape[1])
    let count = places.reduce(1, *)
    let flat = try Shapes.reshape(x, [n, channels, sizes.reduce(1, *)])
    let points = try Shapes.reshape(grid, [n, count, sizes.count])
    // A grid says x, y, z; dimensions are z, y, x.
    let coordinates = try sizes.indices.map { d in
      try placed(Shapes.select(points, 2, sizes.count - 1 - d), sizes[d], isFree: reading == .cubic)
    }
    let taps = try coordinates.enumerated().map { try self.taps($1, sizes[$0]) }
    var total: Tensor?
    for choice in choices(taps.map(\.count)) {
      let chosen = choice.enumerated().map { taps[$0][$1] }
      let term = try self.term(flat, chosen, n, channels, count)
      total = try total.map { try $0 + term } ?? term
    }
    guard var total else { return x }
    // What lies outside counts as a zero without a sign.
    total = try total + Tensor(NDArray(.int(0), x.dtype))
    if reading == .nearest { total = Recording.flat("MulBackward0", total, in: grid) }
    return try Shapes.reshape(total, [n, channels] + places)
  }

  /// One of the neighbours along a dimension: which, whether it is inside, and how much it counts.
  private struct Tap {
    let indices: [Int]
    let isInside: [Bool]
    let weight: Tensor?
  }

  /// Every way to choose one of so many, the first dimension slowest.
  private func choices(_ counts: [Int]) -> [[Int]] {
    counts.reduce([[]]) { before, count in before.flatMap { start in (0..<count).map { start + [$0] } } }
  }

  private func term(_ x: Tensor, _ taps: [Tap], _ n: Int, _ channels: Int, _ count: Int) throws -> Tensor {
    var index = [Int](repeating: 0, count: n * count)
    var inside = [Double](repeating: 1, count: n * count)
    for (d, tap) in taps.enumerated() {
      for i in index.indices {
        index[i] = index[i] * sizes[d] + tap.indices[i]
        if !tap.isInside[i] { inside[i] = 0 }
      }
    }
    let at = Tensor(try NDArray.ints(index, shape: [n, 1, count]))
    let values = try Gathering.gather(x, 2, Shapes.expand(at, [n, channels, count]))
    var weight: Tensor?
    for tap in taps.reversed() {
      guard let next = tap.weight else { continue }
      weight = try weight.map { try $0 * next } ?? next
    }
    if inside.contains(0) {
      let mask = Tensor(try NDArray.doubles(inside, shape: [n, count], x.dtype))
      weight = try weight.map { try $0 * mask } ?? mask
    }
    guard let weight else { return values }
    return try values * Shapes.unsqueeze(weight, 1)
  }

  private func taps(_ at: Tensor, _ size: Int) throws -> [Tap] {
    let values = at.data.doubles()
    func tap(_ starts: [Double], _ offset: Double, _ weight: Tensor?) -> Tap {
      let moved = starts.map { start -> Double in
        guard reading == .cubic else { return start + offset }
        return bounded(start + offset, size).value
      }
      let isInside = moved.map { $0 >= 0 && $0 < Double(size) }
      return Tap(
        indices: zip(moved, isInside).map { $1 ? Int($0) : 0 }, isInside: isInside, weight: weight)
    }
    if reading == .nearest { return [tap(values.map { $0.rounded(.toNearestOrEven) }, 0, nil)] }
    let floors = values.map { $0.rounded(.down) }
    let low = Tensor(try NDArray.doubles(floors, shape: at.shape, at.dtype))
    if reading == .linear {
      let high = Tensor(try NDArray.doubles(floors.map { $0 + 1 }, shape: at.shape, at.dtype))
      return [tap(floors, 0, try high - at), tap(floors, 1, try at - low)]
    }
    let t = try at - low
    return try [(-1, far(t + 1)), (0, near(t)), (1, near(1 - t)), (2, far(2 - t))].map { tap(floors, $0.0, $0.1) }
  }

  // The cubic convolution kernel with a = -0.75, within one element and between one and two.
  private func near(_ t: Tensor) throws -> Tensor { try (t * 1.25 - 2.25) * t * t + 1 }
  private func far(_ t: Tensor) throws -> Tensor { try ((t * -0.75 + 3.75) * t - 6) * t + 3 }

  // MARK: Places

  /// Places from -1 to 1 as places among elements.
  ///
  /// - Parameter isFree: Whether a place may lie outside, because its neighbours are brought inside one by one.
  private func placed(_ x: Tensor, _ size: Int, isFree: Bool) throws -> Tensor {
    let isDouble = x.dtype == .float64
    let found = x.data.doubles().map { value -> (value: Double, slope: Double) in
      let own = isDouble ? unscaled(value, Double(size)) : Double(unscaled(Float(value), Float(size)))
      let scale = Double(align ? size - 1 : size) / 2
      guard !isFree else { return (own, scale) }
      let (inside, sign) = bounded(own, size, isDouble: isDouble)
      return (inside, sign * scale)
    }
    let slopes = Tensor(try NDArray.doubles(found.map(\.slope), shape: x.shape, x.dtype))
    let data = try NDArray.doubles(found.map(\.value), shape: x.shape, x.dtype)
    return Recording.record("MulBackward0", [x], data) { [try $0.gradient * slopes] }
  }

  private func unscaled<T: BinaryFloatingPoint>(_ x: T, _ size: T) -> T {
    align ? (x + 1) / 2 * (size - 1) : ((x + 1) * size - 1) / 2
  }

  /// A place brought inside as the margin says, and how it moves with the place that was given.
  private func bounded(_ x: Double, _ size: Int, isDouble: Bool = true) -> (value: Double, slope: Double) {
    var (value, slope) = (x, 1.0)
    if margin == .reflection {
      let (low, high) = align ? (0, 2 * (size - 1)) : (-1, 2 * size - 1)
      if low == high {
        (value, slope) = (0, 0)
      } else if isDouble {
        (value, slope) = reflected(x, Double(low) / 2, Double(high - low) / 2)
      } else {
        let (mirror, sign) = reflected(Float(x), Float(low) / 2, Float(high - low) / 2)
        (value, slope) = (Double(mirror), Double(sign))
      }
    }
    if margin != .zeros {
      // What is not a number comes to the first element.
      if !(value > 0) { return (0, 0) }
      if value >= Double(size - 1) { return (Double(size - 1), 0) }
    }
    return value.isFinite && Swift.abs(value) < 1e9 ? (value, slope) : (-100, slope)
  }

  private func reflected<T: BinaryFloatingPoint>(_ x: T, _ low: T, _ span: T) -> (T, T) {
    let isBelow = x - low < 0
    let distance = Swift.abs(x - low)
    guard distance.isFinite else { return (.nan, 0) }
    let extra = distance.truncatingRemainder(dividingBy: span)
    let flips = (distance / span).rounded(.down)
    let isEven = flips.truncatingRemainder(dividingBy: 2) == 0
    return isEven ? (extra + low, isBelow ? -1 : 1) : (span - extra + low, isBelow ? 1 : -1)
  }
}
