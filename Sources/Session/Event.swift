/// What a running cell says, as it happens.
public enum Event {
  /// Text for standard output, as printed.
  case output(String)
  /// Text for standard error, as printed.
  case complaint(String)
  /// The value of the cell's last expression.
  case result(Result)
  case failure(Failure)

  /// A value to show, in every form it has.
  public struct Result {
    /// The number of the cell it belongs to.
    public let cell: Int
    /// Forms by MIME type, `text/plain` always among them.
    public let bundle: [(type: String, data: String)]

    public init(cell: Int, bundle: [(type: String, data: String)]) {
      self.cell = cell
      self.bundle = bundle
    }

    public var text: String { bundle.first { $0.type == "text/plain" }?.data ?? "" }
  }
}
