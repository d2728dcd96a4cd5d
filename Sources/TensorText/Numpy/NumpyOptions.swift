/// How numpy lays arrays out as text: the settings of `numpy.set_printoptions`.
public struct NumpyOptions: Equatable, Sendable {
  /// When a plus sign, or a space in its place, stands before numbers that are not negative.
  public enum Sign: String, Sendable {
    case negativeOnly = "-"
    case always = "+"
    case space = " "
  }

  /// How many digits a float gets.
  public enum FloatMode: String, Sendable {
    /// As many as `precision` says.
    case fixed
    /// As many as tell it from its neighbours.
    case unique
    /// As many as tell it from its neighbours, at most `precision`.
    case atMost = "maxprec"
    /// As the one of them that needs most, at most `precision`.
    case atMostEqual = "maxprec_equal"
  }

  public var precision: Int
  /// Arrays of more elements than this are summarised.
  public var threshold: Double
  /// How many entries a summary keeps at either end of a dimension.
  public var edgeItems: Int
  /// The column that lines stay within.
  public var lineWidth: Int
  /// Whether small numbers may be written as 0 rather than in scientific notation.
  public var suppress: Bool
  public var sign: Sign
  public var floatMode: FloatMode
  public var nan: String
  public var infinity: String

  public init(
    precision: Int = 8, threshold: Double = 1000, edgeItems: Int = 3, lineWidth: Int = 75, suppress: Bool = false,
    sign: Sign = .negativeOnly, floatMode: FloatMode = .atMost, nan: String = "nan", infinity: String = "inf"
  ) {
    self.precision = precision
    self.threshold = threshold
    self.edgeItems = edgeItems
    self.lineWidth = lineWidth
    self.suppress = suppress
    self.sign = sign
    self.floatMode = floatMode
    self.nan = nan
    self.infinity = infinity
  }

  /// The settings of a fresh session.
  public static let standard = NumpyOptions()
}
