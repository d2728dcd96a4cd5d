/// How a line is drawn.
public struct Stroke: Equatable, Sendable {
  public enum Cap: String, Equatable, Sendable { case butt, round, square }

  public var color: Color
  /// In points.
  public var width: Double
  /// Lengths of dashes and gaps in points; empty for a whole line.
  public var dashes: [Double] = []
  public var cap = Cap.butt
  public var joinsRound = false
}

/// What a picture consists of, from the back to the front, in points.
public struct Scene {
  public enum Element {
    case path(Path, fill: Color?, stroke: Stroke?)
    /// Drawn once at each of many places.
    case stamps(Path, at: [Point], fill: Color?, stroke: Stroke?)
    case text(TextRun)
    case image(PixelImage, in: Rect)
  }

  /// A line of text that is drawn from the left end of its base line.
  public struct TextRun {
    public let text: String
    public let origin: Point
    public let size: Double
    /// In degrees against the clock.
    public let rotation: Double
    public let color: Color
    public let isBold: Bool
    public let isItalic: Bool
  }

  public let width: Double
  public let height: Double
  /// Elements, and the box that each must stay inside.
  public private(set) var elements: [(element: Element, clip: Rect?)] = []

  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  mutating func add(_ element: Element, clip: Rect? = nil) { elements.append((element, clip)) }
}

/// Colours in rows, the top row first.
public struct PixelImage: Equatable {
  public let width: Int
  public let height: Int
  public var pixels: [Color]

  public init(width: Int, height: Int, pixels: [Color]) {
    self.width = width
    self.height = height
    self.pixels = pixels
  }
}
