/// Letters as outlines: DejaVu Sans, which matplotlib writes with, too.
enum Font {
  struct Glyph {
    let advance: Double
    let outline: Path
  }

  private static let unitsPerSize = 2048.0
  /// Heights above and depth below the base line, as shares of the size.
  static let ascent = 1556.0 / 2048
  static let descent = 483.0 / 2048
  /// What a line of text takes with the next beneath it.
  static let lineHeight = 1.164 * 1.2

  nonisolated(unsafe) private static var known: [UInt32: Glyph] = [:]

  private static let rows: [UInt32: Substring] = Dictionary(
    glyphTable.split(separator: "\n").compactMap { line in
      let parts = line.drop { $0 == " " }.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, let code = UInt32(parts[0], radix: 16) else { return nil }
      return (code, parts[1])
    }, uniquingKeysWith: { first, _ in first })

  /// A letter at size 1, its base line at 0, y downwards; an empty box where there is no outline.
  static func glyph(_ scalar: Unicode.Scalar) -> Glyph {
    if let glyph = known[scalar.value] { return glyph }
    let glyph = rows[scalar.value].map(parsed) ?? missing
    known[scalar.value] = glyph
    return glyph
  }

  private static let missing = Glyph(advance: 0.6, outline: Path(Rect(0.08, -0.72, 0.44, 0.72)))

  private static func parsed(_ row: Substring) -> Glyph {
    let parts = row.split(separator: " ")
    var path = Path()
    for part in parts.dropFirst() {
      let numbers = part.dropFirst().split(separator: ",").map { (Double($0) ?? 0) / unitsPerSize }
      switch part.first {
      case "M" where numbers.count == 2:
        if !path.steps.isEmpty { path.steps.append(.close) }
        path.steps.append(.move(Point(numbers[0], -numbers[1])))
      case "L" where numbers.count == 2: path.steps.append(.line(Point(numbers[0], -numbers[1])))
      case "Q" where numbers.count == 4:
        path.steps.append(.quad(Point(numbers[0], -numbers[1]), Point(numbers[2], -numbers[3])))
      default: break
      }
    }
    if !path.steps.isEmpty { path.steps.append(.close) }
    return Glyph(advance: (Double(parts.first ?? "0") ?? 0) / unitsPerSize, outline: path)
  }

  /// The width of a line of text.
  static func width(_ text: String, size: Double) -> Double {
    text.unicodeScalars.reduce(0) { $0 + glyph($1).advance } * size
  }

  /// The height that the letters of a line reach, above and below the base line.
  static func extent(_ text: String, size: Double) -> (up: Double, down: Double) {
    var up = 0.0
    var down = 0.0
    for scalar in text.unicodeScalars {
      for step in glyph(scalar).outline.steps {
        switch step {
        case .move(let p), .line(let p), .quad(_, let p):
          up = max(up, -p.y)
          down = max(down, p.y)
        case .close: break
        }
      }
    }
    return (up * size, down * size)
  }
}
