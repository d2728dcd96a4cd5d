/// Something to look at that a program shows, made in the form that whoever shows it asks for.
public struct ShownPicture {
  /// What stands for it in plain text.
  public let text: String
  /// Its forms by MIME type, bytes in Base64.
  public let forms: () throws -> [(type: String, data: String)]
  /// Lines of characters for a screen of so many columns and such colours.
  public let screen: (_ columns: Int, _ colors: Colors) throws -> [String]

  /// The colours of a screen.
  public enum Colors: Sendable { case none, palette, full }

  public init(
    text: String, forms: @escaping () throws -> [(type: String, data: String)],
    screen: @escaping (Int, Colors) throws -> [String]
  ) {
    self.text = text
    self.forms = forms
    self.screen = screen
  }
}
