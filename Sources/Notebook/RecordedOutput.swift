public import Session

/// What a cell said, as a script records it: the lines it printed, then its value or its error's first line.
///
/// What goes to standard error, such as a warning, names files and lines and is not recorded.
public struct RecordedOutput {
  public var lines: [String] = []

  public init(_ events: [Event]) {
    var printed = ""
    var shown: [String] = []
    for event in events {
      switch event {
      case .output(let text): printed += text
      case .complaint: break
      case .result(let value): shown += value.text.linesSplit
      case .picture: break
      case .failure(let failure):
        shown.append(RecordedOutput.headline(name: failure.name, message: failure.message))
      }
    }
    self.init(printed: printed, shown: shown)
  }

  init(printed: String, shown: [String]) {
    if !printed.isEmpty { lines = (printed.utf8.last == 0x0A ? String(printed.dropLast()) : printed).linesSplit }
    lines = (lines + shown).map(RecordedOutput.visible)
  }

  /// `Type: message`, up to the end of its line. What CPython adds only where it shows a traceback is left out.
  static func headline(name: String, message: String) -> String {
    let line = message.isEmpty ? name : "\(name): \(message)"
    var first = line.linesSplit.first ?? line
    first.replace(/\ \([^()]*line \d+\)$/, with: "")
    first.replace(/\. Did you mean: '[^']*'\?$/, with: "")
    return first
  }

  /// A line without what would end it or control a terminal.
  private static func visible(_ line: String) -> String {
    guard line.unicodeScalars.contains(where: isControl) else { return line }
    var result = ""
    for scalar in line.unicodeScalars {
      if isControl(scalar) {
        let digits = String(scalar.value, radix: 16)
        let count = scalar.value > 0xFF ? 4 : 2
        result += (count == 4 ? "\\u" : "\\x") + String(repeating: "0", count: count - digits.utf8.count) + digits
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    (scalar.value < 0x20 && scalar != "\t") || (0x7F..<0xA0).contains(scalar.value)
      || scalar == "\u{2028}" || scalar == "\u{2029}"
  }

  /// A line as it is written down: addresses, which differ from run to run, are left out.
  static func withoutAddresses(_ line: String) -> String { line.replacing(/0x[0-9a-f]{6,}/, with: "0x…") }
}
