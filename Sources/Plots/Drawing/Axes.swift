/// A coordinate system of a figure, and what is drawn in it.
public final class Axes {
  /// Where it lies in the figure, in shares from the lower left corner; nil follows `cell`.
  public var box: (left: Double, bottom: Double, width: Double, height: Double)?
  /// The part of its cell's box that it takes, in shares from the lower left corner, as beside a colour bar; nil is all.
  public var part: (left: Double, bottom: Double, width: Double, height: Double)?
  /// Its place in a grid of the figure: rows, columns, and the first and last row and column it takes.
  public var cell: GridCell
  public var x = Axis()
  public var y = Axis()
  public var z = Axis()
  public var artists: [Artist] = []
  public var title = Label("", size: 12)
  public var leftTitle = Label("", size: 12)
  public var rightTitle = Label("", size: 12)
  public var legend: Legend?
  public var grid: Grid?
  public var face = Color.white
  /// Whether the frame, ticks and labels are drawn at all.
  public var isFramed = true
  /// Sides without their line.
  public var hiddenSpines: Set<String> = []
  /// Units up over units across; nil is free.
  public var aspect: Double?
  /// Where `aspect` changes the limits in place of the box.
  public var adjustsLimits = false
  public var is3D = false
  public var elevation = 30.0
  public var azimuth = -60.0
  /// The axes that share this one's box, as of `twinx`, draw their own second axis on the other side.
  public weak var twin: Axes?
  public var isRightHanded = false
  /// The axes that share limits across, and up.
  public var sharesX: [Unowned] = []
  public var sharesY: [Unowned] = []
  /// What a colour bar shows; nil for other axes.
  public var colorBar: ColorBar?
  private var nextColor = 0
  private var nextPatchColor = 0
  /// Places of three dimensions of each artist, by its position.
  public var solid: [ObjectIdentifier: [[Solid]]] = [:]

  public struct Solid: Sendable {
    public let x: Double
    public let y: Double
    public let z: Double
    public init(_ x: Double, _ y: Double, _ z: Double) {
      self.x = x
      self.y = y
      self.z = z
    }
  }

  /// A reference that keeps nothing alive.
  public struct Unowned {
    public weak var axes: Axes?
    public init(_ axes: Axes) { self.axes = axes }
  }

  public struct GridCell: Equatable, Sendable {
    public var rows: Int
    public var columns: Int
    public var firstRow: Int
    public var lastRow: Int
    public var firstColumn: Int
    public var lastColumn: Int
    public var widths: [Double] = []
    public var heights: [Double] = []

    public init(_ rows: Int, _ columns: Int, _ first: Int, _ last: Int) {
      self.rows = rows
      self.columns = columns
      firstRow = (first - 1) / max(columns, 1)
      lastRow = (last - 1) / max(columns, 1)
      firstColumn = (first - 1) % max(columns, 1)
      lastColumn = (last - 1) % max(columns, 1)
    }
  }

  public struct Grid: Equatable, Sendable {
    public var across = true
    public var up = true
    public var color = Color(0xB0B0B0)
    public var width = 0.8
    public var style = LineStyle.solid
    public var alpha: Double?
    public init() {}
  }

  /// What a colour bar shows.
  public struct ColorBar {
    public var map: ColorMap
    public var scale: ColorScale
    /// Colours in steps, as of filled contours; nil is smooth.
    public var levels: [Double]?
    public var isHorizontal = false
    public var alpha: Double?
    public init(map: ColorMap, scale: ColorScale, levels: [Double]? = nil) {
      self.map = map
      self.scale = scale
      self.levels = levels
    }
  }

  public init(cell: GridCell = GridCell(1, 1, 1, 1)) { self.cell = cell }

  /// The next colour of the cycle for a line.
  public func takeColor() -> Color {
    defer { nextColor += 1 }
    return Color.cycle[nextColor % Color.cycle.count]
  }

  /// The next colour of the cycle for an area; lines and areas count apart.
  public func takePatchColor() -> Color {
    defer { nextPatchColor += 1 }
    return Color.cycle[nextPatchColor % Color.cycle.count]
  }

  /// Takes everything away that was drawn or set.
  public func clear() {
    artists = []
    x = Axis()
    y = Axis()
    z = Axis()
    title = Label("", size: 12)
    legend = nil
    grid = nil
    nextColor = 0
    nextPatchColor = 0
    solid = [:]
    aspect = nil
  }
}

/// The box that names what is drawn.
public struct Legend {
  public struct Entry {
    public var label: String
    public var artist: Artist
    public init(_ label: String, _ artist: Artist) {
      self.label = label
      self.artist = artist
    }
  }

  public var entries: [Entry]
  public var title = ""
  public var size = 10.0
  /// 0 is where it covers least; 1 to 10 are matplotlib's codes for corners and sides.
  public var location = 0
  /// The lower left corner in shares of the axes' box, in place of `location`.
  public var anchor: Point?
  public var anchorSize: Point?
  public var columns = 1
  public var hasFrame = true
  public var frameAlpha = 0.8

  public init(_ entries: [Entry]) { self.entries = entries }

  public static let locations: [String: Int] = [
    "best": 0, "upper right": 1, "upper left": 2, "lower left": 3, "lower right": 4, "right": 5, "center left": 6,
    "center right": 7, "lower center": 8, "upper center": 9, "center": 10,
  ]
}
