/// Coordinate systems as they lie on the page: limits and boxes decided.
struct Frame {
  let axes: Axes
  let box: Rect
  let page: Rect
  let x: (low: Double, high: Double)
  let y: (low: Double, high: Double)

  init(_ axes: Axes, box: Rect, page: Rect) {
    self.axes = axes
    self.page = page
    var (x, y) = axes.limits()
    var box = box
    if let aspect = axes.aspect, aspect > 0, !axes.is3D {
      let width = abs(x.high - x.low)
      let height = abs(y.high - y.low) * aspect
      if width > 0, height > 0 {
        let wanted = height / width
        if axes.adjustsLimits {
          let now = box.height / box.width
          if now > wanted {
            let middle = (y.low + y.high) / 2
            let half = (y.high - y.low) / 2 * now / wanted
            y = (middle - half, middle + half)
          } else {
            let middle = (x.low + x.high) / 2
            let half = (x.high - x.low) / 2 * wanted / now
            x = (middle - half, middle + half)
          }
        } else if box.height / box.width > wanted {
          let new = box.width * wanted
          box = Rect(box.left, box.top + (box.height - new) / 2, box.width, new)
        } else {
          let new = box.height / wanted
          box = Rect(box.left + (box.width - new) / 2, box.top, new, box.height)
        }
      }
    }
    self.x = x
    self.y = y
    self.box = box
  }

  /// A place on the page; not finite for what has none.
  func place(_ point: Point, _ coordinates: Coordinates = .data) -> Point {
    func across(_ share: Double) -> Double { box.left + share * box.width }
    func up(_ share: Double) -> Double { box.bottom - share * box.height }
    switch coordinates {
    case .data: return Point(across(axes.x.share(point.x, x.low, x.high)), up(axes.y.share(point.y, y.low, y.high)))
    case .axes: return Point(across(point.x), up(point.y))
    case .figure: return Point(page.width * point.x, page.height * (1 - point.y))
    case .acrossAxes: return Point(across(point.x), up(axes.y.share(point.y, y.low, y.high)))
    case .upAxes: return Point(across(axes.x.share(point.x, x.low, x.high)), up(point.y))
    }
  }

  /// Room for ticks, as many as labels of the usual length fit.
  var spaceAcross: Int { Int(box.width / (axes.x.labelSize * 3)) }
  var spaceUp: Int { Int(box.height / (axes.y.labelSize * 2)) }

  func xTicks() throws -> (places: [Double], labels: TickLabels) { try axes.x.ticks(x.low, x.high, space: spaceAcross) }
  func yTicks() throws -> (places: [Double], labels: TickLabels) { try axes.y.ticks(y.low, y.high, space: spaceUp) }
}
