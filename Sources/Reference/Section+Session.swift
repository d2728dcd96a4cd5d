import Session

extension Section {
  /// The tables of `session.md`.
  static var session: [Section] {
    let page = "session.md"
    return [
      Section("magics", of: page) {
        Markdown.table(["magic", ""], Magic.all.map { [Markdown.code($0.usage), $0.summary] })
      },
      Section("settings", of: page) {
        Markdown.table(["setting", ""], Setting.all.map { [Markdown.code($0.name), $0.summary] })
      },
    ]
  }
}
