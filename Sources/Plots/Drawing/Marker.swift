/// The shape of a point.
public enum Marker: String, CaseIterable, Sendable {
  case point = "."
  case pixel = ","
  case circle = "o"
  case triangleDown = "v"
  case triangleUp = "^"
  case triangleLeft = "<"
  case triangleRight = ">"
  case square = "s"
  case pentagon = "p"
  case star = "*"
  case hexagon = "h"
  case hexagon2 = "H"
  case octagon = "8"
  case plus = "+"
  case cross = "x"
  case filledPlus = "P"
  case filledCross = "X"
  case diamond = "D"
  case thinDiamond = "d"
  case vertical = "|"
  case horizontal = "_"

  /// Whether it is drawn by its lines alone.
  var isOpen: Bool { self == .plus || self == .cross || self == .vertical || self == .horizontal }

  /// The shape around the origin, its box of side 1.
  var path: Path {
    switch self {
    case .point: Path(circle: Point(0, 0), radius: 0.25)
    case .pixel: Path(Rect(-0.1, -0.1, 0.2, 0.2))
    case .circle: Path(circle: Point(0, 0), radius: 0.5)
    case .triangleUp: Path(polygon: [Point(0, -0.5), Point(-0.5, 0.5), Point(0.5, 0.5)])
    case .triangleDown: Path(polygon: [Point(0, 0.5), Point(0.5, -0.5), Point(-0.5, -0.5)])
    case .triangleLeft: Path(polygon: [Point(-0.5, 0), Point(0.5, 0.5), Point(0.5, -0.5)])
    case .triangleRight: Path(polygon: [Point(0.5, 0), Point(-0.5, -0.5), Point(-0.5, 0.5)])
    case .square: Path(Rect(-0.5, -0.5, 1, 1))
    case .pentagon: Marker.regular(5)
    case .hexagon: Marker.regular(6)
    case .hexagon2: Marker.regular(6, turned: .pi / 6)
    case .octagon: Marker.regular(8, turned: .pi / 8)
    case .star: Marker.regular(5, inner: 0.381966 / 2)
    case .plus: Marker.lines([(Point(-0.5, 0), Point(0.5, 0)), (Point(0, -0.5), Point(0, 0.5))])
    case .cross: Marker.lines([(Point(-0.5, -0.5), Point(0.5, 0.5)), (Point(-0.5, 0.5), Point(0.5, -0.5))])
    case .vertical: Marker.lines([(Point(0, -0.5), Point(0, 0.5))])
    case .horizontal: Marker.lines([(Point(-0.5, 0), Point(0.5, 0))])
    case .diamond: Path(polygon: [Point(0, -0.7071), Point(0.7071, 0), Point(0, 0.7071), Point(-0.7071, 0)])
    case .thinDiamond: Path(polygon: [Point(0, -0.7071), Point(0.4243, 0), Point(0, 0.7071), Point(-0.4243, 0)])
    case .filledPlus: Marker.filledPlusPath
    case .filledCross: Marker.filledPlusPath.mapped { Point(($0.x - $0.y) * 0.75, ($0.x + $0.y) * 0.75) }
    }
  }

  private static let filledPlusPath: Path = {
    let a = 1.0 / 6
    return Path(
      polygon: [
        (-a, -0.5), (a, -0.5), (a, -a), (0.5, -a), (0.5, a), (a, a), (a, 0.5), (-a, 0.5), (-a, a), (-0.5, a),
        (-0.5, -a), (-a, -a),
      ].map { Point($0.0, $0.1) })
  }()

  private static func lines(_ pairs: [(Point, Point)]) -> Path {
    var path = Path()
    for (a, b) in pairs { path.steps += [.move(a), .line(b)] }
    return path
  }

  private static func regular(_ corners: Int, turned: Double = 0, inner: Double? = nil) -> Path {
    let count = inner == nil ? corners : 2 * corners
    return Path(
      polygon: (0..<count).map { at in
        let angle = turned + 2 * .pi * Double(at) / Double(count)
        let radius = at % 2 == 1 ? inner ?? 0.5 : 0.5
        return Point(-radius * sine(angle), -radius * cosine(angle))
      })
  }
}
