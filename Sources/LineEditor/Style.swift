/// How a run of text looks on a terminal, as the numbers of an SGR sequence; plain if there are none.
public struct Style: Hashable, Sendable {
  public let codes: String

  public init(_ codes: String) { self.codes = codes }

  public static let plain = Style("")
  public static let dim = Style("2")
}

/// Text in runs of one style each.
public struct StyledText: Hashable, Sendable {
  /// One stretch of text in one style.
  public struct Run: Hashable, Sendable {
    public var text: String
    public var style: Style

    public init(_ text: String, _ style: Style = .plain) {
      self.text = text
      self.style = style
    }
  }

  public var runs: [Run]

  public init(_ runs: [Run]) { self.runs = runs }
  public init(_ text: String, _ style: Style = .plain) { runs = [Run(text, style)] }

  /// The words without their styles.
  public var text: String { runs.reduce(into: "") { $0 += $1.text } }

  /// As sent to a terminal: each styled run switched on and off again.
  public func rendered(coloured: Bool) -> String {
    runs.reduce(into: "") { result, run in
      let isStyled = coloured && !run.style.codes.isEmpty && !run.text.isEmpty
      result += isStyled ? "\u{1B}[\(run.style.codes)m\(run.text)\u{1B}[0m" : run.text
    }
  }

  /// As libedit wants a prompt: escape sequences between `\u{1}` marks.
  ///
  /// libedit drops a sequence that ends the prompt, so styles are switched off before the next character, and a last
  /// run is expected to be plain.
  func promptText(coloured: Bool) -> String {
    guard coloured else { return text }
    var result = ""
    var isOn = false
    for run in runs where !run.text.isEmpty {
      let off = isOn ? "\u{1B}[0m" : ""
      let on = run.style.codes.isEmpty ? "" : "\u{1B}[\(run.style.codes)m"
      if !(off + on).isEmpty { result += "\u{1}\(off)\(on)\u{1}" }
      result += run.text
      isOn = !on.isEmpty
    }
    return result
  }
}

/// What the environment says about the terminal.
public enum TerminalStyle {
  /// A terminal that cannot move its cursor, so that nothing may be painted over.
  public static func isDumb(_ term: String?) -> Bool {
    guard let term else { return true }
    return term.isEmpty || term == "dumb" || term == "unknown"
  }

  /// Whether colour is wanted: a terminal that is not dumb, and NO_COLOR unset or empty (no-color.org).
  public static func isColoured(term: String?, noColor: String?) -> Bool {
    !isDumb(term) && (noColor ?? "").isEmpty
  }
}
