/// A place on a page, in points; y grows downwards.
public struct Point: Equatable, Sendable {
  public var x: Double
  public var y: Double

  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  public var isFinite: Bool { x.isFinite && y.isFinite }

  static func + (a: Point, b: Point) -> Point { Point(a.x + b.x, a.y + b.y) }
  static func - (a: Point, b: Point) -> Point { Point(a.x - b.x, a.y - b.y) }
  static func * (a: Point, k: Double) -> Point { Point(a.x * k, a.y * k) }

  var length: Double { (x * x + y * y).squareRoot() }
}

/// An upright box.
public struct Rect: Equatable, Sendable {
  public var left: Double
  public var top: Double
  public var width: Double
  public var height: Double

  public init(_ left: Double, _ top: Double, _ width: Double, _ height: Double) {
    self.left = left
    self.top = top
    self.width = width
    self.height = height
  }

  public var right: Double { left + width }
  public var bottom: Double { top + height }
  var center: Point { Point(left + width / 2, top + height / 2) }

  func contains(_ point: Point) -> Bool {
    point.x >= left && point.x <= right && point.y >= top && point.y <= bottom
  }

  func overlaps(_ other: Rect) -> Bool {
    left < other.right && other.left < right && top < other.bottom && other.top < bottom
  }

  func union(_ other: Rect) -> Rect {
    let l = min(left, other.left)
    let t = min(top, other.top)
    return Rect(l, t, max(right, other.right) - l, max(bottom, other.bottom) - t)
  }

  /// The box grown on every side; negative amounts shrink it.
  func grown(_ dx: Double, _ dy: Double) -> Rect { Rect(left - dx, top - dy, width + 2 * dx, height + 2 * dy) }
}

/// Outlines made of straight lines and quadratic curves.
public struct Path: Equatable, Sendable {
  enum Step: Equatable, Sendable {
    case move(Point)
    case line(Point)
    case quad(Point, Point)
    case close
  }

  var steps: [Step] = []

  init() {}

  init(polygon points: [Point]) {
    for (at, point) in points.enumerated() { steps.append(at == 0 ? .move(point) : .line(point)) }
    if !points.isEmpty { steps.append(.close) }
  }

  init(line points: [Point]) {
    for (at, point) in points.enumerated() { steps.append(at == 0 ? .move(point) : .line(point)) }
  }

  init(_ rect: Rect) {
    self.init(polygon: [
      Point(rect.left, rect.bottom), Point(rect.right, rect.bottom), Point(rect.right, rect.top),
      Point(rect.left, rect.top),
    ])
  }

  /// A box whose corners are rounded.
  init(_ rect: Rect, radius r: Double) {
    steps = [
      .move(Point(rect.left + r, rect.bottom)), .line(Point(rect.right - r, rect.bottom)),
      .quad(Point(rect.right, rect.bottom), Point(rect.right, rect.bottom - r)),
      .line(Point(rect.right, rect.top + r)),
      .quad(Point(rect.right, rect.top), Point(rect.right - r, rect.top)), .line(Point(rect.left + r, rect.top)),
      .quad(Point(rect.left, rect.top), Point(rect.left, rect.top + r)), .line(Point(rect.left, rect.bottom - r)),
      .quad(Point(rect.left, rect.bottom), Point(rect.left + r, rect.bottom)), .close,
    ]
  }

  /// A circle, from eight quadratic arcs.
  init(circle center: Point, radius: Double) {
    let count = 8
    let step = 2 * Double.pi / Double(count)
    // The corner of the tangents at both ends of an arc.
    let outer = radius / cosine(step / 2)
    for at in 0...count {
      let angle = Double(at) * step
      let end = Point(center.x + radius * cosine(angle), center.y + radius * sine(angle))
      if at == 0 {
        steps.append(.move(end))
      } else {
        let middle = angle - step / 2
        steps.append(.quad(Point(center.x + outer * cosine(middle), center.y + outer * sine(middle)), end))
      }
    }
    steps.append(.close)
  }

  func mapped(_ map: (Point) -> Point) -> Path {
    var result = Path()
    result.steps = steps.map { step in
      switch step {
      case .move(let p): .move(map(p))
      case .line(let p): .line(map(p))
      case .quad(let c, let p): .quad(map(c), map(p))
      case .close: .close
      }
    }
    return result
  }

  /// The outlines as polygons, curves cut into short lines.
  func flattened(tolerance: Double = 0.1) -> [(points: [Point], isClosed: Bool)] {
    var result: [(points: [Point], isClosed: Bool)] = []
    var current: [Point] = []
    func end(_ isClosed: Bool) {
      if !current.isEmpty { result.append((current, isClosed)) }
      current = []
    }
    for step in steps {
      switch step {
      case .move(let p):
        end(false)
        current = [p]
      case .line(let p): current.append(p)
      case .quad(let c, let p):
        guard let start = current.last else { continue }
        let bend = (start - c * 2 + p).length
        let pieces = min(max(Int((bend / (4 * tolerance)).squareRoot().rounded(.up)), 1), 32)
        for k in 1...pieces {
          let t = Double(k) / Double(pieces)
          current.append(start * ((1 - t) * (1 - t)) + c * (2 * t * (1 - t)) + p * (t * t))
        }
      case .close:
        let start = current.first
        end(true)
        if let start { current = [start] }
      }
    }
    // What follows a close begins where the closed outline did; alone it is nothing.
    if current.count > 1 { end(false) }
    return result
  }
}
