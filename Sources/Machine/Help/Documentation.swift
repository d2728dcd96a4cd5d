/// What there is to say of a value: from declarations and a person's own documentation strings.
///
/// Nothing of the person's is run for it. The examples are ours; whoever shows them runs them (`Machine.help`), so that
/// what they print is always true.
public struct Documentation {
  /// A line beneath the text: `formula` and `log(x)`.
  public struct Fact {
    public let label: String
    public let text: String

    public init(_ label: String, _ text: String) {
      self.label = label
      self.text = text
    }
  }

  /// What stands at the top, each way to call it on lines of its own.
  public var titles: [String]
  /// In a word or two: `operation`, `class`.
  public var kind: String
  /// A sentence, or a documentation string.
  public var text = ""
  public var facts: [Fact] = []
  /// Cells of code.
  public var examples: [String] = []
  /// Names with what they are, and what the names are.
  public var members: [(heading: String, rows: [(name: String, text: String)])] = []
  /// Program text, for those who ask for it.
  public var source = ""

  public init(_ titles: [String], kind: String, text: String = "") {
    self.titles = titles
    self.kind = kind
    self.text = text
  }
}

/// What the declaration of a native function or class says beyond its name, parameters and sentence.
public struct DeclarationNotes {
  /// As a person finds it: `torch.sin`, `x.sin`.
  public var path: String
  /// In a word or two: `operation`.
  public var kind: String
  public var signatures: [DeclaredSignature]
  public var facts: [Documentation.Fact]
  public var examples: [String]

  public init(
    path: String, kind: String, signatures: [DeclaredSignature], facts: [Documentation.Fact] = [],
    examples: [String] = []
  ) {
    self.path = path
    self.kind = kind
    self.signatures = signatures
    self.facts = facts
    self.examples = examples
  }
}
