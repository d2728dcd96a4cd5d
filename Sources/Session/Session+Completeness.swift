import Diagnostics
public import Syntax

extension Session {
  /// Whether a cell can run as it stands, as IPython decides it: a blank last line ends a block.
  public func completeness(of text: String) -> Completeness {
    Completeness(of: Source(name: "", text: Cell.dedented(text)))
  }
}
