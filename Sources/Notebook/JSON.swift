/// A JSON value, as notebooks carry more of it than anyone reads.
public enum JSON: Equatable, Sendable {
  case null
  case bool(Bool)
  case int(Int)
  case number(Double)
  /// A number that a `Double` would not give back as it was written.
  case digits(String)
  case string(String)
  case array([JSON])
  case object([String: JSON])

  public subscript(key: String) -> JSON? {
    if case .object(let members) = self { return members[key] }
    return nil
  }

  public var string: String? {
    if case .string(let text) = self { return text }
    return nil
  }

  public var array: [JSON]? {
    if case .array(let items) = self { return items }
    return nil
  }

  public var object: [String: JSON]? {
    if case .object(let members) = self { return members }
    return nil
  }

  public var int: Int? {
    if case .int(let number) = self { return number }
    return nil
  }

  public var double: Double? {
    switch self {
    case .int(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }

  /// A text that may be given as a list of lines.
  public var text: String? {
    if let string { return string }
    guard let array else { return nil }
    var result = ""
    for item in array {
      guard let line = item.string else { return nil }
      result += line
    }
    return result
  }

  /// Text as a list of lines that keep their ends, as notebooks have it.
  static func lines(_ text: String) -> JSON {
    let parts = text.linesSplit
    return .array(
      parts.enumerated().compactMap { index, part in
        index + 1 < parts.count ? .string(part + "\n") : part.isEmpty ? nil : .string(part)
      })
  }
}
