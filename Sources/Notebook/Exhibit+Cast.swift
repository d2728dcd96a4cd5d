extension Exhibit {
  /// The lesson as a recorded terminal, asciicast v2: the same each time, so that only a change of the lesson changes it.
  public func cast(name: String) -> String {
    var recorder = CastRecorder(width: lesson.directives.whole(.width) ?? 80)
    for item in items where item.cell.kind != .raw && !item.isHidden {
      let directives = lesson.directives(of: item.cell)
      recorder.pace = Pace(speed: directives.number(.speed) ?? Pace.usual, seed: UInt64(recorder.count))
      if directives.flag(.clear) == true { recorder.put("\u{1B}[2J\u{1B}[H", after: 0) }
      if item.cell.kind == .markdown {
        recorder.speak(item.cell.text)
      } else if item.cell.isRun {
        recorder.type(item.cell.text, number: item.number ?? recorder.number + 1)
        recorder.say(item.outputs)
      }
      recorder.wait(directives.number(.pause) ?? 1)
    }
    return recorder.text(title: lesson.title ?? name)
  }
}

/// Events of a terminal with their times.
struct CastRecorder {
  private let width: Int
  private var events: [(time: Double, text: String)] = []
  private var time = 0.0
  private(set) var number = 0
  var pace = Pace()
  var count: Int { events.count }

  private static let green = "\u{1B}[32m"
  private static let bold = "\u{1B}[1;92m"
  private static let dim = "\u{1B}[2m"
  private static let red = "\u{1B}[31m"
  private static let off = "\u{1B}[0m"

  init(width: Int) { self.width = width }

  mutating func wait(_ seconds: Double) { time += seconds }

  mutating func put(_ text: String, after seconds: Double) {
    time += seconds
    events.append((time, text))
  }

  /// Text for the audience, dimmed.
  mutating func speak(_ text: String) {
    let lines = text.linesSplit.map { "\(CastRecorder.dim)# \($0)\(CastRecorder.off)\r\n" }
    put(lines.joined() + "\r\n", after: 0.2)
  }

  /// A cell behind its prompt, character by character.
  mutating func type(_ code: String, number: Int) {
    self.number = number
    let (green, bold, off) = (CastRecorder.green, CastRecorder.bold, CastRecorder.off)
    put("\(green)In [\(bold)\(number)\(off)\(green)]:\(off) ", after: 0.1)
    let further = String(repeating: " ", count: String(number).utf8.count + 2)
    var previous: Unicode.Scalar?
    for scalar in code.unicodeScalars {
      let delay = pace.delay(before: scalar, after: previous)
      put(scalar == "\n" ? "\r\n\(green)\(further)...:\(off) " : String(scalar), after: delay)
      previous = scalar
    }
    put("\r\n", after: 0.4)
  }

  mutating func say(_ outputs: [JSON]) {
    var text = ""
    for output in outputs {
      switch output["output_type"]?.string {
      case "stream": text += output["text"]?.text ?? ""
      case "error":
        let lines = output["traceback"]?.array?.compactMap(\.string) ?? []
        let headline = lines.first ?? ""
        let name = headline.prefix { $0 != ":" }
        text += "\(CastRecorder.red)\(name)\(CastRecorder.off)\(headline.dropFirst(name.count))\n"
        text += lines.dropFirst().map { $0 + "\n" }.joined()
      default:
        let value = output["data"]?["text/plain"]?.text ?? ""
        text += (text.isEmpty || text.hasSuffix("\n") ? "" : "\n") + value + "\n"
      }
    }
    if !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
    put((text + "\n").replacing("\n", with: "\r\n"), after: 0.1)
  }

  /// The header, then a line for each event.
  func text(title: String) -> String {
    let header = JSON.object([
      "version": .int(2), "width": .int(width), "height": .int(24), "title": .string(title),
      "env": .object(["TERM": .string("xterm-256color")]),
    ])
    return header.line + "\n"
      + events.map { event in "[\(CastRecorder.seconds(event.time)),\"o\",\(JSON.string(event.text).line)]\n" }.joined()
  }

  /// To the millisecond.
  private static func seconds(_ time: Double) -> String {
    let whole = Int((time * 1000).rounded())
    let rest = String(whole % 1000)
    return "\(whole / 1000)." + String(repeating: "0", count: 3 - rest.utf8.count) + rest
  }
}
