import Machine

/// What a running cell says, as it happens.
public enum Event {
  /// Text for standard output, as printed.
  case output(String)
  /// Text for standard error, as printed.
  case complaint(String)
  /// The value of the cell's last expression.
  case result(Result)
  case failure(Failure)
  /// Something to look at, shown before the cell has ended or as its value.
  case picture(Picture)

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

  /// Something to look at.
  public struct Picture {
    /// The colours of a screen.
    public enum Colors: Sendable { case none, palette, full }

    private let picture: ShownPicture

    init(_ picture: ShownPicture) { self.picture = picture }

    /// What stands for it in plain text.
    public var text: String { picture.text }

    /// Its forms for a notebook by MIME type; none where drawing failed.
    public func forms() -> [(type: String, data: String)] { (try? picture.forms()) ?? [] }

    /// Lines of characters for a screen of so many columns and such colours.
    public func screen(columns: Int, colors: Colors) -> [String] {
      let depth: ShownPicture.Colors =
        switch colors {
        case .none: .none
        case .palette: .palette
        case .full: .full
        }
      return (try? picture.screen(columns, depth)) ?? []
    }
  }
}
