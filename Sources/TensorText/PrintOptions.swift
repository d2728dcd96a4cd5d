/// How arrays are laid out as text: the settings of `torch.set_printoptions`.
public struct PrintOptions: Equatable, Sendable {
  /// Digits after the decimal point.
  public var precision: Int
  /// Arrays of more elements than this are summarised; infinity summarises none.
  public var threshold: Double
  /// How many entries a summary keeps at either end of a dimension.
  public var edgeItems: Int
  /// The column that rows and suffixes try to stay within.
  public var lineWidth: Int
  /// Whether to use scientific notation; nil leaves it to the values.
  public var scientific: Bool?

  public init(
    precision: Int = 4, threshold: Double = 1000, edgeItems: Int = 3, lineWidth: Int = 80, scientific: Bool? = nil
  ) {
    self.precision = precision
    self.threshold = threshold
    self.edgeItems = edgeItems
    self.lineWidth = lineWidth
    self.scientific = scientific
  }

  /// The settings of a fresh session, and of `profile="default"`.
  public static let standard = PrintOptions()

  /// Changes the settings as `set_printoptions` does: a profile first, then what is named.
  ///
  /// A setting that is nil stays as it is, except that `scientific` is always taken over. An unknown profile changes
  /// nothing.
  public mutating func set(
    profile: String? = nil, precision: Int? = nil, threshold: Double? = nil, edgeItems: Int? = nil,
    lineWidth: Int? = nil, scientific: Bool? = nil
  ) {
    switch profile {
    case "default": self = .standard
    case "short": self = PrintOptions(precision: 2, edgeItems: 2)
    case "full": self = PrintOptions(threshold: .infinity)
    default: break
    }
    self.precision = precision ?? self.precision
    self.threshold = threshold ?? self.threshold
    self.edgeItems = edgeItems ?? self.edgeItems
    self.lineWidth = lineWidth ?? self.lineWidth
    self.scientific = scientific
  }

  /// More digits than anyone reads: beyond it a mistyped setting would eat the memory.
  static let mostDigits = 1 << 16
}
