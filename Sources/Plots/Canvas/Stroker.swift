/// Lines of some width as outlines to fill.
enum Stroker {
  static func outlines(_ lines: [(points: [Point], isClosed: Bool)], _ stroke: Stroke) -> [[Point]] {
    var result: [[Point]] = []
    for line in lines {
      var points = line.points
      if line.isClosed, let first = points.first { points.append(first) }
      let pieces = stroke.dashes.isEmpty ? [points] : dashed(points, stroke.dashes)
      for piece in pieces {
        thicken(piece, stroke, isClosed: line.isClosed && stroke.dashes.isEmpty, &result)
      }
    }
    return result
  }

  /// The pieces of a line that dashes leave.
  private static func dashed(_ points: [Point], _ pattern: [Double]) -> [[Point]] {
    let pattern = pattern.count % 2 == 1 ? pattern + pattern : pattern
    guard pattern.reduce(0, +) > 0.01, pattern.allSatisfy({ $0 >= 0 }) else { return [points] }
    var result: [[Point]] = []
    var current: [Point] = []
    var at = 0
    var left = pattern[0]
    for (a, b) in zip(points, points.dropFirst()) {
      var length = (b - a).length
      guard length > 0 else { continue }
      let unit = (b - a) * (1 / length)
      var start = a
      if at % 2 == 0, current.isEmpty { current = [start] }
      while length > left {
        let cut = start + unit * left
        if at % 2 == 0 {
          result.append(current + [cut])
          current = []
        } else {
          current = [cut]
        }
        length -= left
        start = cut
        at = (at + 1) % pattern.count
        left = pattern[at]
      }
      left -= length
      if at % 2 == 0 { current.append(b) }
    }
    if current.count > 1 { result.append(current) }
    return result
  }

  /// A box for each straight part and a joint at each corner, all wound the same way so that they add up.
  private static func thicken(_ points: [Point], _ stroke: Stroke, isClosed: Bool, _ result: inout [[Point]]) {
    let half = stroke.width / 2
    var line: [Point] = []
    for point in points where line.last.map({ ($0 - point).length > 1e-9 }) ?? true { line.append(point) }
    guard line.count > 1 else {
      if let only = line.first, stroke.cap != .butt { result.append(disc(only, half)) }
      return
    }
    for at in 0..<(line.count - 1) {
      var a = line[at]
      var b = line[at + 1]
      let unit = (b - a) * (1 / (b - a).length)
      if stroke.cap == .square, !isClosed {
        if at == 0 { a = a - unit * half }
        if at == line.count - 2 { b = b + unit * half }
      }
      let side = Point(-unit.y, unit.x) * half
      result.append([a + side, a - side, b - side, b + side])
    }
    let joints = isClosed ? Array(line.dropFirst()) : Array(line.dropFirst().dropLast())
    for (at, corner) in joints.enumerated() {
      let before = line[at]
      let after = at + 2 < line.count ? line[at + 2] : line[1]
      join(before, corner, after, half, stroke.joinsRound, &result)
    }
    if stroke.cap == .round, !isClosed {
      result.append(disc(line[0], half))
      result.append(disc(line[line.count - 1], half))
    }
  }

  private static func join(
    _ before: Point, _ corner: Point, _ after: Point, _ half: Double, _ isRound: Bool, _ result: inout [[Point]]
  ) {
    let first = (corner - before) * (1 / max((corner - before).length, 1e-12))
    let second = (after - corner) * (1 / max((after - corner).length, 1e-12))
    let turn = first.x * second.y - first.y * second.x
    let along = first.x * second.x + first.y * second.y
    if abs(turn) < 0.01, along > 0 { return }
    if isRound {
      if half > 0.3 { result.append(disc(corner, half)) }
      return
    }
    let sign = turn > 0 ? -1.0 : 1.0
    let a = corner + Point(-first.y, first.x) * (half * sign)
    let b = corner + Point(-second.y, second.x) * (half * sign)
    // The point where both outer sides meet, unless it lies far out.
    var wedge = [corner, a]
    if along > -0.98 {
      let reach = half / ((1 + along) / 2).squareRoot()
      let middle = (a + b) * 0.5 - corner
      let length = middle.length
      if length > 1e-9 { wedge.append(corner + middle * (reach / length)) }
    }
    wedge.append(b)
    result.append(oriented(wedge))
  }

  private static func disc(_ center: Point, _ radius: Double) -> [Point] {
    let count = 12
    return oriented(
      (0..<count).map { at in
        let angle = 2 * .pi * Double(at) / Double(count)
        return Point(center.x + radius * cosine(angle), center.y + radius * sine(angle))
      })
  }

  /// The same outline, wound as the boxes of straight parts are.
  private static func oriented(_ points: [Point]) -> [Point] {
    var area = 0.0
    for at in points.indices {
      let next = points[at + 1 == points.count ? 0 : at + 1]
      area += points[at].x * next.y - next.x * points[at].y
    }
    return area > 0 ? points : points.reversed()
  }
}
