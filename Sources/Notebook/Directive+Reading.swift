import Diagnostics

/// What is wrong with a directive.
struct DirectiveFault: Error {
  let message: String
}

extension Directives {
  /// Reads a line that begins `#|`.
  ///
  /// - Parameter isHead: Whether it stands at the head of the file.
  mutating func read(_ line: Substring, isHead: Bool) throws(DirectiveFault) -> Directive {
    let body = line.dropFirst(2)
    let key = String(body.prefix { $0 != ":" }.trimmed)
    let value = body.drop { $0 != ":" }.dropFirst().trimmed
    guard let directive = Directive.all.first(where: { $0.name == key }) else {
      let near = Suggestion.nearest(to: key, in: Directive.all.map(\.name))
      throw DirectiveFault(
        message: key.isEmpty
          ? "a directive without a name; it is written '#| key: value'"
          : "unknown directive '\(key)'"
            + (near.map { "; did you mean '\($0)'?" } ?? "; known are \(Directive.all.map(\.name).listed)"))
    }
    switch directive.place {
    case .cell where isHead:
      throw DirectiveFault(message: "'\(key)' belongs at the top of a cell, not at the head of the file")
    case .file where !isHead:
      throw DirectiveFault(message: "'\(key)' belongs at the head of the file, before a blank line")
    default: break
    }
    set(directive, try directive.read(value))
    return directive
  }
}

extension Directive {
  fileprivate func read(_ text: Substring) throws(DirectiveFault) -> Directives.Value {
    switch form {
    case .text: return .text(String(text))
    case .flag:
      switch text.lowercased() {
      case "", "on", "true", "yes": return .flag(true)
      case "off", "false", "no": return .flag(false)
      default: throw DirectiveFault(message: "'\(name)' is on or off, not '\(text)'")
      }
    case .whole(let range):
      guard let number = Int(text), range.contains(number) else {
        let upper = range.upperBound == Int.max ? "or more" : "to \(range.upperBound)"
        throw DirectiveFault(message: "'\(name)' is a whole number, \(range.lowerBound) \(upper), not '\(text)'")
      }
      return .whole(number)
    case .number(let range):
      guard let number = Double(text), range.contains(number) else {
        throw DirectiveFault(
          message: "'\(name)' is a number from \(range.lowerBound) to \(range.upperBound), not '\(text)'")
      }
      return .number(number)
    }
  }
}

extension Substring {
  /// Without blanks at either end.
  var trimmed: Substring {
    var text = self.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}

extension [String] {
  /// `a, b and c`
  var listed: String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " and " + last
  }
}
