import Machine

/// A command of the session: `%name arguments` in a line, or `%%name arguments` above a cell.
///
/// Declared once; running, help, errors, completion and the table in the documentation read the declaration.
public struct Magic {
  public enum Form: Sendable {
    case line, cell, both
    var isLine: Bool { self != .cell }
    var isCell: Bool { self != .line }
  }

  /// `-n N`, or without a value a flag.
  public struct Option: Sendable {
    public let letter: Character
    /// What stands for the value in help; nil for a flag.
    public let valueName: String?
    public let summary: String

    static func flag(_ letter: Character, _ summary: String) -> Option {
      Option(letter: letter, valueName: nil, summary: summary)
    }

    static func value(_ letter: Character, _ name: String, _ summary: String) -> Option {
      Option(letter: letter, valueName: name, summary: summary)
    }
  }

  public let name: String
  /// Other names for it.
  public let aliases: [String]
  public let form: Form
  public let options: [Option]
  /// What follows the options, as help shows it.
  public let arguments: String
  /// One sentence.
  public let summary: String
  let body: (MagicCall) throws -> Value

  init(
    _ name: String, aliases: [String] = [], form: Form = .line, options: [Option] = [], _ arguments: String = "",
    summary: String, body: @escaping (MagicCall) throws -> Value
  ) {
    self.name = name
    self.aliases = aliases
    self.form = form
    self.options = options
    self.arguments = arguments
    self.summary = summary
    self.body = body
  }

  /// A magic that says something and has no value.
  init(
    _ name: String, aliases: [String] = [], form: Form = .line, options: [Option] = [], _ arguments: String = "",
    summary: String, doing body: @escaping (MagicCall) throws -> Void
  ) {
    self.init(name, aliases: aliases, form: form, options: options, arguments, summary: summary) { call in
      try body(call)
      return .none
    }
  }

  /// `%timeit [-n N] [-q] statement`, with two signs where it stands above a cell only.
  public var usage: String {
    let parts = options.map { option in
      "[-\(option.letter)\(option.valueName.map { " " + $0 } ?? "")]"
    }
    return ([(form == .cell ? "%%" : "%") + name] + parts + (arguments.isEmpty ? [] : [arguments]))
      .joined(separator: " ")
  }

  /// What `%name?` shows.
  public var page: String {
    var lines = [usage]
    if form == .both { lines.append("%" + usage) }
    lines += ["", summary]
    if !options.isEmpty {
      lines.append("")
      let heads = options.map { "-\($0.letter)\($0.valueName.map { " " + $0 } ?? "")" }
      let width = heads.map(\.count).max() ?? 0
      for (head, option) in zip(heads, options) {
        lines.append("  " + head + String(repeating: " ", count: width - head.count + 2) + option.summary)
      }
    }
    if !aliases.isEmpty { lines += ["", "Also: " + aliases.map { "%" + $0 }.joined(separator: ", ")] }
    return lines.joined(separator: "\n")
  }

  /// The options as getopt writes them, as IPython's errors do.
  var optionText: String { options.map { "\($0.letter)\($0.valueName == nil ? "" : ":")" }.joined() }
}

/// What a magic was called with.
struct MagicCall {
  let magic: Magic
  let session: Session
  /// What stands after the name.
  let line: String
  /// Where `line` stands in the cell that runs, as a UTF-8 offset; nil where it is not known.
  var offset: Int?
  /// What stands below `%%name`.
  var cell: String?

  var machine: Machine { session.machine }

  func say(_ text: String) { machine.standardOutput(text + "\n") }

  /// The line taken apart: options first, then the rest as it stands.
  func parsed() throws -> MagicArguments { try MagicArguments(line, of: magic) }
}

/// The options and the rest of a magic's line.
struct MagicArguments {
  private(set) var flags: Set<Character> = []
  private(set) var values: [Character: String] = [:]
  /// What follows the options.
  private(set) var rest: Substring
  /// The rest as words.
  var words: [String] { rest.split(whereSeparator: \.isWhitespace).map(String.init) }

  init(_ line: String, of magic: Magic) throws {
    rest = line[...].drop { $0.isWhitespace }
    while rest.hasPrefix("-"), let letter = rest.dropFirst().first, letter.isLetter {
      let word = rest.prefix { !$0.isWhitespace }
      // `--aggressive` and other long options are not for a person to know.
      rest = rest.dropFirst(word.count).drop { $0.isWhitespace }
      var letters = word.dropFirst()
      while let letter = letters.popFirst() {
        guard let option = magic.options.first(where: { $0.letter == letter }) else {
          throw Magic.usageError("option -\(letter) not recognized (allowed: \"\(magic.optionText)\")")
        }
        guard option.valueName != nil else {
          flags.insert(letter)
          continue
        }
        if letters.isEmpty {
          let value = rest.prefix { !$0.isWhitespace }
          guard !value.isEmpty else {
            throw Magic.usageError("option -\(letter) requires argument (allowed: \"\(magic.optionText)\")")
          }
          values[letter] = String(value)
          rest = rest.dropFirst(value.count).drop { $0.isWhitespace }
        } else {
          values[letter] = String(letters)
          letters = ""
        }
      }
    }
  }

  func has(_ letter: Character) -> Bool { flags.contains(letter) }

  /// A whole number, or nil where the option was not given.
  func number(_ letter: Character) throws -> Int? {
    guard let text = values[letter] else { return nil }
    guard let number = Int(text) else {
      throw PythonError(.valueError, "invalid literal for int() with base 10: '\(text)'")
    }
    return number
  }
}

extension Magic {
  nonisolated(unsafe) static let usageErrorType = TypeObject(
    "UsageError", module: "IPython.core.error", bases: [.exception], summary: "A magic was called as it cannot be.")

  static func usageError(_ message: String, hint: String? = nil) -> PythonError {
    PythonError(usageErrorType, message, hint: hint)
  }
}
