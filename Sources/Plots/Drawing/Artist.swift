/// What coordinates are measured in.
public enum Coordinates: String, Sendable {
  case data
  /// Shares of the axes' box, from its lower left corner.
  case axes
  /// Shares of the figure.
  case figure
  /// Across in shares of the axes' box, up in data.
  case acrossAxes
  /// Across in data, up in shares of the axes' box.
  case upAxes
}

/// Something that is drawn in a coordinate system.
public final class Artist {
  public enum Content {
    case line(Line)
    case markers(Markers)
    case polygons(Polygons)
    case segments(Segments)
    case text(Text)
    case image(Image)
  }

  public var content: Content
  /// What a legend calls it; names that begin with `_` are left out.
  public var label: String
  public var coordinates: Coordinates
  public var alpha: Double?
  public var zorder: Double
  public var isVisible = true
  public var isClipped = true
  /// Whether limits that follow the data take it in.
  public var setsLimits = true
  /// Values that margins do not reach beyond, as the base of bars.
  public var stickyX: [Double] = []
  public var stickyY: [Double] = []
  /// What matplotlib calls its class where the content does not say it.
  public var kind: String?
  /// What the numbers of its colours mean, for a colour bar.
  public var mapping: (map: ColorMap, scale: ColorScale)?

  public init(_ content: Content, label: String = "", coordinates: Coordinates = .data, zorder: Double = 2) {
    self.content = content
    self.label = label
    self.coordinates = coordinates
    self.zorder = zorder
  }

  public struct Line {
    public var x: [Double]
    public var y: [Double]
    public var color: Color
    public var width = 1.5
    public var style = LineStyle.solid
    public var marker: Marker?
    public var markerSize = 6.0
    /// Nil takes the line's.
    public var markerFace: Color?
    public var markerEdge: Color?
    public var markerEdgeWidth = 1.0
    public var markEvery = 1

    public init(x: [Double], y: [Double], color: Color) {
      self.x = x
      self.y = y
      self.color = color
    }
  }

  public struct Markers {
    public var x: [Double]
    public var y: [Double]
    /// Areas in square points; one for all or one for each.
    public var sizes: [Double]
    public var faces: [Color]
    /// Nil takes each face's.
    public var edge: Color?
    public var edgeWidth = 1.5
    public var marker = Marker.circle
    public var isHollow = false

    public init(x: [Double], y: [Double], sizes: [Double], faces: [Color]) {
      self.x = x
      self.y = y
      self.sizes = sizes
      self.faces = faces
    }
  }

  public struct Polygons {
    /// Corners as (x, y) in data.
    public var shapes: [[Point]]
    public var faces: [Color]
    public var edge: Color?
    public var edgeWidth = 1.0
    public var style = LineStyle.solid
    /// Whether each is an upright box, as of bars.
    public var areBoxes = false
    /// Whether they are parts of one area, drawn without seams.
    public var areOne = false

    public init(shapes: [[Point]], faces: [Color]) {
      self.shapes = shapes
      self.faces = faces
    }
  }

  public struct Segments {
    public var lines: [[Point]]
    public var colors: [Color]
    public var width: Double
    public var style = LineStyle.solid
    /// Numbers written into the lines, as of contours.
    public var labels: [String] = []
    public var labelSize = 10.0

    public init(lines: [[Point]], colors: [Color], width: Double = 1.5) {
      self.lines = lines
      self.colors = colors
      self.width = width
    }
  }

  public struct Text {
    public enum Across: String, Sendable { case left, center, right }
    public enum Up: String, Sendable { case bottom, baseline, center, top }

    public var place: Point
    public var label: Label
    public var across = Across.left
    public var up = Up.baseline
    public var box: Box?
    /// Where an arrow from the text points, in data.
    public var target: Point?
    public var targetCoordinates = Coordinates.data
    public var arrow: Arrow?
    /// Moved from its place by points.
    public var offset: Point?

    public init(_ text: String, at place: Point) {
      label = Label(text)
      self.place = place
    }
  }

  /// A frame around text.
  public struct Box {
    public var face: Color? = Color(0x1F77B4)
    public var edge: Color? = .black
    public var width = 1.0
    public var pad = 4.0
    public var isRounded = false
    public init() {}
  }

  public struct Arrow {
    public var color = Color.black
    public var width = 1.0
    public var hasHead = true
    /// Filled with a thick shaft, as arrows without a style are.
    public var isThick = false
    public init() {}
  }

  public struct Image {
    public var pixels: PixelImage
    /// Left, right, bottom, top in data.
    public var extent: (left: Double, right: Double, bottom: Double, top: Double)

    public init(pixels: PixelImage, extent: (left: Double, right: Double, bottom: Double, top: Double)) {
      self.pixels = pixels
      self.extent = extent
    }
  }
}

/// Dashes of a line.
public enum LineStyle: Equatable, Sendable {
  case solid, dashed, dotted, dashDot, none
  case custom([Double])

  /// `-`, `--`, `:`, `-.`, or their names.
  public init?(_ text: String) {
    switch text {
    case "-", "solid": self = .solid
    case "--", "dashed": self = .dashed
    case ":", "dotted": self = .dotted
    case "-.", "dashdot": self = .dashDot
    case "", " ", "none", "None": self = .none
    default: return nil
    }
  }

  func dashes(width: Double) -> [Double] {
    switch self {
    case .solid, .none: []
    case .dashed: [3.7, 1.6].map { $0 * width }
    case .dotted: [1, 1.65].map { $0 * width }
    case .dashDot: [6.4, 1.6, 1, 1.6].map { $0 * width }
    case .custom(let pattern): pattern.map { $0 * width }
    }
  }
}
