/// Numbers that an audience predicts.
enum Answer {
  /// How far an answer may be from what is shown, relative to it where it is above 1: nobody types four digits.
  static let tolerance = 0.01

  nonisolated(unsafe) private static let number = /[-+]?(?:\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+|inf|nan)(?![A-Za-z_\d])/

  /// The numbers that a cell shows: of a tensor those between its brackets.
  static func numbers(in text: String) -> [Double] {
    var text = text[...]
    if let open = text.firstIndex(of: "("), text[..<open].allSatisfy({ $0.isLetter || $0 == "_" || $0 == "." }) {
      text = text[text.index(after: open)...]
      // What follows the numbers of a tensor is said of them, and has numbers in its names.
      for word in [", grad_fn", ", requires_grad", ", dtype", ", size"] {
        if let found = text.firstRange(of: word) { text = text[..<found.lowerBound] }
      }
    }
    var found: [Double] = []
    var rest = text
    var isInWord = false
    while let character = rest.first {
      if !isInWord, let match = rest.prefixMatch(of: number), let value = Double(match.output) {
        found.append(value)
        rest = rest[match.range.upperBound...]
        isInWord = true
      } else {
        isInWord = character.isLetter || character.isNumber || character == "_"
        rest.removeFirst()
      }
    }
    return found
  }

  /// What a person typed: numbers and fractions, between commas or blanks, with or without brackets.
  static func given(_ text: String) -> [Double]? {
    let parts = text.split { ", \t[]()".contains($0) }
    var values: [Double] = []
    for part in parts {
      let fraction = part.split(separator: "/", omittingEmptySubsequences: false)
      guard let first = fraction.first, fraction.count <= 2, var value = Double(first) else { return nil }
      if fraction.count == 2 {
        guard let divisor = Double(fraction[1]), divisor != 0 else { return nil }
        value /= divisor
      }
      values.append(value)
    }
    return values.isEmpty ? nil : values
  }

  static func isNear(_ given: Double, _ right: Double, _ tolerance: Double) -> Bool {
    given == right || (given.isNaN && right.isNaN) || abs(given - right) <= tolerance * max(1, abs(right))
  }

  /// Numbers in a line, as a person would write them.
  static func text(_ numbers: [Double]) -> String {
    numbers.isEmpty
      ? "no number"
      : numbers.map { $0 == $0.rounded() && abs($0) < 1e15 ? "\(Int($0))" : "\($0)" }.joined(separator: ", ")
  }
}
