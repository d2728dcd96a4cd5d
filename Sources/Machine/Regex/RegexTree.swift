/// The flags of a pattern, with the numbers that Python gives them.
struct RegexFlags: OptionSet, Sendable {
  let rawValue: Int
  static let ignoreCase = RegexFlags(rawValue: 2)
  static let locale = RegexFlags(rawValue: 4)
  static let multiline = RegexFlags(rawValue: 8)
  static let dotAll = RegexFlags(rawValue: 16)
  static let unicode = RegexFlags(rawValue: 32)
  static let verbose = RegexFlags(rawValue: 64)
  static let debug = RegexFlags(rawValue: 128)
  static let ascii = RegexFlags(rawValue: 256)

  /// Those that IPython shows, in its order.
  static let shownByIPython: [(name: String, flag: RegexFlags)] = [
    ("IGNORECASE", .ignoreCase), ("LOCALE", .locale), ("MULTILINE", .multiline), ("DOTALL", .dotAll),
    ("UNICODE", .unicode), ("VERBOSE", .verbose), ("DEBUG", .debug),
  ]
}

/// A regular expression as written.
indirect enum RegexNode {
  case empty
  case character(UInt32, RegexFlags)
  /// `.`; with a newline, or without.
  case any(includingNewline: Bool)
  case set(RegexSet)
  case sequence([RegexNode])
  case choice([RegexNode])
  case group(Int, RegexNode)
  case repetition(RegexNode, least: Int, most: Int, kind: RepetitionKind)
  case assertion(Assertion)
  case backReference(Int, RegexFlags)
  case look(RegexNode, isAhead: Bool, isNegative: Bool)
  /// `(?>…)`: not gone back into.
  case atomic(RegexNode)
  /// `(?(1)yes|no)`.
  case conditional(Int, RegexNode, RegexNode)

  enum RepetitionKind { case greedy, lazy, possessive }
  enum Assertion {
    case textStart, textEnd, lineStart, lineEnd, textEndOrLastNewline
    case wordBoundary(isASCII: Bool), notWordBoundary(isASCII: Bool)
  }

  /// The least and the most characters it can match; the most is capped.
  var width: (least: Int, most: Int) {
    switch self {
    case .empty, .assertion, .look: return (0, 0)
    case .character, .any, .set: return (1, 1)
    case .sequence(let parts):
      return parts.reduce((0, 0)) { total, part in
        let width = part.width
        return (RegexNode.capped(total.0 + width.least), RegexNode.capped(total.1 + width.most))
      }
    case .choice(let parts):
      let widths = parts.map(\.width)
      return (widths.map(\.least).min() ?? 0, widths.map(\.most).max() ?? 0)
    case .group(_, let body), .atomic(let body): return body.width
    case .repetition(let body, let least, let most, _):
      let width = body.width
      return (
        RegexNode.capped(width.least.multipliedReportingOverflow(by: least)),
        RegexNode.capped(width.most.multipliedReportingOverflow(by: most))
      )
    case .backReference: return (0, RegexNode.widest)
    case .conditional(_, let yes, let no):
      return (Swift.min(yes.width.least, no.width.least), Swift.max(yes.width.most, no.width.most))
    }
  }

  static let widest = 1 << 40
  private static func capped(_ width: Int) -> Int { Swift.min(width, widest) }
  private static func capped(_ width: (partialValue: Int, overflow: Bool)) -> Int {
    width.overflow ? widest : Swift.min(width.partialValue, widest)
  }
}

/// A class of characters: `[a-z\d]`, `\w`.
struct RegexSet {
  enum Category { case digit, space, word }

  var ranges: [ClosedRange<UInt32>] = []
  var categories: [(category: Category, isNegated: Bool)] = []
  var isNegated = false
  var flags: RegexFlags = []

  func contains(_ scalar: UInt32) -> Bool {
    if holds(scalar) { return !isNegated }
    if flags.contains(.ignoreCase) {
      for other in RegexCase.variants(scalar, flags) where holds(other) { return !isNegated }
    }
    return isNegated
  }

  private func holds(_ scalar: UInt32) -> Bool {
    for range in ranges where range.contains(scalar) { return true }
    for (category, isNegated) in categories
    where RegexSet.contains(category, scalar, isASCII: flags.contains(.ascii)) != isNegated { return true }
    return false
  }

  static func contains(_ category: Category, _ value: UInt32, isASCII: Bool) -> Bool {
    if value < 0x80 {
      switch category {
      case .digit: return value >= 0x30 && value <= 0x39
      case .space: return value == 0x20 || (value >= 9 && value <= 13) || (!isASCII && value >= 0x1C && value <= 0x1F)
      case .word:
        return (value >= 0x30 && value <= 0x39) || (value >= 0x41 && value <= 0x5A) || (value >= 0x61 && value <= 0x7A)
          || value == 0x5F
      }
    }
    guard !isASCII, let scalar = Unicode.Scalar(value) else { return false }
    switch category {
    case .digit: return scalar.properties.generalCategory == .decimalNumber
    case .space: return scalar.isPythonSpace
    case .word:
      return scalar.properties.isAlphabetic && !RegexSet.isMark(scalar) || scalar.properties.numericType != nil
    }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .letterNumber, .otherSymbol: true
    default: false
    }
  }
}

/// Characters that are the same but for case.
enum RegexCase {
  static func lowered(_ value: UInt32, _ flags: RegexFlags) -> UInt32 {
    if value < 0x80 { return value >= 0x41 && value <= 0x5A ? value + 32 : value }
    if flags.contains(.ascii) { return value }
    guard let scalar = Unicode.Scalar(value) else { return value }
    let mapped = scalar.properties.lowercaseMapping.unicodeScalars
    return mapped.count == 1 ? mapped.first?.value ?? value : value
  }

  static func variants(_ value: UInt32, _ flags: RegexFlags) -> [UInt32] {
    let lower = lowered(value, flags)
    var found = [lower]
    if lower < 0x80 {
      if lower >= 0x61, lower <= 0x7A { found.append(lower - 32) }
      return found
    }
    if flags.contains(.ascii) { return found }
    if let scalar = Unicode.Scalar(lower) {
      let mapped = scalar.properties.uppercaseMapping.unicodeScalars
      if mapped.count == 1, let upper = mapped.first { found.append(upper.value) }
    }
    return found
  }
}

/// What is wrong with a pattern: Python's words, and where.
struct RegexFault: Error {
  let message: String
  let position: Int
  /// Whether it is an OverflowError, not an error of the pattern.
  var isOverflow = false
}
