import Diagnostics
public import Syntax

extension Session {
  /// Whether a cell can run as it stands, as IPython decides it: a blank last line ends a block.
  public func completeness(of text: String) -> Completeness {
    let completeness = wholeness(of: text)
    if case .incomplete = completeness, !indentsRows { return .incomplete(indentation: 0) }
    return completeness
  }

  private func wholeness(of text: String) -> Completeness {
    if HelpRequest(text) != nil { return .complete }
    let source = Source(name: "", text: Cell.dedented(text))
    if MagicLines.whole(source.bytes) != nil {
      let last = text.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
      return last.allSatisfy(\.isWhitespace) && text.contains("\n") ? .complete : .incomplete(indentation: 0)
    }
    guard let lines = MagicLines(source.bytes) else { return Completeness(of: source) }
    return Completeness(of: Source(name: "", bytes: lines.masked))
  }
}
