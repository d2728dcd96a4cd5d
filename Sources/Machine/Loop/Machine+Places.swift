import Diagnostics

extension Machine {
  /// Where each call of a person's code in progress stands now, the outermost first.
  public var currentPlaces: [TracebackEntry] {
    var result: [TracebackEntry] = []
    var at = stack.frames
    while at <= frame {
      let code = at.pointee.function.takeUnretainedValue().code
      let index = at.pointee.pc - at.pointee.layout.pointee.instructions.unsafelyUnwrapped - 1
      if code.spans.indices.contains(index) {
        result.append(TracebackEntry(source: code.source, span: code.spans[index], function: code.name))
      }
      at += 1
    }
    return result
  }
}

extension TracebackEntry {
  /// What the text is called: a file, or a cell.
  public var sourceName: String { source.name }

  /// The line's number, from 1.
  public var line: Int { source.line(at: span.start) }

  /// The line itself, without what it is indented by.
  public var lineText: String { String(source.lineText(at: span.start).drop { $0 == " " || $0 == "\t" }) }
}
