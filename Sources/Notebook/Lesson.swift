/// A file of cells, whatever its format.
public struct Lesson {
  public struct Cell: Equatable {
    public enum Kind: Equatable, Sendable { case code, markdown, raw }
    public var kind: Kind
    public var text: String
    /// What the file says the cell's identifier is (`.ipynb`).
    public var id: String?
    public var directives = Directives()
    /// What only the presenter sees.
    public var notes: [String] = []
    /// The recorded output, line by line; nil when nothing is recorded.
    public var record: [String]?
    /// What a notebook keeps of the cell beside its text, as far as it was read from one.
    var kept: [String: JSON] = [:]
    /// The cell as an `.ag` file has it, from its marker to the next, if it was read from one.
    var ag: String?

    public init(_ kind: Kind, _ text: String, id: String? = nil) {
      self.kind = kind
      self.text = text
      self.id = id
    }

    /// Whether it is run: code with something in it.
    public var isRun: Bool { kind == .code && !text.allSatisfy(\.isWhitespace) }
  }

  public var cells: [Cell]
  /// Whether the file is a program that prints, not a notebook that shows.
  public var isProgram: Bool
  /// What holds for the whole file.
  public var directives = Directives()
  /// What a notebook keeps beside its cells.
  var kept: [String: JSON] = [:]
  /// The lines of an `.ag` file above its first cell.
  var head: String?
  /// Whether an `.ag` file has markers.
  var isMarked = true
  /// Whether a cell without a record was not run yet, rather than silent.
  var leavesUnrecorded = false
  /// Notes before the first cell.
  public var notes: [String] = []

  public init(cells: [Cell], isProgram: Bool = false) {
    self.cells = cells
    self.isProgram = isProgram
  }

  /// The lesson's name: what its head says, else its first heading.
  public var title: String? {
    if let title = directives.text(.title), !title.isEmpty { return title }
    for cell in cells where cell.kind == .markdown {
      for line in cell.text.linesSplit where line.hasPrefix("# ") { return String(line.dropFirst(2).trimmed) }
    }
    return nil
  }

  /// What a cell's directives say, the file's where the cell says nothing.
  public func directives(of cell: Cell) -> Directives { cell.directives.over(directives) }
}

/// A file that cannot be read as what it should be.
public struct LessonError: Error, CustomStringConvertible {
  public let description: String
  public init(_ description: String) { self.description = description }
}
