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
