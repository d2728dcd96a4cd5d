/// Python's grammar as data, with the mistakes people make in it: what the fault finder reads.
///
/// A rule is a list of alternatives, tried in order; the first that fits is taken (a parsing expression grammar, as
/// CPython's is). Rules whose name begins with `Wrong` describe mistakes, and are tried only in the second reading. An
/// alternative that ends in `=> report` is one: when all of it fits, the report is made and reading stops.
///
/// The notation: `'if'` and `'('` are tokens, `"match"` a name with that spelling, `NAME` any name; `x?`, `x*`, `x+`;
/// `','.x+` is one or more with commas between; `&x` and `!x` look ahead; `&&':'` must follow; `~` forbids the
/// alternatives that come after; `a=x` gives a part a name for the report.
struct Grammar: Sendable {
  indirect enum Part: Sendable {
    case token(Token.Kind)
    case word([UInt8])
    /// A name that is a keyword in some places.
    case softKeyword
    case rule(Int)
    case choice([Alternative])
    case optional(Part)
    case many(Part, atLeast: Int)
    case separated(Part, by: Token.Kind)
    case ahead(Part)
    case notAhead(Part)
    case forced(Token.Kind, spelling: String)
    case cut
  }

  struct Item: Sendable {
    let label: Character?
    let part: Part
  }

  struct Alternative: Sendable {
    let items: [Item]
    let report: Report?
    /// Nothing but a rule of a mistake: skipped in the first reading. A mistake that is only a part of an alternative is
    /// not; CPython finds such mistakes in dicts before all others.
    let isMistake: Bool
  }

  struct Rule: Sendable {
    let name: String
    let alternatives: [Alternative]
    /// What was found out in one reading of the second kind holds for parts read without looking for mistakes, too.
    let isShared: Bool
    let role: Role
  }

  /// Rules that the finder does something more for.
  enum Role: Sendable {
    case plain, strings, withoutMistakes, real, imaginary
  }

  struct Report: Sendable {
    enum Place: Sendable {
      /// One part.
      case part(Character)
      /// From the beginning of one part to the end of another.
      case range(Character, Character)
      /// The token read last, of all that were read.
      case here
      /// From the beginning of a part to the token read last.
      case from(Character)
      /// The last character of a part.
      case last(Character)
    }
    enum Kind: Sendable {
      case syntax(Place)
      case indentation
      case target(Target.Role, Character)
      case comma(Character, Character)
      case positionalAfterKeyword(Character)
      case bareGenerator(Character, Character)
      case legacy(Character, Character)
    }
    let kind: Kind
    /// With `{name a}`, `{text a}` and `{line a}` for facts of a part.
    let message: String
  }

  let rules: [Rule]
  let numbers: [String: Int]

  static let text = statementRules + patternRules + expressionRules + parameterRules + mistakeRules

  /// Nil only if there is a mistake in the text above, which a test would have found.
  static let python: Grammar? = try? GrammarReader.read(text)

  /// Rules whose outcome CPython keeps per place, however they were come to.
  static let sharedRules: Set<String> = [
    "Simple", "Block", "Expression", "StarExpression", "Or", "And", "Not", "Unary", "AwaitPrimary", "Strings",
    "Arguments", "StarTarget", "StarTargetAtom", "DelTarget", "ClosedPattern", "StarPattern", "WrongNamed",
    "BitOr", "BitXor", "BitAnd", "Shift", "Sum", "Term", "Primary", "TargetPrimary", "DottedName",
  ]
}
