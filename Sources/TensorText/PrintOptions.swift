/// How arrays are laid out as text: the settings of `torch.set_printoptions`.
public struct PrintOptions: Equatable, Sendable {
  /// Digits after the decimal point.
  public var precision: Int
  /// Arrays of more elements than this are summarised; nil summarises none.
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

  /// A named set of settings: `default`, `short` or `full`; nil for any other name.
  public static func profile(_ name: String) -> PrintOptions? {
    switch name {
    case "default": standard
    case "short": PrintOptions(precision: 2, edgeItems: 2)
    case "full": PrintOptions(threshold: .infinity)
    default: nil
    }
  }
}
