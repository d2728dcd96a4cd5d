/// Windows on the last three dimensions of an array: for each place of the result and each dimension, the indices it
/// looks at.
public struct Boxes {
  public let ranges: [[Range<Int>]]
  public let steps: [Int]

  /// - Parameter ranges: Three lists, for depth, rows and columns.
  public init(_ ranges: [[Range<Int>]], steps: [Int] = [1, 1, 1]) {
    self.ranges = ranges
    self.steps = steps
  }

  private var places: [Int] { ranges.map(\.count) }

  /// Calls with the place of each box, the number of its plane's first element, and the number of the box.
  private func each(_ planes: Int, _ size: Int, _ body: (_ box: [Range<Int>], _ start: Int, _ place: Int) -> Void) {
    var place = 0
    for plane in 0..<planes {
      for a in ranges[0] {
        for b in ranges[1] {
          for c in ranges[2] {
            body([a, b, c], plane * size, place)
            place += 1
          }
        }
      }
    }
  }

  private func elements(_ box: [Range<Int>], _ h: Int, _ w: Int, _ body: (Int) -> Void) {
    for d in stride(from: box[0].lowerBound, to: box[0].upperBound, by: steps[0]) {
      for r in stride(from: box[1].lowerBound, to: box[1].upperBound, by: steps[1]) {
        for c in stride(from: box[2].lowerBound, to: box[2].upperBound, by: steps[2]) { body((d * h + r) * w + c) }
      }
    }
  }

  private static func body(_ shape: [Int]) -> (planes: Int, size: Int, h: Int, w: Int) {
    (shape.dropLast(3).reduce(1, *), shape.suffix(3).reduce(1, *), shape[shape.count - 2], shape[shape.count - 1])
  }

  /// The largest element of each window and its place in the body.
  public func largest(_ x: NDArray) throws -> (values: NDArray, places: NDArray) {
    let shape = Array(x.shape.dropLast(3)) + places
    let source = try x.ready()
    let out = try NDArray.zeros(shape: shape, source.dtype).inMemory()
    let found = try NDArray.zeros(shape: shape, .int64).inMemory()
    let (planes, size, h, w) = Boxes.body(x.shape)
    func pick<T: BinaryFloatingPoint>(_: T.Type) {
      guard let from = source.pointer(T.self), let to = out.pointer(T.self), let at = found.pointer(Int.self) else {
        return
      }
      each(planes, size) { box, start, place in
        var most = -T.infinity
        var index = (box[0].lowerBound * h + box[1].lowerBound) * w + box[2].lowerBound
        elements(box, h, w) { i in
          let value = from[start + i]
          if value > most || value.isNaN { (most, index) = (value, i) }
        }
        (to[place], at[place]) = (most, index)
      }
    }
    if out.count > 0, x.count > 0 {
      if out.dtype == .float32 { pick(Float.self) } else { pick(Double.self) }
    }
    return (try out.converted(to: x.dtype), found)
  }

  /// The sum of each window over its divisor.
  public func mean(_ x: NDArray, _ divisors: [Double]) throws -> NDArray {
    let source = try x.ready()
    let out = try NDArray.zeros(shape: Array(x.shape.dropLast(3)) + places, source.dtype).inMemory()
    let (planes, size, h, w) = Boxes.body(x.shape)
    func add<T: BinaryFloatingPoint>(_: T.Type) {
      guard let from = source.pointer(T.self), let to = out.pointer(T.self) else { return }
      each(planes, size) { box, start, place in
        var sum: T = 0
        elements(box, h, w) { sum += from[start + $0] }
        to[place] = sum / T(divisors[place % divisors.count])
      }
    }
    if out.count > 0, !divisors.isEmpty {
      if out.dtype == .float32 { add(Float.self) } else { add(Double.self) }
    }
    return try out.converted(to: x.dtype)
  }

  /// What `mean` took together, given back: each element of `g` over its divisor, to all of its window.
  public func spread(_ g: NDArray, _ divisors: [Double], shape: [Int]) throws -> NDArray {
    let source = try g.ready()
    let out = try NDArray.zeros(shape: shape, source.dtype).inMemory()
    let (planes, size, h, w) = Boxes.body(shape)
    func give<T: BinaryFloatingPoint>(_: T.Type) {
      guard let from = source.pointer(T.self), let to = out.pointer(T.self) else { return }
      each(planes, size) { box, start, place in
        let share = from[place] / T(divisors[place % divisors.count])
        elements(box, h, w) { to[start + $0] += share }
      }
    }
    if out.count > 0, g.count > 0, !divisors.isEmpty {
      if out.dtype == .float32 { give(Float.self) } else { give(Double.self) }
    }
    return try out.converted(to: g.dtype)
  }
}
