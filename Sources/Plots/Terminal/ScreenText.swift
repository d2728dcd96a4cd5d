/// How many colours a screen has.
public enum ColorDepth: Sendable { case none, palette, full }

extension DotCanvas {
  /// The screen as lines of text, with escape sequences where there are colours.
  func lines(_ depth: ColorDepth) -> [String] {
    (0..<rows).map { row in
      var pen = Pen(depth)
      for column in 0..<columns { pen.put(cells[row * columns + column]) }
      return pen.finished()
    }
  }

  fileprivate static let shades: [Character] = [" ", "░", "▒", "▓", "█"]

  /// Writes cells one after another and changes colours only where they change.
  private struct Pen {
    let depth: ColorDepth
    private var text = ""
    private var front: Color?
    private var back: Color?
    /// The length of the text up to the last character that is seen.
    private var end = ""

    init(_ depth: ColorDepth) { self.depth = depth }

    mutating func put(_ cell: Cell) {
      let (letter, front, back) = depth == .none ? (plain(cell), nil, nil) : colored(cell)
      if depth != .none {
        if back == nil, self.back != nil {
          text += "\u{1B}[49m"
          self.back = nil
        }
        if let back, back != self.back {
          text += code(back, 48)
          self.back = back
        }
        if letter != " ", front != self.front {
          text += front.map { code($0, 38) } ?? "\u{1B}[39m"
          self.front = front
        }
      }
      text.append(letter)
      if letter != " " || back != nil { end = text }
    }

    func finished() -> String {
      // Nothing but blanks follows; the colours are given back.
      guard depth != .none, end.contains("\u{1B}") else { return end }
      return end + "\u{1B}[0m"
    }

    private func colored(_ cell: Cell) -> (Character, Color?, Color?) {
      let back = mixed(cell.upper, cell.lower)
      if let letter = cell.letter { return (letter, seen(cell.letterColor), letter == " " ? nil : back) }
      if cell.dots != 0 { return (braille(cell.dots), seen(cell.dotColor), back) }
      switch (cell.upper, cell.lower) {
      case (let upper?, let lower?): return upper == lower ? ("█", upper, nil) : ("▀", upper, lower)
      case (let upper?, nil): return ("▀", upper, nil)
      case (nil, let lower?): return ("▄", lower, nil)
      case (nil, nil): break
      }
      if let rule = cell.rule { return (rule, Color(0x6C6C6C), nil) }
      return (" ", nil, nil)
    }

    private func plain(_ cell: Cell) -> Character {
      if let letter = cell.letter { return letter }
      if cell.dots != 0 { return braille(cell.dots) }
      switch (cell.upper, cell.lower) {
      case (let upper?, let lower?):
        let darkness = 1 - (upper.brightness + lower.brightness) / 2
        return DotCanvas.shades[min(max(Int(darkness * 4 + 0.999), 1), 4)]
      case (_?, nil): return "▀"
      case (nil, _?): return "▄"
      case (nil, nil): return cell.rule ?? " "
      }
    }

    private func braille(_ dots: UInt8) -> Character {
      Character(UnicodeScalar(0x2800 + UInt32(dots)) ?? " ")
    }

    private func mixed(_ upper: Color?, _ lower: Color?) -> Color? {
      guard let upper, let lower else { return nil }
      return Color(upper.red, upper.green, upper.blue, alpha: 0.5).over(lower)
    }

    /// Black would not be seen on a dark screen nor white on a light one: they are the screen's own colour.
    private func seen(_ color: Color?) -> Color? {
      guard let color else { return nil }
      return color.brightness < 0.16 || color.brightness > 0.97 ? nil : color
    }

    private func code(_ color: Color, _ kind: Int) -> String {
      guard depth == .palette else { return "\u{1B}[\(kind);2;\(color.red);\(color.green);\(color.blue)m" }
      func step(_ part: UInt8) -> Int { part < 48 ? 0 : part < 115 ? 1 : (Int(part) - 35) / 40 }
      return "\u{1B}[\(kind);5;\(16 + 36 * step(color.red) + 6 * step(color.green) + step(color.blue))m"
    }
  }
}
