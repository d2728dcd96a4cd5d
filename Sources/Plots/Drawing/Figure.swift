/// A page with coordinate systems on it.
public final class Figure {
  public let number: Int
  /// In inches.
  public var width: Double
  public var height: Double
  public var dotsPerInch = 100.0
  public var face = Color.white
  public var axes: [Axes] = []
  public weak var current: Axes?
  public var title = Label("", size: 12)
  public var texts: [Artist] = []
  public var margins = Margins()
  /// Whether margins follow what the labels need.
  public var isTight = false
  /// Whether it was drawn since it was last changed.
  public var isShown = false

  /// Shares of the figure that a grid of axes leaves free, and the space between its cells in shares of a cell.
  public struct Margins: Equatable, Sendable {
    public var left = 0.125
    public var right = 0.9
    public var bottom = 0.11
    public var top = 0.88
    public var across = 0.2
    public var up = 0.2
    public init() {}
  }

  public init(number: Int, width: Double = 6.4, height: Double = 4.8) {
    self.number = number
    self.width = width
    self.height = height
  }

  /// The axes that drawing goes to, made when there are none.
  public func currentAxes() -> Axes {
    if let current { return current }
    if let last = axes.last {
      current = last
      return last
    }
    let new = Axes()
    add(new)
    return new
  }

  public func add(_ new: Axes) {
    axes.append(new)
    current = new
  }

  /// Where a cell of a grid lies, in points.
  public func box(of cell: Axes.GridCell, margins: Margins) -> Rect {
    let page = Rect(0, 0, width * 72, height * 72)
    func spans(_ count: Int, _ sizes: [Double], _ total: Double, _ space: Double) -> [(start: Double, end: Double)] {
      let count = max(count, 1)
      let each = total / (Double(count) + space * Double(count - 1))
      let shares = sizes.count == count ? sizes : [Double](repeating: 1, count: count)
      let sum = shares.reduce(0, +)
      var start = 0.0
      return shares.map { share in
        let size = share / sum * each * Double(count)
        defer { start += size + space * each }
        return (start, start + size)
      }
    }
    let left = margins.left * page.width
    let top = (1 - margins.top) * page.height
    let columns = spans(cell.columns, cell.widths, (margins.right - margins.left) * page.width, margins.across)
    let rows = spans(cell.rows, cell.heights, (margins.top - margins.bottom) * page.height, margins.up)
    let x0 = columns[min(max(cell.firstColumn, 0), columns.count - 1)].start
    let x1 = columns[min(max(cell.lastColumn, 0), columns.count - 1)].end
    let y0 = rows[min(max(cell.firstRow, 0), rows.count - 1)].start
    let y1 = rows[min(max(cell.lastRow, 0), rows.count - 1)].end
    return Rect(left + x0, top + y0, x1 - x0, y1 - y0)
  }
}
