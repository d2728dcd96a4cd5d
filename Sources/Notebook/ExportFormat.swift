/// What a lesson can be made into.
public enum ExportFormat: String, CaseIterable, Sendable {
  case ag, ipynb, py, md, html, cast

  /// Words for help.
  public var summary: String {
    switch self {
    case .ag: "a lesson"
    case .ipynb: "a Jupyter notebook"
    case .py: "a PyTorch program"
    case .md: "Markdown"
    case .html: "one page that needs nothing else"
    case .cast: "a recorded terminal (asciicast)"
    }
  }

  /// The format that the ending of a name says.
  public init?(path: String) {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return nil }
    self.init(rawValue: name[name.index(after: dot)...].lowercased())
  }

  /// Whether it shows a run, so that the lesson is run unless something else is said.
  public var isRun: Bool { self == .cast }
}
