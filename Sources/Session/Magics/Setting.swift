import Diagnostics
import Machine

/// What `%config` shows and changes, and the options of the prompt set.
public struct Setting {
  public let name: String
  /// One sentence.
  public let summary: String
  let get: (Session) -> Bool
  let set: (Session, Bool) -> Void

  nonisolated(unsafe) public static let all: [Setting] = [
    Setting(
      name: "hints", summary: "Whether errors come with a hint of ours.", get: { $0.showsHints },
      set: { $0.showsHints = $1 }),
    Setting(
      name: "labels", summary: "Whether results are labelled Out[n]: as IPython labels them.",
      get: { $0.labelsResults }, set: { $0.labelsResults = $1 }),
    Setting(
      name: "undo", summary: "Whether cells can be undone.", get: { $0.keptCheckpoints > 0 },
      set: { $0.keptCheckpoints = $1 ? Session.usualCheckpoints : 0 }),
  ]

  static func named(_ name: String) throws -> Setting {
    if let setting = all.first(where: { $0.name == name }) { return setting }
    throw Magic.usageError(
      "there is no setting '\(name)'",
      hint: Suggestion.nearest(to: name, in: all.map(\.name)).map { "did you mean \($0)?" }
        ?? "the settings are " + all.map(\.name).joined(separator: ", "))
  }

  /// The truth that a word stands for.
  static func truth(_ word: String) throws -> Bool {
    switch word.lowercased() {
    case "on", "true", "1", "yes": return true
    case "off", "false", "0", "no": return false
    default: throw Magic.usageError("expected on or off, not '\(word)'")
    }
  }
}
