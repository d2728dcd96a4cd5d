/// A recorded line, and which lines it stands for.
///
/// `[..]` is any text, an address any address, and, where numbers may differ, a number any that is near.
struct RecordPattern {
  /// How far numbers may be apart; 0 compares their text.
  let tolerance: Double
  private let parts: [String]
  private let numbers: NumberedText?

  init(_ line: String, tolerance: Double = 0) {
    self.tolerance = tolerance
    let line = line.contains("0x") ? RecordedOutput.withoutAddresses(line) : line
    parts =
      line.contains("[..]") ? line.split(separator: "[..]", omittingEmptySubsequences: false).map(String.init) : [line]
    numbers = tolerance > 0 && parts.count == 1 ? NumberedText(line) : nil
  }

  /// Whether a line stands for itself alone.
  var isExact: Bool { parts.count == 1 }

  func matches(_ line: String) -> Bool {
    let line = line.contains("0x") ? RecordedOutput.withoutAddresses(line) : line
    guard parts.count > 1 else {
      if parts[0] == line { return true }
      guard let numbers else { return false }
      return numbers.isNear(NumberedText(line), tolerance)
    }
    return matchesParts(line)
  }

  /// Each part behind the one before it; the first at the start, the last at the end.
  private func matchesParts(_ line: String) -> Bool {
    var rest = Array(line.utf8)[...]
    for (index, part) in parts.enumerated() {
      let wanted = Array(part.utf8)
      if index == 0 {
        guard rest.starts(with: wanted) else { return false }
        rest = rest.dropFirst(wanted.count)
      } else if index == parts.count - 1 {
        return rest.count >= wanted.count && rest.suffix(wanted.count).elementsEqual(wanted)
      } else {
        guard let found = RecordPattern.find(wanted, in: rest) else { return false }
        rest = rest[(found + wanted.count)...]
      }
    }
    return true
  }

  private static func find(_ wanted: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
    guard wanted.count <= text.count else { return nil }
    return (text.startIndex...(text.endIndex - wanted.count)).first { text[$0...].starts(with: wanted) }
  }
}

/// A text as its numbers and what stands between them, where runs of blanks count as one: columns move with the digits.
struct NumberedText {
  private var texts: [String] = [""]
  private var numbers: [Double] = []

  init(_ line: String) {
    var rest = Substring(line)
    var isInWord = false
    while let character = rest.first {
      if !isInWord, let match = rest.prefixMatch(of: NumberedText.number), let number = Double(match.output) {
        numbers.append(number)
        texts.append("")
        rest = rest[match.range.upperBound...]
        isInWord = true
        continue
      }
      rest.removeFirst()
      isInWord = character.isLetter || character.isNumber || character == "_"
      if character == " " {
        let behindBracket = texts[texts.count - 1].last.map { "[( ".contains($0) } ?? false
        if !behindBracket { texts[texts.count - 1].append(" ") }
      } else {
        texts[texts.count - 1].append(character)
      }
    }
  }

  nonisolated(unsafe) private static let number = /[-+]?(?:\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+|inf|nan)(?![A-Za-z_])/

  func isNear(_ other: NumberedText, _ tolerance: Double) -> Bool {
    texts == other.texts
      && zip(numbers, other.numbers).allSatisfy { a, b in
        a == b || (a.isNaN && b.isNaN) || abs(a - b) <= tolerance * max(1, abs(a))
      }
  }
}
