extension Directive {
  /// All directives as a table of Markdown, for the documentation.
  public static var table: String {
    (["| directive | where | what it says |", "| --- | --- | --- |"]
      + all.map { "| `\($0.example)` | \($0.places) | \($0.summary) |" }).joined(separator: "\n")
  }

  private var example: String {
    switch form {
    case .flag: "\(name)"
    case .whole: "\(name): N"
    case .number: "\(name): NUMBER"
    case .text: "\(name): TEXT"
    }
  }

  private var places: String {
    switch place {
    case .file: "file"
    case .cell: "cell"
    case .both: "file, cell"
    }
  }
}
