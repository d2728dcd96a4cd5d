import Diagnostics

extension Machine {
  /// Writes a page of help to standard output, its examples run here and now.
  public func help(_ page: Documentation) {
    standardOutput(page.page(pageStyle(), outputs: page.examples.map(exampleOutput)))
  }

  /// What the last line of an example shows, or nil where it fails. The person's names and random numbers are untouched.
  public func exampleOutput(_ code: String) -> String? {
    let restore = beforeExamples?()
    let output = standardOutput
    defer {
      standardOutput = output
      restore?()
    }
    var printed = ""
    standardOutput = { printed += $0 }
    guard let value = try? run(Source(name: "example", text: code), globals: Machine.newGlobals()) else { return nil }
    if value.isNone { return printed.hasSuffix("\n") ? String(printed.dropLast()) : printed }
    return (try? Display.text(of: value)).map { printed + $0 }
  }
}
