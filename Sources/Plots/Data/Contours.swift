/// Lines and areas of equal height over a grid.
public struct Contours {
  private let x: [Double]
  private let y: [Double]
  /// Row by row, a row for each `y`.
  private let z: [Double]
  private let columns: Int
  private let rows: Int
  /// Whether `x` and `y` have a value for each place of the grid.
  private let isCurved: Bool

  /// - Returns: Nil where the counts do not fit.
  public init?(x: [Double], y: [Double], z: [Double], rows: Int, columns: Int) {
    guard rows > 1, columns > 1, z.count == rows * columns else { return nil }
    isCurved = x.count == z.count && y.count == z.count
    guard isCurved || (x.count == columns && y.count == rows) else { return nil }
    self.x = x
    self.y = y
    self.z = z
    self.rows = rows
    self.columns = columns
  }

  /// Heights at round numbers, as many as asked for and no more.
  public static func levels(_ values: [Double], count: Int) -> [Double] {
    let finite = values.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max(), low < high else { return [] }
    let all = Ticks.linear(low, high, bins: count + 1, least: 1, isFine: true)
    let first = all.lastIndex { $0 < low } ?? 0
    let last = all.firstIndex { $0 > high } ?? all.count - 1
    return first <= last ? Array(all[first...last]) : []
  }

  private func place(_ row: Int, _ column: Int) -> Point {
    isCurved
      ? Point(x[row * columns + column], y[row * columns + column]) : Point(x[column], y[row])
  }

  private func height(_ row: Int, _ column: Int) -> Double { z[row * columns + column] }

  // MARK: Lines

  /// The lines at one height, joined as far as they go.
  public func lines(at level: Double) -> [[Point]] {
    // Each end of a piece lies on an edge of the grid; pieces that share an edge are one line.
    var pieces: [(from: Int, to: Int)] = []
    var places: [Int: Point] = [:]
    func crossing(_ r0: Int, _ c0: Int, _ r1: Int, _ c1: Int) -> Int {
      let isDown = r1 != r0
      let key = 2 * (r0 * columns + c0) + (isDown ? 1 : 0)
      if places[key] == nil {
        let a = height(r0, c0)
        let share = (level - a) / (height(r1, c1) - a)
        let from = place(r0, c0)
        places[key] = from + (place(r1, c1) - from) * share
      }
      return key
    }
    for row in 0..<(rows - 1) {
      for column in 0..<(columns - 1) {
        let corners = [
          height(row, column), height(row, column + 1), height(row + 1, column + 1), height(row + 1, column),
        ]
        guard corners.allSatisfy(\.isFinite) else { continue }
        let above = corners.map { $0 > level }
        var ends: [Int] = []
        if above[0] != above[1] { ends.append(crossing(row, column, row, column + 1)) }
        if above[1] != above[2] { ends.append(crossing(row, column + 1, row + 1, column + 1)) }
        if above[2] != above[3] { ends.append(crossing(row + 1, column, row + 1, column + 1)) }
        if above[3] != above[0] { ends.append(crossing(row, column, row + 1, column)) }
        if ends.count == 2 {
          pieces.append((ends[0], ends[1]))
        } else if ends.count == 4 {
          // A saddle: the middle says which corners belong together.
          let isMiddleAbove = corners.reduce(0, +) / 4 > level
          if isMiddleAbove == above[0] {
            pieces += [(ends[0], ends[1]), (ends[2], ends[3])]
          } else {
            pieces += [(ends[0], ends[3]), (ends[1], ends[2])]
          }
        }
      }
    }
    return Contours.joined(pieces).map { $0.compactMap { places[$0] } }
  }

  private static func joined(_ pieces: [(from: Int, to: Int)]) -> [[Int]] {
    var at: [Int: [Int]] = [:]
    for (index, piece) in pieces.enumerated() {
      at[piece.from, default: []].append(index)
      at[piece.to, default: []].append(index)
    }
    var isUsed = Array(repeating: false, count: pieces.count)
    func follow(_ start: Int) -> [Int] {
      var line = [start]
      while let next = at[line[line.count - 1]]?.first(where: { !isUsed[$0] }) {
        isUsed[next] = true
        let piece = pieces[next]
        line.append(piece.from == line[line.count - 1] ? piece.to : piece.from)
      }
      return line
    }
    var result: [[Int]] = []
    // Open lines begin at the grid's border, where only one piece ends.
    for piece in pieces {
      for end in [piece.from, piece.to] where at[end]?.count == 1 {
        let line = follow(end)
        if line.count > 1 { result.append(line) }
      }
    }
    for index in pieces.indices where !isUsed[index] { result.append(follow(pieces[index].from)) }
    return result
  }

  // MARK: Areas

  /// The area between two heights, as polygons that do not overlap.
  public func area(from low: Double, to high: Double) -> [[Point]] {
    var result: [[Point]] = []
    for row in 0..<(rows - 1) {
      var start: Int?
      func close(_ end: Int) {
        guard let first = start else { return }
        let below = (first...end).map { place(row, $0) }
        let above = (first...end).reversed().map { place(row + 1, $0) }
        result.append(below + above)
        start = nil
      }
      for column in 0..<(columns - 1) {
        let corners = [(row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column)]
        let heights = corners.map { height($0.0, $0.1) }
        guard heights.allSatisfy(\.isFinite) else {
          close(column)
          continue
        }
        if heights.allSatisfy({ $0 >= low && $0 <= high }) {
          start = start ?? column
          continue
        }
        close(column)
        if heights.allSatisfy({ $0 < low }) || heights.allSatisfy({ $0 > high }) { continue }
        var polygon = zip(corners, heights).map { (place($0.0, $0.1), $1) }
        polygon = Contours.cut(polygon, at: low) { $0 >= low }
        polygon = Contours.cut(polygon, at: high) { $0 <= high }
        if polygon.count > 2 { result.append(polygon.map(\.0)) }
      }
      close(columns - 1)
    }
    return result
  }

  private static func cut(
    _ polygon: [(Point, Double)], at level: Double, _ isInside: (Double) -> Bool
  ) -> [(Point, Double)] {
    var result: [(Point, Double)] = []
    for at in polygon.indices {
      let a = polygon[at]
      let b = polygon[at + 1 == polygon.count ? 0 : at + 1]
      if isInside(a.1) { result.append(a) }
      if isInside(a.1) != isInside(b.1), a.1 != b.1 {
        let share = (level - a.1) / (b.1 - a.1)
        result.append((a.0 + (b.0 - a.0) * share, level))
      }
    }
    return result
  }
}
