/// A file of cells, whatever its format.
public struct Lesson {
  public struct Cell: Equatable {
    public enum Kind: Equatable { case code, markdown, raw }
    public var kind: Kind
    public var text: String
    /// What the file says the cell's identifier is (`.ipynb`).
    public var id: String?

    public init(_ kind: Kind, _ text: String, id: String? = nil) {
      self.kind = kind
      self.text = text
      self.id = id
    }
  }

  public var cells: [Cell]
  /// Whether the file is a program that prints, not a notebook that shows.
  public var isProgram: Bool

  public init(cells: [Cell], isProgram: Bool = false) {
    self.cells = cells
    self.isProgram = isProgram
  }
}

/// A file that cannot be read as what it should be.
public struct LessonError: Error, CustomStringConvertible {
  public let description: String
  public init(_ description: String) { self.description = description }
}
